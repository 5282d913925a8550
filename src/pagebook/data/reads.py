"""What was read: which rows and columns of a table, or which document, and a hash of what was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pagebook.data.marks import Marks

__all__ = ["Read", "Rows", "Where"]

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Which rows were asked for: columns in alphabetical order, each with its allowed cells, sorted."""


@dataclass(frozen=True, order=True)
class Read:
    """What was read from a table, or which document.

    Attributes:
        table: Name of the table, or of the descriptor, or path of the document.
        where: Which rows were asked for; empty for all rows.
        rows: How many rows there were; of a document, how many lines.
        sha256: Hash of what the columns hold and of the text of those rows, in order of the primary key; of a
            document, of its text, and empty for one that is missing.
        columns: The columns that were read, in the table's order; empty for all of them.
    """

    table: str
    where: Where
    rows: int
    sha256: str
    columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the read as a JSON object."""
        where = {column: list(values) for column, values in self.where}
        columns = {"columns": list(self.columns)} if self.columns else {}
        return {"table": self.table, "where": where, **columns, "rows": self.rows, "sha256": self.sha256}


@dataclass(frozen=True)
class Rows:
    """The rows of a read as they are now, to tell which of them changed.

    Attributes:
        marks: Their marks.
        keys: The primary key of each, in words such as `SEN co2 2020`.
        positions: Where each stands in the whole table.
        sha256: Hash of them all, as in `Read`.
    """

    marks: Marks
    keys: tuple[str, ...]
    positions: tuple[int, ...]
    sha256: str
