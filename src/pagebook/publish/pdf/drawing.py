"""Charts as they are drawn for paper: narrower than on a page of the web, in the book's own font."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import vl_convert

from pagebook.publish.files import write_whole

__all__ = ["FONT", "FONTS", "PAPER_PX", "drawn", "keep"]

FONT = "Source Sans 3"
"""The family that the book is set in."""

FONTS = Path(str(files("pagebook.publish.pdf"))) / "fonts"
"""Where its files lie."""

PAPER_PX = 520
"""Width of a chart that asks for the width of its container."""


def drawn(specification: str, cache_folder: Path) -> Path:
    """Return where the drawing of a specification is kept."""
    key = f"paper\n{version('vl-convert-python')}\n{PAPER_PX}\n{FONT}\n{specification}"
    return cache_folder / f"{hashlib.sha256(key.encode()).hexdigest()}.svg"


def keep(specification: str, cache_folder: Path) -> Path:
    """Draw what is not kept yet; return where it lies."""
    path = drawn(specification, cache_folder)
    if not path.is_file():
        _fonts()
        told = _fitted(json.loads(specification))
        told["config"] = {**told.get("config", {}), "font": FONT}
        write_whole(path, vl_convert.vegalite_to_svg(told, allowed_base_urls=[]).encode("utf-8"))
    return path


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _fitted(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: PAPER_PX if key == "width" and value == "container" else _fitted(value)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_fitted(value) for value in part]
    return part
