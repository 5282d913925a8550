"""The drawing library with fonts at hand: its own first, then those of the system for other letters.

The library measures a text by opening its font's file again for each letter, which took more than half of the
time of a picture. It brings along the font that charts ask for and holds it in memory, but prefers a file of
the same name that the system has. Told of the system's fonts after its own, it reads a file only for letters
that its own lacks; and pictures no more depend on which edition of that font a system has.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import vl_convert

__all__ = ["FAMILY", "FOLDERS", "drawing_library"]

FAMILY = "Liberation Sans"
"""The font that the library brings along; its letters are as wide as Arial's."""

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
"""Where a system keeps fonts; the library looks there too."""

_SETTING = "FONTCONFIG_FILE"
# A list without any folder would count as none at all, and the library would look everywhere.
_NO_FONTS = "<fontconfig><dir>{}</dir></fontconfig>"


@cache
def drawing_library() -> ModuleType:
    """Return the drawing library, ready to draw.

    Where somebody chose fonts by `FONTCONFIG_FILE`, and where the library does not go by it, fonts stay as
    the library finds them.
    """
    if _SETTING not in os.environ:
        with _no_fonts():
            # It looks for fonts when it is first asked for anything about them, and never again.
            for folder in FOLDERS:
                vl_convert.register_font_directory(str(Path(folder).expanduser()))
    return vl_convert


@contextmanager
def _no_fonts() -> Iterator[None]:
    """Let the system seem to have no fonts."""
    with TemporaryDirectory() as folder:
        list_ = Path(folder) / "fonts.conf"
        list_.write_text(_NO_FONTS.format(folder), encoding="utf-8")
        os.environ[_SETTING] = str(list_)
        try:
            yield
        finally:
            # Other programs that this process starts need the fonts.
            del os.environ[_SETTING]
