"""Charts with a row for each thing, rebuilt for paper: names stand beside the rows, and legends in one line.

On the web the name of a row stands above it, as a phone is narrow; paper is wide, and its height is dear.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["beside", "in_one_line"]

_HEADS = frozenset({"row-label", "row-border"})
# A chart that is narrower has no room for names at its side.
_WIDE_PX = 500
# Letters of a line of a name, and of one that stands in one line if that makes the rows lower; the pixels
# they may take; the height of a line; the least height of a row and the room between two.
_LETTERS, _MORE_LETTERS, _NAME_PX, _LINE_PX = 48, 58, 390, 13
_ROW_PX, _APART_PX = 22, 6
# A legend in one line: room for its letters and its marks.
_EXPLAINED = frozenset({"color", "shape"})
_LEGEND_PX, _LETTER_PX, _MARK_PX = 640, 6, 36


def beside(specification: Mapping[str, Any]) -> dict[str, Any]:
    """Return a chart whose rows have their names on the left, if they stood above them; else as it is.

    A chart that is narrow on paper too, such as one of two in a line, stays as it is.
    """
    layers = specification.get("layer", [])
    heads = [layer for layer in layers if _is_head(layer)]
    if not heads or not _wide(specification):
        return dict(specification)
    field = heads[0]["encoding"]["y"]["field"]
    rest = [layer for layer in layers if layer not in heads]
    drop = max((_number(layer["mark"], "yOffset") for layer in rest if _in_rows(layer, field)), default=0.0)
    drawn, height = _drawn(rest, field, drop, _names(heads[0], specification, _LETTERS))
    longer = _names(heads[0], specification, _MORE_LETTERS)
    if max(map(len, longer.values()), default=1) == 1:
        # Longer lines leave the plot less room, so they must make the rows lower.
        other, lower = _drawn(rest, field, drop, longer)
        drawn, height = (other, lower) if lower < height else (drawn, height)
    return {**specification, "layer": drawn, "height": height}


def in_one_line(specification: Mapping[str, Any]) -> dict[str, Any]:
    """Return a chart whose legends stand in one line, as far as they fit into it."""
    told: dict[str, Any] = _in_one_line(specification) if _wide(specification) else dict(specification)
    return told


def _wide(specification: Mapping[str, Any]) -> bool:
    width = specification.get("width")
    return not isinstance(width, (int, float)) or width >= _WIDE_PX


def _in_one_line(part: Any) -> Any:
    if isinstance(part, list):
        return [_in_one_line(value) for value in part]
    if not isinstance(part, Mapping):
        return part
    return {
        key: _legend_in_one_line(value) if key in _EXPLAINED else _in_one_line(value)
        for key, value in part.items()
    }


def _legend_in_one_line(channel: Any) -> Any:
    """Return a channel, such as colour or shape, whose legend stands in one line if it fits."""
    if not isinstance(channel, dict) or channel.get("legend", {}) is None:
        return channel
    domain = (channel.get("scale") or {}).get("domain")
    if not domain or sum(len(str(word)) * _LETTER_PX + _MARK_PX for word in domain) > _LEGEND_PX:
        return channel
    return {**channel, "legend": {**channel.get("legend", {}), "columns": len(domain)}}


def _is_head(layer: Mapping[str, Any]) -> bool:
    """Return whether a layer prints the names of rows at the left edge."""
    mark, encoding = layer.get("mark"), layer.get("encoding", {})
    return (
        isinstance(mark, dict)
        and mark.get("style") in _HEADS
        and encoding.get("x") == {"value": 0}
        and encoding.get("y", {}).get("axis", 0) is None
    )


def _drawn(
    layers: Iterable[dict[str, Any]], field: str, drop: float, names: Mapping[object, list[str]]
) -> tuple[list[dict[str, Any]], float]:
    """Return the layers beside the names, and how high they are together."""
    axis = _axis(names)
    drawn = [_moved(layer, field, drop, axis) for layer in layers]
    return drawn, _row_px(drawn, field, names.values()) * len(names)


def _names(
    head: Mapping[str, Any], specification: Mapping[str, Any], letters: int
) -> dict[object, list[str]]:
    """Return the name of each row, broken into lines of so many letters."""
    encoding = head["encoding"]
    row, name = encoding["y"]["field"], encoding["text"]["field"]
    rows = specification["datasets"][head["data"]["name"]]
    return {
        one[row]: textwrap.wrap(" ".join(str(one[name]).split()), letters, break_on_hyphens=False)
        for one in rows
    }


def _axis(names: Mapping[object, Sequence[str]]) -> dict[str, Any]:
    # Row for row, as a JSON array is code that the drawing library understands too.
    told = json.dumps([[key, lines] for key, lines in names.items()], ensure_ascii=False)
    keys = json.dumps(list(names), ensure_ascii=False)
    return {
        "domain": False,
        "grid": False,
        "labelExpr": f"{told}[indexof({keys}, datum.value)][1]",
        "labelLimit": _NAME_PX,
        "labelLineHeight": _LINE_PX,
        "labelOffset": _offset(names),
        "labelOverlap": False,
        "labelPadding": 8,
        "ticks": False,
        "title": None,
    }


def _offset(names: Mapping[object, Sequence[str]]) -> dict[str, Any]:
    """Return how far names of several lines move up: the library sets the first line in the middle."""
    counts = sorted({len(lines) for lines in names.values()} - {0, 1})
    conditions = []
    for count in counts:
        keys = json.dumps([key for key, lines in names.items() if len(lines) == count], ensure_ascii=False)
        test = f"indexof({keys}, datum.value) >= 0"
        conditions.append({"test": test, "value": -(count - 1) * _LINE_PX / 2})
    return {"condition": conditions, "value": 0}


def _in_rows(layer: Mapping[str, Any], field: str) -> bool:
    return bool(layer.get("encoding", {}).get("y", {}).get("field") == field)


def _number(mark: Mapping[str, Any], key: str) -> float:
    value = mark.get(key, 0)
    return float(value) if isinstance(value, (int, float)) else 0.0


def _moved(layer: Mapping[str, Any], field: str, drop: float, axis: Mapping[str, Any]) -> dict[str, Any]:
    """Return a layer whose marks stand in the middle of their rows, beside the names."""
    if not _in_rows(layer, field):
        return dict(layer)
    mark = dict(layer["mark"])
    # Where a text stands below the middle, it is told by either of two ways.
    if mark["type"] == "text" and "dy" in mark and "yOffset" not in mark:
        mark["dy"] = mark["dy"] - drop
    mark.pop("yOffset", None)
    encoding = layer["encoding"]
    return {**layer, "mark": mark, "encoding": {**encoding, "y": {**encoding["y"], "axis": dict(axis)}}}


def _row_px(layers: Iterable[Mapping[str, Any]], field: str, names: Iterable[Sequence[str]]) -> float:
    """Return the height of a row: as much as its names, bars, cells and texts need."""
    marks = [layer["mark"] for layer in layers if _in_rows(layer, field)]
    needed: list[float] = [_LINE_PX * len(lines) + _APART_PX for lines in names]
    needed += [_number(mark, "height") + _APART_PX for mark in marks]
    needed += [2 * abs(_number(mark, "dy")) + _LINE_PX + 2 for mark in marks]
    return max([_ROW_PX, *needed])
