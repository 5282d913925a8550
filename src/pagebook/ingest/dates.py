"""Dates as reports write them: days, ranges across months, quarters, halves, seasons, years.

A date is found with the precision that the text has, and no more: "in May 2025" is a month, not its first
day. In a list of dates, the year at its end counts for all of them.
A year that the text does not print is the one of the reporting period, if the caller knows it, and is marked
as inferred; without one the date is left out rather than guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pagebook.ingest.date_patterns import (
    DAYS,
    MONTH,
    NAMES,
    PARTS,
    PERIODS,
    QUARTERS,
    SEASONS,
    may_hold_date,
    pattern,
)

__all__ = ["FINE", "Found", "Precision", "find_dates"]

Precision: TypeAlias = Literal[
    "day", "month", "month range", "quarter", "half-year", "season", "year", "year range"
]

FINE: frozenset[Precision] = frozenset({"day", "month", "month range", "quarter", "half-year", "season"})
"""What says more than a year."""


@dataclass(frozen=True)
class Found:
    """A date in a text.

    Attributes:
        start: First day that is meant.
        end: Last day that is meant.
        precision: How exactly the text says it.
        year_inferred: Whether the year is not printed.
        position: Where in the text the date begins and ends.
        text: The date as it is written.
    """

    start: date
    end: date
    precision: Precision
    year_inferred: bool
    position: tuple[int, int]
    text: str


# May is a verb, march another: alone they are months only after a word that leads to a date.
_LEADS = pattern(r"\b(?:in|by|since|during|until|till|from|end|early|mid|late|of)[\s-]*$")
_WORDS = frozenset({"may", "march", *NAMES})
_APART = 2
# "Between March and June" is one period.
_BETWEEN = pattern(r"\bbetween\s*$")
_LISTED = pattern(rf"{MONTH}\s*,\s*$")
_JOINT = pattern(r"\s*(?:,|and|&|,\s*and)\s*")


def find_dates(text: str, *, year: int | None = None) -> list[Found]:
    """Return the dates in a text, in its order; parts of one date are not dates of their own.

    Args:
        text: A sentence, a heading, a cell.
        year: The year that is meant where none is printed, such as that of the reporting period.
    """
    found: list[Found] = []
    following: Found | None = None
    # From the end, as the year of a list stands behind its last date.
    for match in reversed(list(_matches(text))):
        joined = following is not None and _JOINT.fullmatch(text, match.end(), following.position[0])
        borrowed = following.start.year if joined and following and not following.year_inferred else None
        told = _read(match, borrowed or year, inferred=borrowed is None)
        found += told[::-1]
        following = told[0] if told else None
    return found[::-1]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be dates, none within another, in the order of the text."""
    taken: dict[int, re.Match[str]] = {}
    if not may_hold_date(text):
        return
    for way in (*DAYS, *PERIODS):
        for match in way.finditer(text):
            free = all(
                match.end() <= other.start() or other.end() <= match.start() for other in taken.values()
            )
            if free and _is_date(match, text):
                taken[match.start()] = match
    yield from (taken[start] for start in sorted(taken))


def _read(match: re.Match[str], year: int | None, *, inferred: bool) -> list[Found]:
    """Return the date of a match; two of them where "and" joins days that do not follow each other."""
    told = (_days if "d1" in match.re.groupindex else _period)(match, year, inferred)
    if told is None:
        return []
    between = _BETWEEN.search(match.string, 0, match.start())
    if between or not re.search(r"\band\b|&", match.group()):
        return [told]
    if told.precision == "day" and (told.end - told.start).days > 1:
        return [replace(told, end=told.start), replace(told, start=told.end)]
    return _months_apart(told, match) if told.precision == "month range" and match["m1"] else [told]


