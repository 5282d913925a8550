"""A chart made less high than it was drawn: labels of its lines, and dots of its rows, are placed anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pagebook.figures.axes import Scale, placed

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
    datasets = dict(told["datasets"])
    rows = [[dict(row) for row in datasets[layer["data"]["name"]]] for layer in labels]
    every = [row for group in rows for row in group]
    field, domain = _upright(labels[0])
    slots = placed([row[field] for row in every], Scale(tuple(domain)), height)
    for row, slot in zip(every, slots, strict=True):
        row[field] = slot
    renamed = {id(layer): f"{layer['data']['name']}-flatter" for layer in labels}
    # Under other names: what the former rows are besides keeps its place.
    datasets |= {renamed[id(layer)]: group for layer, group in zip(labels, rows, strict=True)}
    layers = [
        {**layer, "data": {"name": renamed[id(layer)]}} if id(layer) in renamed else layer
        for layer in told["layer"]
    ]
    return {**told, "datasets": datasets, "layer": layers}


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
