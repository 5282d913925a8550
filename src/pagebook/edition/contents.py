"""What goes into an edition, and where it lies in it.

An edition can be made anew from itself alone, so it has the library that made it beside data and chapters.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from pagebook.project import Book

__all__ = ["BOOK", "HTML", "LIBRARY", "PDFS", "RECORD", "Item", "inputs", "role_of"]

BOOK, HTML = "book", "html"
"""The folders of an edition: what it is made from, and what comes out."""

LIBRARY = f"{BOOK}/src/pagebook"
"""Where the library lies in an edition: as it does in the book's own repository."""

PDFS = f"{HTML}/_pdf"
"""Where the PDFs lie: once, where the pages offer them."""

RECORD = ".record.json"
"""How the name of the record of an executed page ends."""

_FILES = (
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "_config.yml",
    "_toc.yml",
    "constraints.txt",
    "pyproject.toml",
)
_FOLDERS = ("chapters", "data")
_LIBRARY = Path(__file__).parents[1]


@dataclass(frozen=True)
class Item:
    """A file that goes into an edition.

    Attributes:
        name: Where it lies in the edition, with forward slashes.
        path: Where it is now.
    """

    name: str
    path: Path


def inputs(book: Book) -> list[Item]:
    """Return all that an edition is made from, sorted by name; hidden and compiled files are left out."""
    items = [Item(f"{BOOK}/{name}", book.root / name) for name in _FILES]
    for folder, base in ((book.root / name, f"{BOOK}/{name}") for name in _FOLDERS):
        items += _below(folder, base)
    items += _below(_LIBRARY, LIBRARY)
    return sorted((item for item in items if item.path.is_file()), key=lambda item: item.name)


def role_of(name: str, names: Set[str]) -> str:
    """Return what a file of an edition is: `input`, `page` (executed), `html` (or PDF), or `about`.

    Args:
        name: The file.
        names: All files; a notebook without a record beside it was not executed.
    """
    top = name.partition("/")[0]
    if top == HTML:
        return "html"
    if top != BOOK:
        return "about"
    own = name.removesuffix(".ipynb") + RECORD
    return "page" if name.endswith(RECORD) or (name.endswith(".ipynb") and own in names) else "input"


def _below(folder: Path, base: str) -> Iterator[Item]:
    for path in folder.rglob("*"):
        place = path.relative_to(folder)
        if not any(part.startswith(".") or part == "__pycache__" for part in place.parts):
            yield Item(f"{base}/{place.as_posix()}", path)
