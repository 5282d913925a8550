"""Checking the book: the table of contents, the notebooks' style, and whether every page is current."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from pagebook.data import DOCUMENTS, INPUT_OUTPUT, Problem, Tables
from pagebook.errors import DataError
from pagebook.pages.arithmetic import accounts_findings
from pagebook.pages.notebooks import NotebookError
from pagebook.pages.plan import Page, plan
from pagebook.pages.prose import NAMES, check_prose
from pagebook.pages.staleness import Inputs, staleness
from pagebook.pages.style import check_style
from pagebook.pages.templates import COUNTRY, template_of
from pagebook.pages.toc import TocError, toc_entries
from pagebook.project import Book
from pagebook.story.narrative import narrative_problems

__all__ = ["check_pages", "check_ran", "check_sources"]

_SUFFIXES = (".md", ".ipynb")


def check_pages(book: Book) -> list[Problem]:
    """Return every problem of the pages: those of `check_sources`, and each page that is not current."""
    pages, problems = _planned(book)
    if not pages:
        return problems
    now = Inputs.current(book)
    return [*problems, *_check(book, pages), *(found for page in pages for found in _stale(book, page, now))]


def check_sources(book: Book, changed: Set[str] | None = None) -> list[Problem]:
    """Return the problems of what people write: contents, notebooks, and files that belong to no page.

    Args:
        book: The book.
        changed: Names of the files below `data` and `chapters` that changed since there were no problems;
            None when that is not known.
    """
    pages, problems = _planned(book)
    return [*problems, *(_check(book, pages, changed) if pages else ())]


def check_ran(book: Book, pages: Sequence[Page]) -> list[Problem]:
    """Return the problems of pages that just ran, where nothing but they changed since all was checked."""
    now = Inputs.current(book)
    chapters = [page.template for page in pages if page.in_place]
    stale = [found for page in pages for found in _stale(book, page, now)]
    return [*_check_notebooks(book, chapters), *stale]


def _planned(book: Book) -> tuple[tuple[Page, ...], list[Problem]]:
    try:
        return plan(book, Tables.open(book)), []
    except TocError as error:
        return (), [
            Problem(book.toc.name, 0, "", str(error).partition(": ")[2], "a table of contents", "toc")
        ]
    except DataError as error:
        first = str(error.problems[0])
        return (), [
            Problem("data", 0, "", f"the pages cannot be planned: {first}", "mend the data first", "plan")
        ]


def _check(book: Book, pages: tuple[Page, ...], changed: Set[str] | None = None) -> Iterator[Problem]:
    yield from _check_names(book, pages)
    yield from _check_toc(book, pages)
    yield from _check_strays(book, pages)
    if changed is None or any(name.startswith(INPUT_OUTPUT) for name in changed):
        yield from accounts_findings(Tables.open(book))
    if changed is None:
        yield from narrative_problems(Tables.open(book))
    elif any(name.startswith(("data/", DOCUMENTS)) for name in changed):
        # A page reads all that its narrative rests on: where it is current, so is what was found then.
        now = Inputs.current(book)
        yield from narrative_problems(Tables.open(book), {page.key for page in pages if _moved(page, now)})
    notebooks = sorted({page.template for page in pages})
    if changed is not None and book.relative(book.chapters / NAMES) not in changed:
        notebooks = [path for path in notebooks if book.relative(path) in changed]
    yield from _check_notebooks(book, notebooks)


def _check_notebooks(book: Book, notebooks: Sequence[Path]) -> Iterator[Problem]:
    yield from check_prose(book, notebooks)
    for path in notebooks:
        yield from check_style(path, book.relative(path), template=template_of(path) is not None)


def _check_names(book: Book, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Yield names that two pages have: what is asked for by such a name would be one of them by chance."""
    owners: dict[str, list[Page]] = {}
    for page in pages:
        for name in {page.key.casefold(), page.slug.casefold()}:
            owners.setdefault(name, []).append(page)
    for name, found in sorted(owners.items()):
        if len(found) > 1:
            message = f"has the name {name!r}, as {book.relative(found[0].output)} has"
            yield Problem(book.relative(found[1].output), 0, "", message, "give it one of its own", "name")


def _check_toc(book: Book, pages: tuple[Page, ...]) -> Iterator[Problem]:
    entries = toc_entries(book)
    listed = set(entries)
    for entry, times in Counter(entries).items():
        if times > 1:
            yield _toc(book, f"{entry} stands {times} times", "name each document once")
    for page in pages:
        entry = book.relative(page.output).removesuffix(".ipynb")
        if entry not in listed:
            yield _toc(book, f"lacks {entry} (page {page.key})", f"add '- file: {entry}'")
    outputs = {book.relative(page.output).removesuffix(".ipynb") for page in pages}
    for entry in sorted(listed - outputs):
        if not (book.root / f"{entry}.md").is_file():
            yield _toc(book, f"{entry} is no page of the book", "remove it, or add its row or its file")


def _toc(book: Book, message: str, expected: str) -> Problem:
    return Problem(book.toc.name, 0, "", message, expected, "toc")


def _check_strays(book: Book, pages: tuple[Page, ...]) -> Iterator[Problem]:
    known = (
        {page.output for page in pages} | {page.record for page in pages} | {page.template for page in pages}
    )
    known |= {book.root / f"{DOCUMENTS}{page.slug}.md" for page in pages if page.made_from(COUNTRY)}
    entries = set(toc_entries(book))
    for path in sorted(book.chapters.rglob("*")):
        name = book.relative(path)
        hidden = any(part.startswith(".") for part in path.relative_to(book.chapters).parts)
        if hidden or not path.is_file() or path in known:
            continue
        if path.name.endswith(".record.json") or path.suffix == ".ipynb":
            expected = "remove it, or add its row"
            yield Problem(name, 0, "", "belongs to no page of the book", expected, "stray")
        elif name.startswith(DOCUMENTS):
            expected = "name it after a country's page, or remove it"
            yield Problem(name, 0, "", "is the narrative of no country", expected, "stray")
        elif path.suffix == ".md" and name.removesuffix(".md") not in entries:
            yield Problem(
                name, 0, "", "is not in the table of contents", "add it to _toc.yml, or remove it", "stray"
            )


def _moved(page: Page, now: Inputs) -> bool:
    try:
        return bool(staleness(page, now))
    except NotebookError:
        return True


def _stale(book: Book, page: Page, now: Inputs) -> Iterator[Problem]:
    try:
        reasons = staleness(page, now)
    except NotebookError:
        # The style check names an unreadable notebook already, once and not once a page.
        return
    if reasons:
        name = book.relative(page.output)
        yield Problem(
            name,
            0,
            "",
            f"is not current: {'; '.join(map(str, reasons))}",
            f"run pagebook run --only {page.key}",
            "stale",
        )
