"""A book without pages or statistics, with drafts of a small update: quick to check, and whole."""

import shutil
from pathlib import Path

import pytest

from pagebook.cli import main
from pagebook.project import Book

UPDATE = """\
Ghana: On 3-5 March, experts from both ministries ran a training of trainers on green procurement in Kumasi. \
24 participants came, 11 women and 13 men.

Peru: A forum took place on 30 March.
"""
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
def book(plain_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Book:
    """Return a book with three drafts: an event in Ghana, the people at it, and an event in Peru."""
    shutil.copytree(plain_book, tmp_path / "book")
    book = Book((tmp_path / "book").resolve())
    read_update(book, tmp_path, UPDATE)
    capsys.readouterr()
    return book


def read_update(book: Book, folder: Path, text: str) -> None:
    """Read an update of 2024 into drafts."""
    (folder / "update.md").write_text(text, "utf-8")
    arguments = ["--source", "page-update-2017-11", "--year", "2024", "--book", str(book.root)]
    assert main(["ingest", str(folder / "update.md"), *arguments]) == 0
