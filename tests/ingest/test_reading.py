"""Documents become draft rows, and drafts find the rows that are there already."""

import csv
from pathlib import Path

import pytest

from pagebook.cli import main
from pagebook.data import Tables
from pagebook.errors import IngestError
from pagebook.ingest.document import read_document
from pagebook.ingest.read import read
from pagebook.ingest.sentences import sentences

_UPDATE = """\
Ghana: On 3-5 March, a training of trainers on green procurement was held in Kumasi. 24 participants came, \
11 women and 13 men. The text of the law is being drafted.

the Kyrgyz Republic: The second dialogue on waste was held on 7 March, and a forum took place on 30 March.
"""
_TIMELINE = """\
Skip to main content
Guyana joined late.
## 2022
- A Law on Solar Power adopted
- Guyana begins a study of green jobs
## 2021
A training for 40 officials
## 2020
PAGE commenced in Guyana
Share this page
"""


@pytest.fixture
def tables(book_root: Path) -> Tables:
    """The tables of the real book."""
    return Tables(book_root / "data")


def test_an_update_gives_events_and_people(tmp_path: Path, tables: Tables):
    """Each dated sentence is an event of the country whose paragraph it is in; people go with their event."""
    path = tmp_path / "update.md"
    path.write_text(_UPDATE, "utf-8")

    reading = read(path, tables, year=2024)

    told = [
        (draft.table, draft.place, dict(draft.row)) for draft in reading.drafts if draft.table != "milestones"
    ]
    dated = {"precision": "day", "year_inferred": "true", "status": "held"}
    here = {"place": "Kumasi", "venue_area": "GHA", "mode": "in person", "mode_basis": "place stated"}
    nowhere = {"place": "", "venue_area": "", "mode": "", "mode_basis": ""}
    kyrgyz = {"area": "KGZ", **nowhere, **dated}
    assert reading.kind == "country update"
    assert told == [
        (
            "events",
            "line 1",
            {"area": "GHA", "kind": "training", "start": "2024-03-03", "end": "2024-03-05", **here, **dated},
        ),
        (
            "participation",
            "line 1",
            {"group": "all", "total": "24", "women": "11", "men": "13", "qualifier": "exact"},
        ),
        ("events", "line 3", {"kind": "dialogue", "start": "2024-03-07", "end": "2024-03-07", **kyrgyz}),
        ("events", "line 3", {"kind": "forum", "start": "2024-03-30", "end": "2024-03-30", **kyrgyz}),
    ]


def test_a_timeline_gives_milestones(tmp_path: Path, tables: Tables):
    """Each paragraph below a year is a milestone; what the web page prints around them is none."""
    path = tmp_path / "timeline.txt"
    path.write_text(_TIMELINE, "utf-8")

    reading = read(path, tables)

    told = [
        (draft.row["area"], draft.row["year"], draft.row["type"], draft.row["status"])
        for draft in reading.drafts
        if draft.table == "milestones"
    ]
    assert told == [
        ("GUY", "2022", "law", "done"),
        ("GUY", "2022", "study", "initiated"),
        ("GUY", "2021", "training", "done"),
        ("GUY", "2020", "programme", "initiated"),
    ]


_REPORT = """\
REPORTING PERIOD: 1 January – 31 December 2024

#### UNEP – GLOBAL and REGIONAL LEVEL
*Outcome 2 - Sectors are changed.*
**Key achievements in 2024**
- A guide was written.
<p><b>Key achievements 2024</b> (Add. Support for Green Recovery)</p>	<p>NA</p>
## UNEP - Ghana (PAGE 2.0)
<i>Outcome 1- Plans are <u>made</u>.</i>	<p>*Outcome* of a survey: Outcome is open</p>
<b>Key achievements in 2024</b>	<p>A plan was written</p>
--	---
and adopted.
<p><i>Outcome 2 - Sectors are changed.</i></p>
<p><b>Key achievements in 2024</b></p>
<p><i>Outcome 4 - Knowledge is shared.</i></p>
<p><b>Key achievements in 2024</b></p>	N/A
UNEP - KYRGYZ REPUBLIC
*Outcome 3: People learn.*
**Key achievements in 2024**
Thirty people learnt.
"""


def test_a_report_gives_the_state_of_each_outcome(tmp_path: Path, tables: Tables):
    """Reported, not applicable, left blank and no row at all are kept apart, also where markup is torn."""
    path = tmp_path / "report.md"
    path.write_text(_REPORT, "utf-8")

    reading = read(path, tables)

    drafts = [draft for draft in reading.drafts if draft.table == "coverage"]
    rows = [draft.row for draft in drafts]
    told = [f"{row['area']} {row['outcome']} {row['year']} {row['status']}" for row in rows]
    assert reading.kind == "bilateral report"
    assert told == [
        "GLOBAL 1 2024 no row",
        "GLOBAL 2 2024 reported",
        "GLOBAL 3 2024 no row",
        "GLOBAL 4 2024 no row",
        "GHA 1 2024 reported",
        "GHA 2 2024 left blank",
        "GHA 3 2024 no row",
        "GHA 4 2024 not applicable",
        "KGZ 1 2024 no row",
        "KGZ 2 2024 no row",
        "KGZ 3 2024 reported",
        "KGZ 4 2024 no row",
    ]
    assert [row["green_recovery_status"] for row in rows if row["green_recovery_status"]] == [
        "not applicable"
    ]
    assert [draft.place for draft in drafts if draft.row["area"] == "GHA"] == [
        *("line 9", "line 13", "line 8", "line 15"),
    ]


