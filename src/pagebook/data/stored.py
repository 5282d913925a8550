"""One table in memory: its cells as text and as pandas values, in order of the primary key, with indexes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pagebook.data.cells import typed_column
from pagebook.data.package import Field, Package, TableSpec
from pagebook.data.raw import read_raw
from pagebook.data.sheet import Sheet, header_problems
from pagebook.data.values import type_problems
from pagebook.errors import DataError

__all__ = ["Positions", "StoredTable", "key_order", "stored_table"]

Positions = np.ndarray[Any, np.dtype[np.intp]]
Cells = Mapping[str, Sequence[str]]

# One process reads a table once, whoever asks: pages forked from a warm parent find it here. Content decides
# whether a copy still holds, since a clock can miss two writes within one tick.
_CACHE: dict[Path, tuple[str, TableSpec, StoredTable]] = {}


class StoredTable:
    """A table whose file has the right columns and types."""

    def __init__(self, sheet: Sheet) -> None:
        self.spec = sheet.spec
        self.cells = _in_order(sheet.spec, sheet.cells)
        self._typed = {field.name: typed_column(field, self.cells[field.name]) for field in self.spec.fields}
        self._rows = len(sheet.lines)
        self._index: dict[str, dict[str, Positions]] = {}

    def frame(self, positions: Positions) -> pd.DataFrame:
        """Return a new frame with the rows at these positions."""
        index = pd.RangeIndex(len(positions))
        return pd.DataFrame({name: values[positions] for name, values in self._typed.items()}, index=index)

    def positions(self, where: Sequence[tuple[str, Sequence[str]]]) -> Positions:
        """Return the positions of the rows that fit every condition, in order."""
        found: Positions = np.arange(self._rows, dtype=np.intp)
        for column, cells in where:
            index = self._positions_by_cell(column)
            parts = [index[cell] for cell in cells if cell in index]
            fitting = np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.intp)
            found = np.intersect1d(found, fitting, assume_unique=True)
        return found

    def text(self, positions: Positions) -> str:
        """Return the header and the cells of these rows as one text.

        Checked cells hold no control characters, so the text tells different rows apart.
        """
        places = positions.tolist()
        columns = [[self.cells[name][place] for place in places] for name in self.spec.columns]
        return "\x1e".join(["\x1f".join(self.spec.columns), *map("\x1f".join, zip(*columns, strict=True))])

    def _positions_by_cell(self, column: str) -> dict[str, Positions]:
        if column not in self._index:
            places: dict[str, list[int]] = {}
            field = self.spec.by_name[column]
            for position, cell in enumerate(self.cells[column]):
                for part in _parts(field, cell):
                    places.setdefault(part, []).append(position)
            self._index[column] = {cell: np.array(found, dtype=np.intp) for cell, found in places.items()}
        return self._index[column]


def stored_table(package: Package, name: str) -> StoredTable:
    """Return a table of a package, read from disk unless the same content has been read before.

    Raises:
        DataError: The file cannot be split into cells, has other columns, or a cell has the wrong type.
    """
    spec = package.tables[name]
    path = package.folder / spec.path
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    known = _CACHE.get(path)
    if known and known[0] == content and known[1] == spec:
        return known[2]
    raw, problems = read_raw(path, f"{package.folder.name}/{spec.path}", spec.columns)
    if raw is None or problems:
        raise DataError(problems)
    if problems := header_problems(raw, spec):
        raise DataError(problems)
    sheet = Sheet(spec, raw)
    # A number in an unusual form reads as well as another; only the check insists on the plain form.
    if problems := [problem for problem in type_problems(sheet) if problem.kind == "type"]:
        raise DataError(problems)
    table = StoredTable(sheet)
    _CACHE[path] = (content, spec, table)
    return table


def key_order(spec: TableSpec, cells: Cells) -> Positions:
    """Return the positions of the rows in order of the primary key: numbers by size, text by code point."""
    ranks = [_ranks(spec.by_name[name], cells[name]) for name in reversed(spec.primary_key)]
    return np.lexsort(ranks)


def _ranks(field: Field, cells: Sequence[str]) -> Positions:
    numeric = field.type in ("integer", "number")
    distinct = sorted(set(cells), key=(lambda cell: float(cell or "-inf")) if numeric else str)
    rank = {cell: position for position, cell in enumerate(distinct)}
    return np.fromiter(map(rank.__getitem__, cells), dtype=np.intp, count=len(cells))


def _in_order(spec: TableSpec, cells: Cells) -> Cells:
    order = key_order(spec, cells)
    if np.array_equal(order, np.arange(len(order))):
        return cells
    return {name: [column[position] for position in order] for name, column in cells.items()}


def _parts(field: Field, cell: str) -> set[str]:
    if not field.list or not cell:
        return {cell}
    parts = set(cell.split(field.list.delimiter))
    return parts | {part.partition("#")[0] for part in parts} if field.list.citation else parts
