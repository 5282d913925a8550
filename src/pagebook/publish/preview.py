"""The picture that other sites show beside a link to a page: its first chart, 1200 by 630 pixels."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap
from xml.etree import ElementTree

from pagebook.publish.chart import Chart
from pagebook.publish.files import write_whole
from pagebook.publish.fonts import drawing_library
from pagebook.publish.picture import keep_drawn, kept

__all__ = ["HEIGHT", "WIDTH", "keep_preview", "preview"]

WIDTH, HEIGHT = 1200, 630

_SVG = "http://www.w3.org/2000/svg"
_MARGIN = 48
_LINE = 50
_LETTERS = 48  # of the title, in a line


def preview(chart: Chart, book: str, cache: Path) -> Path:
    """Return where the picture of a chart is kept."""
    key = f"{version('vl-convert-python')}\n{book}\n{chart.title}\n{chart.specification}\n1"
    return cache / f"{hashlib.sha256(key.encode()).hexdigest()}.png"


def keep_preview(chart: Chart, book: str, cache: Path) -> None:
    """Draw the picture unless it is kept already."""
    path = preview(chart, book, cache)
    if not path.is_file():
        keep_drawn([chart.specification], cache)
        drawn = ElementTree.fromstring(kept(chart.specification, cache).read_text("utf-8"))
        write_whole(path, drawing_library().svg_to_png(_card(drawn, chart.title, book), scale=1))


def _card(drawn: ElementTree.Element, title: str, book: str) -> str:
    """Return the chart as large as it fits between its title and the name of the book."""
    card = ElementTree.Element(f"{{{_SVG}}}svg", {"width": str(WIDTH), "height": str(HEIGHT)})
    ElementTree.SubElement(card, f"{{{_SVG}}}rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    lines = wrap(title, _LETTERS)[:2]
    for number, line in enumerate(lines, start=1):
        _write(card, line, y=_MARGIN + number * _LINE - 14, size=40, weight="bold", colour="#24292f")
    _write(card, book, y=HEIGHT - 24, size=24, weight="normal", colour="#57606a")
    top = _MARGIN + len(lines) * _LINE
    drawn.set("x", str(_MARGIN))
    drawn.set("y", str(top))
    drawn.set("width", str(WIDTH - 2 * _MARGIN))
    drawn.set("height", str(HEIGHT - top - 64))
    card.append(drawn)
    return ElementTree.tostring(card, encoding="unicode")


def _write(card: ElementTree.Element, text: str, *, y: int, size: int, weight: str, colour: str) -> None:
    attributes = {
        "x": str(_MARGIN),
        "y": str(y),
        "font-size": str(size),
        "font-weight": weight,
        "fill": colour,
        "font-family": "sans-serif",
    }
    ElementTree.SubElement(card, f"{{{_SVG}}}text", attributes).text = text
