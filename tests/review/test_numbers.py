"""Numbers of drafts: those that count rows below another, and negative ones."""

import csv
from pathlib import Path

from tests.review.conftest import read_drafts
from tests.review.sheets import change, read, sheet
from tests.review.test_command import added, apply

from pagebook.ingest.draft import Draft
from pagebook.project import Book

_KEY = "arg-2025-outcome-2"
_ACHIEVEMENT = Draft(
    "achievements",
    {"achievement": _KEY, "area": "ARG", "outcome": "2", "year": "2025"},
    "line 1",
    "A report on hydrogen came out.",
    state="same",
    match=_KEY,
)
_ITEMS = [
    Draft(
        "achievement_items", {"achievement": _KEY, "item": str(number)}, f"line {number}", f"Part {number}."
    )
    for number in (1, 2)
]
_FALL = Draft(
    "reported_figures",
    {"area": "GUY", "value": "-34", "unit": "percent", "year": "2035", "nature": "projection"}
    | {"basis": "stated", "about": "world", "qualifier": "exact"},
    "line 5",
    "Output would be 34% lower.",
)


def test_items_are_numbered_on_from_those_that_are_there(book: Book, plain_book: Path):
    """A number that a row of the book has is not the draft's; the next free one is."""
    path = book.data / "programme" / "achievement_items.csv"
    with path.open(encoding="utf-8", newline="") as file:
        there = sum(row["achievement"] == _KEY for row in csv.DictReader(file))
    read_drafts(book, _ACHIEVEMENT, *_ITEMS)
    change(sheet(book, "achievement_items"), lambda row: {"decision": "accept", "what": row["locator"]})

    code = apply(book)

    assert (code, there > 1) == (0, True)
    assert added(book, plain_book, "achievement_items") == [
        f"{_KEY},{there + number},line {number},page-update-2017-11#line {number}" for number in (1, 2)
    ]


def test_a_number_below_zero_stays_one_through_a_sheet(book: Book, plain_book: Path):
    """An apostrophe keeps it from being a formula in a spreadsheet; the table has the number alone."""
    read_drafts(book, _FALL)
    cells = read(sheet(book, "reported_figures"))
    change(sheet(book, "reported_figures"), lambda _: {"decision": "accept", "measure": "Change of output"})

    code = apply(book)

    assert ([row["value"] for row in cells], code) == (["'-34"], 0)
    (line,) = added(book, plain_book, "reported_figures")
    assert line.startswith("guy-2035-change-output,GUY,Change of output,-34,")
