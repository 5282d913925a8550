"""The gate before running and publishing: data, dictionary and pages, all their problems together."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

from pagebook.data import DESCRIPTOR, Package, Problem, check_data, dictionary, write_text
from pagebook.errors import DataError
from pagebook.pages.check import check_pages, check_ran, check_sources
from pagebook.pages.lock import writing
from pagebook.pages.plan import Page
from pagebook.pages.verdict import State, changed_between, keep_right, state_of, verdict
from pagebook.project import Book

__all__ = ["after_running", "before_running", "describe_data", "everything"]

_DICTIONARY = "README.md"


def before_running(book: Book, changed: Set[str] | None = None) -> list[Problem]:
    """Return what must be mended before a page runs: problems of data, contents and notebooks.

    Args:
        book: The book.
        changed: Names of the files below `data` and `chapters` that changed since the book was right; None
            when that is not known.
    """
    data = check_data(book)
    described = changed is not None and changed.isdisjoint({f"data/{DESCRIPTOR}", f"data/{_DICTIONARY}"})
    words = [] if described else _check_dictionary(book)
    # Where data are wrong, the pages cannot be planned; saying so again would only hide the cause.
    return [*data, *words, *(() if data else check_sources(book, changed))]


def after_running(book: Book, before: State, ran: Sequence[Page]) -> list[Problem]:
    """Return what is wrong once pages ran; where nothing is, keep that the book is right.

    Args:
        book: The book.
        before: Its state when `before_running` began, which found nothing.
        ran: The pages that ran since; the others were current.
    """
    now = state_of(book)
    moved = changed_between(before, now)
    own = {book.relative(path) for page in ran for path in (page.output, page.record)}
    # Whatever else was saved meanwhile has not been checked, so all of it is.
    problems = check_ran(book, ran) if moved is not None and moved <= own else _everything(book)
    if not problems:
        keep_right(book, now)
    return problems


def everything(book: Book) -> list[Problem]:
    """Return every problem of the book, pages that are not current among them."""
    found = verdict(book)
    if found.right:
        return []
    problems = _everything(book)
    if not problems:
        keep_right(book, found.state)
    return problems


def _everything(book: Book) -> list[Problem]:
    data = check_data(book)
    return [*data, *_check_dictionary(book), *(() if data else check_pages(book))]


def describe_data(book: Book) -> tuple[Path, bool]:
    """Write the data dictionary; return its path and whether it changed.

    Raises:
        DataError: The descriptor is broken, or the file cannot be written.
        LockedError: Another process is writing the book.
    """
    with writing(book):
        path, text = book.data / _DICTIONARY, dictionary(Package.load(book.data))
        changed = not _holds(path, text)
        if changed:
            write_text(path, text)
        return path, changed


def _check_dictionary(book: Book) -> list[Problem]:
    path = book.data / _DICTIONARY
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
