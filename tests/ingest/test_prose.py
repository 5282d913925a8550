"""Whole documents: what prose tells, in four kinds of document that were invented for it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from pagebook.data import Tables
from pagebook.ingest.document import read_document
from pagebook.ingest.draft import Draft
from pagebook.ingest.read import Reading, read
from pagebook.ingest.spelling import normal
from pagebook.ingest.statements import AT_EVENT

DOCUMENTS = sorted(path for path in (Path(__file__).parent / "prose").iterdir() if path.is_file())
GOAL = ("area", "goal", "target", "wording")
FIGURE = ("area", "value", "low", "high", "qualifier", "unit")


@pytest.fixture(scope="module")
def tables(book_root: Path) -> Tables:
    """The tables of the real book."""
    return Tables(book_root / "data")


def _wanted(path: Path, table: str) -> list[dict[str, str]]:
    with (path.with_suffix("") / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def readings(tables: Tables) -> dict[Path, Reading]:
    """The invented documents, read once."""
    return {path: read(path, tables) for path in DOCUMENTS}


def _drafts(reading: Reading, table: str) -> list[Draft]:
    return [draft for draft in reading.drafts if draft.table == table]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("table", "names"), [("sdg_links", GOAL), ("reported_figures", FIGURE)])
def test_goals_and_figures_of_a_document(
    path: Path, readings: dict[Path, Reading], table: str, names: tuple[str, ...]
):
    """Each is told with its country and its line; of the figures, one that only the sense tells is missed."""
    wanted = Counter(
        (row["sources"].split("#")[1], *(row[name] for name in names)) for row in _wanted(path, table)
    )
    drafts = _drafts(readings[path], table)
    told = [one for one in drafts if one.row.get("unit") != "year" and AT_EVENT not in one.doubts]

    found = Counter((draft.place, *(draft.row[name] for name in names)) for draft in told)

    # "the right to close 3 of them": of the springs that a sentence before has named.
    unseen = {("line 9", "KEN", "3", "", "", "exact", "springs")}
    assert (set(wanted - found) - unseen, found - wanted) == (set(), Counter())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_institutions_of_a_document(path: Path, readings: dict[Path, Reading]):
    """Each institution is told once, known or new."""
    wanted = Counter(normal(row["name"]) for row in _wanted(path, "institutions"))

    found = Counter(normal(draft.row["name"]) for draft in _drafts(readings[path], "institutions"))

    assert found == wanted


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_publications_of_a_document(path: Path, readings: dict[Path, Reading]):
    """Each work is told with its link, each other link alone."""
    wanted = Counter(
        (normal(row["title"]) if row["title"] else "", row["url"]) for row in _wanted(path, "publications")
    )

    told = _drafts(readings[path], "publications")

    titled = Counter(
        (normal(draft.row["title"] if _is_work(draft) else ""), draft.row["url"]) for draft in told
    )
    assert titled == wanted


def _is_work(draft: Draft) -> bool:
    return not draft.evidence.endswith(draft.row["url"]) or not draft.row["url"]


def test_achievements_are_the_cells_that_tell_of_something(readings: dict[Path, Reading]):
    """A reported cell is an achievement with its parts; cells left blank or not applicable are none."""
    reading = next(reading for path, reading in readings.items() if path.name == "report.md")

    told = [draft.row for draft in reading.drafts if draft.table == "achievements"]
    parts = Counter(
        draft.row["achievement"] for draft in reading.drafts if draft.table == "achievement_items"
    )

    assert [(row["achievement"], row["area"], row["outcome"], row["year"]) for row in told] == [
        ("global-2024-outcome-3", "GLOBAL", "3", "2024"),
        ("gha-2024-outcome-1", "GHA", "1", "2024"),
        ("gha-2024-outcome-2", "GHA", "2", "2024"),
        ("brb-2024-outcome-1", "BRB", "1", "2024"),
    ]
    assert parts["gha-2024-outcome-1"] == 2


def test_rows_of_the_book_are_recognised(tmp_path: Path, tables: Tables):
    """A figure, a goal and an institution that the book has are the same; with another word they differ."""
    figure = tables.select("reported_figures", figure="arg-2030-jobs-hydrogen").iloc[0]
    path = tmp_path / "update.md"
    path.write_text(
        "Argentina: Hydrogen could bring more than 13,300 jobs from hydrogen by 2030.\n"
        "Peru: The urban transport work, with access to sustainable transport, supports SDG 11, target 11.2. "
        "The Universidad del Pacífico and the Ministry of Producton (PROD) helped.\n",
        "utf-8",
    )

    drafts = read(path, tables).drafts

    assert {(one.table, one.state, one.match) for one in drafts if one.table in _TABLES} == {
        ("reported_figures", "same", figure["figure"]),
        ("sdg_links", "different", "per-target-11-2-transport"),
        ("institutions", "same", "university-of-the-pacific"),
        ("institutions", "different", "per-ministry-of-production"),
    }


def test_people_at_events_are_told_once(tmp_path: Path, tables: Tables):
    """People who are told as taking part are no figure; those who are not are one, with a doubt."""
    path = tmp_path / "update.md"
    path.write_text(
        "Ghana: On 3 March, a workshop on nets was held in Tema with 24 participants.\n"
        "Peru: Nine researchers have been trained since.\n",
        "utf-8",
    )

    drafts = read(path, tables, year=2024).drafts

    assert [draft.row["total"] for draft in drafts if draft.table == "participation"] == ["24"]
    assert [
        (draft.row["value"], AT_EVENT in draft.doubts)
        for draft in drafts
        if draft.table == "reported_figures"
    ] == [("9", True)]


_TABLES = ("reported_figures", "sdg_links", "institutions")


def test_what_is_not_sure_is_said(tmp_path: Path, tables: Tables):
    """A target that does not exist, a unit that the table lacks, a fall and a missing wording are doubts."""
    path = tmp_path / "page.txt"
    path.write_text(
        "Uruguay grows.\n\nUruguay named SDG 7, target 7.9.\n\nUruguay wants to cut use by 3 GWh.\n",
        "utf-8",
    )

    doubts = {draft.table: draft.doubts[1:] for draft in read(path, tables, area="URY").drafts}

    assert doubts["sdg_links"] == ("there is no target 7.9", "no word says how strong the link is")
    assert doubts["reported_figures"] == ("written as a fall, for 'cut'", "the table has no unit 'GWh'")


def test_the_width_of_a_page_parts_no_sentence(tmp_path: Path):
    """Lines of a PDF that fill the page and end no sentence go on in the next; others do not."""
    lines = [
        "The long way",
        "A road was built by the Ministry of Works and",
        "Transport, as the council of elders had asked",
        "Twelve times. It is long.",
        "- An item stands for itself",
    ]
    path = tmp_path / "page.pdf"
    _print_pdf(path, lines)

    told = [line.text for line in read_document(path).lines]

    assert told == [lines[0], " ".join(lines[1:4]), lines[4]]


def _print_pdf(path: Path, lines: list[str]) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = StreamObject()
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream.set_data(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(path)


def test_what_is_no_sentence_is_passed_over(tmp_path: Path, tables: Tables):
    """A line that no sentence is as long as is not read, and takes no time; the rest of the document is."""
    path = tmp_path / "page.txt"
    path.write_text(f"Uruguay grows.\n\n{'Ministry of 5 % ' * 40_000}\n\nUruguay has 12 mills.\n", "utf-8")

    drafts = read(path, tables, area="URY").drafts

    assert [(draft.table, draft.row.get("value")) for draft in drafts] == [("reported_figures", "12")]
