"""One file of an input-output table: labels at the top and at the left, numbers everywhere else."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pagebook.data.cells import is_number
from pagebook.data.form import cell_fault
from pagebook.data.problems import Problem

__all__ = ["Grid", "Labels", "outline", "read_grid", "split_lines"]

Labels = tuple[str, ...]
"""The labels of a row or of a column, from the outermost to the innermost."""

_MOST = 20
"""Findings told of one file; a file with more is another kind of file."""

_LABELS = 8
"""Label rows and columns that a file may have; more are a matrix without labels, or none at all."""


@dataclass(frozen=True)
class Grid:
    """The labels and numbers of a file.

    Attributes:
        file: The file as problems name it.
        names: What the columns of labels are called; empty texts where they have no names.
        rows: The labels of each row.
        columns: The labels of each column.
        values: The numbers, rows by columns.
        lines: Line number of each row; the first line of the file is 1.
    """

    file: str
    names: Labels
    rows: Sequence[Labels]
    columns: Sequence[Labels]
    values: NDArray[np.float64]
    lines: Sequence[int]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The numbers by the innermost labels of rows and columns."""
        inner = ([labels[-1] for labels in side] for side in (self.rows, self.columns))
        rows, columns = (pd.Index(labels, dtype="object") for labels in inner)
        return pd.DataFrame(self.values, index=rows, columns=columns)

    def labels(self, name: str) -> list[str]:
        """Return the labels of all rows in the column of labels with this name."""
        return [labels[self.names.index(name)] for labels in self.rows]

    def problem(self, line: int, column: str, message: str, expected: str) -> Problem:
        """Return a problem of the file."""
        return Problem(self.file, line, column, message, expected, "input-output")


def read_grid(
    text: str, file: str, *, index: int, header: int = 1, delimiter: str = ","
) -> tuple[Grid | None, list[Problem]]:
    """Return a file's labels and numbers, or everything that keeps it from being read.

    Args:
        text: The file.
        file: How problems name it.
        index: How many columns of labels it has.
        header: How many rows of labels.
        delimiter: What stands between two cells.
    """
    try:
        table = _cells(text, delimiter)
    except csv.Error as error:
        return None, [_problem(file, 0, "", f"cannot be split into cells ({error})", "quote cells as “…”")]
    if len(table) < header or any(len(row) <= index for _, row in table[:header]):
        told = f"has no {'row' if len(table) < header else 'column'} of numbers"
        return None, [_problem(file, 0, "", told, f"expected {header} and {index} of labels before them")]
    width = len(table[0][1])
    ragged = [_ragged(file, line, len(row), width) for line, row in table if len(row) != width]
    if ragged:
        return None, ragged[:_MOST]
    columns = list(zip(*(row[index:] for _, row in table[:header]), strict=True))
    names, body = tuple(table[header - 1][1][:index]), table[header:]
    # Above the rows, a line of its own may tell what the columns of labels are called.
    if header > 1 and body and not any(body[0][1][index:]):
        names, body = tuple(body[0][1][:index]), body[1:]
    rows = [tuple(row[:index]) for _, row in body]
    lines = [line for line, _ in body]
    problems = [*_label_problems(file, columns, rows, lines), *_numbers(file, body, index, columns)]
    if problems:
        return None, problems[:_MOST]
    values = np.array([[float(cell) for cell in row[index:]] for _, row in body], dtype=float)
    return Grid(file, names, rows, columns, values.reshape(len(rows), len(columns)), lines), []


def split_lines(text: str) -> tuple[str, list[str]]:
    """Return the first line of a text and the others, without blank ones."""
    first, *others = text.split("\n") if text else [""]
    return first, [line for line in others if line]


def outline(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many columns and rows of labels a file seems to have; 0 and 0 if it is none."""
    first, others = split_lines(text)
    lines = [first, *others]
    last = next(csv.reader(lines[-1:], delimiter=delimiter), [])
    index = next((at for at in range(len(last), 0, -1) if not is_number(last[at - 1])), 0)
    heads = (at for at, line in enumerate(lines) if is_number(line.rpartition(delimiter)[2]))
    header = next(heads, 0)
    plain = 0 < index < len(last) and index <= _LABELS and 0 < header <= _LABELS
    return (index, header) if plain else (0, 0)


def _cells(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return the rows with their lines, without blank ones.

    Raises:
        csv.Error: A cell is too long, or a quoted one never ends.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, end = [], 0
    for row in reader:
        if row:
            found.append((end + 1, row))
        end = reader.line_num
    return found


def _numbers(
    file: str, body: Sequence[tuple[int, list[str]]], index: int, columns: Sequence[Labels]
) -> Iterator[Problem]:
    for line, row in body:
        if all(map(_plain, row[index:])):
            continue
        for cell, labels in zip(row[index:], columns, strict=True):
            if not cell:
                told = f"the row of {_named(row[:index])} has no number"
                yield _problem(file, line, _named(labels), told, "write 0 where nothing flows")
            elif not is_number(cell):
                told = f"the row of {_named(row[:index])} has {cell[:40]!r}, which is no number"
                yield _problem(file, line, _named(labels), told, "expected a number such as 1234.5")


def _plain(cell: str) -> bool:
    # Most cells are figures with a point, which is quicker to see than the whole law of numbers.
    return cell.replace(".", "", 1).isdigit() and cell.isascii() and cell[0] != "." != cell[-1]


def _label_problems(
    file: str, columns: Sequence[Labels], rows: Sequence[Labels], lines: Sequence[int]
) -> Iterator[Problem]:
    places = [*((1, labels) for labels in columns), *zip(lines, rows, strict=True)]
    for line, labels in places:
        for label in labels:
            if fault := cell_fault(label):
                message, expected, _ = fault
                yield _problem(file, line, label[:40], message, expected)
    for what, side in (("column", columns), ("row", rows)):
        for labels, times in Counter(side).items():
            if times > 1:
                told = f"the {what} of {_named(labels)} stands {times} times"
                yield _problem(file, 0, "", told, "name each once")
            if not any(labels):
                yield _problem(file, 0, "", f"a {what} has no label", "name its sector or category")


def _ragged(file: str, line: int, found: int, width: int) -> Problem:
    return _problem(file, line, "", f"the row has {found} cells", f"expected {width}, as in the first line")


def _named(labels: Sequence[str]) -> str:
    return " ".join(label for label in labels if label)


def _problem(file: str, line: int, column: str, message: str, expected: str) -> Problem:
    return Problem(file, line, column, message, expected, "input-output")
