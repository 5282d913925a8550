"""Which numbers of input-output tables differ between two editions, by table, sector and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pagebook.data import INPUT_OUTPUT
from pagebook.data.inputoutput.grid import outline
from pagebook.data.inputoutput.layouts import TABLE
from pagebook.data.texts import text_rows
from pagebook.diff.edition import Edition
from pagebook.diff.items import Kind, RowChange
from pagebook.diff.sizes import relative

__all__ = ["compare_accounts"]

_About = tuple[tuple[str, str], tuple[str, str]]
"""Table and file of a row, and code and name of its country."""


@dataclass(frozen=True)
class _File:
    """A file of a table as text: each row by its labels, each cell by those of its column.

    Attributes:
        rows: Labels of a row to its cells by column.
        lines: Labels of a row to its line.
    """

    rows: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]


def compare_accounts(old: Edition, new: Edition) -> dict[str, list[RowChange]]:
    """Return what changed in each file of an input-output table that both editions have, by the file's name.

    A file of which nothing can be told that way, such as one without numbers, is left out.
    """
    found: dict[str, list[RowChange]] = {}
    top = new.root / INPUT_OUTPUT
    for path in sorted(top.glob("*/**/*")):
        name = path.relative_to(new.root).as_posix()
        contents = old.bytes_of(name), new.bytes_of(name)
        if contents[0] == contents[1]:
            continue
        before, after = (_read(name, content) for content in contents)
        if before and after:
            found[name] = list(_changes(name, before, after, new))
    return found


def _read(name: str, content: bytes | None) -> _File | None:
    delimiter = "," if name.endswith(".csv") else "\t"
    try:
        text = (content or b"").decode("utf-8-sig").replace("\r\n", "\n")
        index, header = outline(text, delimiter)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error):
        return None
    if not index:
        return None
    # A row of the labels' names has no labels of columns, and is no header of its own.
    heads = [row for row in rows[:header] if any(row[index:])]
    columns = [" ".join(filter(None, labels)) for labels in zip(*heads, strict=False)]
    # What describes a row of a CSV, such as a sector's name, is one of its cells as well.
    start = 1 if name.endswith(".csv") else index
    listed = [(" ".join(row[:start]), line, row) for line, row in enumerate(rows[header:], header + 1) if row]
    found = _File(
        {key: dict(zip(columns[start:], row[start:], strict=False)) for key, _, row in listed},
        {key: line for key, line, _ in listed},
    )
    # Of two rows with the same labels, one would hide the other.
    return found if len(found.rows) == len(listed) else None


def _changes(name: str, old: _File, new: _File, edition: Edition) -> Iterator[RowChange]:
    folder, _, file = name.removeprefix(INPUT_OUTPUT).partition("/")
    country = _country(edition, folder)
    about = (f"{folder}/{file.rpartition('.')[0]}", name), (country, edition.called(country))
    for key, cells in new.rows.items():
        if key not in old.rows:
            yield _whole("added", about, key, cells, new.lines[key])
            continue
        before = old.rows[key]
        for column in [*cells, *(column for column in before if column not in cells)]:
            was, now = before.get(column, ""), cells.get(column, "")
            if was != now:
                lines, size = (old.lines[key], new.lines[key]), relative(_number(was), _number(now))
                yield RowChange("changed", *about[0], key, *about[1], column, was, now, *lines, size=size)
    for key, cells in old.rows.items():
        if key not in new.rows:
            yield _whole("removed", about, key, cells, old.lines[key])


def _whole(kind: Kind, about: _About, key: str, cells: Mapping[str, str], line: int) -> RowChange:
    told, listed = "; ".join(f"{column}: {cell}" for column, cell in cells.items()), tuple(cells.items())
    if kind == "added":
        return RowChange(kind, *about[0], key, *about[1], "", "", told, None, line, listed)
    return RowChange(kind, *about[0], key, *about[1], "", told, "", line, None, listed)


def _country(edition: Edition, folder: str) -> str:
    rows = text_rows(edition.root / edition.path_of(TABLE)) if edition.has(TABLE) else ()
    return next((row.get("area", "") for row in rows if row.get("folder") == folder), "")


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
