"""What an edition says of itself: who made it, what it is called, how it is cited, on which terms it is free.

Taken from `CITATION.cff`, the descriptor of the data, the configuration, and the row of the edition.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pagebook.data import DESCRIPTOR
from pagebook.errors import EditionError
from pagebook.project import Book

__all__ = ["Imprint", "imprint_of"]

_CITATION = "CITATION.cff"
Node = dict[str, Any]


@dataclass(frozen=True)
class Imprint:
    """What an edition says of itself.

    Attributes:
        name: Title of the book and of the edition.
        description: What the book is, and what is new in the edition.
        authors: Persons and organisations, as entities of an RO-Crate.
        keywords: What it is about.
        licences: Address of each licence, with its name and what it holds for.
        data_licences: The addresses of those that the data have.
        credit: How the edition is cited.
        address: Where the book is on the web; empty when it is nowhere.
    """

    name: str
    description: str
    authors: Sequence[Node]
    keywords: Sequence[str]
    licences: Mapping[str, Mapping[str, str]]
    data_licences: Sequence[str]
    credit: str
    address: str


def imprint_of(book: Book, edition: Mapping[str, str]) -> Imprint:
    """Return what an edition of a book says of itself.

    Args:
        book: The book.
        edition: The row of the edition.

    Raises:
        EditionError: A file is no YAML or JSON, or no licence is stated anywhere.
    """
    config = _yaml(book.config)
    cited = _yaml(book.root / _CITATION)
    data = dict(_data_licences(book.data / DESCRIPTOR))
    licences = {at: told for at, told in (*_code_licences(cited), *data.items())}
    if not licences:
        where = f"'license:' in {_CITATION}, or 'licenses' in data/{DESCRIPTOR}"
        raise EditionError(f"an edition must say on which terms it is free to use; add {where}")
    title = str(config.get("title") or cited.get("title") or "The book")
    authors = [_author(told) for told in cited.get("authors") or [{"name": config.get("author")}]]
    named = f"{title}: {edition['title']}"
    names = ", ".join(author["name"] for author in authors)
    settings = (config.get("sphinx") or {}).get("config") or {}
    address = str(settings.get("pagebook_base_url") or cited.get("url") or "")
    return Imprint(
        name=named,
        description=" ".join(filter(None, [_line(cited.get("abstract")), _line(edition.get("note"))]))
        or named,
        authors=authors,
        keywords=[str(word) for word in cited.get("keywords") or ()],
        licences=licences,
        data_licences=list(data),
        credit=" ".join(filter(None, [f"{names} ({edition['date'][:4]}). {named}.", address])),
        address=address,
    )


def _yaml(path: Path) -> dict[str, Any]:
    """Return what a file says; nothing where there is none."""
    if not path.is_file():
        return {}
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EditionError(f"{path.name} is no YAML: {error}") from error
    return told if isinstance(told, dict) else {}


def _author(told: Mapping[str, Any]) -> Node:
    parts = [str(told[key]) for key in ("given-names", "family-names") if told.get(key)]
    name = " ".join(parts) or _line(told.get("name")) or "The authors"
    own = f"#{'-'.join(name.lower().split())}"
    return {
        "@id": str(told.get("orcid") or told.get("website") or own),
        "@type": "Person" if parts else "Organization",
        "name": name,
    }


def _code_licences(cited: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    told = cited.get("license") or ()
    for name in [told] if isinstance(told, str) else told:
        description = f"The licence {name}: the code of the book and of the library."
        yield f"https://spdx.org/licenses/{name}", {"name": str(name), "description": description}


def _data_licences(descriptor: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        told = json.loads(descriptor.read_bytes()).get("licenses") or ()
    except ValueError as error:
        raise EditionError(f"{descriptor.name} is no JSON: {error}") from error
    for licence in told:
        name = str(licence.get("title") or licence.get("name"))
        note = "the compilation of the data; statistics keep the licences of their publishers."
        at = str(licence.get("path") or f"https://spdx.org/licenses/{licence.get('name')}")
        yield at, {"name": name, "description": f"{name}: {note}"}


def _line(told: object) -> str:
    return " ".join(str(told or "").split())
