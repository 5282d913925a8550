"""Documents of the family that nobody has seen but us: invented, with what they say in tables beside them."""

import csv
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from docx import Document as Word
from tests.benchmarks.ingest_rows import MEASURES, compared, drafts_with_dates, with_dates

from pagebook.data import Tables
from pagebook.ingest.read import Reading, read

_FOLDER = Path(__file__).parent / "invented"
_DOCUMENTS = sorted(path for path in _FOLDER.iterdir() if path.is_file())
_MEASURES = {one.name: one for one in MEASURES}
# What no rule finds: an event that is a verb ("is to be repeated"), a group that starts, a mission "in the
# same month", visits that were moved; people whose noun stands elsewhere ("44 completed it", "each for 30").
_MISSED = {
    ("report-2023", "events with a date"): ["GLOBAL 2024-01-01 2024-12-31"],
    ("report-2021", "events with a date"): [
        "GLOBAL 2022-01-01 2022-12-31",
        "KAZ 2022-04-01 2022-06-30",
        "THA 2021-11-01 2021-11-30",
    ],
    ("report-2022", "people"): ["IDN 2022-07-11 2022-07-13 30   exact"],
    ("update-2020-02", "people"): ["KAZ 2020-02-17 2020-02-21 44   exact"],
}


def _as_text(lines: list[str], path: Path) -> None:
    path.write_text("\n".join(lines), "utf-8")


def _as_html(lines: list[str], path: Path) -> None:
    body = "\n".join(f"<p>{line if '<' in line else html.escape(line)}</p>" for line in lines)
    path.write_text(f"<html><body>{body}</body></html>", "utf-8")


def _as_word(lines: list[str], path: Path) -> None:
    word = Word()
    for line in filter(None, lines):
        word.add_paragraph(line)
    word.save(str(path))


def _as_pdf(lines: list[str], path: Path) -> None:
    """Set the text in narrow lines, as print does, without the marks of Markdown and HTML."""
    bare = (re.sub(r"</?[a-z]+>|\*\*|^#+ ", "", line) for line in lines if line)
    escaped = "\n\n".join(re.sub(r'([\\#$*_`@<>\[\]~"/=+-])', r"\\\1", line) for line in bare)
    source = path.with_suffix(".typ")
    source.write_text(f"#set page(width: 15cm, height: 14cm)\n#set text(size: 10pt)\n{escaped}", "utf-8")
    typst.compile(str(source), output=str(path))


_WRITERS = {"txt": _as_text, "html": _as_html, "docx": _as_word, "pdf": _as_pdf}


@pytest.fixture(scope="module")
def tables(book_root: Path) -> Tables:
    """The tables of the real book."""
    return Tables(book_root / "data")


def _rows(document: Path, table: str) -> list[dict[str, str]]:
    path = document.with_suffix("") / f"{table}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def _missed_and_wrong(document: Path, reading: Reading, name: str) -> tuple[list[str], list[str]]:
    measure = _MEASURES[name]
    rows = _rows(document, measure.table)
    if measure.table == "participation":
        rows = with_dates(rows, _rows(document, "events"))
    drafts = [one for one in drafts_with_dates(reading.drafts) if one.table == measure.table]
    score = compared(
        document.name,
        measure,
        document.stem,
        [row for row in rows if measure.counts(row)],
        [one for one in drafts if measure.counts(one.row)],
    )
    return [text.partition(":")[0] for text in score.missed], list(score.wrong)


@pytest.mark.parametrize("write", _WRITERS.values(), ids=_WRITERS)
@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.stem)
def test_events_people_and_coverage_come_out_of_every_kind_of_file(
    document: Path, write: Callable[[list[str], Path], None], tables: Tables, tmp_path: Path
):
    """Nothing that a document does not say is drafted, and nothing is missed but what is listed here."""
    suffix = next(name for name, writer in _WRITERS.items() if writer is write)
    path = tmp_path / f"{document.stem}.{suffix}"
    write(document.read_text("utf-8").splitlines(), path)

    reading = read(path, tables)

    names = ("events with a date", "people", "coverage")
    told = {name: _missed_and_wrong(document, reading, name) for name in names}
    assert told == {name: (_MISSED.get((document.stem, name), []), []) for name in names}


@pytest.mark.parametrize("document", [path for path in _DOCUMENTS if "timeline" in path.stem])
def test_all_milestones_of_a_timeline_are_found(document: Path, tables: Tables):
    """A timeline gives its milestones with their years, and those with a month that print one."""
    reading = read(document, tables)

    assert _missed_and_wrong(document, reading, "milestones") == ([], [])
