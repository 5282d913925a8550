"""The timeline of a country: years as headings, a milestone in each paragraph below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagebook.ingest.document import Line
from pagebook.ingest.draft import Draft
from pagebook.ingest.sections import year_heading
from pagebook.ingest.told import Told
from pagebook.ingest.wording import milestone_status, milestone_type

__all__ = ["read_timeline"]

# What a page of the web prints around its content.
_FURNITURE = re.compile(r"(?:skip to|share|scroll to|back to|read more|learn more|menu|search)\b", re.I)
_BULLET = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")


def read_timeline(told: Told) -> Iterator[Draft]:
    """Yield a draft for each milestone of a timeline."""
    if told.kind != "timeline":
        return
    year = ""
    for line in told.document.lines:
        if heading := year_heading(line.text):
            year = heading
        elif year and not _FURNITURE.match(line.text):
            yield _draft(line, year, told.area)


def _draft(line: Line, year: str, country: str) -> Draft:
    told = _BULLET.sub("", line.text)
    row = {"area": country, "year": year, "type": milestone_type(told), "status": milestone_status(told)}
    doubts = () if country else ("the document does not say whose timeline it is",)
    return Draft("milestones", row, line.place, told, ("title: in our own words", *doubts))
