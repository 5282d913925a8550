"""Progress towards targets, an index of it, a dashboard beside it, and how sure its ranks are.

1. `design`: what is measured against which targets and how it is summed up, as tables declare it
2. `windows`: the two observations that are compared, in their years
3. `targets`: the value that each target has
4. `measuring`: progress of each indicator and country, its rating and its trend
5. `indexing`: indicators into places, places into an index, index and dashboard into one reading
6. `draws`: ranks when weights, targets and the rule for what is missing are drawn at random

All of it is a re-computation from open data, with choices of this book; it gives no official score of PAGE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagebook.loading import loader

if TYPE_CHECKING:
    from pagebook.analysis.progress.design import Design, Version
    from pagebook.analysis.progress.draws import ranks
    from pagebook.analysis.progress.indexing import (
        DASHBOARD,
        INDEX,
        READINGS,
        combined,
        index,
        matrix,
        ratings,
        weights,
    )
    from pagebook.analysis.progress.measuring import measure, progress

__all__ = [
    "DASHBOARD",
    "INDEX",
    "READINGS",
    "Design",
    "Version",
    "combined",
    "index",
    "matrix",
    "measure",
    "progress",
    "ranks",
    "ratings",
    "weights",
]

_HOMES = {
    "Design": "design",
    "Version": "design",
    "DASHBOARD": "indexing",
    "INDEX": "indexing",
    "READINGS": "indexing",
    "combined": "indexing",
    "index": "indexing",
    "matrix": "indexing",
    "ratings": "indexing",
    "weights": "indexing",
    "measure": "measuring",
    "progress": "measuring",
    "ranks": "draws",
}

if not TYPE_CHECKING:
    __getattr__ = loader(__name__, _HOMES)
