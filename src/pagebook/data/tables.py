"""The only reader of the book's tables; it remembers what was read, so that a page knows its inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pagebook.data.cells import write_cell
from pagebook.data.descriptor import DESCRIPTOR
from pagebook.data.documents import DOCUMENTS, hash_documents, is_document, read_document
from pagebook.data.package import Package
from pagebook.data.stored import StoredTable, stored_table
from pagebook.errors import DataError
from pagebook.project import Book, find_book

__all__ = ["Read", "Tables", "digest"]

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Which rows were asked for: columns in alphabetical order, each with its allowed cells, sorted."""


@dataclass(frozen=True, order=True)
class Read:
    """What was read from a table, or which document.

    Attributes:
        table: Name of the table, or of the descriptor, or path of the document.
        where: Which rows were asked for; empty for all rows.
        rows: How many rows there were; of a document, how many lines.
        sha256: Hash of the header and the text of those rows, in order of the primary key; of a document, of
            its text, and empty for one that is missing.
    """

    table: str
    where: Where
    rows: int
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """Return the read as a JSON object."""
        where = {column: list(values) for column, values in self.where}
        return {"table": self.table, "where": where, "rows": self.rows, "sha256": self.sha256}


class Tables:
    """The tables of a data folder, each read when it is first asked for.

    A table is read once: later changes on disk do not show in the same object.
    """

    def __init__(self, folder: Path) -> None:
        self.package = Package.load(folder)
        self._stored: dict[str, StoredTable] = {}
        self._documents: dict[str, str | None] = {}
        self._asked: set[tuple[str, Where]] = set()

    @classmethod
    def open(cls, book: Book | None = None) -> Tables:
        """Return the tables of a book, by default of the book that holds the working folder."""
        return cls((book or find_book()).data)

    def select(self, table: str, **where: Any) -> pd.DataFrame:
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
        key = self._key(table, where.items())
        self._asked.add((table, key))
        stored = self._table(table)
        return stored.frame(stored.positions(key))

    def describe(self) -> Package:
        """Return the description of all tables and remember that it was read, as a read of the descriptor."""
        self._asked.add((DESCRIPTOR, ()))
        return self.package

    def document(self, path: str) -> str | None:
        """Return the text of a narrative, or None when there is none, and remember the read either way.

        Line ends are `\\n`, whatever the file has.

        Args:
            path: The file below the book's root, such as `chapters/narratives/peru.md`.

        Raises:
            DataError: The path leads elsewhere, or the file is no text in UTF-8.
        """
        text = self._document(path)
        self._asked.add((path, ()))
        return text

    @property
    def reads(self) -> tuple[Read, ...]:
        """What was read so far, sorted, each selection once."""
        return tuple(sorted(self._read(table, where) for table, where in self._asked))

    def record(self) -> dict[str, Any]:
        """Return the reads as JSON."""
        return {"reads": [read.as_json() for read in self.reads]}

    def forget(self) -> None:
        """Forget what was read so far."""
        self._asked.clear()

    def _key(self, table: str, where: Iterable[tuple[str, Any]]) -> Where:
        if table == DESCRIPTOR or is_document(table):
            return ()
        if table not in self.package.tables:
            raise DataError([f"no table {table!r}; there are: {', '.join(self.package.tables)}"])
        spec = self.package.tables[table]
        key = []
        for column, wanted in sorted(where):
            if column not in spec.by_name:
                raise DataError(
                    [f"no column {column!r} in table {table!r}; there are: {', '.join(spec.columns)}"]
                )
            field = spec.by_name[column]
            many = isinstance(wanted, Iterable) and not isinstance(wanted, str)
            cells = {write_cell(field, value) for value in (wanted if many else [wanted])}
            key.append((column, tuple(sorted(cells))))
        return tuple(key)

    def _table(self, table: str) -> StoredTable:
        if table not in self._stored:
            self._stored[table] = stored_table(self.package, table)
        return self._stored[table]

    def _document(self, path: str) -> str | None:
        if path not in self._documents:
            self._documents[path] = read_document(self.package.folder.parent, path)
        return self._documents[path]

    def _read_document(self, name: str) -> Read:
        if name == DOCUMENTS:
            return Read(name, (), *hash_documents(self.package.folder.parent))
        text = self._document(name)
        if text is None:
            return Read(name, (), 0, "")
        return Read(name, (), len(text.splitlines()), hashlib.sha256(text.encode()).hexdigest())

    def _read(self, table: str, where: Where) -> Read:
        if is_document(table):
            return self._read_document(table)
        if table == DESCRIPTOR:
            # Line ends differ between checkouts on different systems; the description does not.
            text = (self.package.folder / DESCRIPTOR).read_text("utf-8")
            return Read(table, where, len(self.package.tables), hashlib.sha256(text.encode()).hexdigest())
        stored = self._table(table)
        positions = stored.positions(where)
        sha256 = hashlib.sha256(stored.text(positions).encode()).hexdigest()
        return Read(table, where, len(positions), sha256)


def digest(tables: Tables, table: str, where: Mapping[str, Any] | Where) -> Read:
    """Return what a read of these rows would be now, without remembering it.

    Args:
        tables: The tables to look into.
        table: Name of the table.
        where: As in `Read.where` or in its JSON form.

    Raises:
        DataError: There is no such table or column, or the table cannot be read.
    """
    pairs = where.items() if isinstance(where, Mapping) else where
    return tables._read(table, tables._key(table, pairs))
