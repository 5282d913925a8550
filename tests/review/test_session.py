"""The pass in a terminal: a person's keys go in, rows come out."""

import csv
import re
import signal
from pathlib import Path

import pytest
from tests.review.terminal import Terminal

from pagebook.cli import main
from pagebook.data import check_data
from pagebook.project import Book

PROMPT = "\n> "


def review(book: Book, *arguments: str, **env: str) -> Terminal:
    """Begin a pass, and wait until the first draft is shown."""
    terminal = Terminal("review", "--book", str(book.root), *arguments, **env)
    terminal.until(PROMPT)
    return terminal


def rows(book: Book, table: str) -> list[dict[str, str]]:
    """Return the rows of a table of the programme."""
    with (book.data / "programme" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drafts(book: Book, table: str) -> list[dict[str, str]]:
    """Return the rows of a sheet of drafts."""
    with (book.root / "_drafts" / "update" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def new_lines(before: Book | Path, book: Book, name: str) -> tuple[list[str], list[str]]:
    """Return the lines that a table has more, and those that it lacks."""
    root = before.root if isinstance(before, Book) else before
    old = (root / "data" / "programme" / name).read_text("utf-8").splitlines()
    new = (book.data / "programme" / name).read_text("utf-8").splitlines()
    return [line for line in new if line not in old], [line for line in old if line not in new]


def test_an_event_and_its_people_are_written_together(book: Book, plain_book: Path):
    """An accepted event waits until its people are decided; then both tables gain a row, and nothing else."""
    terminal = review(book)

    terminal.answer("a")
    terminal.until("title (Title): ")
    terminal.answer("Green procurement course")
    terminal.until("kept; written together", PROMPT)
    waiting = new_lines(plain_book, book, "events.csv")
    terminal.until(PROMPT)
    terminal.answer("a")
    terminal.until("written: events gha-2024-green-procurement-course, participation")
    terminal.until(PROMPT)
    terminal.answer("q")
    code, rest = terminal.end()

    assert waiting == ([], [])
    assert new_lines(plain_book, book, "events.csv") == (
        [
            "gha-2024-green-procurement-course,GHA,Green procurement course,2024-03-03,2024-03-05,day,true,,"
            "Kumasi,,,,training,held,,,,,,,page-update-2017-11#line 1"
        ],
        [],
    )
    assert new_lines(plain_book, book, "participation.csv") == (
        ["gha-2024-green-procurement-course,all,24,exact,13,11,,page-update-2017-11#line 1"],
        [],
    )
    assert (code, rest.split("\n")[-2]) == (0, "1 undecided; pagebook review goes on with them")
    assert check_data(book) == []


def test_the_documents_own_words_are_refused(book: Book, plain_book: Path):
    """A title of nine of the document's words is flagged and not accepted, whatever its capitals."""
    terminal = review(book)

    terminal.answer("e title=Experts from both ministries ran a Training of trainers, on green procurement")
    flagged = terminal.until(PROMPT)
    terminal.answer("a")
    refused = terminal.until(PROMPT)
    terminal.answer("q")
    terminal.end()

    assert "! title: the document's own words:" in flagged
    told = " ".join(refused.split())
    assert "9 words in a row are the document's own: “Experts from both ministries ran a Training of" in told
    assert "say it in your own words" in told
    assert new_lines(plain_book, book, "events.csv") == ([], [])


def test_a_wrong_cell_is_told_with_what_is_right(book: Book, plain_book: Path):
    """What the check of the data would say is said before anything is written."""
    terminal = review(book)
    terminal.answer("s")
    terminal.until("participation")
    terminal.until(PROMPT)
    terminal.answer("s")
    terminal.until(PROMPT)

    terminal.answer("e end=2024-03-01")
    terminal.until(PROMPT)
    terminal.answer("e title=Meeting of foresters")
    terminal.until(PROMPT)
    terminal.answer("a")
    refused = " ".join(terminal.until(PROMPT).split())
    terminal.answer("e end=2024-03-31")
    terminal.until(PROMPT)
    terminal.answer("a")
    terminal.until("written: events per-2024-meeting-foresters")
    code, _ = terminal.end()

    place, told = "! update/events.csv:3 (document, line 3): end: ", "2024-03-01 is before start 2024-03-30"
    assert f"{place}{told}; expected 2024-03-30 or later" in refused
    assert [row["end"] for row in rows(book, "events") if row["event"] == "per-2024-meeting-foresters"] == [
        "2024-03-31"
    ]
    assert (code, new_lines(plain_book, book, "events.csv")[1]) == (0, [])


def test_a_merge_changes_the_named_cells_and_adds_the_citation(book: Book, plain_book: Path):
    """One row of the table changes, in the cell that was named and in its sources."""
    known = next(row for row in rows(book, "events") if row["event"] == "per-2017-green-industry-forums")
    terminal = review(book)
    for _ in range(2):
        terminal.answer("s")
        terminal.until(PROMPT)

    terminal.answer("m per-2017-green-industry-forums")
    offered = terminal.until("take: ")
    terminal.answer("precision")
    terminal.until("written: events per-2017-green-industry-forums")
    terminal.end()

    assert "1 start: 2017-01-01 -> 2024-03-30" in offered
    changed = {**known, "precision": "day", "sources": f"{known['sources']}; page-update-2017-11#line 3"}
    assert [row for row in rows(book, "events") if row["event"] == known["event"]] == [changed]
    added, gone = new_lines(plain_book, book, "events.csv")
    assert (len(added), len(gone)) == (1, 1)


def test_back_takes_a_row_out_again(book: Book, plain_book: Path):
    """What was written can be taken back on the way, and be decided in another way."""
    terminal = review(book)
    for answer in ("r", "e title=Forum in spring"):
        terminal.answer(answer)
        terminal.until(PROMPT)
    terminal.answer("b")
    terminal.until("decided: rejected")
    terminal.until(PROMPT)
    terminal.answer("a")
    terminal.until("take that back first? [y/n] ")
    terminal.answer("y")
    terminal.until("title (Title): ")
    terminal.answer("Course on buying green")
    terminal.until(PROMPT)
    terminal.answer("a")
    terminal.until("written: events gha-2024-course-buying-green")
    terminal.until(PROMPT)

    terminal.answer("b")
    terminal.until("decided: written as gha-2024-course-buying-green all")
    terminal.until(PROMPT)
    terminal.answer("b")
    terminal.until("decided: written as gha-2024-course-buying-green")
    terminal.until(PROMPT)
    terminal.answer("r")
    terminal.until("take that back first? [y/n] ")
    terminal.answer("y")
    terminal.until("Forum in spring")
    terminal.until(PROMPT)
    terminal.answer("q")
    code, _ = terminal.end()

    assert code == 0
    assert new_lines(plain_book, book, "events.csv") == ([], [])
    assert new_lines(plain_book, book, "participation.csv") == ([], [])
    assert [row["decision"] for row in drafts(book, "events")] == ["reject", ""]


@pytest.mark.parametrize(("how", "expected"), [("key", 130), ("signal", 130), ("closed", 0)])
def test_an_interrupted_pass_keeps_what_was_decided(book: Book, how: str, expected: int):
    """Ctrl-C, the end of a job, and a closed input lose nothing, and the next pass goes on."""
    terminal = review(book)
    terminal.answer("r")
    terminal.until(PROMPT)

    if how == "key":
        terminal.press("\x03")
    elif how == "signal":
        terminal.process.send_signal(signal.SIGTERM)
    else:
        terminal.press("\x04")
    code, rest = terminal.end()

    assert (code, "1 undecided; pagebook review goes on with them" in rest) == (expected, True)
    again = Terminal("review", "--book", str(book.root))
    shown = again.until(PROMPT)
    again.answer("q")
    again.end()
    assert "line 3: events, new, 1 of 1" in shown


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({}, False),
        ({"PYTHONIOENCODING": "ascii"}, False),
    ],
    ids=["colours", "no colours", "dumb", "ASCII"],
)
def test_a_draft_fits_any_terminal(book: Book, env: dict[str, str], coloured: bool):
    """No line is longer than 80 columns, and colours are only there where they are wanted."""
    path = book.root / "_drafts" / "update" / "drafts.json"
    path.write_text(path.read_text("utf-8").replace("experts", f"{'x' * 90} \\u001b[31m[red]"), "utf-8")
    terminal = review(book, **env)
    terminal.answer("q")

    terminal.end()

    assert max(map(len, terminal.text.split("\n"))) <= 80
    assert (re.search(r"\x1b\[(?:\d+;)*3[0-7]m", terminal.raw) is not None) == coloured
    assert re.search(r"[\ufffd?]\[31m\[red\]", terminal.text)


def test_two_people_do_not_review_at_once(book: Book, capsys: pytest.CaptureFixture[str]):
    """While a pass is open, neither another review nor another reading of the document begins."""
    terminal = review(book)

    code = main(["review", "--apply", "--book", str(book.root)])

    terminal.answer("q")
    terminal.end()
    assert (code, " is being written by process " in capsys.readouterr().err) == (2, True)
