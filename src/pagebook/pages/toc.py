"""The table of contents: which documents the book has, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import yaml

from pagebook.errors import PagebookError
from pagebook.project import Book

__all__ = ["TocError", "toc_entries"]


class TocError(PagebookError):
    """Raised when `_toc.yml` is missing or is not a table of contents; says where."""


def toc_entries(book: Book) -> tuple[str, ...]:
    """Return every document in the contents, in order, without suffix, such as `chapters/countries/peru`.

    A document that stands twice is returned twice.

    Raises:
        TocError: The file cannot be read, is not YAML, or lists documents by pattern.
    """
    try:
        content = yaml.safe_load(book.toc.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TocError(f"{book.toc.name}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise TocError(f"{book.toc.name}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, Mapping) or "root" not in content:
        raise TocError(f"{book.toc.name}: names no root document; its first lines are 'format' and 'root'")
    return tuple(_documents(content))


def _documents(node: Mapping[str, Any]) -> Iterator[str]:
    for key in ("root", "file"):
        if key in node:
            yield _without_suffix(str(node[key]))
    if "glob" in node:
        raise TocError(
            f"_toc.yml: 'glob: {node['glob']}' hides which pages there are; name each with 'file:'"
        )
    for key in ("parts", "subtrees", "chapters", "sections", "entries"):
        yield from _children(node.get(key) or ())


def _children(nodes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for node in nodes:
        yield from _documents(node)


def _without_suffix(document: str) -> str:
    path = PurePosixPath(document)
    return str(path.with_suffix("")) if path.suffix in {".md", ".ipynb"} else str(path)
