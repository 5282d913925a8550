"""Frames in, charts, tables and prose out: one theme, and with each figure its finding, rows and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagebook.loading import loader

if TYPE_CHECKING:
    from pagebook.figures.figure import Figure
    from pagebook.figures.markdown import Prose
    from pagebook.figures.source import Source
    from pagebook.figures.table import Table

__all__ = ["Figure", "Prose", "Source", "Table"]

# All are offered here, and few are used at a time: the slow ones load tables or charts.
_HOMES = {
    "Figure": "figure",
    "Prose": "markdown",
    "Source": "source",
    "Table": "table",
}

if not TYPE_CHECKING:
    __getattr__ = loader(__name__, _HOMES)
