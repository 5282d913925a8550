"""Rows put into a table or taken out of it, with all other rows and the form of the file left as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pagebook.data.column import Column
from pagebook.data.form import canonical_text
from pagebook.data.order import key_order
from pagebook.data.package import TableSpec
from pagebook.data.problems import Problem
from pagebook.data.raw import read_raw
from pagebook.errors import DataError

__all__ = ["Cells", "rows_of_table", "table_text", "with_rows", "without_rows"]

Cells = Mapping[str, str]
"""A row as the CSV has it: column to cell; what is not named is blank."""


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
    rows = rows_of_table(spec, folder)
    known = {_key(spec, row) for row in rows}
    problems = []
    for row in added:
        if unknown := sorted(set(row) - set(spec.columns)):
            message = f"no column {', '.join(unknown)}"
            problems.append(Problem(spec.path, 1, "", message, f"one of {', '.join(spec.columns)}", "header"))
        elif _key(spec, row) in known:
            key = " ".join(_key(spec, row))
            problems.append(Problem(spec.path, 1, "", f"the row {key} is there already", "change it", "key"))
    if problems:
        raise DataError(problems)
    return table_text(spec, [*rows, *added])


def without_rows(spec: TableSpec, folder: Path, gone: Callable[[Cells], bool]) -> str:
    """Return the text of a table without some of its rows."""
    return table_text(spec, [row for row in rows_of_table(spec, folder) if not gone(row)])


def table_text(spec: TableSpec, rows: Sequence[Cells]) -> str:
    """Return the text of a table that has these rows, in order of the primary key and in canonical form."""
    cells = {name: Column.of(row.get(name, "") for row in rows) for name in spec.columns}
    order = key_order(spec, cells)
    return canonical_text(spec.columns, zip(*(cells[name].take(order) for name in spec.columns), strict=True))


def _key(spec: TableSpec, row: Cells) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in spec.primary_key)
