"""The only reader of the book's tables; it remembers what was read, so that a page knows its inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pagebook.data.accounts import Accounts
from pagebook.data.beside import Beside, is_beside
from pagebook.data.canon import package_text, reading_text
from pagebook.data.cells import write_cell
from pagebook.data.descriptor import DESCRIPTOR
from pagebook.data.documents import check_path
from pagebook.data.inputoutput.layouts import TABLE
from pagebook.data.marks import MOST_MARKED, Marks
from pagebook.data.package import Package, TableSpec
from pagebook.data.reads import Read, Rows, Where
from pagebook.data.stored import Positions, StoredTable, stored_table
from pagebook.errors import DataError
from pagebook.project import Book, find_book

__all__ = ["Tables", "digest", "rows_of"]


class Tables:
    """The tables of a data folder, each read when it is first asked for.

    A table is read once: later changes on disk do not show in the same object.
    """

    def __init__(self, folder: Path) -> None:
        self._package = Package.load(folder)
        self._stored: dict[str, StoredTable] = {}
        self._beside = Beside(folder.parent)
        self._asked: set[tuple[str, Where, tuple[str, ...]]] = set()
        self._seen: set[str] = set()

    @classmethod
    def open(cls, book: Book | None = None) -> Tables:
        """Return the tables of a book, by default of the book that holds the working folder."""
        return cls((book or find_book()).data)

    def select(self, table: str, /, **where: Any) -> pd.DataFrame:
        """Return a new frame with the rows that fit, sorted by primary key, and remember the read.

        Integers are `Int64`, numbers `float64`, booleans `boolean`, text and ISO dates `str`; a blank cell is
        missing (`NaN` or `NA`). List columns hold tuples of text, empty for a blank cell.

        Args:
            table: Name of the table.
            where: Column and the value, or the collection of values, that it may have; None means blank. A
                list column fits when it holds any of them; a citation also fits by its source alone.

        Raises:
            DataError: There is no such table or column, or the table cannot be read.
        """
        return self.part(table, (), **where)

    def part(self, table: str, columns: Sequence[str], /, **where: Any) -> pd.DataFrame:
        """Return only some columns of the rows that `select` returns, in the table's order.

        What stands in the others can change without making the page stale.

        Args:
            table: Name of the table.
            columns: The columns; all of them when none is named.
            where: As for `select`.

        Raises:
            DataError: There is no such table or column, or the table cannot be read.
        """
        key = self._key(table, where.items())
        told = _told(self._spec(table), columns)
        self._asked.add((table, key, told))
        stored = self._table(table)
        return stored.frame(stored.positions(key), told)

    def describe(self) -> Package:
        """Return the description of all tables and remember that it was read, as a read of the descriptor."""
        self._asked.add((DESCRIPTOR, (), ()))
        return self._package

    @property
    def package(self) -> Package:
        """The description of all tables; looking at it is remembered as by `describe`."""
        return self.describe()

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table and remember that the table was looked at, as `spec` does."""
        return self.spec(table).columns

    def spec(self, table: str) -> TableSpec:
        """Return a table's description and remember what of it decides how cells are read, not its titles.

        Raises:
            DataError: There is no such table.
        """
        self._seen.add(self._spec(table).name)
        return self._spec(table)

    def document(self, path: str) -> str | None:
        """Return the text of a narrative, or None when there is none, and remember the read either way.

        Line ends are `\\n`, whatever the file has.

        Args:
            path: The file below the book's root, such as `chapters/narratives/peru.md`.

        Raises:
            DataError: The path leads elsewhere, or the file is no text in UTF-8.
        """
        check_path(path)
        self._asked.add((path, (), ()))
        return self._beside.text(path)

    def accounts(self, table: str) -> Accounts:
        """Return the input-output table with a key, and remember its row and every file that was looked at.

        Raises:
            DataError: There is no such table, or something is wrong with its files; with all findings.
        """
        rows = self.select(TABLE, table=table)
        found, read = self._beside.accounts(table, rows, lambda: list(self.part(TABLE, ["table"])["table"]))
        self._asked |= {(name, (), ()) for name in read}
        return found

    @property
    def reads(self) -> tuple[Read, ...]:
        """What was read so far, sorted, each selection once."""
        # Each read holds the columns; a table of which none was read is remembered by a read of no rows.
        bare = self._seen - {table for table, _, _ in self._asked}
        columns = {(table, ((self._spec(table).primary_key[0], ()),), ()) for table in bare}
        return tuple(sorted(self._read(*asked) for asked in self._asked | columns))

    def record(self) -> dict[str, Any]:
        """Return the reads as JSON."""
        return {"reads": [read.as_json() for read in self.reads]}

    def forget(self) -> None:
        """Forget what was read so far."""
        self._asked.clear()
        self._seen.clear()

    def _spec(self, table: str) -> TableSpec:
        if table not in self._package.tables:
            raise DataError([f"no table {table!r}; there are: {', '.join(self._package.tables)}"])
        return self._package.tables[table]

    def _key(self, table: str, where: Iterable[tuple[str, Any]]) -> Where:
        spec = self._spec(table)
        key = []
        for column, wanted in sorted(where):
            _check_column(spec, column)
            field = spec.by_name[column]
            many = isinstance(wanted, Iterable) and not isinstance(wanted, str)
            cells = {write_cell(field, value) for value in (wanted if many else [wanted])}
            key.append((column, tuple(sorted(cells))))
        return tuple(key)

    def _table(self, table: str) -> StoredTable:
        if table not in self._stored:
            self._stored[table] = stored_table(self._package, table)
        return self._stored[table]

    def _read(self, table: str, where: Where, columns: tuple[str, ...] = ()) -> Read:
        if is_beside(table):
            return self._beside.read(table)
        if table == DESCRIPTOR:
            return Read(table, where, len(self._package.tables), _sha256(package_text(self._package)))
        positions, text = self._text(table, where, columns)
        mark = _sha256(reading_text(self._spec(table)), text)
        return Read(table, where, len(positions), mark, columns)

    def _text(self, table: str, where: Where, columns: Sequence[str]) -> tuple[Positions, str]:
        """Return positions and text of the rows that fit, after the header; it differs where rows do."""
        spec = self._spec(table)
        for column, _ in where:
            _check_column(spec, column)
        stored = self._table(table)
        positions = stored.positions(where)
        text = stored.text(positions, told := _told(spec, columns) or spec.columns)
        lines = len(positions) + 1
        if text.count("\x1e") != lines - 1 or text.count("\x1f") != lines * (len(told) - 1):
            raise DataError([f"{table}: a cell holds a control character; delete it"])
        return positions, text


