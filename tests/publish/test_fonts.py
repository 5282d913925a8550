"""Pictures are drawn with the library's own font, whatever the system has under the same name."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

CHART = {
    "mark": "bar",
    "data": {"values": [{"a": "South Africa", "b": 1}]},
    "config": {"font": "Liberation Sans"},
    "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}},
}
DRAW = """
import json, os, sys
from pagebook.publish import fonts
fonts.FOLDERS = (sys.argv[2],)
picture = fonts.drawing_library().vegalite_to_svg(sys.argv[1])
print(json.dumps([picture, os.environ.get("FONTCONFIG_FILE")]))
"""


@pytest.fixture
def wide_font(tmp_path) -> Path:
    """Return a folder with a font of the charts' name whose letters are all two ems wide."""
    found = next(Path("/usr/share/fonts").rglob("LiberationSans-Regular.ttf"), None)
    if found is None:
        pytest.skip("the system has no Liberation Sans to make another edition from")
    font = bytearray(found.read_bytes())
    tables = {
        font[at : at + 4].decode(): at + 8
        for at in range(12, 12 + 16 * 40, 16)
        if font[at : at + 4].isascii()
    }
    start, length = struct.unpack_from(">II", font, tables["hmtx"])
    for at in range(start, start + length, 4):
        struct.pack_into(">H", font, at, 4096)
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "wide.ttf").write_bytes(font)
    return folder


def drawn(folder: Path, **environment: str) -> tuple[str, str | None]:
    """Return a picture drawn in a process of its own, and the setting for fonts afterwards."""
    inherited = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    command = [sys.executable, "-c", DRAW, json.dumps(CHART), str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, env=inherited | environment)
    picture, setting = json.loads(done.stdout)
    return picture, setting


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library finds fonts by other means")
def test_pictures_do_not_depend_on_the_systems_edition_of_the_font(tmp_path, wide_font):
    """A system's font of the same name changes no picture, and the setting for fonts is as it was before."""
    assert drawn(wide_font) == drawn(tmp_path / "none")
    assert drawn(wide_font)[1] is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library finds fonts by other means")
def test_fonts_that_somebody_chose_are_taken(tmp_path, wide_font):
    """Where `FONTCONFIG_FILE` names fonts, pictures are drawn with them."""
    chosen = tmp_path / "fonts.conf"
    chosen.write_text(f"<fontconfig><dir>{wide_font}</dir></fontconfig>", encoding="utf-8")

    picture, setting = drawn(tmp_path / "none", FONTCONFIG_FILE=str(chosen))

    assert picture != drawn(tmp_path / "none")[0]
    assert setting == str(chosen)
