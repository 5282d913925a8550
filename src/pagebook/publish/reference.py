"""What every page needs to know of the data package: the edition, what abbreviations mean, the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sphinx.application import Sphinx

from pagebook.analysis.words import chemistry
from pagebook.data import DESCRIPTOR, Package
from pagebook.data.texts import text_rows

__all__ = ["Edition", "Reference", "reference", "reference_files"]

_TABLES = ("editions", "glossary")


@dataclass(frozen=True)
class Edition:
    """An edition of the book: its name, and its day as ISO 8601 writes it."""

    title: str
    date: str


@dataclass(frozen=True)
class Reference:
    """What pages say that their notebooks do not hold; a book without data has none of it.

    Attributes:
        edition: The newest edition.
        meanings: Abbreviation, as pages write it, to what it stands for.
        package: Description of the data.
    """

    edition: Edition | None = None
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    package: Package | None = None


def reference(app: Sphinx) -> Reference:
    """Return what the book's data say for every page."""
    return _read(Path(app.srcdir) / "data", app.config.pagebook_fingerprint)


def reference_files(root: Path) -> Iterator[Path]:
    """Yield the files that every page is written with: when one changes, all pages are written anew."""
    data = root / "data"
    if (data / DESCRIPTOR).is_file():
        tables = Package.load(data).tables
        yield data / DESCRIPTOR
        yield from (data / tables[name].path for name in _TABLES if name in tables)


@cache
def _read(data: Path, fingerprint: str) -> Reference:
    """Read once for a state of the files, which the fingerprint tells."""
    if not (data / DESCRIPTOR).is_file():
        return Reference()
    package = Package.load(data)
    edition, glossary = (list(_rows(package, name)) for name in _TABLES)
    return Reference(_edition(edition), _meanings(glossary), package)


def _rows(package: Package, name: str) -> Iterator[dict[str, str]]:
    # As text, not as a frame: the library of frames takes long to load, and may start threads, after which
    # Sphinx should not fork.
    if name in package.tables:
        yield from text_rows(package.folder / package.tables[name].path)


def _edition(rows: list[dict[str, str]]) -> Edition | None:
    newest = max(rows, key=lambda row: (row["date"], row["edition"]), default=None)
    return None if newest is None else Edition(newest["title"], newest["date"])


def _meanings(rows: list[dict[str, str]]) -> Mapping[str, str]:
    return {
        chemistry(row["abbreviation"]): chemistry(". ".join(filter(None, (row["expansion"], row["note"]))))
        for row in rows
        # A name that nobody spells out has no meaning to show, but what the note tells.
        if row["abbreviation"] != row["expansion"] or row["note"]
    }
