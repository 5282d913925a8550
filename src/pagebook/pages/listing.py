"""Every page with its state, and the choice of pages to run."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from pagebook.data import Tables
from pagebook.pages.notebooks import NotebookError
from pagebook.pages.plan import Page, plan, select
from pagebook.pages.reasons import Reason
from pagebook.pages.since import changed_since
from pagebook.pages.staleness import Inputs, staleness
from pagebook.project import Book

__all__ = ["Entry", "as_json", "as_lines", "choose", "listing"]


@dataclass(frozen=True)
class Entry:
    """A page and its state.

    Attributes:
        page: The plan's entry.
        reasons: Why it must run again; empty when it is current.
    """

    page: Page
    reasons: tuple[Reason, ...]


def listing(book: Book) -> tuple[Entry, ...]:
    """Return every page of the book with its state, in the plan's order."""
    tables = Tables.open(book)
    pages = plan(book, tables)
    now = Inputs.current(book, tables)
    return tuple(Entry(page, _reasons(page, now)) for page in pages)


def _reasons(page: Page, now: Inputs) -> tuple[Reason, ...]:
    try:
        return staleness(page, now)
    except NotebookError as error:
        return (Reason(str(error)),)


def choose(
    book: Book,
    *,
    only: Sequence[str] = (),
    since: str | None = None,
    every: bool = False,
    changed: Set[str] | None = None,
) -> tuple[Entry, ...]:
    """Return the pages to run: those asked for, with no reason but that; else those that are not current.

    Args:
        book: The book.
        only: Keys or file names of pages.
        since: Leave those pages out whose inputs are as at this git revision.
        every: All pages, current or not.
        changed: Names of the files of the book that changed since every page was current; None when that is
            not known.

    Raises:
        ParameterError: A name or the revision does not exist.
    """
    tables = Tables.open(book)
    pages = plan(book, tables)
    if only:
        pages = select(pages, only)
    if since is not None:
        found = changed_since(book, pages, since, Inputs.current(book, tables))
        return tuple(Entry(page, reasons) for page, reasons in found)
    if only or every:
        return tuple(Entry(page, ()) for page in pages)
    now = Inputs.current(book, tables, changed)
    entries = (Entry(page, _reasons(page, now)) for page in pages)
    return tuple(entry for entry in entries if entry.reasons)


def as_lines(book: Book, entries: Sequence[Entry], *, why: bool = False) -> list[str]:
    """Return the listing for people, one line a page.

    Args:
        book: The book.
        entries: Its pages.
        why: Whether each reason gets a line of its own, with the rows that are behind it.
    """
    lines = _lines(book, entries)
    if not why:
        return [
            line + ": " * bool(said) + said for line, said in zip(lines, map(_said, entries), strict=True)
        ]
    return [
        line
        for head, entry in zip(lines, entries, strict=True)
        for line in (head, *(f"  {reason.why()}" for reason in entry.reasons))
    ]


def _lines(book: Book, entries: Sequence[Entry]) -> list[str]:
    rows = [
        (entry.page.key, book.relative(entry.page.output), _given(entry.page), _state(entry))
        for entry in entries
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]


def as_json(book: Book, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the listing for programs."""
    return [
        {
            "page": entry.page.key,
            "template": book.relative(entry.page.template),
            "output": book.relative(entry.page.output),
            "parameters": dict(entry.page.parameters),
            "current": not entry.reasons,
            "reasons": [str(reason) for reason in entry.reasons],
            "why": [reason.as_json() for reason in entry.reasons],
        }
        for entry in entries
    ]


def _given(page: Page) -> str:
    return " ".join(f"{name}={value}" for name, value in page.parameters.items())


def _state(entry: Entry) -> str:
    return "stale" if entry.reasons else "current"


def _said(entry: Entry) -> str:
    return "; ".join(map(str, entry.reasons))
