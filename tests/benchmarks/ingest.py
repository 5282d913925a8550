"""How much of a document ingest finds: `python tests/benchmarks/ingest.py --documents FOLDER` prints a table.

What a document says is known from the tables: the rows whose `sources` cite it. For a document that no
source stands for, the rows may lie beside it, in `FOLDER/<name of the document>/<table>.csv`. A draft is
right when its key fields (area, dates, numbers: `ingest_rows.py`) equal those of such a row; each row is
found once, and a second draft of it is right only if the row cites that place of the document as well.

A row may cite several documents, and be more exact or wider than this one: then a period that holds its
dates, or lies within them, is right.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ingest_prose import PROSE
from ingest_rows import MEASURES, Row, Score, citations, compared, drafts_with_dates, with_dates

from pagebook.data import Tables
from pagebook.data.editing import rows_of_table
from pagebook.ingest.document import SUFFIXES
from pagebook.ingest.read import read
from pagebook.project import Book

ALL = (*MEASURES, *PROSE)
PAGE = 3_000
"""Characters on a page."""
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read each document, compare, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help="folder of the documents")
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="START=SOURCE",
        help="the source that the file whose name begins with START is; by default its name without the end",
    )
    parser.add_argument("--table", action="append", choices=sorted({one.table for one in ALL}))
    parser.add_argument("--wrong", action="store_true", help="name what is missed and what is wrong")
    parser.add_argument(
        "--pages", type=int, default=0, help="time a text of so many pages, made of the longest"
    )
    parser.add_argument("--json", type=Path, help="where the scores go")
    options = parser.parse_args()
    tables, scores = Tables.open(Book(ROOT)), []
    sources = dict(given.split("=", 1) for given in options.source)
    for path in sorted(options.documents.iterdir()):
        if path.suffix.lower() in SUFFIXES:
            scores += list(scored(tables, path, source_of(path, sources), options.table))
    print(told(scores, naming=options.wrong))
    if options.pages:
        print(timed(tables, options.documents, options.pages))
    if options.json:
        options.json.write_text(json.dumps([asdict(score) for score in scores], indent=1) + "\n", "utf-8")


def timed(tables: Tables, folder: Path, pages: int) -> str:
    """Return how long reading so many pages takes, and a tenth of them: how the cost grows."""
    paths = [path for path in folder.iterdir() if path.suffix.lower() in (".txt", ".md")]
    text = max((path.read_text("utf-8") for path in paths), key=len)
    seconds = []
    with tempfile.TemporaryDirectory() as place:
        for number in (pages, pages // 10):
            path = Path(place) / "long.md"
            path.write_text("\n".join([text] * max(1, number * PAGE // len(text))), "utf-8")
            begun = time.process_time()
            read(path, tables)
            seconds.append(time.process_time() - begun)
    growth = seconds[0] / seconds[1]
    return f"{pages} pages: {seconds[0]:.1f} s of processor time, {growth:.1f} times a tenth of them"


def source_of(path: Path, sources: Mapping[str, str]) -> str:
    """Return the source that a file is."""
    return next((source for start, source in sources.items() if path.name.startswith(start)), path.stem)


def scored(tables: Tables, path: Path, source: str, only: Sequence[str] | None) -> Iterator[Score]:
    """Yield the scores of a document, for each measure of which it or ingest knows rows."""
    years = tables.select("sources", source=source)["year"].dropna()
    begun = time.process_time()
    reading = read(path, tables, year=int(years.iloc[0]) if len(years) else None)
    print(f"{path.name}: {reading.kind}, read in {time.process_time() - begun:.2f} s of processor time")
    known = with_dates(wanted(tables, "participation", source, path), events_of(tables, path))
    drafts = drafts_with_dates(reading.drafts)
    for measure in ALL:
        if not only or measure.table in only:
            told = known if measure.table == "participation" else wanted(tables, measure.table, source, path)
            rows = [row for row in told if measure.counts(row)]
            found = [one for one in drafts if measure.concerns(one, rows)]
            if rows or found:
                yield compared(path.name, measure, source, rows, found)


def wanted(tables: Tables, table: str, source: str, path: Path) -> list[Row]:
    """Return the rows that a document holds: those beside it, otherwise those that cite it."""
    beside = path.parent / path.stem / f"{table}.csv"
    if beside.parent.is_dir():
        return list(csv.DictReader(beside.read_text("utf-8").splitlines())) if beside.exists() else []
    rows = rows_of_table(tables.package.tables[table], ROOT / "data")
    return [row for row in rows if source in {one.source for one in citations(row)}]


def events_of(tables: Tables, path: Path) -> list[Row]:
    """Return all events that people may have been at: those beside the document, otherwise the book's."""
    if (path.parent / path.stem).is_dir():
        return wanted(tables, "events", "", path)
    return list(rows_of_table(tables.package.tables["events"], ROOT / "data"))


def told(scores: Sequence[Score], *, naming: bool) -> str:
    """Return the scores as a table, and below it what is missed and wrong."""
    form = "{:<28} {:<22} {:>6} {:>6} {:>6} {:>10} {:>7}"
    lines = [form.format("document", "what", "wanted", "found", "right", "precision", "recall")]
    for one in scores:
        shares = (f"{one.precision:.3f}", f"{one.recall:.3f}")
        lines.append(form.format(one.document[:28], one.measure, one.wanted, one.found, one.right, *shares))
        if naming:
            lines += [f"    missed: {text}" for text in one.missed]
            lines += [f"    wrong:  {text}" for text in one.wrong]
    for name in dict.fromkeys(one.measure for one in scores):
        lines.append(form.format("all", name, *_sums([one for one in scores if one.measure == name])))
    return "\n".join(lines)


def _sums(scores: Sequence[Score]) -> tuple[int | str, ...]:
    wanted, found, right, hit = (
        sum(getattr(one, name) for one in scores) for name in ("wanted", "found", "right", "hit")
    )
    precision, recall = (right / found if found else 1.0), (hit / wanted if wanted else 1.0)
    return wanted, found, right, f"{precision:.3f}", f"{recall:.3f}"


if __name__ == "__main__":
    main()
