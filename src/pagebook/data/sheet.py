"""A CSV seen through its description: cells by column, and problems that know their line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

import numpy as np
import pyarrow as pa

from pagebook.data.amounts import Flags, plain
from pagebook.data.column import Column
from pagebook.data.package import TableSpec
from pagebook.data.problems import Problem
from pagebook.data.raw import RawTable

__all__ = ["Sheet", "header_problems"]


class Sheet:
    """The cells of a file whose header may still lack columns.

    Attributes:
        spec: What the table should be.
        file: The file as problems name it.
        lines: Line number of each row.
    """

    def __init__(self, spec: TableSpec, raw: RawTable) -> None:
        self.spec = spec
        self.file = raw.file
        self.lines = raw.lines
        self.raw = raw

    @cached_property
    def cells(self) -> Mapping[str, Column]:
        """The cells of each column that the file has; of two columns with one name the first counts."""
        return dict(reversed([*zip(self.raw.header, self.raw.columns, strict=True)]))

    def has(self, columns: Iterable[str]) -> bool:
        """Return whether the file has all these columns."""
        return all(column in self.cells for column in columns)

    def rows_of(self, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Return the cells of these columns row by row."""
        return zip(*(self.cells[column] for column in columns), strict=True)

    def problem(self, row: int, column: str, message: str, expected: str, kind: str) -> Problem:
        """Return a problem of a row (counted from 0) with the row's line number."""
        return Problem(self.file, self.lines[row], column, message, expected, kind)

    def plain(self, column: str) -> Flags | None:
        """Return which distinct cells of a column of numbers surely are right; None for another column."""
        field = self.spec.by_name.get(column)
        return plain(self.cells[column]) if field and field.type == "number" and self.has([column]) else None

    def judge(
        self, column: str, wrong: Callable[[str], tuple[str, str, str] | None], passed: Flags | None = None
    ) -> list[Problem]:
        """Return a problem for each non-blank cell of a column that a function finds wrong.

        Args:
            column: The column; one that the file lacks has no cells and so no problems.
            wrong: Takes a cell; returns message, expected and kind, or None. Called once for each distinct
                cell, because columns repeat their cells and a check of the whole book must be quick.
            passed: Which distinct cells are known to be right; the function is not asked about them.
        """
        if column not in self.cells:
            return []
        cells = self.cells[column]
        places = np.arange(len(cells.texts)) if passed is None else np.flatnonzero(~passed)
        texts = zip(places.tolist(), cells.texts.take(pa.array(places)).to_pylist(), strict=True)
        verdicts = {place: verdict for place, cell in texts if cell and (verdict := wrong(cell))}
        rows = cells.holding(verdicts).tolist() if verdicts else []
        return [self.problem(row, column, *verdicts[int(cells.codes[row])]) for row in rows]


def header_problems(raw: RawTable, spec: TableSpec) -> list[Problem]:
    """Return the problems of a header: columns that are missing, unknown, repeated or out of order."""
    found, wanted = raw.header, spec.columns
    if found == wanted:
        return []
    missing = [name for name in wanted if name not in found]
    extra = [name for name in dict.fromkeys(found) if name not in wanted]
    repeated = [name for name in dict.fromkeys(found) if found.count(name) > 1]
    lines = [(name, "the column is missing", _place(name, wanted)) for name in missing]
    lines += [(name, "the column is unknown", _meant(name, missing)) for name in extra]
    lines += [(name, f"the column stands {found.count(name)} times", "keep one of them") for name in repeated]
    if not lines:
        lines = [("", f"the columns stand in the order {','.join(found)}", f"expected {','.join(wanted)}")]
    return [Problem(raw.file, 1, name, message, expected, "header") for name, message, expected in lines]


def _place(name: str, wanted: Sequence[str]) -> str:
    position = wanted.index(name)
    return "expected it first" if position == 0 else f"expected it after {wanted[position - 1]!r}"


def _meant(name: str, missing: Sequence[str]) -> str:
    close = get_close_matches(name, missing, n=1)
    return f"did you mean {close[0]!r}?" if close else "remove it or describe it in datapackage.json"
