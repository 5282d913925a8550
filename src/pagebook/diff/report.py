"""Compare what somebody named, and write the page and the summary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pagebook.diff.changes import Changes
from pagebook.diff.compare import compare
from pagebook.diff.html import html_page
from pagebook.diff.sides import both_sides
from pagebook.diff.summary import markdown_summary, text_summary
from pagebook.pages.write import check_writable, write_files
from pagebook.project import Book

__all__ = ["Report", "diff_books"]

_SHOWN = 8_000
"""Bytes that a terminal shows; the page has all of it."""


@dataclass(frozen=True)
class Report:
    """The differences between two editions, to be told.

    Attributes:
        book: The book whose `_build` takes what is made.
        changes: The differences.
    """

    book: Book
    changes: Changes

    def text(self) -> str:
        """Return the summary for a terminal."""
        return text_summary(self.changes, _SHOWN)

    def write(
        self, html: Path | None, markdown: Path | None, *, charts: int, default: bool = True
    ) -> tuple[Path, ...]:
        """Write the page and the summary, whole or not at all, and return where they are.

        Args:
            html: Where the page goes.
            markdown: Where the summary goes; by default it is not written.
            charts: How many charts the page draws.
            default: Whether the page goes into `_build` when no place is named; else it is not made.

        Raises:
            WriteError: A file cannot be written.
        """
        build = self.book.root / "_build"
        contents: dict[Path, bytes] = {}
        if html or default:
            page = html_page(self.changes, build / ".pagebook" / "pictures", charts=charts)
            contents[html or build / "diff" / "index.html"] = page.encode()
        if markdown:
            contents[markdown] = markdown_summary(self.changes).encode()
        check_writable(path.absolute().parent for path in contents)
        write_files(contents)
        return tuple(contents)


def diff_books(book: Book, old: str, new: str | None = None) -> Report:
    """Return the differences between two editions.

    Args:
        book: The book whose history and working tree are meant.
        old: A revision, a range of them, or a folder with a book.
        new: A revision or a folder; by default the book as it lies there.

    Raises:
        SideError: One of them cannot be found.
        DataError: An edition's description of its tables cannot be read.
    """
    with both_sides(book, old, new) as (before, after):
        changes = compare(before.root, after.root, old_name=before.name, new_name=after.name)
    return Report(book, changes)