def test_a_row_that_is_there_already_is_found(tmp_path: Path, tables: Tables):
    """A draft with the area, the date and the words of a row is that row; with another date it differs."""
    known = tables.select("milestones", area="PER", year=2016).iloc[0]
    years = "\n".join(f"{year}\n{known['title']}" for year in (2016, 2013, 2012))
    path = tmp_path / "timeline.txt"
    path.write_text(f"Peru\n{years}\n", "utf-8")

    reading = read(path, tables, area="PER")

    told = [draft for draft in reading.drafts if draft.table == "milestones"]
    assert [(draft.state, draft.match) for draft in told] == [
        ("same", known["milestone"]),
        ("different", known["milestone"]),
        ("different", known["milestone"]),
    ]


@pytest.mark.parametrize(("year", "state"), [(2018, "different"), (2020, "new")])
def test_what_is_held_again_years_later_is_another_event(
    tmp_path: Path, tables: Tables, year: int, state: str
):
    """Words of a title tell of the same event only where its date is a year off at most."""
    path = tmp_path / "update.txt"
    told = "On 5 May, the Second Regional Green Industry Forum took place"
    path.write_text(f"Peru: {told} in Trujillo.\nGhana: Nothing.\n", "utf-8")

    event = next(draft for draft in read(path, tables, year=year).drafts if draft.table == "events")

    assert event.state == state


def test_an_event_that_the_book_has_under_another_country_is_found(tmp_path: Path, tables: Tables):
    """A neighbour that tells of a training abroad suggests no second one: the draft names the row."""
    path = tmp_path / "update.txt"
    told = "From 27-30 November, a training of trainers on entrepreneurship was held in Senegal"
    path.write_text(f"Burkina Faso: {told} with 7 trainers.\nGhana: Nothing.\n", "utf-8")

    event, people, _ = read(path, tables, year=2017).drafts

    known = "sen-2017-training-trainers-entrepreneurship"
    assert (event.state, event.match, event.doubts[-1]) == ("different", known, "the book has it under SEN")
    assert (people.row["event"], people.row["total"]) == (known, "7")


def test_the_same_text_is_read_from_every_kind_of_file(tmp_path: Path):
    """Plain text, Markdown, pages of the web and Word give the same lines."""
    from docx import Document as Word

    lines = ["2023", "A plan – adopted & signed", "2022"]
    (tmp_path / "a.txt").write_bytes("\n".join(lines).encode("cp1252"))
    (tmp_path / "b.md").write_text("\n\n".join(lines), "utf-16")
    body = (
        "<script>var x = 'no';</script><h2>2023</h2><p>A <b>plan</b> – adopted &amp; signed</p><h2>2022</h2>"
    )
    (tmp_path / "c.html").write_text(
        f"<html><head><title>No</title></head><body>{body}</body></html>", "utf-8"
    )
    word = Word()
    for line in lines:
        word.add_paragraph(line)
    word.save(str(tmp_path / "d.docx"))

    told = [[line.text for line in read_document(path).lines] for path in sorted(tmp_path.iterdir())]

    assert told == [lines, lines, lines, lines]


def test_sentences_end_where_people_end_them():
    """A full stop after an abbreviation ends no sentence; quotes stay with what they close."""
    told = sentences("Convention No. 169 was read (e.g. Article 2). “It holds.” Then 28 came.")

    assert told == ["Convention No. 169 was read (e.g. Article 2).", "“It holds.”", "Then 28 came."]


def test_documents_that_cannot_be_read_are_all_named(tmp_path: Path, tables: Tables):
    """A document of no known kind says which kinds there are."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, nothing of note.\n", "utf-8")

    with pytest.raises(
        IngestError,
        match=r"letter\.txt: is none of .* timeline .* country update .* bilateral report .* country page",
    ):
        read(path, tables)


def test_ingest_writes_drafts_and_nothing_else(
    tmp_path: Path, book_root: Path, capsys: pytest.CaptureFixture[str]
):
    """The command writes a CSV for each table, with evidence that no spreadsheet takes for a formula."""
    path = tmp_path / "update.txt"
    path.write_text("Ghana: =A1 at a forum on 3 March.\nPeru: A forum on 4 March.\n", "utf-8")
    arguments = ["ingest", str(path), "--source", "page-update-2017-11", "--year", "2024"]

    code = main([*arguments, "--to", str(tmp_path / "drafts"), "--book", str(book_root)])

    written = tmp_path / "drafts" / "update" / "events.csv"
    with written.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert code == 0
    assert [(row["state"], row["evidence"], row["start"], row["sources"]) for row in rows] == [
        ("new", "'=A1 at a forum on 3 March.", "2024-03-03", "page-update-2017-11#line 1"),
        ("new", "A forum on 4 March.", "2024-03-04", "page-update-2017-11#line 2"),
    ]
    assert capsys.readouterr().out.startswith("update.txt: a country update with 2 lines\n  events: 2 new: ")
