"""Charts as they are drawn for paper: as wide as a column of text, in the book's own font."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import vl_convert

from pagebook.errors import BuildError
from pagebook.publish.files import write_whole
from pagebook.publish.forking import start
from pagebook.publish.pdf.beside import beside, in_one_line
from pagebook.publish.pdf.cells import words_in_one_line

__all__ = ["FONT", "FONTS", "LEAST_PX", "PAPER_PX", "POINTS_PER_PX", "drawn", "keep", "keep_all"]

FONT = "Source Sans 3"
"""The family that the book is set in."""

FONTS = Path(str(files("pagebook.publish.pdf"))) / "fonts"
"""Where its files lie."""

POINTS_PER_PX = 2 / 3
"""How large a pixel of a drawing is printed, in all charts alike: labels of 12 px are type of 8 points."""

PAPER_PX = 705
"""Width of a chart that asks for the width of its container: that of a column of text, 166 mm."""

LEAST_PX = 10.5
"""The smallest type in a drawing: 7 points."""

# The modules that make a drawing what it is.
_DRAWN_BY = ("beside", "cells", "drawing")

_SIZES = frozenset({"fontSize", "labelFontSize", "titleFontSize"})

# The library measures a family with a digit in its name by nothing but the number of letters. By the names of
# the font's two files it measures truly; what it has drawn then gets the family's name, as others know it.
_MEASURED = {"normal": "SourceSans3-Regular", "bold": "SourceSans3-Bold"}
_FAMILY = re.compile(f'font-family="(?:{"|".join(_MEASURED.values())})"')


def drawn(specification: str, cache_folder: Path) -> Path:
    """Return where the drawing of a specification is kept."""
    return cache_folder / f"{hashlib.sha256(f'{_how()}{specification}'.encode()).hexdigest()}.svg"


def keep(specification: str, cache_folder: Path) -> Path:
    """Draw what is not kept yet; return where it lies."""
    path = drawn(specification, cache_folder)
    if not path.is_file():
        write_whole(path, _drawing(specification).encode("utf-8"))
    return path


def keep_all(specifications: Iterable[str], cache_folder: Path, jobs: int = 1) -> None:
    """Draw all that is not kept yet; with several jobs, in processes of their own, and never in this one.

    Raises:
        BuildError: One of the processes failed; what it printed says why.
    """
    missing = [one for one in dict.fromkeys(specifications) if not drawn(one, cache_folder).is_file()]
    if jobs <= 1:
        _keep_each(missing, cache_folder)
        return
    shares = (missing[first::jobs] for first in range(jobs))
    drawers = [start(_keep_each, share, cache_folder) for share in shares if share]
    for drawer in drawers:
        drawer.join()
    if any(drawer.exitcode for drawer in drawers):
        raise BuildError("a chart could not be drawn for paper; the reason is printed above")


def _keep_each(specifications: Iterable[str], cache_folder: Path) -> None:
    for one in specifications:
        keep(one, cache_folder)


def _drawing(specification: str) -> str:
    _register()
    told = json.dumps(_on_paper(json.loads(specification)))
    # An empty list of addresses: the drawing may not load anything.
    picture = vl_convert.vegalite_to_svg(told, allowed_base_urls=[])
    return _FAMILY.sub(f"font-family=\"'{FONT}'\"", picture)


@cache
def _how() -> str:
    """Return what besides the specification a drawing depends on: our own code, the library, the fonts."""
    folder = Path(__file__).parent
    own = hashlib.sha256()
    for file in (*(folder / f"{name}.py" for name in _DRAWN_BY), *sorted(FONTS.glob("*.ttf"))):
        own.update(file.read_bytes())
    return f"paper\n{version('vl-convert-python')}\n{own.hexdigest()}\n"


@cache
def _register() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _on_paper(specification: dict[str, Any]) -> dict[str, Any]:
    width = specification.get("width")
    # One that shares a line with another is as narrow as a phone, and is drawn as for one.
    narrow = isinstance(width, int) and width < PAPER_PX
    rebuilt = specification if narrow else words_in_one_line(in_one_line(beside(specification)), PAPER_PX)
    told: dict[str, Any] = _fitted(rebuilt)
    config = told.get("config", {})
    styles = {
        name: {**style, "font": _MEASURED["bold"]} if style.get("fontWeight") == "bold" else style
        for name, style in config.get("style", {}).items()
    }
    return {**told, "config": {**config, "font": _MEASURED["normal"], "style": styles}}


def _fitted(part: Any) -> Any:
    """Return a part of a specification as wide as a column of text, with no type too small to read."""
    if isinstance(part, dict):
        return {key: _fitted_value(key, value) for key, value in part.items()}
    if isinstance(part, list):
        return [_fitted(value) for value in part]
    return part


def _fitted_value(key: str, value: Any) -> Any:
    if key == "width" and value == "container":
        return PAPER_PX
    if key in _SIZES and isinstance(value, (int, float)):
        return max(value, LEAST_PX)
    return _fitted(value)
