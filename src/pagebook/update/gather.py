"""Cells become numbers: area, year, value and unit are understood, and what cannot be is found."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pagebook.data.nearest import suggestion
from pagebook.update.areas import COUNTRIES, Kind, area_of
from pagebook.update.cells import FIRST_YEAR, Cell
from pagebook.update.findings import Finding, Findings
from pagebook.update.mapping import Part

__all__ = ["Gathered", "Place", "gather"]

Place = tuple[str, int]
"""An area and a year."""

_MISSING = frozenset(("", "..", ".", "-", "na", "n", "n/a", "nan", "null", "none", "…", "..."))
_YEAR = re.compile("[12][0-9]{3}")
_BREAK = frozenset(("B", "b"))


@dataclass
class Gathered:
    """What the files say.

    Attributes:
        values: For each part, the numbers as published, of every country and of the book's groups.
        files: For each part, the files that told it.
        breaks: Indicator, area and year where the publisher flags a break.
        bounded: How many values were given as below or above something, by part; they are not carried.
        groups: How many values belong to groups that the book does not carry.
    """

    values: dict[Part, dict[Place, float]] = field(default_factory=dict)
    files: dict[Part, set[str]] = field(default_factory=dict)
    breaks: set[tuple[str, str, int]] = field(default_factory=set)
    bounded: Counter[Part] = field(default_factory=Counter)
    groups: int = 0


def gather(file: str, form: str, cells: Iterable[Cell], found: Findings, into: Gathered) -> None:
    """Add the cells of a file to what is gathered, and what is wrong with them to the findings.

    Args:
        file: Name of the file.
        form: The form of the file, one of `datasets.format`.
        cells: Its cells.
        found: What was found so far.
        into: What was gathered so far.
    """
    reader = _Reader(file, form, found, into)
    for cell in cells:
        reader.take(cell)


class _Reader:
    def __init__(self, file: str, form: str, found: Findings, into: Gathered) -> None:
        self._file, self._form, self._found, self._into = file, form, found, into
        self._areas: dict[tuple[str, str], str | None] = {}
        self._units: dict[tuple[Part, str], bool] = {}
        self._lines: dict[tuple[Part, Place], int] = {}

    def take(self, cell: Cell) -> None:
        if not self._unit_fits(cell):
            return
        year = self._year(cell)
        if year is None or year < FIRST_YEAR or (area := self._area(cell)) is None:
            return
        value = self._value(cell)
        if value is None:
            return
        if cell.status in _BREAK:
            self._into.breaks.add((cell.part.indicator, area, year))
        self._keep(cell, (area, year), value)

    def _keep(self, cell: Cell, place: Place, value: float) -> None:
        values = self._into.values.setdefault(cell.part, {})
        before = values.setdefault(place, value)
        self._into.files.setdefault(cell.part, set()).add(self._file)
        line = self._lines.setdefault((cell.part, place), cell.line)
        if before != value:
            about = f"{cell.part.codes[0]} of {place[0]} in {place[1]}"
            told = f"{about} is {value:g} here and {before:g} in line {line}"
            expected = "a filter in data/indicators/series.csv must leave one"
            self._refuse(cell, "double", told, expected)

    def _area(self, cell: Cell) -> str | None:
        key = (cell.area, cell.name)
        if key not in self._areas:
            area = area_of(self._form, cell.area, cell.name)
            self._areas[key] = area if isinstance(area, str) else None
            if area is Kind.UNKNOWN:
                self._refuse(
                    cell, "area", f"no area has the code {cell.area!r}", suggestion(cell.area, COUNTRIES)
                )
        if self._areas[key] is None:
            self._into.groups += 1
        return self._areas[key]

    def _year(self, cell: Cell) -> int | None:
        if _YEAR.fullmatch(cell.year):
            return int(cell.year)
        self._refuse(
            cell, "time", f"{cell.year!r} is no year", "expected four digits; take the yearly series"
        )
        return None

    def _value(self, cell: Cell) -> float | None:
        text = cell.value.strip()
        if text.lower() in _MISSING:
            return None
        if text[0] in "<>≤≥~":
            self._into.bounded[cell.part] += 1
            return None
        try:
            number = float(text) * 10.0 ** int(cell.power) if cell.power else float(text)
        except (ValueError, OverflowError):
            number = math.nan
        # Python reads digits with underscores, which no publisher writes.
        if not math.isfinite(number) or "_" in text:
            self._refuse(
                cell, "value", f"{cell.value[:40]!r} is not a number", "expected digits such as 46.61"
            )
            return None
        return number

    def _unit_fits(self, cell: Cell) -> bool:
        key = (cell.part, cell.unit)
        if key not in self._units:
            wanted = cell.part.unit
            self._units[key] = not wanted or not cell.unit or self._fits(wanted, cell.unit)
            if not self._units[key]:
                message = f"{cell.part.codes[0]} is given as {cell.unit!r}, which is another unit"
                self._refuse(
                    cell, "unit", message, f"expected {wanted!r}, from which {cell.part.indicator} is made"
                )
        return self._units[key]

    def _fits(self, wanted: str, told: str) -> bool:
        # The World Bank has the unit somewhere in the name of a series; the others have codes.
        if self._form == "world-bank":
            return wanted.casefold() in told.casefold()
        return wanted == told

    def _refuse(self, cell: Cell, kind: str, message: str, expected: str) -> None:
        self._found.refuse(Finding(self._file, cell.line, kind, message, expected))
