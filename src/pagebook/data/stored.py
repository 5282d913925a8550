"""One table in memory: its cells in order of the primary key, given out as text or as pandas values."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pagebook.data.cache import hash_of, hash_of_file, keep_columns, kept_columns
from pagebook.data.cells import typed_column
from pagebook.data.column import Column, Positions
from pagebook.data.order import key_order, ranked
from pagebook.data.package import Field, Package, TableSpec
from pagebook.data.raw import read_raw
from pagebook.data.sheet import Sheet, header_problems
from pagebook.data.values import type_problems
from pagebook.errors import DataError

__all__ = ["Positions", "StoredTable", "stored_table"]

_WORTH_KEEPING = 1 << 18
"""Bytes of a CSV from which on it is quicker to keep its columns than to read it again."""

_SETTLED = 2 * 10**9
"""Nanoseconds after which a further write of a file cannot have the time of the last one."""


class StoredTable:
    """A table whose file has the right columns and types.

    Attributes:
        spec: What the table is.
        cells: The cells of each column, rows in order of the primary key.
    """

    def __init__(self, spec: TableSpec, cells: Mapping[str, Column]) -> None:
        self.spec = spec
        self.cells = cells
        self._rows = len(cells[spec.columns[0]])
        self._values: dict[str, Any] = {}
        self._places: dict[str, dict[str, list[int]]] = {}

    def prepare(self) -> None:
        """Read all values, and where those of keys are, so that processes forked from now on need not."""
        for name in self.spec.columns:
            self._typed(name)
        # Rows are asked for by their keys.
        keys = {field for key in self.spec.foreign_keys for field in key.fields}
        for name in sorted({*self.spec.primary_key, *keys}):
            self._places_of(name)

    def frame(self, positions: Positions, columns: Sequence[str] = ()) -> pd.DataFrame:
        """Return a new frame with the rows at these positions; with all columns when none is named."""
        told = {name: self.cells[name] for name in columns or self.cells}
        values = {name: self._typed(name)[column.codes[positions]] for name, column in told.items()}
        return pd.DataFrame(values, index=pd.RangeIndex(len(positions)))

    def positions(self, where: Sequence[tuple[str, Sequence[str]]]) -> Positions:
        """Return the positions of the rows that fit every condition, in order."""
        key = self.spec.primary_key[0]
        found: Positions | None = None
        # The rows stand in order of the first key column: it leaves few to look through for the others.
        for column, cells in sorted(where, key=lambda condition: condition[0] != key):
            known = self._places_of(column)
            places = sorted({place for cell in cells for place in known.get(cell, ())})
            found = self._fitting(column, places, found)
        return np.arange(self._rows, dtype=np.intp) if found is None else found

    def text(self, positions: Positions, columns: Sequence[str]) -> str:
        """Return the header and the cells of these rows and columns as one text.

        Checked cells hold no control characters, so the text tells different rows apart.
        """
        cells = [self.cells[name].at(positions) for name in columns]
        return "\x1e".join(["\x1f".join(columns), *map("\x1f".join, zip(*cells, strict=True))])

    def _typed(self, name: str) -> Any:
        """Return the value of each distinct cell of a column."""
        if name not in self._values:
            self._values[name] = typed_column(self.spec.by_name[name], self.cells[name].distinct())
        return self._values[name]

    def _fitting(self, name: str, places: list[int], within: Positions | None) -> Positions:
        column = self.cells[name]
        if within is not None:
            return within[np.isin(column.codes[within], places)]
        if name != self.spec.primary_key[0]:
            return column.holding(places)
        starts = np.searchsorted(column.codes, places, "left")
        ends = np.searchsorted(column.codes, places, "right")
        parts = [np.arange(start, end, dtype=np.intp) for start, end in zip(starts, ends, strict=True)]
        return np.concatenate([np.empty(0, dtype=np.intp), *parts])

    def _places_of(self, name: str) -> Mapping[str, list[int]]:
        """Return the distinct cells, by place, that have each value of a column."""
        if name not in self._places:
            found: dict[str, list[int]] = {}
            for place, cell in enumerate(self.cells[name].distinct()):
                for part in _parts(self.spec.by_name[name], cell):
                    found.setdefault(part, []).append(place)
            self._places[name] = found
        return self._places[name]


@dataclass(frozen=True)
class _Known:
    """A table that this process has, and the file that it was read from.

    Attributes:
        stamp: Times and size of the file.
        settled: Whether the stamp alone tells that the file is the same: a write within one tick of the clock
            after the last one would not show in it.
        content: Hash of the file.
    """

    stamp: tuple[int, ...]
    settled: bool
    content: str
    table: StoredTable


# One process reads a table once, whoever asks: pages forked from a warm parent find it here.
_CACHE: dict[Path, _Known] = {}


def stored_table(package: Package, name: str) -> StoredTable:
    """Return a table of a package, read from disk unless the same content has been read before.

    Raises:
        DataError: The file cannot be split into cells, has other columns, or a cell has the wrong type.
    """
    spec = package.tables[name]
    path = package.folder / spec.path
    known = _CACHE.get(path)
    stamp, settled = _stamp(path)
    if known and known.table.spec == spec and known.settled and known.stamp == stamp:
        return known.table
    content = _content(path)
    if known and known.table.spec == spec and known.content == content:
        table = known.table
    else:
        table = StoredTable(spec, _columns(package, spec, content, stamp))
    _CACHE[path] = _Known(stamp, settled and _stamp(path)[0] == stamp, content, table)
    return table


def _stamp(path: Path) -> tuple[tuple[int, ...], bool]:
    try:
        found = path.stat()
    except OSError:
        return (), False
    latest = max(found.st_mtime_ns, found.st_ctime_ns)
    stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev)
    return stamp, time.time_ns() - latest > _SETTLED


def _content(path: Path) -> str:
    return hash_of_file(path) if path.is_file() else ""


def _columns(package: Package, spec: TableSpec, content: str, stamp: tuple[int, ...]) -> Mapping[str, Column]:
    if not stamp or stamp[2] < _WORTH_KEEPING:
        return _read(package, spec)
    key, file = hash_of([content, repr(spec)]), spec.path.replace("/", ".")
    columns = kept_columns(package.folder, file, key)
    if columns is None:
        columns = _read(package, spec)
        # What was read may be a newer file than what was hashed.
        if _content(package.folder / spec.path) == content:
            keep_columns(package.folder, file, key, columns)
    return columns


def _read(package: Package, spec: TableSpec) -> Mapping[str, Column]:
    raw, problems = read_raw(package.folder / spec.path, f"{package.folder.name}/{spec.path}", spec.columns)
    if raw is None or problems:
        raise DataError(problems)
    if problems := header_problems(raw, spec):
        raise DataError(problems)
    sheet = Sheet(spec, raw)
    # A number in an unusual form reads as well as another; only the check insists on the plain form.
    if problems := [problem for problem in type_problems(sheet) if problem.kind == "type"]:
        raise DataError(problems)
    key = {name: ranked(spec.by_name[name], sheet.cells[name]) for name in spec.primary_key}
    columns = {name: key.get(name, sheet.cells[name]) for name in spec.columns}
    order = key_order(spec, columns)
    if np.array_equal(order, np.arange(len(order))):
        return columns
    return {name: column.take(order) for name, column in columns.items()}


def _parts(field: Field, cell: str) -> set[str]:
    if not field.list or not cell:
        return {cell}
    parts = set(cell.split(field.list.delimiter))
    return parts | {part.partition("#")[0] for part in parts} if field.list.citation else parts
