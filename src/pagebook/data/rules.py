"""Laws that a table declares under `rules` in the descriptor, beyond what Table Schema can say.

| kind | options | law |
| --- | --- | --- |
| `ordered` | `columns` | the values of a row do not fall from left to right; blanks are passed over |
| `parts` | `whole`, `parts`, `unless` | the parts of a row add up to no more than the whole |
| `date parts` | `date`, `year`, `month` | year and month of a row are those of its date |
| `prefix` | `column`, `of`, `separator` | a cell begins with another cell and the separator |
| `codes` | `column`, `codes`, `when` | a cell is in a code list |
| `bounds` | `columns`, `by`, `resource`, `unit`, `bounds` | values keep within the bounds of their unit |
| `distinct` | `columns` | no two rows say the same, capitals, accents and punctuation aside |
| `some` | `columns` | at least one of the cells of a row is not blank |
| `tree` | `column` | a row is not its own ancestor |
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise
from operator import gt
from types import MappingProxyType
from typing import Any

import numpy as np

from pagebook.data.amounts import falling, numbers
from pagebook.data.cells import is_number, write_number
from pagebook.data.codes import CODES
from pagebook.data.nearest import suggestion
from pagebook.data.package import Rule, TableSpec
from pagebook.data.problems import Problem
from pagebook.data.shape import Finding, mismatches
from pagebook.data.sheet import Sheet

__all__ = ["KINDS", "faults", "rule_problems"]

Sheets = Mapping[str, Sheet]
Options = Mapping[str, Any]


def rule_problems(sheet: Sheet, sheets: Sheets) -> list[Problem]:
    """Return the rows that break a rule of their table; rules about missing columns are passed over."""
    problems: list[Problem] = []
    for rule in sheet.spec.rules:
        check, _ = KINDS[rule.kind]
        if sheet.has([*_columns(rule), *sheet.spec.primary_key]):
            problems += check(sheet, rule.options, sheets)
    return problems


def faults(rule: Rule, spec: TableSpec) -> list[Finding]:
    """Return what is wrong with a rule itself, each with what would be right."""
    if rule.kind not in KINDS:
        return [(f"the rule has the kind {rule.kind!r}", f"expected one of {', '.join(KINDS)}")]
    place = f"the rule {rule.kind!r}"
    found = list(mismatches(rule.options, KINDS[rule.kind][1], place))
    if found:
        return found
    if rule.kind == "codes" and rule.options["codes"] not in CODES:
        found.append(
            (f"{place} names the codes {rule.options['codes']!r}", f"expected one of {', '.join(CODES)}")
        )
    unknown = [column for column in _columns(rule) if column not in spec.by_name]
    expected = f"expected one of {', '.join(spec.columns)}"
    return found + [(f"{place} names the column {column!r}", expected) for column in unknown]


def _columns(rule: Rule) -> list[str]:
    named = [rule.options[option] for option in _NAMING if option in rule.options]
    return [column for value in named for column in ([value] if isinstance(value, str) else value)]


def _ordered(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    columns = options["columns"]
    dates = sheet.spec.by_name[columns[0]].type == "date"
    less, more, falls = ("before", "later", gt) if dates else ("less than", "more", _falls)
    problems = []
    for row in falling([sheet.cells[name] for name in columns], dates=dates).tolist():
        given = [(name, cell) for name in columns if (cell := sheet.cells[name][row])]
        for (left, low), (right, high) in pairwise(given):
            if falls(low, high):
                message, expected = f"{high} is {less} {left} {low}", f"expected {low} or {more}"
                problems.append(sheet.problem(row, right, message, expected, "ordered"))
    return problems


def _falls(left: str, right: str) -> bool:
    return is_number(left) and is_number(right) and float(left) > float(right)


def _parts(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    whole, parts = options["whole"], options["parts"]
    excused = _holds(sheet, options.get("unless", {}))
    problems = []
    for row, (total, *cells) in enumerate(sheet.rows_of([whole, *parts])):
        given = {name: float(cell) for name, cell in zip(parts, cells, strict=True) if is_number(cell)}
        if given and not excused(row) and is_number(total) and sum(given.values()) > float(total):
            sum_text = " + ".join(f"{write_number(value)} {name}" for name, value in given.items())
            message = f"{sum_text} is more than the {whole} {total}"
            expected = f"expected {' + '.join(given)} to be at most {total}"
            problems.append(sheet.problem(row, next(iter(given)), message, expected, "parts"))
    return problems


def _holds(sheet: Sheet, condition: Mapping[str, list[str]]) -> Callable[[int], bool]:
    tests = [(sheet.cells.get(column), set(values)) for column, values in condition.items()]
    return lambda row: (
        bool(tests) and all(cells is not None and cells[row] in values for cells, values in tests)
    )


def _date_parts(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    problems = []
    names = [options["year"], options["month"]]
    for row, (date, *cells) in enumerate(sheet.rows_of([options["date"], *names])):
        for name, cell, part in zip(names, cells, date.split("-"), strict=False):
            if cell.isdigit() and part.isdigit() and int(cell) != int(part):
                message = f"{cell} does not fit the date {date}"
                problems.append(sheet.problem(row, name, message, f"expected {int(part)}", "date-parts"))
    return problems


def _prefix(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    column, of, separator = options["column"], options["of"], options["separator"]
    return [
        sheet.problem(
            row, column, f"{cell!r} is not part of {of} {start}", f"expected {start}{separator}…", "prefix"
        )
        for row, (cell, start) in enumerate(sheet.rows_of([column, of]))
        if cell and not cell.startswith(start + separator)
    ]


def _codes(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    column, name = options["column"], options["codes"]
    known, meant = CODES[name], _holds(sheet, options["when"]) if "when" in options else (lambda _: True)
    return [
        sheet.problem(row, column, f"{cell!r} is not a code of {name}", suggestion(cell, known), "code")
        for row, cell in enumerate(sheet.cells[column])
        if cell and cell not in known and meant(row)
    ]


def _bounds(sheet: Sheet, options: Options, sheets: Sheets) -> list[Problem]:
    by, other = options["by"], sheets.get(options["resource"])
    if other is None or not other.has([by, options["unit"]]):
        return []
    units = dict(zip(other.cells[by], other.cells[options["unit"]], strict=True))
    limits = {key: _limits(options["bounds"].get(unit, {})) for key, unit in units.items()}
    keys = sheet.cells[by]
    lowest = keys.mapped(lambda key: limits.get(key, _NO_LIMITS)[0])
    highest = keys.mapped(lambda key: limits.get(key, _NO_LIMITS)[1])
    problems = []
    for column in options["columns"]:
        cells = sheet.cells[column]
        values = numbers(cells)
        for row in np.flatnonzero((values < lowest) | (values > highest)).tolist():
            low, high = limits[keys[row]]
            expected = f"expected {low} to {high}" if high < math.inf else f"expected at least {low}"
            message = f"{cells[row]} is no value in {units[keys[row]]}"
            problems.append(sheet.problem(row, column, message, expected, "range"))
    return problems


_NO_LIMITS = (-math.inf, math.inf)


def _limits(bounds: Mapping[str, float]) -> tuple[float, float]:
    return bounds.get("minimum", -math.inf), bounds.get("maximum", math.inf)


def _distinct(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    columns = options["columns"]
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row, cells in enumerate(sheet.rows_of(columns)):
        earlier = first.setdefault(tuple(map(_plain, cells)), row)
        if earlier != row:
            named = ", ".join(f"{name} {cell!r}" for name, cell in zip(columns, cells, strict=True) if cell)
            message = f"line {sheet.lines[earlier]} says the same ({named})"
            expected = "make one row of the two, with the sources of both"
            problems.append(sheet.problem(row, columns[-1], message, expected, "duplicate"))
    return problems


def _plain(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(
        r"[\W_]+", " ", "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    ).strip()


def _some(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    columns = options["columns"]
    expected = f"expected at least one of {', '.join(columns)}"
    return [
        sheet.problem(row, columns[0], "the row gives no value", expected, "some")
        for row, cells in enumerate(sheet.rows_of(columns))
        if not any(cells)
    ]


def _tree(sheet: Sheet, options: Options, _: Sheets) -> list[Problem]:
    column, key = options["column"], sheet.spec.primary_key[0]
    parents = dict(zip(sheet.cells[key], sheet.cells[column], strict=True))
    problems = []
    for row, own in enumerate(sheet.cells[key]):
        seen, above = {own}, parents[own]
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above == own:
            message = f"{own!r} is above itself through {parents[own]!r}"
            problems.append(sheet.problem(row, column, message, "expected another row, or a blank", "tree"))
    return problems


_NAMING = ("by", "column", "columns", "date", "month", "of", "parts", "whole", "year")
"""Options that name columns of the table that has the rule."""

_CELLS = {"*": [str]}
_LIMITS = {"minimum?": (int, float), "maximum?": (int, float)}

KINDS: Mapping[str, tuple[Callable[[Sheet, Options, Sheets], list[Problem]], Mapping[str, Any]]] = (
    MappingProxyType(
        {
            "bounds": (
                _bounds,
                {"columns": [str], "by": str, "resource": str, "unit": str, "bounds": {"*": _LIMITS}},
            ),
            "codes": (_codes, {"column": str, "codes": str, "when?": _CELLS}),
            "date parts": (_date_parts, {"date": str, "year": str, "month": str}),
            "distinct": (_distinct, {"columns": [str]}),
            "ordered": (_ordered, {"columns": [str]}),
            "parts": (_parts, {"whole": str, "parts": [str], "unless?": _CELLS}),
            "prefix": (_prefix, {"column": str, "of": str, "separator": str}),
            "some": (_some, {"columns": [str]}),
            "tree": (_tree, {"column": str}),
        }
    )
)
"""The kinds of rules: what checks them, and the shape of their options."""
