"""How a value is written in a cell, and read from it; the only place that knows.

A blank cell is a missing value. Numbers are written in the shortest way that keeps them, without exponent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from pagebook.data.package import Field

__all__ = ["TRUTH", "is_number", "is_whole", "typed_column", "write_cell", "write_number"]

TRUTH = {"true": True, "false": False}
"""The two ways to write a boolean."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def is_number(text: str) -> bool:
    """Return whether a cell holds a finite number in ASCII digits; `float` also takes `1_0` and `nan`."""
    return bool(_NUMBER.fullmatch(text)) and math.isfinite(float(text))


def is_whole(text: str) -> bool:
    """Return whether a cell holds a whole number that fits 64 bits."""
    return bool(_WHOLE.fullmatch(text))


def write_number(value: float) -> str:
    """Return the shortest text that reads back as the same number: `46.61`, `100`, `0.00002`."""
    text = repr(float(value))
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0").replace("-0", "0") if value == 0 else text.removesuffix(".0")


def write_cell(field: Field, value: Any) -> str:
    """Return the text of a cell for a value of a column."""
    if isinstance(value, (tuple, list)) and field.list:
        return field.list.delimiter.join(str(item) for item in value)
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if field.type == "boolean":
        return "true" if value else "false"
    if field.type == "integer":
        return str(int(value))
    return write_number(value) if field.type == "number" else str(value)


def typed_column(field: Field, cells: Sequence[str]) -> Any:
    """Return a column's cells as pandas values: Int64, float64, boolean, str, or tuples for lists.

    Raises:
        ValueError: A cell is not of the column's type.
        KeyError: A cell of a boolean column is neither `true` nor `false`.
    """
    if field.list:
        return _tuples(field.list.delimiter, cells)
    if field.type == "integer":
        return pd.array(_each(int, cells), dtype="Int64")
    if field.type == "number":
        return np.array(_each(float, cells), dtype=float)
    if field.type == "boolean":
        return pd.array(_each(TRUTH.__getitem__, cells), dtype="boolean")
    return pd.array([cell or None for cell in cells], dtype="str")


def _each(read: Callable[[str], Any], cells: Sequence[str]) -> list[Any]:
    return [read(cell) if cell else None for cell in cells]


def _tuples(delimiter: str, cells: Sequence[str]) -> Any:
    column = np.empty(len(cells), dtype=object)
    for position, cell in enumerate(cells):
        column[position] = tuple(cell.split(delimiter)) if cell else ()
    return column