def _months_apart(told: Found, match: re.Match[str]) -> list[Found]:
    """Return two months where "and" joins the last of a list, or months that do not follow each other."""
    listed = _LISTED.search(match.string, 0, match.start())
    months = 12 * (told.end.year - told.start.year) + told.end.month - told.start.month
    if not listed and months < _APART:
        return [told]
    last_day = monthrange(told.start.year, told.start.month)[1]
    return [
        replace(told, end=told.start.replace(day=last_day), precision="month"),
        replace(told, start=told.end.replace(day=1), precision="month"),
    ]


def _is_date(match: re.Match[str], text: str) -> bool:
    """Return whether a month alone is one: "may" is often a verb."""
    named = match.groupdict()
    if set(filter(named.get, named)) != {"m1"}:
        return True
    word = match["m1"]
    if word[0].islower():
        return False
    return word.rstrip(".").lower() not in _WORDS or bool(_LEADS.search(text[: match.start()]))


def _days(match: re.Match[str], year: int | None, inferred: bool) -> Found | None:
    named = match.groupdict()
    last_year = _number(named.get("y2")) or _number(named.get("y1"))
    printed = last_year is not None
    last_year = last_year or year
    if last_year is None:
        return None
    first_month = _month(named.get("m1")) or _number(named.get("n1")) or _month(named.get("m2"))
    last_month = _month(named.get("m2")) or first_month
    assert first_month is not None
    assert last_month is not None
    first_day = _number(named["d1"]) or 0
    last_day = _number(named.get("d2")) or first_day
    wraps = (first_month, first_day) > (last_month, last_day)
    first_year = _number(named.get("y1")) or last_year - wraps
    try:
        start, end = date(first_year, first_month, first_day), date(last_year, last_month, last_day)
    except ValueError:
        # No such day: 31 June is a slip of the pen, and not for us to mend.
        return None
    return _found(match, start, end, "day", inferred and not printed) if start <= end else None


def _period(match: re.Match[str], year: int | None, inferred: bool) -> Found | None:
    named = match.groupdict()
    printed = _number(named.get("y1")) or _number(named.get("y2"))
    told = printed or year
    if told is None:
        return None
    first_year, first, last_year, last, precision = _months(named, told)
    if (first_year, first) > (last_year, last):
        return None
    start, end = date(first_year, first, 1), date(last_year, last, monthrange(last_year, last)[1])
    return _found(match, start, end, precision, inferred and printed is None)


def _months(named: dict[str, str | None], year: int) -> tuple[int, int, int, int, Precision]:
    """Return first year and month, last year and month, and the precision."""
    first_month, last_month = _month(named.get("m1")), _month(named.get("m2"))
    last_year = _number(named.get("y2")) or year
    if first_month and last_month:
        first_year = _number(named.get("y1")) or last_year - (first_month > last_month)
        return first_year, first_month, last_year, last_month, "month range"
    if first_month:
        return year, first_month, year, first_month, "month"
    if last_year < 100:
        last_year += year // 100 * 100
    first, last, precision = _part_of_year(named) or (1, 12, "year range" if named.get("y2") else "year")
    return year, first, last_year, last, precision


def _part_of_year(named: dict[str, str | None]) -> tuple[int, int, Precision] | None:
    """Return the months of a quarter, a half, a season, or of a looser word."""
    told = {name: (text or "").lower() for name, text in named.items()}
    if quarter := _number(told.get("quarter")) or QUARTERS.get(told.get("nth", "")):
        return 3 * quarter - 2, 3 * quarter, "quarter"
    if half := told.get("half"):
        return (1, 6, "half-year") if half == "first" else (7, 12, "half-year")
    if first := SEASONS.get(told.get("season", "")):
        return first, first + 2, "season"
    if part := PARTS.get(told.get("part", "")):
        return *part, "month range"
    return None


def _found(match: re.Match[str], start: date, end: date, precision: Precision, inferred: bool) -> Found:
    return Found(start, end, precision, inferred, match.span(), match.group().strip())


def _month(name: str | None) -> int | None:
    return NAMES.index(name[:3].lower()) + 1 if name else None


def _number(text: str | None) -> int | None:
    return int(digits.group()) if text and (digits := re.match(r"\d+", text)) else None
