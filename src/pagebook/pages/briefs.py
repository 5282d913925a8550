"""Which country pages a brief is made of: those that are asked for, and only while they are current."""

from __future__ import annotations

from collections.abc import Sequence

from pagebook.data import Tables
from pagebook.errors import BuildError, ParameterError
from pagebook.pages.listing import listing
from pagebook.pages.plan import Page, plan, select
from pagebook.pages.templates import COUNTRY
from pagebook.project import Book

__all__ = ["pages_for_briefs"]


def pages_for_briefs(book: Book, handles: Sequence[str], *, every: bool = False) -> tuple[Page, ...]:
    """Return the pages of countries, in the plan's order.

    Args:
        book: The book.
        handles: Codes or file names of countries, in any case.
        every: All countries.

    Raises:
        ParameterError: A handle names no country, or there is none; the message lists them.
        BuildError: Some of the pages are not current; the message says what to run.
    """
    countries = [page for page in plan(book, Tables.open(book)) if page.made_from(COUNTRY)]
    if every == bool(handles):
        known = ", ".join(page.key for page in countries)
        raise ParameterError(f"name some countries, or all of them with --all; countries: {known}")
    chosen = tuple(countries) if every else select(countries, handles)
    stale = {entry.page.key for entry in listing(book) if entry.reasons}
    if behind := [page.key for page in chosen if page.key in stale]:
        told = "a page is" if len(behind) == 1 else f"{len(behind)} pages are"
        raise BuildError(f"{told} not current; first run: pagebook run --only {','.join(behind)}")
    return chosen
