"""The numbers that columns hold, found for all rows at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pagebook.data.cells import is_number
from pagebook.data.column import Column, Positions

__all__ = ["Flags", "falling", "numbers", "plain"]

Flags = np.ndarray[Any, np.dtype[np.bool_]]
"""A yes or no for each distinct text of a column."""

Numbers = np.ndarray[Any, np.dtype[np.float64]]

# Up to 15 digits read and write back alike, so that nearly all numbers are judged by this pattern alone.
_PLAIN = r"^-?(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{0,4}[1-9])?$"


def plain(column: Column) -> Flags:
    """Return for each distinct text whether it surely is a number, written as pagebook writes it."""
    fits = pc.and_(pc.match_substring_regex(column.texts, _PLAIN), pc.not_equal(column.texts, "-0"))
    return np.asarray(fits.to_numpy(zero_copy_only=False))


def numbers(column: Column) -> Numbers:
    """Return the number of each row; NaN where the cell holds none."""
    flags = plain(column)
    values = np.full(len(flags), math.nan)
    values[flags] = column.texts.filter(pa.array(flags)).cast(pa.float64()).to_numpy()
    others = column.texts.filter(pa.array(~flags)).to_pylist()
    values[~flags] = [float(cell) if is_number(cell) else math.nan for cell in others]
    return np.take(values, column.codes)


def falling(columns: Sequence[Column], *, dates: bool) -> Positions:
    """Return the rows in which a cell is more than that of a later column; blanks are passed over.

    Args:
        columns: The columns, from left to right.
        dates: Whether the cells are dates, which are compared as text, and not numbers.
    """
    values = _dates(columns) if dates else [numbers(column) for column in columns]
    falls = np.zeros(len(columns[0]), dtype=bool)
    for left, right in combinations(values, 2):
        falls |= left > right
    return np.flatnonzero(falls)


def _dates(columns: Sequence[Column]) -> list[Numbers]:
    known = sorted({cell for column in columns for cell in column.distinct() if cell})
    rank = {cell: float(place) for place, cell in enumerate(known)}
    return [column.mapped(lambda cell: rank.get(cell, math.nan)) for column in columns]
