"""From documents to draft rows: find out what kind of document it is, and read it as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pagebook.data import Tables
from pagebook.errors import IngestError
from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document, read_document
from pagebook.ingest.draft import Draft
from pagebook.ingest.match import Matcher
from pagebook.ingest.report import is_report, read_coverage
from pagebook.ingest.timeline import is_timeline, read_timeline
from pagebook.ingest.update import is_update, read_update

__all__ = ["Reading", "read"]


@dataclass(frozen=True)
class Reading:
    """What was read of a document.

    Attributes:
        document: The document.
        kind: What kind of document it is.
        drafts: The rows that it suggests.
    """

    document: Document
    kind: str
    drafts: Sequence[Draft]


def read(path: Path, tables: Tables, *, year: int | None = None, area: str = "") -> Reading:
    """Read a document.

    Args:
        path: The document.
        tables: The book's tables, to know countries and to find rows that are there already.
        year: The year that is meant where a date does not print it.
        area: The country that the whole document is about, where it does not say so itself.

    Raises:
        IngestError: The document cannot be read, or is of no known kind.
    """
    document, areas = read_document(path), Areas.of(tables)
    if is_timeline(document):
        kind, drafts = "timeline", list(read_timeline(document, areas, area))
    elif is_update(document, areas):
        kind, drafts = "country update", list(read_update(document, areas, year))
    elif is_report(document, areas):
        kind, drafts = "bilateral report", list(read_coverage(document, areas, year))
    else:
        raise IngestError(
            f"{path.name}: neither a timeline (years as headings), nor a country update (paragraphs that "
            "begin with a country's name and a colon), nor a bilateral report (headings of an agency and a "
            "country, outcomes below)"
        )
    return Reading(document, kind, list(Matcher(tables).matched(drafts)))
