"""What `pagebook ingest` does: read every document first, then write all drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pagebook.data import Tables
from pagebook.data.nearest import suggestion
from pagebook.errors import IngestError, ParameterError
from pagebook.ingest.intake import Intake, take_in
from pagebook.ingest.read import Reading, read
from pagebook.ingest.store import held
from pagebook.pages.journal import write_together
from pagebook.project import Book

__all__ = ["ingest_documents"]


def ingest_documents(
    book: Book, documents: Sequence[Path], source: str, folder: Path, *, year: int | None, area: str
) -> Iterator[str]:
    """Write drafts of all documents, below a folder for each; yield lines that tell what was found.

    Raises:
        IngestError: Documents cannot be read; all of them are named, and nothing is written.
        LockedError: Somebody reviews the drafts just now.
        ParameterError: The source or the country is not in the book.
        ReviewError: Drafts of an earlier reading cannot be read, or are of another source.
    """
    tables = Tables.open(book)
    _require_known(tables, source, area)
    readings = _readings(tables, documents, year, area)
    with held(folder) as place:
        taken = [take_in(tables.package, one.drafts, folder / path.stem, source) for path, one in readings]
        contents = [one.drafts.contents(tables.package) for one in taken]
        write_together(place, {path: text for texts in contents for path, text in texts.items()})
    for (path, reading), intake in zip(readings, taken, strict=True):
        yield f"{path.name}: a {reading.kind} with {len(reading.document.lines)} lines"
        yield from _told(reading, folder / path.stem)
        yield from _review_told(intake)
        yield from (f"  not placed: {one}" for one in reading.unplaced)


def _told(reading: Reading, folder: Path) -> Iterator[str]:
    for table in sorted({draft.table for draft in reading.drafts}):
        states = Counter(draft.state for draft in reading.drafts if draft.table == table)
        told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        yield f"  {table}: {told}: {folder / table}.csv"


def _review_told(intake: Intake) -> Iterator[str]:
    """Yield what became of the review of an earlier reading."""
    if intake.kept:
        yield f"  as reviewed before: {len(intake.kept)}"
    for name in intake.reopened:
        entry = intake.drafts.by_name[name]
        yield f"  changed, so decide again: {name}, {entry.draft.table} of {entry.draft.place}"
    for name in intake.gone:
        entry = intake.drafts.by_name[name]
        yield f"  not found any more, and kept as you touched it: {name}, {entry.draft.table}"


def _require_known(tables: Tables, source: str, area: str) -> None:
    sources = tables.package.tables["sources"]
    help_of = {
        "sources": f"\nA new one is a row of data/{sources.path} ({','.join(sources.columns)}); "
        "its key is lower case with hyphens, such as page-updates-2025-11",
        "areas": "",
    }
    for table, key, value in (("sources", "source", source), ("areas", "area", area)):
        known = set(tables.select(table)[key])
        if value and value not in known:
            raise ParameterError(f"{table} has no {value!r}; {suggestion(value, known)}{help_of[table]}")


def _readings(
    tables: Tables, documents: Sequence[Path], year: int | None, area: str
) -> list[tuple[Path, Reading]]:
    readings, problems = [], []
    stems = Counter(path.stem for path in documents)
    problems += [f"{stem}: two documents have this name" for stem, number in stems.items() if number > 1]
    for path in documents:
        try:
            readings.append((path, read(path, tables, year=year, area=area)))
        except IngestError as error:
            problems.append(str(error))
    if problems:
        raise IngestError("\n".join(problems))
    return readings
