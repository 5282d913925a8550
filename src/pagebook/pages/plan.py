"""The plan: which notebook runs with which parameters and becomes which page."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.pages.templates import Template, template_of, templates_of
from pagebook.pages.toc import toc_entries
from pagebook.project import Book

__all__ = ["Page", "plan", "select", "suggestion"]


@dataclass(frozen=True)
class Page:
    """A notebook to run and the page that comes of it.

    Attributes:
        key: How people name the page: the key of a template's row, such as a country's code `PER`, or a
            chapter's file name (no suffix).
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

    def made_from(self, template: Template) -> bool:
        """Return whether the page is one of a template's."""
        return template_of(self.template) == template


def plan(book: Book, tables: Tables) -> tuple[Page, ...]:
    """Return every page of the book: in the order of the table of contents, then those that it lacks, by key.

    Raises:
        DataError: A template's table cannot be read.
        TocError: The table of contents cannot be read.
    """
    position = {entry: at for at, entry in reversed(list(enumerate(toc_entries(book))))}

    def order(page: Page) -> tuple[int, str]:
        entry = book.relative(page.output).removesuffix(".ipynb")
        return position.get(entry, len(position)), page.key

    return tuple(sorted([*_made(book, tables), *_chapters(book)], key=order))


def _made(book: Book, tables: Tables) -> list[Page]:
    return [
        Page(key, one.path(book), book.chapters / one.folder / f"{slug}.ipynb", {one.parameter: key})
        for one in templates_of(book, tables)
        for key, slug in one.rows(tables)
    ]


def _chapters(book: Book) -> list[Page]:
    notebooks = sorted(book.chapters.glob("*.ipynb"))
    return [Page(path.stem, path, path) for path in notebooks if template_of(path) is None]


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
