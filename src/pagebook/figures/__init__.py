"""Frames in, charts, tables and prose out: one theme, and with each figure its finding, rows and sources."""

from __future__ import annotations

from pagebook.figures.figure import Figure
from pagebook.figures.markdown import Prose
from pagebook.figures.source import Source
from pagebook.figures.table import Table

__all__ = ["Figure", "Prose", "Source", "Table"]
