"""All pages of the real book, run afresh by both engines: the same bytes, and those that are committed."""

import json
import shutil
from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.pages.execute import Settings
from pagebook.pages.plan import plan
from pagebook.pages.run import run
from pagebook.pages.templates import TEMPLATES
from pagebook.project import Book


def _unrun(book: Book, root: Path) -> Book:
    """Return a copy of a book in which no page has run."""
    ignored = shutil.ignore_patterns(*(one.folder for one in TEMPLATES), "*.record.json")
    shutil.copytree(book.chapters, root / "chapters", ignore=ignored)
    shutil.copytree(book.data, root / "data")
    for path in (book.config, book.toc):
        shutil.copy(path, root / path.name)
    for path in (root / "chapters").glob("*.ipynb"):
        notebook = json.loads(path.read_bytes())
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
        path.write_text(json.dumps(notebook), "utf-8")
    return Book(root)


def _made(book: Book, engine: str) -> dict[str, bytes]:
    """Run all pages by an engine, and return pages and records by their names."""
    pages = plan(book, Tables.open(book))
    report = run(book, pages, settings=Settings(engine=engine))
    assert [str(outcome.error) for outcome in report.failures] == []
    assert [outcome.page.key for outcome in report.outcomes if not outcome.changed] == []
    return _pages(book)


def _pages(book: Book) -> dict[str, bytes]:
    pages = plan(book, Tables.open(book))
    return {book.relative(path): path.read_bytes() for page in pages for path in (page.output, page.record)}


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def warm(book_root, tmp_path_factory) -> dict[str, bytes]:
    """Return pages and records as forks of a warm process make them."""
    return _made(_unrun(Book(book_root), tmp_path_factory.mktemp("warm") / "book"), "warm")


def test_kernels_make_the_same_pages(book_root, tmp_path, warm):
    """Each page and record that a standard kernel makes is byte for byte that of the warm engine."""
    kernel = _made(_unrun(Book(book_root), tmp_path / "book"), "kernel")

    assert {"chapters/countries/peru.ipynb", "chapters/index.record.json"} <= kernel.keys()
    assert _different(warm, kernel) == []


def test_the_committed_pages_are_those_of_a_fresh_run(book_root, warm):
    """Nobody has to believe the committed pages: a run from their sources gives each of them again."""
    assert _different(warm, _pages(Book(book_root))) == []
