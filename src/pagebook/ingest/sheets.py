"""Drafts as a CSV that people edit in a spreadsheet, and read back whatever the spreadsheet made of it.

A spreadsheet may add a byte order mark, separate cells by semicolons or tabs, end lines with a carriage
return, add blank rows and columns, and change the order of both. None of that changes what the sheet says.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pagebook.data import Problem
from pagebook.data.form import canonical_text
from pagebook.data.formulas import begins_formula

__all__ = ["REVIEW", "SheetRow", "read_sheet", "sheet_text"]

REVIEW = ("draft", "decision", "take", "match", "state", "belongs_to", "locator", "doubts", "evidence")
"""Columns for the reviewer, before the table's own; no table has one of these names.

`decision` is accept, merge, reject or blank; `match` the row to merge into, `take` its cells that change.
The others tell: what is changed in them counts for nothing.
"""

_NEEDED = ("draft", "decision")
# A spreadsheet takes a cell that begins so for more than text; an apostrophe before it is taken off again.
_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = (",", ";", "\t")
_UTF8 = "save it as CSV in UTF-8"


@dataclass(frozen=True)
class SheetRow:
    """A row that is not blank.

    Attributes:
        line: Its line in the file.
        cells: Its cells by column, without what guards formulas.
    """

    line: int
    cells: Mapping[str, str]


def sheet_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return the text of a sheet: the reviewer's columns, then the table's; no cell of it is a formula."""
    header = (*REVIEW, *columns)
    return canonical_text(header, ([_guarded(row.get(name, "")) for name in header] for row in rows))


def read_sheet(path: Path, file: str, columns: Collection[str]) -> tuple[list[SheetRow], list[Problem]]:
    """Return the rows of a sheet and what is wrong with its form.

    Args:
        path: The file on disk.
        file: How problems name it.
        columns: The table's own columns, all of which it must have.
    """
    try:
        text = _decoded(path.read_bytes())
    except (OSError, ValueError) as error:
        return [], [Problem(file, 0, "", f"cannot be read: {error}", _UTF8, "encoding")]
    if not text.strip():
        return [], [Problem(file, 0, "", "the file is empty", "delete it to begin anew", "file")]
    try:
        header, rows = _split(text)
    except csv.Error as error:
        return [], [Problem(file, 0, "", f"cannot be split into cells: {error}", _UTF8, "file")]
    if problems := _header_problems(file, header, columns):
        return [], problems
    return _rows(file, header, rows)


def _rows(
    file: str, header: Sequence[str], rows: Iterable[tuple[int, list[str]]]
) -> tuple[list[SheetRow], list[Problem]]:
    told, problems = [], []
    for line, cells in rows:
        if any(cell.strip() for cell in cells[len(header) :]) or _stray(header, cells):
            message = "a cell stands under no heading"
            problems.append(Problem(file, line, "", message, "move it below one, or delete it", "ragged"))
        elif any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            pairs = zip(header, padded, strict=False)
            told.append(SheetRow(line, {name: _read(cell) for name, cell in pairs if name}))
    return told, problems


def _stray(header: Sequence[str], cells: Sequence[str]) -> bool:
    return any(cell.strip() and not name for name, cell in zip(header, cells, strict=False))


def _decoded(content: bytes) -> str:
    # A spreadsheet's "Unicode text" is UTF-16 with tabs.
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return content.decode("utf-16" if utf16 else "utf-8-sig")


def _split(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header, and each row below it with its line."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip()
    # What one spreadsheet writes so that another knows how the cells are separated.
    told = re.fullmatch(r"\"?sep=(?P<mark>.)\"?", first)
    delimiter = told["mark"] if told else max(_DELIMITERS, key=lambda mark: _known(first, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _numbered(reader)
    if told:
        next(lines)
    _, header = next(lines)
    return [name.strip() for name in header], list(lines)


def _known(first: str, delimiter: str) -> int:
    names = [name.strip('" ') for name in first.split(delimiter)]
    return sum(name in REVIEW for name in names)


def _numbered(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    end = 0
    for row in reader:
        yield end + 1, row
        end = reader.line_num  # type: ignore[attr-defined]


def _header_problems(file: str, header: Sequence[str], columns: Collection[str]) -> list[Problem]:
    named = [name for name in header if name]
    wrong = [
        (name, "the column is missing", "put it back, or delete the file to begin anew")
        for name in (*_NEEDED, *columns)
        if name not in named
    ]
    wrong += [
        (name, "the column is unknown", "delete it; notes of your own belong in a file of their own")
        for name in dict.fromkeys(named)
        if name not in columns and name not in REVIEW
    ]
    wrong += [
        (name, "the column stands more than once", "keep one of them")
        for name in dict.fromkeys(named)
        if named.count(name) > 1
    ]
    return [Problem(file, 1, name, message, expected, "header") for name, message, expected in wrong]


def _guarded(cell: str) -> str:
    return f"'{cell}" if _needs_guard(cell) else cell


def _read(cell: str) -> str:
    told = unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n").strip())
    return told[1:].strip() if told.startswith("'") and _needs_guard(told) else told


def _needs_guard(cell: str) -> bool:
    # Apostrophes that a cell has of its own stay: one more is put before them.
    bare = cell.lstrip("'")
    return bare.startswith(_SIGNS) or begins_formula(bare)
