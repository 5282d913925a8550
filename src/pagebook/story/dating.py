"""Dates as people write them: `14 November 2017`, `14–15 June 2019`, `March 2018`, `2018`."""

from __future__ import annotations

import calendar
from typing import Any

from pagebook.analysis.words import is_missing, years

__all__ = ["event_date", "month_year"]

_QUARTERS = ("first", "second", "third", "fourth")


def month_year(year: Any, month: Any = None) -> str:
    """Return `March 2018`, `2018` without a month, or the empty text without a year."""
    if is_missing(year):
        return ""
    return str(int(year)) if is_missing(month) else f"{calendar.month_name[int(month)]} {int(year)}"


def event_date(start: Any, end: Any, precision: str) -> str:
    """Return when an event took place, no more precisely than its source says it.

    Args:
        start: First day as an ISO date; may be missing.
        end: Last day as an ISO date; may be missing.
        precision: How much of the dates the source states, one of the values of `events.precision`.
    """
    if is_missing(start) or precision in ("undated", "within parent event"):
        return ""
    first = _parts(str(start))
    last = first if is_missing(end) else _parts(str(end))
    if precision.startswith("year") or precision == "season":
        return years(first[0], last[0])
    if precision == "half-year":
        return f"{'first' if first[1] <= 6 else 'second'} half of {first[0]}"
    if precision == "quarter":
        return f"{_QUARTERS[(first[1] - 1) // 3]} quarter of {first[0]}"
    return _days(first, last) if precision == "day" else _months(first, last)


def _parts(iso: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return year, month, day


def _days(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    end = f"{last[2]} {month_year(*last[:2])}"
    if first == last:
        return end
    if first[:2] == last[:2]:
        return f"{first[2]}–{end}"
    start = f"{first[2]} {calendar.month_name[first[1]]}"
    return f"{start} – {end}" if first[0] == last[0] else f"{start} {first[0]} – {end}"


def _months(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    if first[:2] == last[:2]:
        return month_year(*first[:2])
    if first[0] == last[0]:
        return f"{calendar.month_name[first[1]]}–{month_year(*last[:2])}"
    return f"{month_year(*first[:2])} – {month_year(*last[:2])}"
