"""Series of statistics: their last value, their change, their breaks, and how they stand against others.

Missing years are missing: nothing here interpolates, extrapolates or carries a value forward.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from pagebook.analysis import words

__all__ = [
    "ALIKE",
    "OLD_AFTER",
    "REFERENCE_YEAR",
    "Observation",
    "Rating",
    "Series",
    "change_text",
    "compare",
    "indexed",
    "movement",
    "rate",
    "total",
]

# The newest year of the statistics. A value five years older is called old wherever it is told.
REFERENCE_YEAR = 2024
OLD_AFTER = 5

ALIKE = 0.02
"""Differences smaller than this share are told as none: the sources round to four digits and revise."""

Rating = Literal["better", "worse", "about the same"]


@dataclass(frozen=True)
class Observation:
    """One value of one year."""

    year: int
    value: float

    @property
    def is_old(self) -> bool:
        """Whether the year is at least five years before the newest of the statistics."""
        return self.year <= REFERENCE_YEAR - OLD_AFTER


@dataclass(frozen=True)
class Series:
    """Observations in order of year, each year once; false when there is none.

    Attributes:
        observations: The observations; years without one are not in it.
        sources: Ids of the sources that they come from, in order of first use.
        breaks: First years of stretches whose values cannot be compared with those before.
    """

    observations: tuple[Observation, ...] = ()
    sources: tuple[str, ...] = ()
    breaks: tuple[int, ...] = ()

    @classmethod
    def of(cls, frame: pd.DataFrame, value: str = "value") -> Series:
        """Return the series in the columns `year` and `value` (and `source`, if any) of a frame."""
        # A page makes some two hundred: as lists this takes a tenth of what frames take.
        years, numbers = frame["year"].tolist(), frame[value].tolist()
        told = sorted((at for at, number in enumerate(numbers) if not pd.isna(number)), key=years.__getitem__)
        named = frame["source"].tolist() if "source" in frame else None
        sources = tuple(dict.fromkeys(named[at] for at in told)) if named else ()
        return cls(tuple(Observation(int(years[at]), float(numbers[at])) for at in told), sources)

    def __bool__(self) -> bool:
        return bool(self.observations)

    @property
    def first(self) -> Observation:
        """The oldest observation.

        Raises:
            IndexError: The series is empty.
        """
        return self.observations[0]

    @property
    def last(self) -> Observation:
        """The newest observation.

        Raises:
            IndexError: The series is empty.
        """
        return self.observations[-1]

    def at(self, year: int) -> Observation | None:
        """Return the observation of that very year."""
        return next((item for item in self.observations if item.year == year), None)

    def between(self, first: int, last: int) -> Series:
        """Return the observations of those years, both included."""
        kept = tuple(item for item in self.observations if first <= item.year <= last)
        return Series(kept, self.sources, tuple(year for year in self.breaks if first < year <= last))

    def broken(self, years: Iterable[int]) -> Series:
        """Return the same observations with breaks before these years, where both sides have one."""
        held = [year for year in sorted(set(years)) if self and self.first.year < year <= self.last.year]
        return replace(self, breaks=tuple(held))

    @property
    def comparable(self) -> Series:
        """The observations since the last break, all of them where there is none."""
        return self.between(self.breaks[-1], self.last.year) if self.breaks else self

    def stretches(self) -> list[Series]:
        """Return the series cut at its breaks."""
        starts = [self.first.year, *self.breaks] if self else []
        ends = [*(year - 1 for year in self.breaks), self.last.year] if self else []
        return [self.between(first, last) for first, last in zip(starts, ends, strict=True)]

    def before(self, years: int = 10, slack: int = 0) -> Observation | None:
        """Return the observation that lies so many years before the last, or the nearest within the slack."""
        if not self:
            return None
        target = self.last.year - years
        near = [
            item
            for item in self.comparable.observations
            if abs(item.year - target) <= slack and item != self.last
        ]
        return min(near, key=lambda item: (abs(item.year - target), item.year), default=None)

    def runs(self) -> list[list[Observation]]:
        """Return the observations split where years are missing and at breaks."""
        runs: list[list[Observation]] = []
        for item in self.observations:
            if runs and item.year == runs[-1][-1].year + 1 and item.year not in self.breaks:
                runs[-1].append(item)
            else:
                runs.append([item])
        return runs

    def peak(self) -> Observation:
        """Return the highest observation, the newest of equals.

        Raises:
            ValueError: The series is empty.
        """
        return max(self.observations, key=lambda item: (item.value, item.year))


def indexed(series: Series, base: int) -> Series:
    """Return the series with the base year's value as 100, to one decimal; empty without that value.

    Only years that can be compared with the base have an index: a break ends it.
    """
    series = next((part for part in series.stretches() if part.at(base)), Series())
    origin = series.at(base)
    if origin is None or origin.value == 0:
        return Series()
    shifted = (
        Observation(item.year, round(100 * item.value / origin.value, 1)) for item in series.observations
    )
    return Series(tuple(shifted), series.sources)


def total(parts: Sequence[Series]) -> Series:
    """Return the sum of series for the years in which all of them have a value, to four digits."""
    if not parts:
        return Series()
    years = sorted(set.intersection(*({item.year for item in part.observations} for part in parts)))
    by_year = [{item.year: item.value for item in part.observations} for part in parts]
    sums = (Observation(year, words.significant(math.fsum(part[year] for part in by_year))) for year in years)
    return Series(tuple(sums), tuple(dict.fromkeys(name for part in parts for name in part.sources)))


def movement(before: float, after: float, unit: str) -> Literal["rose", "fell", "hardly changed"]:
    """Return which way a value went; shares are compared in points, all else in proportion.

    Of long years, such as those of a life, two per cent would be a great change: half a year is the limit.
    """
    limit = 0.5 if unit.startswith("%") else ALIKE * abs(before)
    if unit == "years":
        limit = min(limit, 0.5)
    if abs(after - before) <= limit:
        return "hardly changed"
    return "rose" if after > before else "fell"


def change_text(before: float, after: float, unit: str) -> str:
    """Return the size of a change without its sign: points for shares, per cent where that makes sense.

    Indices, years and values near zero or of changing sign are told as a difference in their own unit.
    """
    if unit.startswith("%"):
        return words.points(after - before)
    if unit == "0-100":
        size = words.number(round(abs(after - before), 1))
        return f"{size} {words.plural('point', 1 if size == '1' else 2)}"
    if unit in ("years", "index 0-1") or before <= 0 or after < 0:
        return words.quantity(words.significant(abs(after - before)), unit)
    if after >= 2 * before:
        return f"a factor of {words.number(after / before, digits=2)}"
    return words.percent(abs(100 * (after / before - 1)))


def compare(value: float, other: float) -> Literal["above", "below", "close to"]:
    """Return how a value stands to another; within two per cent they are close."""
    if abs(value - other) <= ALIKE * max(abs(value), abs(other)):
        return "close to"
    return "above" if value > other else "below"


def rate(value: float, median: float, direction: str) -> Rating | None:
    """Return how a value stands to a median by the indicator's direction; None where that is `context`."""
    if direction not in ("higher_better", "lower_better"):
        return None
    stand = compare(value, median)
    if stand == "close to":
        return "about the same"
    return "better" if (stand == "above") == (direction == "higher_better") else "worse"
