"""A chart made less high than it was drawn: labels of its lines, and dots of its rows, are placed anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pagebook.figures.scales import Scale, placed

__all__ = ["flatter"]

_LABELS = frozenset({"end-label", "own-label"})
# Marks below the name of their row that may move up to it, and by how much.
_BELOW, _UP_PX = frozenset({"point", "rule"}), 4


def flatter(specification: dict[str, Any], height: float) -> dict[str, Any]:
    """Return a specification that is less high.

    No two labels of lines are nearer than a line of text; dots are nearer to the name of their own row than
    to that of the next one.
    """
    told = {**specification, "height": height}
    if "layer" in told:
        told["layer"] = [_nearer(layer) for layer in told["layer"]]
    labels = list(_labels(told))
    if not labels:
        return told
    # Whatever else is drawn of these rows, such as a square of a band's colour, goes with its label.
    names = list(dict.fromkeys(layer["data"]["name"] for layer in labels))
    rows = {name: [dict(row) for row in told["datasets"][name]] for name in names}
    every = [row for name in names for row in rows[name]]
    field, domain = _upright(labels[0])
    slots = placed([row[field] for row in every], Scale(tuple(domain)), height)
    for row, slot in zip(every, slots, strict=True):
        row[field] = slot
    return {**told, "datasets": {**told["datasets"], **rows}}


def _nearer(layer: dict[str, Any]) -> dict[str, Any]:
    mark = layer.get("mark")
    if not isinstance(mark, dict) or mark.get("type") not in _BELOW or mark.get("yOffset", 0) <= _UP_PX:
        return layer
    return {**layer, "mark": {**mark, "yOffset": mark["yOffset"] - _UP_PX}}


def _labels(specification: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in specification.get("layer", ()):
        mark = layer.get("mark")
        if isinstance(mark, dict) and mark.get("style") in _LABELS:
            yield layer


def _upright(layer: dict[str, Any]) -> tuple[str, list[float]]:
    """Return the field of the values that stand above one another, and where their scale begins and ends."""
    channel = layer["encoding"]["y"]
    return channel["field"], channel["scale"]["domain"]
