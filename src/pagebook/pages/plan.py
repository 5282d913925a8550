"""The plan: which notebook runs with which parameters and becomes which page."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.pages.toc import toc_entries
from pagebook.project import Book

__all__ = ["COUNTRY_TEMPLATE", "Page", "plan", "select", "suggestion"]

COUNTRY_TEMPLATE = "country.ipynb"
"""The template of the country pages, in the chapters' folder."""


@dataclass(frozen=True)
class Page:
    """A notebook to run and the page that comes of it.

    Attributes:
        key: How people name the page: a country's code such as `PER`, or a chapter's file name (no suffix).
        template: The notebook that runs.
        output: The page; the same file as `template` for an authored chapter, which runs in place.
        parameters: What the template's parameters cell is given.
    """

    key: str
    template: Path
    output: Path
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The page's file name without suffix, such as `peru`."""
        return self.output.stem

    @property
    def record(self) -> Path:
        """The file beside the page that says what the page was made from."""
        return self.output.with_name(f"{self.slug}.record.json")

    @property
    def in_place(self) -> bool:
        """Whether the page is an authored chapter, which keeps its outputs in its own file."""
        return self.template == self.output


def plan(book: Book, tables: Tables) -> tuple[Page, ...]:
    """Return every page of the book: in the order of the table of contents, then those that it lacks, by key.

    Raises:
        DataError: The table of countries cannot be read.
        TocError: The table of contents cannot be read.
    """
    position = {entry: at for at, entry in reversed(list(enumerate(toc_entries(book))))}

    def order(page: Page) -> tuple[int, str]:
        entry = book.relative(page.output).removesuffix(".ipynb")
        return position.get(entry, len(position)), page.key

    return tuple(sorted([*_countries(book, tables), *_chapters(book)], key=order))


def _countries(book: Book, tables: Tables) -> list[Page]:
    rows = tables.select("countries")
    template = book.chapters / COUNTRY_TEMPLATE
    folder = book.chapters / "countries"
    return [
        Page(code, template, folder / f"{slug}.ipynb", {"country": code})
        for code, slug in zip(rows["country"], rows["slug"], strict=True)
    ]


def _chapters(book: Book) -> list[Page]:
    notebooks = sorted(book.chapters.glob("*.ipynb"))
    return [Page(path.stem, path, path) for path in notebooks if path.name != COUNTRY_TEMPLATE]


def select(pages: Sequence[Page], handles: Iterable[str]) -> tuple[Page, ...]:
    """Return the pages that the handles name (key or file name, in any case), in the plan's order.

    Raises:
        ParameterError: A handle names no page; lists those that there are.
    """
    known = {name.casefold(): page.key for page in pages for name in (page.slug, page.key)}
    wanted = set()
    for handle in handles:
        if handle.casefold() not in known:
            near = suggestion(handle.casefold(), known)
            keys = ", ".join(page.key for page in pages) or "none"
            raise ParameterError(f"no page {handle!r}{near}; pages: {keys}")
        wanted.add(known[handle.casefold()])
    return tuple(page for page in pages if page.key in wanted)


def suggestion(name: str, allowed: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest allowed name, or nothing when none is near."""
    near = difflib.get_close_matches(name, list(allowed), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
