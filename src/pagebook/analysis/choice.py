"""Which charts a short account of a country shows: a rule that looks at the numbers behind each.

A chart is judged by four marks, each between 0 and 1; its score is their mean:

1. *recent*: 1 in the newest year that any chart reaches, a tenth less for each year before it;
2. *complete*: the share of values that are there, of those that could be;
3. *changed*: how far the change of the last ten years is from that of the PAGE median, or from none where
   a chart has no median; for parts of a whole, the share that moved from some parts to others;
4. *apart*: how far the latest value is from the PAGE median.

Where one of the last two cannot be told, the other counts twice.

Differences are told as a share of the larger of the two numbers, so that they need no unit. Charts with few
points, and charts whose numbers end long before those of the others, are never shown. Of the rest, the best
of each theme comes first and then the best of all, as many as there is room for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median_high
from typing import TypeAlias

__all__ = [
    "OLDEST",
    "POINTS",
    "ROWS",
    "SPAN",
    "Candidate",
    "Numbers",
    "choose",
    "of_parts",
    "of_rows",
    "of_years",
]

Numbers: TypeAlias = Sequence[float | None]

SPAN = 10
"""Years over which a change is told."""

POINTS, ROWS = 5, 3
"""A chart over years with fewer points, or one of the latest values with fewer rows, is not shown."""

OLDEST = 10
"""A chart that ends so many years before the newest one is not shown."""


@dataclass(frozen=True)
class Candidate:
    """What is known of a chart that may be shown.

    Attributes:
        name: Name of the figure.
        theme: What it is about; each theme is shown once before one is shown twice.
        latest: The newest year that it tells of.
        complete: Share of values that are there.
        changed: How much the country changed, beside its peers; None where that cannot be told.
        apart: How far it is from its peers; None without peers.
    """

    name: str
    theme: str
    latest: int
    complete: float
    changed: float | None = None
    apart: float | None = None

    def score(self, newest: int) -> float:
        """Return the mean of the chart's marks.

        Args:
            newest: The newest year that any chart reaches.
        """
        recent = max(0.0, 1 - (newest - self.latest) / OLDEST)
        told = [mark for mark in (self.changed, self.apart) if mark is not None] or [0.0]
        return fmean((recent, self.complete, told[0], told[-1]))


def choose(candidates: Iterable[Candidate], most: int) -> list[str]:
    """Return the names of the charts to show, in the order in which they were given.

    Args:
        candidates: The charts, in the order of the page.
        most: How many there is room for.
    """
    known = list(candidates)
    newest = max((one.latest for one in known), default=0)
    fit = [one for one in known if newest - one.latest < OLDEST]
    place = {one.name: number for number, one in enumerate(fit)}
    # Equal scores are told apart by the order of the page, not by chance.
    ranked = sorted(fit, key=lambda one: (-round(one.score(newest), 9), place[one.name]))
    first = {one.theme: one for one in reversed(ranked)}.values()
    leading = sorted(first, key=ranked.index)
    chosen = [*leading, *(one for one in ranked if one not in leading)][:most]
    return [one.name for one in sorted(chosen, key=lambda one: place[one.name])]


def of_years(
    name: str, theme: str, years: Sequence[int], values: Numbers, *, peers: Numbers = ()
) -> Candidate | None:
    """Return what is known of a chart of one series over years; None where it has too few points.

    Args:
        name: Name of the figure.
        theme: What it is about.
        years: The years, from the oldest.
        values: The country's value in each.
        peers: The median of its peers in each; empty without peers.
    """
    own = _known(years, values)
    if len(own) < POINTS:
        return None
    latest = max(own)
    span = [year for year in years if latest - SPAN < year <= latest]
    others = _known(years, peers) if peers else {}
    change = _change(own, latest)
    beside = _change(others, latest) or 0.0
    return Candidate(
        name,
        theme,
        latest,
        complete=sum(year in own for year in span) / SPAN,
        changed=None if change is None else min(1.0, abs(change - beside)),
        apart=_apart(own[latest], others[latest]) if latest in others else None,
    )


def of_parts(name: str, theme: str, years: Sequence[int], parts: Sequence[Numbers]) -> Candidate | None:
    """Return what is known of a chart of parts of a whole; None where it has too few points.

    Args:
        name: Name of the figure.
        theme: What it is about.
        years: The years, from the oldest.
        parts: The values of each part in each year.
    """
    shares = {
        year: [value / whole for value in row]
        for year, cells in zip(years, zip(*parts, strict=True), strict=True)
        if (whole := sum(row := [max(0.0, cell or 0.0) for cell in cells]))
    }
    if len(shares) < POINTS:
        return None
    latest = max(shares)
    before = [year for year in shares if year <= latest - SPAN]
    moved = (
        sum(abs(now - then) for now, then in zip(shares[latest], shares[max(before)], strict=True)) / 2
        if before
        else None
    )
    complete = sum(latest - SPAN < year <= latest for year in shares) / SPAN
    return Candidate(name, theme, latest, complete, moved)


def of_rows(
    name: str,
    theme: str,
    years: Sequence[int | None],
    values: Numbers,
    *,
    before: Numbers,
    peers: Numbers = (),
) -> Candidate | None:
    """Return what is known of a chart of latest values, a row each; None where it has too few rows.

    Args:
        name: Name of the figure.
        theme: What it is about.
        years: The year of each row's value.
        values: The country's latest value in each row.
        before: Its value some ten years earlier.
        peers: The median of its peers; empty without peers.
    """
    known = [place for place, value in enumerate(values) if value is not None]
    when = [year for place in known if (year := years[place]) is not None]
    if len(known) < ROWS or not when:
        return None
    there = [cell is not None for row in zip(values, before, strict=True) for cell in row]
    return Candidate(
        name,
        theme,
        median_high(when),
        complete=fmean(there),
        changed=_mean_apart(values, before),
        apart=_mean_apart(values, peers) if peers else None,
    )


def _known(years: Sequence[int], values: Numbers) -> dict[int, float]:
    return {year: value for year, value in zip(years, values, strict=True) if value is not None}


def _change(values: dict[int, float], latest: int) -> float | None:
    """Return the change since ten years before, or since the year before that which is known."""
    before = [year for year in values if year <= latest - SPAN]
    if latest not in values or not before:
        return None
    now, then = values[latest], values[max(before)]
    return _apart(now, then) * (1 if now >= then else -1)


def _apart(one: float, other: float) -> float:
    """Return the difference as a share of the larger of two numbers: 0 for equal ones, 1 at the most."""
    largest = max(abs(one), abs(other))
    return min(1.0, abs(one - other) / largest) if largest else 0.0


def _mean_apart(values: Numbers, others: Numbers) -> float | None:
    pairs = zip(values, others, strict=True)
    told = [_apart(one, other) for one, other in pairs if one is not None and other is not None]
    return fmean(told) if told else None
