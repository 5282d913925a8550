"""A book without pages or statistics, with drafts of a small update: quick to check, and whole."""

import shutil
from pathlib import Path

import pytest

from pagebook.data import Package
from pagebook.ingest.draft import Draft
from pagebook.ingest.intake import Intake, take_in
from pagebook.ingest.store import held
from pagebook.pages.journal import write_together
from pagebook.project import Book

_HELD = {"precision": "day", "year_inferred": "true", "status": "held"}
COURSE = Draft(
    "events",
    {"area": "GHA", "start": "2024-03-03", "end": "2024-03-05", "place": "Kumasi", "kind": "training"}
    | _HELD,
    "line 1",
    "On 3-5 March, experts from both ministries ran a training of trainers on green procurement in Kumasi.",
    ("title: in our own words", "the year is not printed"),
)
PEOPLE = Draft(
    "participation",
    {"group": "all", "total": "24", "men": "13", "women": "11", "qualifier": "exact"},
    "line 1",
    "24 participants came, 11 women and 13 men.",
)
FORUM = Draft(
    "events",
    {"area": "PER", "start": "2024-03-30", "end": "2024-03-30", "kind": "forum"} | _HELD,
    "line 3",
    "A forum took place on 30 March.",
)
_BIG = (
    "indicators/indicators.csv",
    "indicators/breaks.csv",
    "indicators/peer_medians.csv",
    "reference/shapes.csv",
)


@pytest.fixture(scope="session")
def plain_book(book_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book of the real tables, the big ones left empty."""
    root = tmp_path_factory.mktemp("plain") / "book"
    shutil.copytree(book_root / "data", root / "data")
    shutil.copy(book_root / "_config.yml", root / "_config.yml")
    for name in _BIG:
        for path in (root / "data").glob(f"**/{name}"):
            path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")
    return root


@pytest.fixture
def book(plain_book: Path, tmp_path: Path) -> Book:
    """Return a book with three drafts: an event in Ghana, the people at it, and an event in Peru."""
    shutil.copytree(plain_book, tmp_path / "book")
    book = Book((tmp_path / "book").resolve())
    read_drafts(book, COURSE, PEOPLE, FORUM)
    return book


def read_drafts(book: Book, *drafts: Draft) -> Intake:
    """Put drafts into the book's folder as a reading of the document `update` does."""
    intake = take_in(Package.load(book.data), drafts, book.root / "_drafts" / "update", "page-update-2017-11")
    with held(book.root / "_drafts") as place:
        write_together(place, intake.drafts.contents(Package.load(book.data)))
    return intake
