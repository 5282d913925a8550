"""One table in memory: its cells as text and as pandas values, in order of the primary key, with indexes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pagebook.data.cells import typed_column
from pagebook.data.package import Field, Package, TableSpec
from pagebook.data.raw import RawTable, read_raw
from pagebook.data.sheet import Sheet, header_problems
from pagebook.data.values import type_problems
from pagebook.errors import DataError

__all__ = ["StoredTable", "sort_keys", "stored_table"]

Positions = np.ndarray[Any, np.dtype[np.intp]]

# One process reads a table once, whoever asks: pages forked from a warm parent find it here. Content decides
# whether a copy still holds, since a clock can miss two writes within one tick.
_CACHE: dict[Path, tuple[str, TableSpec, StoredTable]] = {}


class StoredTable:
    """A table whose file has the right columns and types."""

    def __init__(self, spec: TableSpec, raw: RawTable) -> None:
        self.spec = spec
        self.columns = spec.columns
        self.rows = _sorted_rows(spec, raw.rows)
        cells: Sequence[Sequence[str]] = list(zip(*self.rows, strict=True)) or [()] * len(spec.columns)
        self._cells = dict(zip(spec.columns, cells, strict=True))
        self._typed = {field.name: typed_column(field, self._cells[field.name]) for field in spec.fields}
        self._index: dict[str, dict[str, Positions]] = {}

    def frame(self, positions: Positions) -> pd.DataFrame:
        """Return a new frame with the rows at these positions."""
        index = pd.RangeIndex(len(positions))
        return pd.DataFrame({name: values[positions] for name, values in self._typed.items()}, index=index)

    def positions(self, where: Sequence[tuple[str, Sequence[str]]]) -> Positions:
        """Return the positions of the rows that fit every condition, in order."""
        found: Positions = np.arange(len(self.rows), dtype=np.intp)
        for column, cells in where:
            index = self._positions_by_cell(column)
            parts = [index[cell] for cell in cells if cell in index]
            fitting = np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.intp)
            found = np.intersect1d(found, fitting, assume_unique=True)
        return found

    def _positions_by_cell(self, column: str) -> dict[str, Positions]:
        if column not in self._index:
            places: dict[str, list[int]] = {}
            field = self.spec.by_name[column]
            for position, cell in enumerate(self._cells[column]):
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
    # A number in an unusual form reads as well as another; only the check insists on the plain form.
    if problems := [problem for problem in type_problems(Sheet(spec, raw)) if problem.kind == "type"]:
        raise DataError(problems)
    table = StoredTable(spec, raw)
    _CACHE[path] = (content, spec, table)
    return table


def sort_keys(spec: TableSpec, rows: Sequence[Sequence[str]]) -> list[tuple[Any, ...]]:
    """Return what each row is sorted by: its primary key, numbers by size, blanks first."""
    columns = []
    for name in spec.primary_key:
        place = spec.columns.index(name)
        columns.append([_comparable(spec.by_name[name], row[place]) for row in rows])
    return list(zip(*columns, strict=True))


def _comparable(field: Field, cell: str) -> Any:
    if field.type in ("integer", "number"):
        return float(cell) if cell else -np.inf
    return cell


def _sorted_rows(spec: TableSpec, rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    keys = sort_keys(spec, rows)
    if all(earlier <= later for earlier, later in zip(keys, keys[1:], strict=False)):
        return rows
    return [rows[position] for position in sorted(range(len(rows)), key=keys.__getitem__)]


def _parts(field: Field, cell: str) -> set[str]:
    if not field.list or not cell:
        return {cell}
    parts = set(cell.split(field.list.delimiter))
    return parts | {part.partition("#")[0] for part in parts} if field.list.citation else parts
