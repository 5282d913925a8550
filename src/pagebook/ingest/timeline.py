"""The timeline of a country: years as headings, a milestone in each paragraph below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pagebook.ingest.dates import Found, Precision, find_dates
from pagebook.ingest.document import Line
from pagebook.ingest.draft import Draft
from pagebook.ingest.heads import heads
from pagebook.ingest.markup import plain
from pagebook.ingest.occasions import Counted, Occasion
from pagebook.ingest.people import find_people
from pagebook.ingest.sections import year_heading
from pagebook.ingest.told import Told
from pagebook.ingest.wording import milestone_status, milestone_type

__all__ = ["timeline_events", "timeline_milestones"]

# What a page of the web prints around its content.
_FURNITURE = re.compile(r"(?:skip to|share|scroll to|back to|read more|learn more|menu|search)\b", re.I)
_BULLET = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class _Entry:
    """A paragraph below a year.

    Attributes:
        line: Where it is.
        text: Its text without markup.
        found: When it was: the date that it prints, if that lies in the year above, else that year.
    """

    line: Line
    text: str
    found: Found


def timeline_milestones(told: Told) -> Iterator[Draft]:
    """Yield a draft for each milestone of a timeline."""
    doubts = () if told.area else ("the document does not say whose timeline it is",)
    for entry in _entries(told):
        found, text = entry.found, entry.text
        row = {"area": told.area, "year": str(found.start.year)}
        row |= {"type": milestone_type(text), "status": milestone_status(text)}
        row |= {"month": str(found.start.month)} if found.precision in ("day", "month") else {}
        row |= {"date": f"{found.start}"} if found.precision == "day" else {}
        yield Draft("milestones", row, entry.line.place, text, ("title: in our own words", *doubts))


def timeline_events(told: Told) -> Iterator[Occasion]:
    """Yield the events among the milestones of a timeline: those that name one."""
    for number, entry in enumerate(_entries(told)):
        head = next((head for head in heads(entry.text) if head.sort == "event"), None)
        if head is not None:
            place, text = entry.line.place, entry.text
            people = tuple(Counted(one, place, text) for one in find_people(text))
            yield Occasion(
                told.area, place, number, "", 0, text, head.kind, entry.found, people, count=head.count
            )


def _entries(told: Told) -> Iterator[_Entry]:
    years: tuple[int, int] | None = None
    for line in told.document.lines:
        if heading := year_heading(line.text):
            years = heading
        elif years and not _FURNITURE.match(line.text):
            text = _BULLET.sub("", plain(line.text))
            yield _Entry(line, text, _when(text, *years))


def _when(text: str, first: int, last: int) -> Found:
    """Return the date that an entry prints within the years above it, or those years."""
    for found in find_dates(text, year=first):
        if found.precision in ("day", "month") and first <= found.start.year <= found.end.year <= last:
            return found
    precision: Precision = "year" if first == last else "year range"
    return Found(date(first, 1, 1), date(last, 12, 31), precision, False, (0, 0), "")
