"""CSV files as text: decode, split into cells, and remember the line of each row.

Data are hostile until checked, so reading never raises for what a file holds: it gives problems.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pagebook.data.problems import Problem

__all__ = ["RawTable", "read_raw"]

_UTF8 = "save the file as UTF-8 without a byte order mark"
_DELIMITERS = (";", "\t", "|")


@dataclass(frozen=True)
class RawTable:
    """The cells of a CSV as text.

    Attributes:
        file: The file as problems name it.
        text: The whole text.
        header: The cells of the first line.
        columns: The cells below each cell of the header, without the rows that have more or fewer cells.
        lines: Line number of the first line of each row; the header is line 1.
        whole: Whether `columns` has all rows, so that they can be compared with the text.
    """

    file: str
    text: str
    header: tuple[str, ...]
    columns: Sequence[Sequence[str]]
    lines: Sequence[int]
    whole: bool = True


def read_raw(path: Path, file: str, expected: Sequence[str] = ()) -> tuple[RawTable | None, list[Problem]]:
    """Return the cells of a CSV and the problems of its form; no table when it cannot be split into cells.

    Args:
        path: The file on disk.
        file: How problems name it.
        expected: The header that would be right, for messages.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        why = (
            "the file is missing"
            if isinstance(error, FileNotFoundError)
            else f"cannot be read: {error.strerror}"
        )
        return None, [Problem(file, 0, "", why, "expected a CSV file that can be read", "file")]
    if not content.strip():
        wanted = ",".join(expected)
        return None, [
            Problem(file, 0, "", "the file is empty", f"expected at least the header {wanted}", "file")
        ]
    text, problems = _decode(content, file)
    if text is None:
        return None, problems
    table, more = _split(text, file)
    return table, problems + more


def _decode(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or content[:200].count(0) > 20:
        return None, [Problem(file, 0, "", "the file is encoded as UTF-16", _UTF8, "encoding")]
    problems = []
    if content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
        problems.append(Problem(file, 1, "", "the file begins with a byte order mark", _UTF8, "encoding"))
    try:
        return content.decode("utf-8"), problems
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        message = f"byte 0x{byte:02X} is not UTF-8 (as Windows-1252 it would be {_legacy(byte)!r})"
        return None, [*problems, Problem(file, line, "", message, _UTF8, "encoding")]


def _legacy(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _split(text: str, file: str) -> tuple[RawTable | None, list[Problem]]:
    # newline="" keeps newlines inside quoted cells, and line_num then counts lines as an editor does.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    end = 0
    try:
        header = tuple(next(reader))
        end = reader.line_num
        if len(header) == 1 and (found := next((mark for mark in _DELIMITERS if mark in header[0]), None)):
            message = f"the cells are separated by {found!r}"
            return None, [Problem(file, 1, "", message, "separate the cells by commas", "header")]
        columns: list[list[str]] = [[] for _ in header]
        lines: list[int] = []
        problems: list[Problem] = []
        shared: dict[str, str] = {}
        for row in reader:
            if len(row) == len(header):
                lines.append(end + 1)
                for column, cell in zip(columns, row, strict=True):
                    # Equal cells share one string: a big table then takes a third of the time and memory.
                    column.append(shared.setdefault(cell, cell))
            else:
                problems.append(_ragged(file, end + 1, len(row), len(header)))
            end = reader.line_num
    except csv.Error as error:
        return None, [_broken(file, end + 1, str(error))]
    return RawTable(file, text, header, columns, lines, whole=not problems), problems


def _broken(file: str, line: int, reason: str) -> Problem:
    if "field limit" in reason:
        return Problem(file, line, "", "a cell is too long to be read", "shorten it", "file")
    if "unexpected end" in reason:
        return Problem(file, line, "", "a quoted cell that begins here never ends", 'close it with "', "file")
    expected = 'write a cell with commas or quotes as "…" and double the quotes in it'
    return Problem(file, line, "", f"the row cannot be split into cells ({reason})", expected, "file")


def _ragged(file: str, line: int, found: int, width: int) -> Problem:
    if not found:
        return Problem(file, line, "", "the line is blank", "delete it", "ragged")
    cells = "1 cell" if found == 1 else f"{found} cells"
    return Problem(file, line, "", f"the row has {cells}", f"expected {width}, one for each column", "ragged")
