"""Cells as a spreadsheet gives them back: what it only wrote in another way is as it was.

A cell that means the same as before, such as 17.1 for 17.10 or TRUE for true, is the cell from before. A
date in another form could be one of two days, so it is a problem and never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pagebook.data import Field, TableSpec
from pagebook.data.cells import TRUTH, is_number

__all__ = ["mended"]

Wrong = tuple[str, str, str, str]
"""Column, message, expected, and kind of a problem."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# What a spreadsheet makes of "3-5" or "2017-11" in a cell of text.
_TURNED = re.compile(r"\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d\d")


def mended(
    spec: TableSpec, cells: Mapping[str, str], before: Mapping[str, str]
) -> tuple[dict[str, str], list[Wrong]]:
    """Return the cells of a row as they are meant, and what cannot be told of them.

    Args:
        spec: The table.
        cells: The cells as the sheet has them.
        before: The cells as the draft has them.
    """
    told = {field.name: _meant(field, cells[field.name], before[field.name]) for field in spec.fields}
    wrong = (_turned(field, told[field.name], before[field.name]) for field in spec.fields)
    return told, [problem for problem in wrong if problem]


def _meant(field: Field, cell: str, before: str) -> str:
    if field.type == "boolean" and cell.casefold() in TRUTH:
        return cell.casefold()
    if is_number(cell) and is_number(before) and float(cell) == float(before):
        return before
    return cell


def _turned(field: Field, cell: str, before: str) -> Wrong | None:
    if not cell or cell == before:
        return None
    if field.type == "date" and not _ISO.fullmatch(cell):
        expected = f"write {before}, as the draft has it" if before else "write it as 2025-05-31"
        return (
            field.name,
            f"{cell!r} is not year-month-day, as spreadsheets rewrite dates",
            f"{expected}, in a cell of text",
            "date",
        )
    if field.type == "string" and before and _TURNED.fullmatch(cell):
        return (
            field.name,
            f"{cell!r} looks like a date made by a spreadsheet",
            f"write {before!r}, as the draft has it, in a cell of text",
            "date",
        )
    return None
