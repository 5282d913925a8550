"""Is each cell of the type, in the form and within the bounds that its column declares?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from pagebook.data.cells import TRUTH, is_number, is_whole, write_number
from pagebook.data.nearest import suggestion
from pagebook.data.package import Field
from pagebook.data.problems import Problem
from pagebook.data.sheet import Sheet

__all__ = ["constraint_problems", "type_problems"]

Verdict = tuple[str, str, str] | None
"""Message, expected and kind, or None when the cell is right."""

_JUDGED = {"enum", "pattern", "minimum", "maximum"}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def type_problems(sheet: Sheet) -> list[Problem]:
    """Return the cells that are not of their column's type."""
    checks: dict[str, Callable[[str], Verdict]] = {
        "integer": _integer,
        "number": _number,
        "boolean": _boolean,
        "date": _date,
    }
    problems = []
    for field in sheet.spec.fields:
        if field.type in checks:
            problems += sheet.judge(field.name, checks[field.type], sheet.plain(field.name))
    return problems


def constraint_problems(sheet: Sheet) -> list[Problem]:
    """Return the cells that break a constraint of their column; cells of the wrong type are not judged."""
    problems = []
    for field in sheet.spec.fields:
        if field.name in sheet.cells:
            problems += _required(sheet, field)
            if field.format == "uri" or _JUDGED & field.constraints.keys():
                problems += sheet.judge(field.name, partial(_constrained, field))
            problems += _unique(sheet, field)
    return problems


def _integer(cell: str) -> Verdict:
    if not is_whole(cell):
        return f"{_shown(cell)} is not a whole number", "expected digits such as 2015", "type"
    plain = str(int(cell))
    return None if cell == plain else (f"{cell!r} is not in plain form", f"write {plain}", "format")


def _number(cell: str) -> Verdict:
    if not is_number(cell):
        return f"{_shown(cell)} is not a number", "expected digits such as 46.61", "type"
    plain = write_number(float(cell))
    return None if cell == plain else (f"{cell!r} is not in plain form", f"write {plain}", "format")


def _boolean(cell: str) -> Verdict:
    return None if cell in TRUTH else (f"{_shown(cell)} is not a yes or no", "expected true or false", "type")


def _date(cell: str) -> Verdict:
    expected = "expected year-month-day such as 2025-05-31"
    if not _DATE.fullmatch(cell):
        return f"{_shown(cell)} is not a date", expected, "type"
    try:
        date.fromisoformat(cell)
    except ValueError:
        return f"{cell} is not a day of the calendar", expected, "type"
    return None


def _required(sheet: Sheet, field: Field) -> list[Problem]:
    if not (field.required or field.name in sheet.spec.primary_key):
        return []
    expected = f"expected a value: {field.title}"
    return [
        sheet.problem(row, field.name, "the cell is blank", expected, "required")
        for row in sheet.cells[field.name].blank().tolist()
    ]


def _constrained(field: Field, cell: str) -> Verdict:
    allowed = field.constraints.get("enum")
    if allowed is not None and cell not in {str(value) for value in allowed}:
        return f"{_shown(cell)} is not allowed", suggestion(cell, [str(value) for value in allowed]), "enum"
    pattern = field.constraints.get("pattern")
    if pattern is not None and not re.fullmatch(pattern, cell):
        return f"{_shown(cell)} does not have the right form", f"expected the pattern {pattern}", "pattern"
    if field.format == "uri":
        return _link(cell)
    return _bounded(field, cell)


def _bounded(field: Field, cell: str) -> Verdict:
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if field.type == "date":
        outside = (low is not None and cell < low) or (high is not None and cell > high)
    elif field.type in ("integer", "number") and is_number(cell):
        outside = (low is not None and float(cell) < low) or (high is not None and float(cell) > high)
    else:
        return None
    if not outside:
        return None
    bounds = f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"
    return f"{cell} is out of range", f"expected {bounds}", "range"


def _link(cell: str) -> Verdict:
    expected = "expected an address that begins with http:// or https://"
    try:
        parts = urlsplit(cell)
        host = parts.hostname
    except ValueError:
        return f"{_shown(cell)} is not an address", expected, "link"
    # urlsplit drops tabs and newlines, which browsers drop as well: java\tscript: is a known trick.
    if parts.scheme not in ("http", "https") or re.search(r"[\s<>\"'`\\]", cell):
        return f"{_shown(cell)} is not a safe link", expected, "link"
    return None if host else (f"{_shown(cell)} names no host", expected, "link")


def _unique(sheet: Sheet, field: Field) -> list[Problem]:
    if not field.constraints.get("unique"):
        return []
    first: dict[str, int] = {}
    problems = []
    for row, cell in enumerate(sheet.cells[field.name]):
        if cell and first.setdefault(cell, row) != row:
            message = f"{_shown(cell)} stands in line {sheet.lines[first[cell]]} already"
            problems.append(sheet.problem(row, field.name, message, "expected each value once", "unique"))
    return problems


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 80 else f"{cell[:77]}…")
