"""The small book as fixtures."""

from pathlib import Path

import pytest
from tests.small_book import make_figure, write_small_book

from pagebook.figures import Figure
from pagebook.project import Book


@pytest.fixture(scope="session")
def figure():
    """Return a function that makes a figure of two years, any of its words replaced."""

    def make(**changes) -> Figure:
        return make_figure(**changes)

    return make


@pytest.fixture(scope="session")
def write_book(book_root):
    """Return a function that writes the small book into a folder."""

    def write(root: Path, **changes) -> Book:
        return write_small_book(book_root, root, **changes)

    return write


@pytest.fixture
def small_book(tmp_path, write_book) -> Book:
    """Return the small book."""
    return write_book(tmp_path / "book")


@pytest.fixture(scope="module")
def module_book(tmp_path_factory, write_book) -> Book:
    """Return a small book with formulas on its front page, for tests that only look."""
    book = write_book(tmp_path_factory.mktemp("books") / "book")
    index = book.chapters / "index.md"
    index.write_text(index.read_text("utf-8") + "\nInline {math}`a^2`.\n\n```{math}\nb_2\n```\n", "utf-8")
    return book
