"""Which charts of a page its brief shows, by the numbers behind them, and how they are drawn for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from docutils import nodes

from pagebook.analysis.choice import Candidate, Numbers, choose, of_parts, of_rows, of_years
from pagebook.figures.stored import canonical
from pagebook.publish.chart import Chart
from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.flatter import flatter

Cells: TypeAlias = Mapping[str, Sequence[Any]]

__all__ = ["HALF_PX", "WIDE_PX", "candidate", "chosen", "fitted", "sentences", "shared_sentences"]

HALF_PX, WIDE_PX = 344, 723
"""Width of a chart that shares its line with another one, and of one that does not.

Both are printed at two thirds of a point to the pixel, so that all their letters are of one size.
"""

# Charts over years lose nothing when they are flatter; rows need the room for their labels.
_FLATTER, _ROWS_FLATTER = 0.75, 0.84
# Sections of the page that are of one theme; any other section is a theme of its own.
_THEMES = {"income-and-growth": "economy", "decoupling-of-growth-and-emissions": "economy"}
_PEERS = "partners"
_END = re.compile(r"(?<=[.])\s+(?=[^a-z])")


def chosen(part: nodes.Element | None, most: int) -> list[ChartNode]:
    """Return the charts of a part of a page that its brief shows, in the order of the page."""
    found = {node.chart.name: node for node in part.findall(ChartNode)} if part is not None else {}
    told = (candidate(node.chart, _theme(node)) for node in found.values())
    return [found[name] for name in choose((one for one in told if one is not None), most)]


def candidate(chart: Chart, theme: str) -> Candidate | None:
    """Return what is known of a chart; None where it has too few points, or is of a form without a rule."""
    names = [column.name for column in chart.columns]
    cells: Cells = dict(zip(names, zip(*chart.rows, strict=True), strict=True)) if chart.rows else {}
    if "value_before" in cells:
        when = [int(cell) if isinstance(cell, (int, float)) else None for cell in cells["year"]]
        values, before = _numbers(cells["value"]), _numbers(cells["value_before"])
        return of_rows(chart.name, theme, when, values, before=before, peers=_peers(cells))
    if names[:1] != ["year"] or "type" in cells:
        return None
    years = [int(cell) for cell in cells.get("year", ())]
    if "country" in cells:
        return of_years(chart.name, theme, years, _numbers(cells["country"]), peers=_peers(cells))
    return of_parts(chart.name, theme, years, [_numbers(cells[name]) for name in names[1:]])


def fitted(chart: Chart, width: int) -> str:
    """Return a chart's specification in a fixed width instead of that of a column, and less high."""
    rows = any(column.name == "value_before" for column in chart.columns)
    return _fitted(chart.specification, width, _ROWS_FLATTER if rows else _FLATTER)


@lru_cache(maxsize=64)
def _fitted(specification: str, width: int, share: float) -> str:
    told = _narrowed(json.loads(specification), width)
    if isinstance(told.get("height"), (int, float)):
        told = flatter(told, round(told["height"] * share))
    return canonical(told)


def shared_sentences(captions: Sequence[str]) -> list[str]:
    """Return the sentences that several captions share, in the order in which they come."""
    found = [sentence for caption in captions for sentence in dict.fromkeys(sentences(caption))]
    return [sentence for sentence in dict.fromkeys(found) if found.count(sentence) > 1]


def sentences(caption: str) -> list[str]:
    """Return the sentences of a caption."""
    return _END.split(caption.strip())


def _narrowed(part: Any, width: int) -> Any:
    if isinstance(part, dict):
        return {
            key: width if key == "width" and value == "container" else _narrowed(value, width)
            for key, value in part.items()
        }
    return [_narrowed(value, width) for value in part] if isinstance(part, list) else part


def _theme(node: nodes.Node) -> str:
    while not isinstance(node, nodes.section):
        node = node.parent
    name = str(node["ids"][0])
    return _THEMES.get(name, name)


def _peers(cells: Cells) -> Numbers:
    return _numbers(cells[_PEERS]) if _PEERS in cells else ()


def _numbers(cells: Sequence[Any]) -> Numbers:
    return [float(cell) if isinstance(cell, (int, float)) else None for cell in cells]
