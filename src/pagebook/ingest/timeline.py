"""The timeline of a country: years as headings, a milestone in each paragraph below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document, Line
from pagebook.ingest.draft import Draft
from pagebook.ingest.wording import milestone_status, milestone_type

__all__ = ["is_timeline", "read_timeline"]

_YEAR = re.compile(r"(?:#+\s*|\d{1,2}[.)]\s*|[-*•]\s*|\*\*)?(?P<year>(?:19|20)\d\d)(?:\*\*|:)?")
# What a page of the web prints around its content.
_FURNITURE = re.compile(r"(?:skip to|share|scroll to|back to|read more|learn more|menu|search)\b", re.I)
_BULLET = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")
_FEWEST_YEARS = 3


def is_timeline(document: Document) -> bool:
    """Return whether most years of a document stand alone, as headings."""
    return sum(1 for line in document.lines if _YEAR.fullmatch(line.text)) >= _FEWEST_YEARS


def read_timeline(document: Document, areas: Areas, area: str = "") -> Iterator[Draft]:
    """Yield a draft for each milestone.

    Args:
        document: The timeline.
        areas: The countries that the book knows.
        area: Whose timeline it is; by default that of the country that the document names most.
    """
    country = area or _country(document, areas)
    year = ""
    for line in document.lines:
        if heading := _YEAR.fullmatch(line.text):
            year = heading["year"]
        elif year and not _FURNITURE.match(line.text):
            yield _draft(line, year, country)


def _draft(line: Line, year: str, country: str) -> Draft:
    told = _BULLET.sub("", line.text)
    row = {"area": country, "year": year, "type": milestone_type(told), "status": milestone_status(told)}
    doubts = () if country else ("the document does not say whose timeline it is",)
    return Draft("milestones", row, line.place, told, ("title: in our own words", *doubts))


def _country(document: Document, areas: Areas) -> str:
    named = [code for line in document.lines for code in areas.named_in(line.text)]
    return max(named, key=named.count) if named else ""
