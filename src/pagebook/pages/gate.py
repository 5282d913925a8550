"""The gate before running and publishing: data, dictionary and pages, all their problems together."""

from __future__ import annotations

from pathlib import Path

from pagebook.data import Package, Problem, check_data, dictionary, write_text
from pagebook.errors import DataError
from pagebook.pages.check import check_pages, check_sources
from pagebook.pages.lock import writing
from pagebook.project import Book

__all__ = ["before_running", "describe_data", "everything"]


def before_running(book: Book) -> list[Problem]:
    """Return what must be mended before a page runs: problems of data, contents and notebooks."""
    data = check_data(book)
    # Where data are wrong, the pages cannot be planned; saying so again would only hide the cause.
    return [*data, *_check_dictionary(book), *(() if data else check_sources(book))]


def everything(book: Book) -> list[Problem]:
    """Return every problem of the book, pages that are not current among them."""
    data = check_data(book)
    return [*data, *_check_dictionary(book), *(() if data else check_pages(book))]


def describe_data(book: Book) -> tuple[Path, bool]:
    """Write the data dictionary; return its path and whether it changed.

    Raises:
        DataError: The descriptor is broken, or the file cannot be written.
        LockedError: Another process is writing the book.
    """
    with writing(book):
        path, text = book.data / "README.md", dictionary(Package.load(book.data))
        changed = not _holds(path, text)
        if changed:
            write_text(path, text)
        return path, changed


def _check_dictionary(book: Book) -> list[Problem]:
    path = book.data / "README.md"
    try:
        text = dictionary(Package.load(book.data))
    except DataError:
        # A broken descriptor is among the problems of the data already.
        return []
    if _holds(path, text):
        return []
    message = "does not describe the data package as it is" if path.exists() else "is missing"
    return [Problem(book.relative(path), 0, "", message, "run pagebook describe", "dictionary")]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
