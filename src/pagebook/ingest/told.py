"""What every reader starts from: a document, its kind and its passages, and what the book knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pagebook.data import Tables
from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document
from pagebook.ingest.grid import period_year
from pagebook.ingest.kinds import Kind, country_of
from pagebook.ingest.sections import Passage, passages_of

__all__ = ["Told", "told_by"]


@dataclass(frozen=True)
class Told:
    """A document as readers take it.

    Attributes:
        document: Its lines.
        kind: What kind of document it is.
        tables: The tables of the book.
        areas: The countries that the book knows.
        passages: Its paragraphs, items and headings, each with its country; see `sections`.
        year: The year that is meant where a date prints none: that of the reporting period, or of the caller.
        area: The country of the whole document; empty for one about several, or where nothing tells.
    """

    document: Document
    kind: Kind
    tables: Tables
    areas: Areas
    passages: Sequence[Passage]
    year: int | None
    area: str


def told_by(document: Document, kind: Kind, tables: Tables, *, year: int | None, area: str) -> Told:
    """Return what a document of a kind tells.

    Args:
        document: The document.
        kind: What kind it is.
        tables: The tables of the book.
        year: The year where a date prints none, if the caller knows it.
        area: The country of the whole document, if the caller knows it.
    """
    areas = Areas.of(tables)
    if kind in ("timeline", "country page"):
        area = area or country_of(document, areas)
    passages = passages_of(document, areas, area)
    return Told(document, kind, tables, areas, passages, period_year(document) or year, area)
