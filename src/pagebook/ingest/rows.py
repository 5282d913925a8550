"""Rows of the book as readers compare them with drafts: cells as the CSV has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.data import Tables

__all__ = ["Record", "cell", "records"]

Record = Mapping[str, Any]


def records(tables: Tables, table: str) -> list[Record]:
    """Return the rows of a table."""
    return [
        {str(name): value for name, value in row.items()} for row in tables.select(table).to_dict("records")
    ]


def cell(value: Any) -> str:
    """Return a value as its cell in the CSV has it: nothing for none, 2 for 2.0, the parts of a list."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if pd.isna(value):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
