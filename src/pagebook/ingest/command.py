"""What `pagebook ingest` does: read every document first, then write all drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pagebook.data import Tables
from pagebook.data.nearest import suggestion
from pagebook.errors import IngestError, ParameterError
from pagebook.ingest.read import Reading, read
from pagebook.ingest.store import write_drafts
from pagebook.project import Book

__all__ = ["ingest_documents"]


def ingest_documents(
    book: Book, documents: Sequence[Path], source: str, folder: Path, *, year: int | None, area: str
) -> Iterator[str]:
    """Write drafts of all documents, below a folder for each; yield lines that tell what was found.

    Raises:
        IngestError: Documents cannot be read; all of them are named, and nothing is written.
        ParameterError: The source or the country is not in the book.
    """
    tables = Tables.open(book)
    _require_known(tables, source, area)
    for path, reading in _readings(tables, documents, year, area):
        files = write_drafts(tables.package, reading.drafts, folder / path.stem, source)
        yield f"{path.name}: a {reading.kind} with {len(reading.document.lines)} lines"
        for table, file in files.items():
            states = Counter(draft.state for draft in reading.drafts if draft.table == table)
            told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
            yield f"  {table}: {told}: {file}"
        yield from (f"  not placed: {one}" for one in reading.unplaced)


def _require_known(tables: Tables, source: str, area: str) -> None:
    for table, key, value in (("sources", "source", source), ("areas", "area", area)):
        known = set(tables.select(table)[key])
        if value and value not in known:
            raise ParameterError(f"{table} has no {value!r}; {suggestion(value, known)}")


def _readings(
    tables: Tables, documents: Sequence[Path], year: int | None, area: str
) -> list[tuple[Path, Reading]]:
    readings, problems = [], []
    for path in documents:
        try:
            readings.append((path, read(path, tables, year=year, area=area)))
        except IngestError as error:
            problems.append(str(error))
    if problems:
        raise IngestError("\n".join(problems))
    return readings
