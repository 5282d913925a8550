"""Charts drawn for paper: readable type in the book's font, measured truly, kept by what they depend on."""

import io
import json
import re
import subprocess
import sys

import pytest
import vl_convert
from PIL import Image

from pagebook.figures.figure import MIME
from pagebook.publish.ahead import charts_of
from pagebook.publish.chart import read_chart
from pagebook.publish.pdf import drawing
from pagebook.publish.pdf.drawing import FONT, PAPER_PX, POINTS_PER_PX, drawn, keep, keep_all

_SIZE = re.compile(r'font-size="([\d.]+)px"')
_BOX = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="([^"]+)"')
# Of a page of A4, what is left for a chart below its title and above its caption.
_ROOM_PT = 560
_LEAST_PT = 7


@pytest.fixture(scope="module")
def charts(book_root):
    """Return one chart of each name in the book: every form, with the longest of its tables."""
    found = {}
    for page in sorted(book_root.glob("chapters/**/*.ipynb")):
        for chart in charts_of(page):
            if len(chart.rows) > len(found[chart.name].rows if chart.name in found else ()):
                found[chart.name] = chart
    assert len(found) > 40
    return found


@pytest.fixture(scope="module")
def pictures(charts, tmp_path_factory):
    """Return the drawing of each."""
    folder = tmp_path_factory.mktemp("pictures")
    return {name: keep(chart.specification, folder).read_text("utf-8") for name, chart in charts.items()}


@pytest.fixture
def specification(figure) -> str:
    """Return the specification of a small chart."""
    return read_chart(figure()._repr_mimebundle_()[MIME]).specification


def test_no_type_is_smaller_than_seven_points(pictures):
    """Every text of every form of chart is at least 7 points as printed, at one scale for all."""
    least = {name: min(map(float, _SIZE.findall(text))) * POINTS_PER_PX for name, text in pictures.items()}

    assert {name: size for name, size in least.items() if size < _LEAST_PT} == {}


def test_every_text_is_in_the_book_s_font(pictures):
    """No drawing names another family than the one that the package brings along."""
    families = {name for text in pictures.values() for name in re.findall('font-family="([^"]*)"', text)}

    assert families == {f"'{FONT}'"}


def test_each_chart_fits_into_a_page(pictures):
    """None is wider than a column of text or higher than what a page has for it."""
    sizes = {name: tuple(map(float, _BOX.search(text).groups()[:2])) for name, text in pictures.items()}

    assert {name: size for name, size in sizes.items() if size[0] > PAPER_PX} == {}
    assert {name: size for name, size in sizes.items() if size[1] * POINTS_PER_PX > _ROOM_PT} == {}


def test_nothing_is_cut_off_at_the_edges(pictures):
    """Drawn with room around it, no chart has ink outside its own box."""
    outside = {name: _ink_outside(text) for name, text in pictures.items()}

    assert {name: most for name, most in outside.items() if most > 0.5} == {}


def test_the_narrow_and_the_wide_letters_are_measured(figure, tmp_path):
    """A label of narrow letters takes less room than one of as many wide letters: no letters are counted."""
    widths = []
    for letter in "iW":
        chart = json.loads(read_chart(figure()._repr_mimebundle_()[MIME]).specification)
        chart["encoding"]["y"]["axis"] = {"labelExpr": f"'{letter * 20}'"}
        text = keep(json.dumps(chart), tmp_path).read_text("utf-8")
        widths.append(float(re.search(r"translate\(([\d.]+),", text)[1]))

    assert widths[1] > widths[0] + 100


def test_a_kept_drawing_is_not_drawn_again(specification, tmp_path, monkeypatch):
    """What lies in the folder is used as it is."""
    path = drawn(specification, tmp_path)
    path.write_text("kept", "utf-8")
    monkeypatch.setattr(drawing, "_drawing", lambda _: pytest.fail("drawn again"))

    keep_all([specification, specification], tmp_path)

    assert keep(specification, tmp_path).read_text("utf-8") == "kept"


def test_several_processes_draw_all_that_is_missing(figure, tmp_path):
    """With two jobs every drawing is there at the end, from a process that has not drawn itself."""
    told = [
        read_chart(figure(finding=f"Finding {number}.")._repr_mimebundle_()[MIME]).specification
        for number in range(3)
    ]
    code = (
        "import json, sys; from pathlib import Path; from pagebook.publish.pdf.drawing import keep_all; "
        "keep_all(json.load(sys.stdin), Path(sys.argv[1]), 2)"
    )

    subprocess.run([sys.executable, "-c", code, str(tmp_path)], input=json.dumps(told), text=True, check=True)

    assert sorted(tmp_path.iterdir()) == sorted(drawn(one, tmp_path) for one in told)


def test_drawings_of_another_method_are_not_used(specification, tmp_path, monkeypatch):
    """Where they are kept depends on how they are drawn."""
    before = drawn(specification, tmp_path)
    monkeypatch.setattr(drawing, "_how", lambda: "otherwise")

    assert drawn(specification, tmp_path) != before


def _ink_outside(text: str, room: int = 40) -> float:
    """Return how many pixels ink stands out of a drawing's box, at most."""
    width, height, box = _BOX.search(text).groups()
    left, top, *_ = map(float, box.split())
    wide, high = float(width) + 2 * room, float(height) + 2 * room
    larger = f'width="{wide}" height="{high}" viewBox="{left - room} {top - room} {wide} {high}"'
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(_BOX.sub(larger, text, count=1), scale=1)))
    first_x, first_y, last_x, last_y = picture.getchannel("A").getbbox()
    return max(room - first_x, room - first_y, last_x - wide + room, last_y - high + room)
