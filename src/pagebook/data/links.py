"""Does each row have a key of its own, and does everything it points to exist?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from pagebook.data.citations import parse_citation
from pagebook.data.nearest import suggestion
from pagebook.data.order import repeated
from pagebook.data.package import Field, ForeignKey, ListSpec
from pagebook.data.problems import Problem
from pagebook.data.sheet import Sheet

__all__ = ["foreign_key_problems", "list_problems", "primary_key_problems"]

Sheets = Mapping[str, Sheet]


def primary_key_problems(sheet: Sheet) -> list[Problem]:
    """Return the rows whose primary key an earlier row has already."""
    key = sheet.spec.primary_key
    if not sheet.has(key):
        return []
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row in repeated([sheet.cells[name] for name in key]).tolist():
        cells = tuple(sheet.cells[name][row] for name in key)
        earlier = first.setdefault(cells, row)
        if earlier != row and all(cells):
            named = ", ".join(f"{name} {cell!r}" for name, cell in zip(key, cells, strict=True))
            message = f"the key ({named}) stands in line {sheet.lines[earlier]} already"
            problems.append(
                sheet.problem(row, "+".join(key), message, "expected each key once", "primary-key")
            )
    return problems


def foreign_key_problems(sheet: Sheet, sheets: Sheets) -> list[Problem]:
    """Return the cells that name a row which the other table does not have; blanks name nothing."""
    problems = []
    for key in sheet.spec.foreign_keys:
        target = sheets.get(key.resource)
        if target and sheet.has(key.fields) and target.has(key.reference_fields):
            problems += _unknown(sheet, key, target)
    return problems


def _unknown(sheet: Sheet, key: ForeignKey, target: Sheet) -> list[Problem]:
    if len(key.fields) == 1:
        known = set(target.cells[key.reference_fields[0]].distinct())
        return sheet.judge(
            key.fields[0], _outside(known, key.resource, key.reference_fields[0], "foreign-key")
        )
    pairs = set(target.rows_of(key.reference_fields))
    name, wanted = "+".join(key.fields), "+".join(key.reference_fields)
    expected = f"expected values of {wanted} that stand together in {key.resource}"
    return [
        sheet.problem(
            row, name, f"no row of {key.resource} has {' and '.join(cells)}", expected, "foreign-key"
        )
        for row, cells in enumerate(sheet.rows_of(key.fields))
        if all(cells) and cells not in pairs
    ]


def list_problems(sheet: Sheet, sheets: Sheets) -> list[Problem]:
    """Return the list cells that are not written as lists or hold a value that does not exist."""
    problems = []
    for field in sheet.spec.fields:
        if field.list:
            problems += sheet.judge(field.name, _list_judge(field, field.list, sheets))
    return problems


def _list_judge(field: Field, spec: ListSpec, sheets: Sheets) -> Callable[[str], tuple[str, str, str] | None]:
    target = sheets.get(spec.resource or "")
    column = spec.field or ""
    known = set(target.cells[column].distinct()) if target and column in target.cells else None
    outside = _outside(known or set(), spec.resource or "", column, _kind(spec))

    def judge(cell: str) -> tuple[str, str, str] | None:
        parts = cell.split(spec.delimiter)
        if form := _list_form(cell, parts, spec.delimiter):
            return form
        if spec.citation:
            try:
                parts = [parse_citation(part).source for part in parts]
            except ValueError as error:
                return (
                    str(error),
                    "expected source or source#locator, such as report-2025#line 44",
                    "citation",
                )
        wrong = [verdict for part in parts if known is not None and (verdict := outside(part))]
        return wrong[0] if wrong else None

    return judge


def _kind(spec: ListSpec) -> str:
    return "citation" if spec.citation else "list"


def _list_form(cell: str, parts: Sequence[str], delimiter: str) -> tuple[str, str, str] | None:
    expected = f"separate the values by {delimiter!r} and by nothing else"
    if any(not part.strip() for part in parts):
        return f"{cell!r} has an empty value", expected, "list"
    if any(delimiter.strip() in part or part != part.strip() for part in parts):
        return f"{cell!r} is not a proper list", expected, "list"
    twice = [part for part, count in Counter(parts).items() if count > 1]
    return (f"the list has {twice[0]!r} twice", "expected each value once", "list") if twice else None


def _outside(
    known: Collection[str], resource: str, column: str, kind: str
) -> Callable[[str], tuple[str, str, str] | None]:
    def judge(cell: str) -> tuple[str, str, str] | None:
        if cell in known:
            return None
        return f"{cell!r} is not in {resource}.{column}", suggestion(cell, known), kind

    return judge
