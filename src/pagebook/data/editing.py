"""Rows put into a table or taken out of it, with all other rows and the form of the file left as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from pagebook.data.column import Column
from pagebook.data.form import canonical_text
from pagebook.data.order import key_order
from pagebook.data.package import TableSpec
from pagebook.data.problems import Problem
from pagebook.data.raw import read_raw
from pagebook.errors import DataError

__all__ = [
    "Cells",
    "Key",
    "key_of",
    "rows_of_table",
    "table_text",
    "with_changes",
    "with_rows",
    "without_rows",
]

Cells = Mapping[str, str]
"""A row as the CSV has it: column to cell; what is not named is blank."""

Key: TypeAlias = tuple[str, ...]
"""The primary key of a row, as its cells have it."""


def rows_of_table(spec: TableSpec, folder: Path) -> list[dict[str, str]]:
    """Return the rows of a table as text, in the order of its file.

    Args:
        spec: The table.
        folder: The folder of the data package.

    Raises:
        DataError: The file cannot be read, or has other columns.
    """
    raw, problems = read_raw(folder / spec.path, spec.path, spec.columns)
    if raw is None or problems or tuple(raw.header) != spec.columns:
        wrong = Problem(
            spec.path, 1, "", "the columns differ", f"expected {','.join(spec.columns)}", "header"
        )
        raise DataError(problems or [wrong])
    return [dict(zip(spec.columns, cells, strict=True)) for cells in zip(*raw.columns, strict=True)]


def with_rows(spec: TableSpec, folder: Path, added: Sequence[Cells]) -> str:
    """Return the text of a table with more rows, in order of the primary key.

    Raises:
        DataError: A row has a column that the table lacks, or a key that the table has already.
    """
    return with_changes(spec, folder, added, {})


def with_changes(
    spec: TableSpec,
    folder: Path,
    added: Sequence[Cells],
    changed: Mapping[Key, Cells],
    gone: Collection[Key] = (),
) -> str:
    """Return the text of a table with more rows and with other cells in some, in order of the primary key.

    Args:
        spec: The table.
        folder: The folder of the data package.
        added: Rows that the table lacks.
        changed: For the keys of rows that it has, the cells that become other ones.
        gone: Keys of rows that are left out.

    Raises:
        DataError: A row has a column that the table lacks, a new row has a key that the table has already,
            or no row has a key that is to change.
    """
    rows = rows_of_table(spec, folder)
    known = {key_of(spec, row) for row in rows}
    problems: list[Problem] = []
    for row in added:
        there = key_of(spec, row) in known
        told = f"the row {' '.join(key_of(spec, row))} is there already" if there else ""
        problems += _faults(spec, row, told, "change it")
    for key, row in changed.items():
        told = "" if key in known else f"there is no row {' '.join(key)}"
        problems += _faults(spec, row, told, "name a row that is there")
    if problems:
        raise DataError(problems)
    kept = (row for row in rows if key_of(spec, row) not in gone)
    return table_text(spec, [*({**row, **changed.get(key_of(spec, row), {})} for row in kept), *added])


def _faults(spec: TableSpec, row: Cells, told: str, expected: str) -> Iterator[Problem]:
    """Yield the columns that a table lacks, else what is wrong with the key of the row."""
    if unknown := sorted(set(row) - set(spec.columns)):
        message = f"no column {', '.join(unknown)}"
        yield Problem(spec.path, 1, "", message, f"one of {', '.join(spec.columns)}", "header")
    elif told:
        yield Problem(spec.path, 1, "", told, expected, "key")


def without_rows(spec: TableSpec, folder: Path, gone: Callable[[Cells], bool]) -> str:
    """Return the text of a table without some of its rows."""
    return table_text(spec, [row for row in rows_of_table(spec, folder) if not gone(row)])


def table_text(spec: TableSpec, rows: Sequence[Cells]) -> str:
    """Return the text of a table that has these rows, in order of the primary key and in canonical form."""
    cells = {name: Column.of(row.get(name, "") for row in rows) for name in spec.columns}
    order = key_order(spec, cells)
    return canonical_text(spec.columns, zip(*(cells[name].take(order) for name in spec.columns), strict=True))


def key_of(spec: TableSpec, row: Cells) -> Key:
    """Return the primary key of a row, as its cells have it."""
    return tuple(row.get(name, "") for name in spec.primary_key)
