"""Grids whose cells hold two lines of words, rebuilt for paper: in one line where columns are wide enough.

On the web the cells must fit a phone; on paper, there is room, and height is dear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["words_in_one_line"]

# What `pagebook.figures.grid` calls the two lines of a cell, and whether there are two.
_FIRST, _SECOND, _TWO = "text", "below", "two"
# Height of a row with one line; pixels of a letter, and those that a row's name takes at most.
_ROW_PX, _LETTER_PX, _NAME_PX = 24, 6.5, 150


def words_in_one_line(specification: Mapping[str, Any], width: int) -> dict[str, Any]:
    """Return a grid whose cells hold two lines of words with one line in each, if they fit; else as it is.

    Args:
        specification: A chart in Vega-Lite, with its rows among its data sets.
        width: Of the whole chart, in pixels.
    """
    layers = specification.get("layer", [])
    seconds = [layer for layer in layers if _field(layer, "text") == _SECOND]
    # Rows that all layers share are told of the chart as a whole.
    names = dict.fromkeys({**specification, **layer}["data"]["name"] for layer in seconds)
    tables = {name: specification["datasets"][name] for name in names}
    cells = [cell for rows in tables.values() for cell in rows if cell[_TWO]]
    if not cells or not all(_are_words(cell) for cell in cells):
        return dict(specification)
    columns = seconds[0]["encoding"]["x"]["scale"]["domain"]
    if max(len(_joined(cell)) for cell in cells) * _LETTER_PX > (width - _NAME_PX) / len(columns):
        return dict(specification)
    told = {name: [_in_one_line(cell) for cell in rows] for name, rows in tables.items()}
    rows = seconds[0]["encoding"]["y"]["scale"]["domain"]
    return {
        **specification,
        "datasets": {**specification["datasets"], **told},
        "layer": list(_first_lines(layers)),
        "height": _ROW_PX * len(rows),
    }


def _field(layer: Mapping[str, Any], channel: str) -> object:
    return layer.get("encoding", {}).get(channel, {}).get("field")


def _are_words(cell: Mapping[str, Any]) -> bool:
    """Return whether two lines are one phrase: a number below another is not a part of it."""
    return not str(cell[_FIRST])[:1].isdigit() and str(cell[_SECOND])[:1].isalpha()


def _joined(cell: Mapping[str, Any]) -> str:
    return f"{cell[_FIRST]} {cell[_SECOND]}"


def _in_one_line(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, _FIRST: _joined(cell), _SECOND: None, _TWO: False} if cell[_TWO] else cell


def _first_lines(layers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the layers without those of cells with two lines, which there are no more."""
    for layer in layers:
        if {"filter": f"datum.{_TWO}"} not in layer.get("transform", ()):
            yield layer
