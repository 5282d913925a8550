"""Staleness: whether a page still agrees with what it was made from, and if not, why, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pagebook.data import Read, Tables, digest, is_document
from pagebook.errors import DataError
from pagebook.pages.notebooks import read_notebook, source_hash
from pagebook.pages.plan import Page
from pagebook.pages.record import Record, RecordError, Toolchain, sha256
from pagebook.project import Book

__all__ = ["Inputs", "changed_inputs", "staleness"]

_SHOWN = 3


@dataclass(frozen=True)
class Inputs:
    """What pages are made from at the moment, looked up once for many pages."""

    tables: Tables
    toolchain: Toolchain
    _known: dict[str, Read] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def current(cls, book: Book, tables: Tables | None = None) -> Inputs:
        """Return the book's inputs as they are now."""
        return cls(tables or Tables.open(book), Toolchain.current())

    def read(self, table: str, where: Mapping[str, Any]) -> Read:
        """Return what a read of these rows would be now; pages share many reads, each is hashed once.

        Raises:
            DataError: There is no such table or column, or the table cannot be read.
        """
        key = json.dumps([table, where], sort_keys=True)
        if key not in self._known:
            self._known[key] = digest(self.tables, table, where)
        return self._known[key]


def staleness(page: Page, now: Inputs) -> tuple[str, ...]:
    """Return why a page must run again, in words; empty when it is current.

    Raises:
        NotebookError: The page's template cannot be read.
    """
    source = source_hash(read_notebook(page.template))
    try:
        record = Record.loads(page.record.read_bytes())
        content = page.output.read_bytes()
    except FileNotFoundError:
        return ("never run",)
    except RecordError:
        return (f"{page.record.name} is damaged",)
    reasons = tuple(_changes(page, source, record, now))
    # An authored chapter whose text changed has another hash as well; one reason is enough.
    if sha256(content) != record.notebook and not (page.in_place and "chapter changed" in reasons):
        reasons = ("page edited by hand", *reasons)
    return reasons


def changed_inputs(page: Page, record: Record, now: Inputs) -> tuple[str, ...]:
    """Return which inputs differ from those in a record of the page, in words."""
    return tuple(_changes(page, source_hash(read_notebook(page.template)), record, now))


def _changes(page: Page, source: str, record: Record, now: Inputs) -> Iterator[str]:
    if source != record.template:
        yield "chapter changed" if page.in_place else "template changed"
    if dict(record.parameters) != dict(page.parameters):
        yield "parameters changed"
    if record.library != now.toolchain.library:
        yield "library changed"
    for name, version in now.toolchain.versions.items():
        if record.versions.get(name) != version:
            yield f"{name} {record.versions.get(name, 'unknown')} → {version}"
    yield from _changed_rows(record, now)


def _changed_rows(record: Record, inputs: Inputs) -> Iterator[str]:
    seen = set()
    for read in record.reads:
        reason = _changed_read(read, inputs)
        if reason and reason not in seen:
            seen.add(reason)
            yield reason


def _changed_read(read: Mapping[str, Any], inputs: Inputs) -> str | None:
    table = read["table"]
    try:
        now = inputs.read(table, read["where"])
    except DataError as error:
        return f"{table}: cannot be read as before: {error.problems[0]}"
    if now.sha256 == read["sha256"]:
        return None
    if is_document(table):
        return _changed_document(table, read["sha256"], now.sha256)
    return f"{table}: {_rows(read['where'])} changed" if read["where"] else f"{table} changed"


def _changed_document(name: str, old: str, new: str) -> str:
    if old and new:
        return f"{name} changed"
    return f"{name} is new" if new else f"{name} is gone"


def _rows(where: Mapping[str, list[str]]) -> str:
    """Return which rows a read asked for, such as `rows of SEN`: by country where it asked by country."""
    place = next((column for column in ("area", "country") if column in where), None)
    values = where[place] if place else [value for column in sorted(where) for value in where[column]]
    shown = ", ".join(value or "blank" for value in values[:_SHOWN])
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return f"rows of {shown}{more}"
