"""A page as its notebook stores it: what readers see of it, part by part, each below its heading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pagebook.data import is_document
from pagebook.diff.edition import Edition
from pagebook.figures.stored import EXPLORER, LEVERS, MIME
from pagebook.pages.templates import COUNTRY, TEMPLATES, is_template

__all__ = ["Page", "Part", "read_pages"]

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$", re.MULTILINE)
_WORD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_ESCAPE = re.compile(r"\\([^\w\s])")
_HIDDEN = "remove-cell"


@dataclass(frozen=True)
class Part:
    """Something that a page shows.

    Attributes:
        section: The heading above it; empty under the title.
        form: Markdown, a chart, data to explore, or levers to move.
        content: The Markdown, or what the chart, the data or the levers are stored as.
    """

    section: str
    form: Literal["text", "chart", "explorer", "levers"]
    content: Any


@dataclass(frozen=True)
class Page:
    """What a page or a narrative shows.

    Attributes:
        key: A country's code, the name of a chapter's or another page's file without suffix, or the path of a
            narrative.
        path: The file, relative to the book's root.
        title: The first heading.
        country: Code of the country that the page is about; empty when it is about none.
        parts: What it shows, in order.
        problem: Why nothing of it can be read; else empty.
    """

    key: str
    path: str
    title: str
    country: str
    parts: tuple[Part, ...]
    problem: str = ""


def read_pages(edition: Edition) -> dict[str, Page]:
    """Return the pages and narratives of an edition by key, in the order of their files."""
    chapters = edition.root / "chapters"
    files = sorted(path for path in chapters.rglob("*") if path.suffix in (".ipynb", ".md"))
    named = ((path, path.relative_to(edition.root).as_posix()) for path in files)
    pages = [_page(edition, path, name) for path, name in named if not is_template(name)]
    return {page.key: page for page in pages}


def _page(edition: Edition, file: Path, path: str) -> Page:
    slug = file.stem
    # A page of another template may have the file name of a country's.
    other = any(one.holds(path) for one in TEMPLATES if one != COUNTRY)
    country = edition.slugs.get(slug, "") if "/" in path.removeprefix("chapters/") and not other else ""
    own = country or path.removeprefix("chapters/").rpartition(".")[0]
    key = path if is_document(path) else own
    try:
        text = file.read_text("utf-8-sig")
        parts = tuple(_noted(json.loads(text)) if file.suffix == ".ipynb" else _written(text))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Page(key, path, slug, country, (), f"{path} cannot be read: {error}")
    titles = (_HEADING.search(part.content) for part in parts if part.form == "text")
    title = next((_ESCAPE.sub(r"\1", found[2]) for found in titles if found), "")
    return Page(key, path, title or edition.names.get(country, slug), country, parts)


def _written(text: str) -> Iterator[Part]:
    """Yield the parts of a Markdown file: what stands between two headings."""
    section, start = "", 0
    for heading in _HEADING.finditer(text):
        yield Part(section, "text", text[start : heading.start()])
        section, start = _section(heading, section), heading.start()
    yield Part(section, "text", text[start:])


def _noted(notebook: Mapping[str, Any]) -> Iterator[Part]:
    words = notebook.get("metadata", {}).get("myst", {}).get("substitutions", {})
    section = ""
    for cell in notebook["cells"]:
        if _HIDDEN in cell.get("metadata", {}).get("tags", ()):
            continue
        if cell["cell_type"] == "markdown":
            for part in _written(_filled("".join(cell["source"]), words)):
                section = part.section or section
                yield Part(section, "text", part.content)
        for output in cell.get("outputs", ()):
            yield from _shown(section, output.get("data", {}))


def _shown(section: str, data: Mapping[str, Any]) -> Iterator[Part]:
    """Yield what an output shows: the richest of its forms, as the built page does."""
    if MIME in data:
        yield Part(section, "chart", data[MIME])
    elif EXPLORER in data:
        yield Part(section, "explorer", data[EXPLORER])
    elif LEVERS in data:
        yield Part(section, "levers", data[LEVERS])
    elif text := data.get("text/markdown", data.get("text/plain")):
        yield Part(section, "text", "".join(text))


def _filled(text: str, words: Mapping[str, Any]) -> str:
    return _WORD.sub(lambda found: str(words.get(found[1], found[0])), text)


def _section(heading: re.Match[str], before: str) -> str:
    return _ESCAPE.sub(r"\1", heading[2]) if len(heading[1]) > 1 else before
