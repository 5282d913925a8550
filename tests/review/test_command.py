"""Decisions made in sheets, and how far a review is."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.review.conftest import COURSE, FORUM, PEOPLE, read_drafts
from tests.review.sheets import change, decide, read, sheet, write

from pagebook.cli import main
from pagebook.data import check_data
from pagebook.project import Book

_EVENT = (
    "gha-2024-green-procurement-course,GHA,Green procurement course,2024-03-03,2024-03-05,day,true,,"
    "Kumasi,,,,training,held,,,,,,,page-update-2017-11#line 1"
)


def table(root: Path, name: str) -> list[str]:
    """Return the lines of a table of the programme."""
    return (root / "data" / "programme" / f"{name}.csv").read_text("utf-8").splitlines()


def added(book: Book, before: Path, name: str) -> list[str]:
    """Return the lines that a table has more; it must lack none."""
    old, new = table(before, name), table(book.root, name)
    assert [line for line in old if line not in new] == []
    return [line for line in new if line not in old]


def apply(book: Book) -> int:
    """Write what was decided in the sheets."""
    return main(["review", "--apply", "--book", str(book.root)])


def test_decisions_of_the_sheets_are_written(
    book: Book, plain_book: Path, capsys: pytest.CaptureFixture[str]
):
    """Two tables gain a row; a second time there is nothing to write."""
    decide(book)

    codes = [apply(book), apply(book)]

    assert codes == [0, 0]
    assert capsys.readouterr().out.split("\n") == [
        "data/programme/events.csv: 1 new",
        "data/programme/participation.csv: 1 new",
        "every draft is decided; pagebook check and pagebook build come next",
        "nothing to write: no draft is newly decided",
        "every draft is decided; pagebook check and pagebook build come next",
        "",
    ]
    assert added(book, plain_book, "events") == [_EVENT]
    assert added(book, plain_book, "participation") == [
        "gha-2024-green-procurement-course,all,24,exact,13,11,,page-update-2017-11#line 1"
    ]
    assert [(row["state"], row["decision"]) for row in read(sheet(book, "events"))] == [
        ("written", "accept"), ("new", "reject"),
    ]  # fmt: skip
    assert check_data(book) == []


def test_what_a_spreadsheet_does_to_a_sheet_makes_no_difference(book: Book, plain_book: Path):
    """Semicolons, a byte order mark, capitals of truths, and another order of rows and columns are read."""
    decide(book)
    path = sheet(book, "events")
    rows = [{**row, "year_inferred": "TRUE"} for row in reversed(read(path))]
    turned = [dict(reversed(row.items())) for row in rows]
    text = write(path, turned, delimiter=";", lineterminator="\r\n")
    path.write_bytes(("\ufeff" + text + ";" * 20 + "\r\n").encode())

    assert apply(book) == 0

    assert added(book, plain_book, "events") == [_EVENT]
    assert [row["area"] for row in read(path)] == ["GHA", "PER"]


def test_everything_that_is_wrong_is_told_and_nothing_written(
    book: Book, plain_book: Path, capsys: pytest.CaptureFixture[str]
):
    """Each draft that cannot become a row says which cell and what would be right; the others wait too."""
    decide(book)
    change(
        sheet(book, "events"),
        lambda row: (
            {"decision": "accept", "status": "cancelled"}
            if row["area"] == "GHA"
            else {"decision": "accept", "title": ""}
        ),
    )
    change(sheet(book, "participation"), lambda _: {"men": "20"})

    blank = apply(book), capsys.readouterr()
    change(sheet(book, "events"), lambda row: {"title": row["title"] or "Forum of foresters"})
    wrong = apply(book), capsys.readouterr()

    assert (blank[0], blank[1].err) == (
        1, "pagebook: update/events.csv:3 (document, line 3): title: the cell is blank; write title\n",
    )  # fmt: skip
    assert (wrong[0], wrong[1].err.removeprefix("pagebook: ").splitlines()) == (
        1,
        [
            "update/events.csv:2 (document, line 1): status: 'cancelled' is not allowed; expected one of "
            "held, ongoing, planned, postponed",
            "update/participation.csv:2 (document, line 1): men: 20 men + 11 women is more than the total "
            "24; expected men + women to be at most 24",
        ],
    )
    assert [added(book, plain_book, name) for name in ("events", "participation")] == [[], []]


def test_a_date_that_was_rewritten_is_told(book: Book, capsys: pytest.CaptureFixture[str]):
    """A date in another form is never guessed."""
    change(sheet(book, "events"), lambda row: {"start": "03/03/2024"} if row["area"] == "GHA" else {})

    code = apply(book)

    assert (code, capsys.readouterr().err) == (
        1,
        "pagebook: update/events.csv:2: start: '03/03/2024' is not year-month-day, as spreadsheets rewrite "
        "dates; write 2024-03-03, as the draft has it, in a cell of text\n",
    )


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"decision": "perhaps"}, "decision: 'perhaps' is no decision; expected accept, merge, reject, or a"),
        ({"draft": "d0"}, "draft: there is no draft 'd0' for this table; rows without a draft go into data/"),
        ({"decision": "merge", "match": "per-2017-forum"}, "match: events has no row 'per-2017-forum'; did"),
        (
            {"decision": "merge", "match": "per-2017-green-industry-forums", "take": "begin"},
            "take: no cell 'begin' to take; expected one",
        ),
    ],
)
def test_a_decision_that_cannot_be_is_told(
    book: Book, capsys: pytest.CaptureFixture[str], edit: dict[str, str], message: str
):
    """The sheet, the line, the cell, and what would be right."""
    change(sheet(book, "events"), lambda row: edit if row["area"] == "PER" else {})

    code = apply(book)

    place = r"pagebook: update/events\.csv:3(?: \(document, line 3\))?: "
    told = re.sub(place, "", capsys.readouterr().err)
    assert (code, told[: len(message)]) == (1, message)


def test_a_merge_in_a_sheet_changes_the_named_cells(book: Book, plain_book: Path):
    """The matched row keeps its other cells and gains a citation."""
    merge = {"decision": "merge", "match": "per-2017-green-industry-forums", "take": "precision, place"}
    change(sheet(book, "events"), lambda row: {**merge, "place": "Arequipa"} if row["area"] == "PER" else {})

    assert apply(book) == 0

    old, new = table(plain_book, "events"), table(book.root, "events")
    ((before, after),) = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    cells = dict(zip(csv_cells(old[0]), zip(csv_cells(before), csv_cells(after), strict=True), strict=True))
    assert {name: pair for name, pair in cells.items() if pair[0] != pair[1]} == {
        "place": ("", "Arequipa"),
        "precision": ("year range", "day"),
        "sources": (
            "page-timeline-peru#line 43; page-country-peru#line 47",
            "page-timeline-peru#line 43; page-country-peru#line 47; page-update-2017-11#line 3",
        ),
    }


def csv_cells(line: str) -> list[str]:
    """Return the cells of a line."""
    return next(csv.reader([line]))


def test_rows_that_belong_together_wait_for_each_other(
    book: Book, plain_book: Path, capsys: pytest.CaptureFixture[str]
):
    """An accepted event is not written while nobody has decided about its people."""
    decide(book)
    change(sheet(book, "participation"), lambda _: {"decision": ""})

    assert apply(book) == 0

    told = capsys.readouterr().out.split("\n")
    assert re.sub(r"d[0-9a-f]{10}", "d…", told[1]) == (
        "waiting: d… (update/events.csv:2 (document, line 1)) is written together with d… "
        "(update/participation.csv:2 (document, line 1))"
    )
    assert told[2] == "1 undecided; pagebook review goes on with them"
    assert added(book, plain_book, "events") == []


def test_people_fall_with_their_event(book: Book, capsys: pytest.CaptureFixture[str]):
    """Who rejects an event is not asked about the people at it."""
    change(sheet(book, "events"), lambda _: {"decision": "reject"})

    main(["review", "--list", "--book", str(book.root)])

    assert capsys.readouterr().out.split("\n") == [
        "document  table          open  accepted  rejected  written  same",
        "update    events            0         0         2        0     0",
        "update    participation     0         0         1        0     0",
        "every draft is decided; pagebook check and pagebook build come next",
        "",
    ]


def test_rows_that_were_written_are_not_asked_for_when_the_document_is_read_again(
    book: Book, capsys: pytest.CaptureFixture[str]
):
    """A later version of the document keeps what was decided, and adds what is new."""
    decide(book)
    apply(book)
    capsys.readouterr()

    moved = [replace(draft, place="line 7") for draft in (COURSE, PEOPLE, FORUM)]
    intake = read_drafts(book, *moved, replace(FORUM, evidence="Another forum took place on 30 March."))
    main(["review", "--list", "--book", str(book.root)])

    assert (len(intake.kept), intake.reopened, intake.gone) == (3, (), ())
    assert capsys.readouterr().out.split("\n")[1:4] == [
        "update    events            1         0         1        1     0",
        "update    participation     0         0         0        1     0",
        "1 undecided; pagebook review goes on with them",
    ]


def test_data_that_are_wrong_already_are_mended_first(book: Book, capsys: pytest.CaptureFixture[str]):
    """Whose problem is whose could not be told any more."""
    path = book.data / "programme" / "events.csv"
    path.write_text(path.read_text("utf-8").replace(",held,", ",hold,", 1), "utf-8")
    decide(book)

    code = apply(book)

    assert (code, capsys.readouterr().err.splitlines()[1]) == (
        1, "the data have problems before anything is accepted; mend them first",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["updat"], "pagebook: no drafts of 'updat' in "),
        (["--list", "--apply"], "Usage: pagebook review"),
        (["--drafts", "nowhere"], "pagebook: no drafts in "),
    ],
)
def test_a_command_that_is_wrong_says_what_is_right(
    book: Book,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
):
    """Documents without drafts, and options that exclude each other."""
    monkeypatch.chdir(book.root)

    code = main(["review", *arguments])

    assert (code in (1, 2), capsys.readouterr().err[: len(message)]) == (True, message)


def test_a_cell_changed_after_its_row_was_written_is_told(
    book: Book, plain_book: Path, capsys: pytest.CaptureFixture[str]
):
    """The row in the table stays as it is, and the reviewer learns where to change it."""
    decide(book)
    apply(book)
    change(sheet(book, "events"), lambda row: {"place": "Accra"} if row["area"] == "GHA" else {})
    capsys.readouterr()

    code = apply(book)

    assert (code, capsys.readouterr().out.split("\n")[0]) == (
        0,
        "update/events.csv:2 (document, line 1): place: not taken, as the row is written; "
        "change data/programme/events.csv",
    )
    assert added(book, plain_book, "events") == [_EVENT]


def test_the_words_of_another_passage_are_the_documents_own_too(
    book: Book, capsys: pytest.CaptureFixture[str]
):
    """What a reviewer copies from elsewhere in the document is found as well."""
    decide(book)
    note = "experts from both ministries ran a training of trainers"
    change(sheet(book, "events"), lambda row: {"decision": "accept", "note": note, "title": "Forum"})

    code = apply(book)

    told = f"note: 9 words in a row are the document's own: “{note}”; say it in your own words"
    assert (code, capsys.readouterr().err.splitlines()) == (
        1,
        [
            f"pagebook: update/events.csv:2 (document, line 1): {told}",
            f"update/events.csv:3 (document, line 3): {told}",
        ],
    )


def test_rows_that_are_gone_from_a_sheet_are_undecided(book: Book, capsys: pytest.CaptureFixture[str]):
    """Deleting a row, or a whole sheet, is no decision; the drafts are there again."""
    decide(book)
    sheet(book, "participation").unlink()
    write(sheet(book, "events"), read(sheet(book, "events"))[:1])

    code = apply(book)

    assert (code, capsys.readouterr().out.splitlines()[-1]) == (
        0, "2 undecided; pagebook review goes on with them",
    )  # fmt: skip
    assert [row["area"] for row in read(sheet(book, "events"))] == ["GHA", "PER"]
    assert [row["total"] for row in read(sheet(book, "participation"))] == ["24"]
