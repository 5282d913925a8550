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

import pyarrow as pa
import pyarrow.csv as arrow_csv

from pagebook.data.column import Column, ColumnBuilder
from pagebook.data.problems import Problem

__all__ = ["RawTable", "decode", "read_raw", "split_raw"]

_UTF8 = "save the file as UTF-8 without a byte order mark"
_DELIMITERS = (";", "\t", "|")


@dataclass(frozen=True)
class RawTable:
    """The cells of a CSV as text.

    Attributes:
        file: The file as problems name it.
        content: The whole text in UTF-8, without a byte order mark.
        header: The cells of the first line.
        columns: The cells below each cell of the header, without the rows that have more or fewer cells.
        lines: Line number of the first line of each row; the header is line 1.
        whole: Whether `columns` has all rows, so that they can be compared with the text.
    """

    file: str
    content: bytes
    header: tuple[str, ...]
    columns: Sequence[Column]
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
    return split_raw(content, file, expected)


def split_raw(
    content: bytes, file: str, expected: Sequence[str] = ()
) -> tuple[RawTable | None, list[Problem]]:
    """Return the cells of a CSV that is in memory, and its problems, as `read_raw` does for a file."""
    if not content.strip():
        wanted = ",".join(expected)
        return None, [
            Problem(file, 0, "", "the file is empty", f"expected at least the header {wanted}", "file")
        ]
    text, problems = decode(content, file)
    if text is None:
        return None, problems
    content = content.removeprefix(codecs.BOM_UTF8)
    if table := _split_plain(content, file):
        return table, problems
    table, more = _split(text, content, file)
    return table, problems + more


def _split_plain(content: bytes, file: str) -> RawTable | None:
    """Return the cells of a CSV that has a comma between two cells and a line for each row, and no quotes.

    Arrow splits it in a tenth of the time of Python's reader, which judges what is not so plain.
    """
    head = content.partition(b"\n")[0]
    if b"," not in head or any(mark in content for mark in (b'"', b"\r", b"\n\n")):
        return None
    header = tuple(head.decode().split(","))
    names = [str(place) for place in range(len(header))]
    kind = pa.dictionary(pa.int32(), pa.large_string())
    try:
        # One thread: a process with several cannot be forked safely.
        table = arrow_csv.read_csv(
            pa.py_buffer(content),
            arrow_csv.ReadOptions(use_threads=False, block_size=1 << 24, skip_rows=1, column_names=names),
            arrow_csv.ParseOptions(quote_char=False, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, kind)),
        )
    except pa.ArrowInvalid:
        return None
    columns = [_column(table.column(name)) for name in names]
    if any(column.longest() > csv.field_size_limit() for column in columns):
        return None
    return RawTable(file, content, header, columns, range(2, table.num_rows + 2))


def _column(chunks: pa.ChunkedArray) -> Column:
    whole = chunks.unify_dictionaries().combine_chunks()
    parts = whole.chunks if isinstance(whole, pa.ChunkedArray) else [whole]
    if not parts:
        return Column.of(())
    return Column(parts[0].dictionary, parts[0].indices.to_numpy())


def decode(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text without a byte order mark, or none, and what is wrong with its encoding."""
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


def _split(text: str, content: bytes, file: str) -> tuple[RawTable | None, list[Problem]]:
    # newline="" keeps newlines inside quoted cells, and line_num then counts lines as an editor does.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    end = 0
    try:
        header = tuple(next(reader))
        end = reader.line_num
        if len(header) == 1 and (found := next((mark for mark in _DELIMITERS if mark in header[0]), None)):
            message = f"the cells are separated by {found!r}"
            return None, [Problem(file, 1, "", message, "separate the cells by commas", "header")]
        columns = [ColumnBuilder() for _ in header]
        lines: list[int] = []
        problems: list[Problem] = []
        for row in reader:
            if len(row) == len(header):
                lines.append(end + 1)
                for column, cell in zip(columns, row, strict=True):
                    column.add(cell)
            else:
                problems.append(_ragged(file, end + 1, len(row), len(header)))
            end = reader.line_num
    except csv.Error as error:
        return None, [_broken(file, end + 1, str(error))]
    done = [column.done() for column in columns]
    return RawTable(file, content, header, done, lines, whole=not problems), problems


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