def digest(
    tables: Tables, table: str, where: Mapping[str, Iterable[str]] | Where, columns: Sequence[str] = ()
) -> Read:
    """Return what a read of these rows would be now, without remembering it.

    Args:
        tables: The tables to look into.
        table: Name of the table, or of the descriptor, or path of a document.
        where: As in `Read.where` or in its JSON form.
        columns: As in `Read.columns`.

    Raises:
        DataError: There is no such table or column, or the table or document cannot be read.
    """
    return tables._read(table, _where(where), tuple(columns))


def rows_of(
    tables: Tables, table: str, where: Mapping[str, Iterable[str]] | Where, columns: Sequence[str] = ()
) -> Rows | None:
    """Return the rows that a read would have now; None for what has no rows, or too many to be marked.

    Raises:
        DataError: There is no such table or column, or the table cannot be read.
    """
    if table == DESCRIPTOR or is_beside(table):
        return None if table == DESCRIPTOR else tables._beside.rows(table)
    positions, text = tables._text(table, _where(where), columns)
    if len(positions) > MOST_MARKED:
        return None
    spec, rows = tables._spec(table), text.split("\x1e")[1:]
    named = tables._table(table).text(positions, spec.primary_key).split("\x1e")[1:]
    keys = tuple(key.replace("\x1f", " ") for key in named)
    marks = Marks.of(reading_text(spec), rows, keys)
    return Rows(marks, keys, tuple(positions.tolist()), _sha256(reading_text(spec), text))


def _where(where: Mapping[str, Iterable[str]] | Where) -> Where:
    """Return conditions that hold cells already, which must not be written a second time."""
    pairs = where.items() if isinstance(where, Mapping) else where
    return tuple(sorted((column, tuple(sorted(cells))) for column, cells in pairs))


def _told(spec: TableSpec, columns: Sequence[str]) -> tuple[str, ...]:
    """Return columns in the table's order; none stands for all."""
    for column in columns:
        _check_column(spec, column)
    return tuple(name for name in spec.columns if name in columns)


def _check_column(spec: TableSpec, column: str) -> None:
    if column not in spec.by_name:
        known = ", ".join(spec.columns)
        raise DataError([f"no column {column!r} in table {spec.name!r}; there are: {known}"])


def _sha256(*texts: str) -> str:
    return hashlib.sha256("\x1e".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
