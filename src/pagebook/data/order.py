"""The order of a table's rows, and rows that say the same: comparisons of numbers instead of texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pagebook.data.column import Column, Positions
from pagebook.data.package import Field, TableSpec

__all__ = ["key_order", "key_ranks", "ranked", "repeated"]

Numbers = np.ndarray[Any, np.dtype[np.int64]]


def key_order(spec: TableSpec, cells: Mapping[str, Column]) -> Positions:
    """Return the positions of the rows in order of the primary key: numbers by size, text by code point.

    Raises:
        ValueError: A cell of a column of numbers is none.
    """
    return np.argsort(key_ranks(spec, cells), kind="stable")


def key_ranks(spec: TableSpec, cells: Mapping[str, Column]) -> Numbers:
    """Return a number for each row, in order of the primary key as `key_order` has it.

    Raises:
        ValueError: A cell of a column of numbers is none.
    """
    return _combined([ranked(spec.by_name[name], cells[name]) for name in spec.primary_key])


def ranked(field: Field, column: Column) -> Column:
    """Return the column with codes in the order of its values.

    Raises:
        ValueError: A cell of a column of numbers is none.
    """
    numeric = field.type in ("integer", "number")
    key: Callable[[str], Any] = (lambda cell: float(cell or "-inf")) if numeric else str
    return column.ranked(key)


def repeated(columns: Sequence[Column]) -> Positions:
    """Return the rows that another row equals in these columns."""
    numbers = _combined(columns)
    if (np.diff(numbers) > 0).all():
        return np.empty(0, dtype=np.intp)
    _, inverse, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    return np.flatnonzero(counts[inverse] > 1)


def _combined(columns: Sequence[Column]) -> Numbers:
    """Return one number for each row: equal for equal rows, and ordered as ranked columns are."""
    numbers = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        size = max(len(column.texts), 1)
        if len(numbers) and int(numbers.max()) >= np.iinfo(np.int64).max // size:
            numbers = np.unique(numbers, return_inverse=True)[1].astype(np.int64)
        numbers = numbers * size + column.codes
    return numbers
