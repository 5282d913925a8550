"""Whether the compiled book still stands for its sources, so that compiling it again can be left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from pagebook.project import Book

__all__ = ["is_compiled", "sources_hash", "stamp"]

_SOURCES = ("_config.yml", "_toc.yml", "chapters")
# What compiles: a new version may write other pages from the same sources.
_PACKAGES = ("jupyter-book", "myst-nb", "Sphinx", "sphinx-book-theme", "sphinx-design", "vl-convert-python")
_NAME = ".pagebook-compiled"
_IGNORED = frozenset({".ipynb_checkpoints", "__pycache__"})


def sources_hash(book: Book) -> str:
    """Return a hash of all that the pages are compiled from; take it before compiling."""
    return _hash(_parts(book))


def is_compiled(html: Path, sources: str) -> bool:
    """Return whether the folder holds what these sources compile to, no file of it changed since."""
    kept = html.parent / _NAME
    return kept.is_file() and kept.read_text("utf-8") == _stamp(html, sources)


def stamp(html: Path, sources: str) -> None:
    """Note beside the compiled book what it was compiled from.

    Args:
        html: The folder of the compiled book.
        sources: Their hash from before: what changed while the book was compiled is not in it.
    """
    (html.parent / _NAME).write_text(_stamp(html, sources), "utf-8")


def _stamp(html: Path, sources: str) -> str:
    return f"{sources} {_hash(_written(html))}\n"


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _parts(book: Book) -> Iterator[str]:
    yield from (f"{package} {version(package)}" for package in _PACKAGES)
    library = Path(__file__).parents[1]
    for root, source in [(book.root, book.root / name) for name in _SOURCES] + [(library, library)]:
        for path in [source, *sorted(source.rglob("*"))] if source.is_dir() else [source]:
            if path.is_file() and _IGNORED.isdisjoint(path.parts):
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                yield f"{path.relative_to(root).as_posix()} {content}"


def _written(html: Path) -> Iterator[str]:
    """Yield what was written, by size and time: reading it all would take as long as it saves."""
    for path in sorted(html.rglob("*")):
        if path.is_file():
            told = path.stat()
            yield f"{path.relative_to(html).as_posix()} {told.st_size} {told.st_mtime_ns}"
