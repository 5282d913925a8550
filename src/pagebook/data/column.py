"""A column of cells in two parts: each distinct text once, and for each row the number of its text.

Columns repeat their cells. In this form two million rows take a few bytes each, a judgement of a cell is made
once for each distinct text, and rows are compared as numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Column", "ColumnBuilder", "Positions"]

Positions = np.ndarray[Any, np.dtype[np.intp]]
"""Numbers of rows, counted from 0."""


class Column(Sequence[str]):
    """The cells of a column, in the order of the rows.

    Attributes:
        texts: The distinct cells.
        codes: For each row the place of its cell among the texts.
    """

    def __init__(self, texts: pa.Array, codes: np.ndarray[Any, np.dtype[np.int32]]) -> None:
        self.texts = texts
        self.codes = codes

    @classmethod
    def of(cls, cells: Iterable[str]) -> Column:
        """Return the column of some cells."""
        if isinstance(cells, Column):
            return cells
        builder = ColumnBuilder()
        for cell in cells:
            builder.add(cell)
        return builder.done()

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Column: ...

    def __getitem__(self, place: int | slice) -> str | Column:
        if isinstance(place, slice):
            return Column(self.texts, self.codes[place])
        text: str = self.texts[int(self.codes[place])].as_py()
        return text

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return map(self.distinct().__getitem__, self.codes.tolist())

    def distinct(self) -> list[str]:
        """Return each distinct text once, in the order of the codes."""
        texts: list[str] = self.texts.to_pylist()
        return texts

    def at(self, positions: Positions) -> list[str]:
        """Return the cells of some rows."""
        cells: list[str] = self.texts.take(pa.array(self.codes[positions])).to_pylist()
        return cells

    def take(self, positions: Positions) -> Column:
        """Return the column of some rows only."""
        return Column(self.texts, self.codes[positions])

    def holding(self, places: Collection[int]) -> Positions:
        """Return the rows whose text is at one of these places, in order."""
        wanted = np.zeros(len(self.texts), dtype=bool)
        wanted[list(places)] = True
        return np.flatnonzero(wanted[self.codes])

    def ranked(self, key: Callable[[str], Any]) -> Column:
        """Return the same cells with codes that rise as the texts do by this key."""
        texts = self.distinct()
        order = sorted(range(len(texts)), key=lambda place: (key(texts[place]), texts[place]))
        if order == list(range(len(texts))):
            return self
        ranks = np.empty(len(order), dtype=np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return Column(self.texts.take(pa.array(order, pa.int64())), ranks[self.codes])

    def blank(self) -> Positions:
        """Return the rows whose cell is blank."""
        place = pc.index(self.texts, "").as_py()
        return self.holding([place]) if place >= 0 else np.empty(0, dtype=np.intp)

    def mapped(self, value: Callable[[str], float]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return for each row the number that belongs to its text."""
        texts = self.distinct()
        return np.take(np.array([value(text) for text in texts], dtype=float), self.codes)

    def longest(self) -> int:
        """Return the number of bytes of the longest cell."""
        return pc.max(pc.binary_length(self.texts)).as_py() or 0


class ColumnBuilder:
    """Takes the cells of a column one by one."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._codes = array("i")

    def add(self, cell: str) -> None:
        """Take the next cell."""
        self._codes.append(self._places.setdefault(cell, len(self._places)))

    def done(self) -> Column:
        """Return the column of all cells so far."""
        texts = pa.array(list(self._places), pa.large_string())
        return Column(texts, np.array(self._codes, dtype=np.int32))
