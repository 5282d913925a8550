"""Whether the compiled book still stands for its sources: leave it, write what changed, or begin anew.

The stamp beside the compiled book tells the hash of each source, and of what was written, from the last
compilation that came to a good end. It is taken away while one runs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pagebook.project import Book

__all__ = ["Need", "forget", "need", "sources", "stamp"]

_SOURCES = (
    "_config.yml",
    "_toc.yml",
    "chapters",
    # Every page says something of these (`pagebook.publish.reference`).
    "data/datapackage.json",
    "data/reference/editions.csv",
    "data/reference/glossary.csv",
)
# What compiles: a new version may write other pages from the same sources.
_PACKAGES = (
    "jupyter-book",
    "myst-nb",
    "Sphinx",
    "sphinx-book-theme",
    "sphinx-design",
    "typst",
    "vl-convert-python",
)
_NAME = ".pagebook-compiled"
_TOLD = {"sources", "written", "read", "pdf"}
_IGNORED = frozenset({".ipynb_checkpoints", "__pycache__"})
# What a page read when it was executed is no part of the page.
_RECORD = ".record.json"
_PAGES = (".ipynb", ".md")


class Need(Enum):
    """What must be compiled."""

    NOTHING = "nothing"
    CHANGED = "pages that changed"
    ALL = "all"


def sources(book: Book) -> dict[str, str]:
    """Return the hash of each source that the pages are compiled from; take it before compiling."""
    return dict(_parts(book))


def need(html: Path, doctrees: Path, current: Mapping[str, str], *, pdf: bool = False) -> Need:
    """Return what must be compiled.

    Only what the last good compilation left, untouched since, may be built upon: Sphinx goes by the times of
    files, and does not repeat the warnings of pages that it has read.

    Args:
        html: The folder of the compiled book.
        doctrees: The folder of the documents as Sphinx read them.
        current: The hashes of the sources.
        pdf: Whether the pages must offer PDFs; when they are asked for no longer, current ones may stay.
    """
    kept = _read(html)
    if kept is None or kept["written"] != _hash(_written(html)):
        return Need.ALL
    if kept["sources"] == current and kept["pdf"] >= pdf:
        return Need.NOTHING
    same_files = kept["sources"].keys() == current.keys()
    changed = [name for name in current if kept["sources"].get(name) != current[name]]
    only_pages = all(name.startswith("chapters/") and name.endswith(_PAGES) for name in changed)
    if same_files and only_pages and kept["read"] == _hash(_written(doctrees)):
        return Need.CHANGED
    return Need.ALL


def forget(html: Path) -> None:
    """Take the stamp away, before the compiled book is touched."""
    (html.parent / _NAME).unlink(missing_ok=True)


def stamp(html: Path, doctrees: Path, compiled: Mapping[str, str], *, pdf: bool = False) -> None:
    """Note beside the compiled book what it was compiled from.

    Args:
        html: The folder of the compiled book.
        doctrees: The folder of the documents as Sphinx read them.
        compiled: The hashes of the sources from before: what changed meanwhile is not in them.
        pdf: Whether the pages offer PDFs.
    """
    written, read = _hash(_written(html)), _hash(_written(doctrees))
    told = {"sources": compiled, "written": written, "read": read, "pdf": pdf}
    (html.parent / _NAME).write_text(json.dumps(told, indent=0, sort_keys=True) + "\n", "utf-8")


def _read(html: Path) -> dict[str, Any] | None:
    try:
        told = json.loads((html.parent / _NAME).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        # None, half of one, or one of an earlier version.
        return None
    return told if isinstance(told, dict) and told.keys() == _TOLD else None


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _parts(book: Book) -> Iterator[tuple[str, str]]:
    yield from ((package, version(package)) for package in _PACKAGES)
    library = Path(__file__).parents[1]
    for root, source in [(book.root, book.root / name) for name in _SOURCES] + [(library.parent, library)]:
        for path in [source, *sorted(source.rglob("*"))] if source.is_dir() else [source]:
            if path.is_file() and _IGNORED.isdisjoint(path.parts) and not path.name.endswith(_RECORD):
                yield path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _written(folder: Path) -> Iterator[str]:
    """Yield what was written, by size and time: reading it all would take as long as it saves."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            told = path.stat()
            yield f"{path.relative_to(folder).as_posix()} {told.st_size} {told.st_mtime_ns}"
