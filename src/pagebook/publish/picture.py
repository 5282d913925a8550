"""Static pictures of charts: SVG drawn at build time, for readers without JavaScript and for paper."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pagebook.publish.chart import Chart
from pagebook.publish.files import write_whole
from pagebook.publish.fonts import FAMILY, drawing_library

__all__ = ["ROOM_PX", "WIDTH_PX", "draw", "keep_drawn", "kept", "size"]

WIDTH_PX = 700
"""Width of the picture where the chart asks for the width of its container; about a column of text."""

ROOM_PX = 30
"""Room on each side of a picture and beyond upright labels, for letters wider than when it was drawn."""

_WAY = 3
"""Counted up when the same specification is drawn in another way, so that no picture of the old way stays."""

_DATA = ("datasets", "values")
_UPRIGHT = re.compile(r"rotate\((-90|270)\)")
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)


def draw(chart: Chart, label: str, cache: Path) -> str:
    """Return the chart as SVG, titled and described, with ids that no other chart uses.

    Args:
        chart: The chart to draw.
        label: Label of the figure in the book; ids inside the picture begin with it.
        cache: Folder that keeps pictures by the hash of what they are drawn from.
    """
    keep_drawn([chart.specification], cache)
    return _described(kept(chart.specification, cache).read_text(encoding="utf-8"), chart, label)


def size(picture: str) -> tuple[int, int]:
    """Return width and height of a picture in pixels."""
    root = ElementTree.fromstring(picture)
    return round(float(root.get("width", WIDTH_PX))), round(float(root.get("height", 0)))


def kept(specification: str, cache: Path) -> Path:
    """Return where the drawing of a specification is kept."""
    key = f"{version('vl-convert-python')}\n{WIDTH_PX}\n{_WAY}\n{specification}"
    return cache / f"{hashlib.sha256(key.encode()).hexdigest()}.svg"


def keep_drawn(specifications: Iterable[str], cache: Path) -> None:
    """Draw what is not kept yet."""
    for specification in specifications:
        path = kept(specification, cache)
        if not path.is_file():
            write_whole(path, _drawn(json.loads(specification)).encode("utf-8"))


def _drawn(specification: dict[str, Any]) -> str:
    """Return the picture: measured in the library's own font, so that it is the same on every system.

    It is described as a whole, and programs that read it aloud pass over descriptions of its marks, which
    would be a third of its bytes.
    """
    told: dict[str, Any] = _without_page(specification)
    font = told.setdefault("config", {}).get("font")
    told["config"] |= {"aria": False, "font": FAMILY}
    # As text: the library takes long over Python's objects. No addresses: it may not load anything.
    picture: str = drawing_library().vegalite_to_svg(json.dumps(told), allowed_base_urls=[])
    return picture.replace(_named(FAMILY), _named(font or "sans-serif"))


def _named(font: str) -> str:
    return f'font-family="{escape(font)}"'


def _without_page(part: Any) -> Any:
    """Return a part without tooltips, and as wide as a column of text: there is no page to fit into."""
    if isinstance(part, list):
        return [_without_page(value) for value in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key != "tooltip"}
    kept |= {key: _without_page(value) for key, value in kept.items() if key not in _DATA}
    return kept | ({"width": WIDTH_PX} if kept.get("width") == "container" else {})


def _described(picture: str, chart: Chart, label: str) -> str:
    root = ElementTree.fromstring(picture)
    _rename_ids(root, label)
    root.set("role", "img")
    root.set("aria-labelledby", f"{label}-svg-title {label}-svg-desc")
    root.attrib.pop("aria-label", None)
    _make_room(root)
    for position, (tag, text) in enumerate((("title", chart.title), ("desc", chart.finding))):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{label}-svg-{tag}"})
        element.text = text
        root.insert(position, element)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _make_room(root: ElementTree.Element) -> None:
    width, height = (float(root.get(side, 0)) for side in ("width", "height"))
    upright = {
        element.get("text-anchor", "start")
        for element in root.iter(f"{{{_SVG}}}text")
        if _UPRIGHT.search(element.get("transform", ""))
    }
    # An upright label grows upwards where it is held by its start, downwards by its end.
    above, below = (ROOM_PX if held in upright else 0 for held in ("start", "end"))
    root.set("width", f"{width + 2 * ROOM_PX:g}")
    root.set("height", f"{height + above + below:g}")
    root.set("viewBox", f"{-ROOM_PX} {-above} {width + 2 * ROOM_PX:g} {height + above + below:g}")


def _rename_ids(root: ElementTree.Element, label: str) -> None:
    # Numbered anew: the drawing library counts on from one picture to the next.
    found = dict.fromkeys(name for element in root.iter() if (name := element.get("id")))
    names = {name: f"{label}-{number}" for number, name in enumerate(found)}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, names[value])
            elif value.startswith("url(#"):
                element.set(key, f"url(#{names.get(value[5:-1], value[5:-1])})")
            elif key in ("href", f"{{{_XLINK}}}href") and value.startswith("#"):
                element.set(key, f"#{names.get(value[1:], value[1:])}")
