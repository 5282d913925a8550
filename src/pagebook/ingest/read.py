"""From documents to draft rows: find out what kind of document it is, and read it as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pagebook.data import Tables
from pagebook.errors import IngestError
from pagebook.ingest.areas import Areas
from pagebook.ingest.dated import read_dated
from pagebook.ingest.document import Document, read_document
from pagebook.ingest.draft import Draft
from pagebook.ingest.kinds import KINDS, Kind, kind_of
from pagebook.ingest.match import Matcher
from pagebook.ingest.prose import read_prose
from pagebook.ingest.report import read_coverage
from pagebook.ingest.statements import without_country, without_people_told
from pagebook.ingest.told import Told, told_by
from pagebook.ingest.unplaced import Unplaced, unplaced

__all__ = ["READERS", "Reading", "read"]

READERS: tuple[Callable[[Told], Iterable[Draft]], ...] = (read_dated, read_coverage)
"""What reads dates and grids, each for the kinds that it knows; of another kind it suggests nothing.

Prose is read of every kind: see `prose`.
"""


@dataclass(frozen=True)
class Reading:
    """What was read of a document.

    Attributes:
        document: The document.
        kind: What kind of document it is.
        drafts: The rows that it suggests.
        unplaced: What has a date, a number or a title, and is in none of them.
    """

    document: Document
    kind: Kind
    drafts: Sequence[Draft]
    unplaced: Sequence[Unplaced] = ()


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
    kind = kind_of(document, areas, area)
    if kind is None:
        known = "; ".join(f"a {name} ({how})" for name, how in KINDS.items())
        raise IngestError(f"{path.name}: is none of the documents that are read: {known}")
    told = told_by(document, kind, tables, year=year, area=area)
    dated = [draft for reader in READERS for draft in reader(told)]
    prose, nowhere = without_country(read_prose(told))
    drafts = Matcher(tables).matched(without_people_told([*dated, *prose]))
    stated = [draft for draft in prose if draft.table in ("reported_figures", "publications", "sdg_links")]
    return Reading(document, kind, list(drafts), [*unplaced(told, [*dated, *stated]), *nowhere])
