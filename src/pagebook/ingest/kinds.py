"""What kind of document it is: by its form, never by its title."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document
from pagebook.ingest.grid import is_report
from pagebook.ingest.sections import country_paragraph, year_heading

__all__ = ["KINDS", "Kind", "country_of", "kind_of"]

Kind: TypeAlias = Literal["timeline", "country update", "bilateral report", "country page"]

KINDS: dict[Kind, str] = {
    "timeline": "years as headings",
    "country update": "paragraphs that begin with a country's name and a colon",
    "bilateral report": "headings of an agency and a country, outcomes below",
    "country page": "prose about one country, which it names most",
}
"""The kinds, and how each is known."""

_FEWEST_YEARS = 3
_FEWEST_PARAGRAPHS = 2
_FEWEST_MENTIONS = 3


def kind_of(document: Document, areas: Areas, area: str = "") -> Kind | None:
    """Return the kind of a document, None if it is none of those that are read.

    Args:
        document: The document.
        areas: The countries that the book knows.
        area: The country that the whole document is about, if the caller knows it.
    """
    if sum(1 for line in document.lines if year_heading(line.text)) >= _FEWEST_YEARS:
        return "timeline"
    if is_report(document, areas):
        return "bilateral report"
    if sum(1 for line in document.lines if country_paragraph(line, areas)) >= _FEWEST_PARAGRAPHS:
        return "country update"
    return "country page" if area or country_of(document, areas) else None


def country_of(document: Document, areas: Areas) -> str:
    """Return the country that a document is about: named in most of its lines that name one; else empty."""
    named = Counter(code for line in document.lines for code in areas.named_in(line.text))
    told = named.most_common(1)
    if not told or told[0][1] < _FEWEST_MENTIONS or 2 * told[0][1] <= named.total():
        return ""
    return told[0][0]
