"""Staleness: whether a page still agrees with what it was made from, and if not, why, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pagebook.data import (
    DESCRIPTOR,
    DOCUMENTS,
    INPUT_OUTPUT,
    Marks,
    Read,
    Rows,
    Tables,
    digest,
    is_accounts_file,
    is_document,
    rows_of,
)
from pagebook.errors import DataError
from pagebook.pages.changes import RowChanges, merged, row_changes
from pagebook.pages.notebooks import read_notebook, source_hash
from pagebook.pages.plan import Page
from pagebook.pages.reasons import Reason, rows_reason
from pagebook.pages.record import Record, RecordError, Toolchain, sha256
from pagebook.pages.templates import TEMPLATES
from pagebook.project import Book

__all__ = ["Inputs", "changed_inputs", "staleness"]

_SHOWN = 3


@dataclass(frozen=True)
class Inputs:
    """What pages are made from at the moment, looked up once for many pages.

    Attributes:
        tables: The tables.
        toolchain: What makes pages.
        changed: The files of the book that changed since every page was current, when nothing else did since;
            None when that is not known.
    """

    tables: Tables
    toolchain: Toolchain
    changed: Set[Path] | None = None
    _reads: dict[str, Read] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[str, Rows | None] = field(default_factory=dict, repr=False, compare=False)
    _sources: dict[Path, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def current(cls, book: Book, tables: Tables | None = None, changed: Set[str] | None = None) -> Inputs:
        """Return the book's inputs as they are now.

        Args:
            book: The book.
            tables: Its tables.
            changed: Names of the files of the book that changed since every page was current.
        """
        files = None if changed is None else frozenset(book.root / name for name in changed)
        return cls(tables or Tables.open(book), Toolchain.current(), files)

    def touched(self, page: Page) -> bool:
        """Return whether a page could have become stale: whether a file changed that has to do with it."""
        if self.changed is None:
            return True
        package = self.tables.package
        own = {page.output, page.record, page.template}
        # The parameters come from the templates' tables; the descriptor says how all tables are read.
        given = {one.table for one in TEMPLATES} & package.tables.keys()
        shared = {
            package.folder / DESCRIPTOR,
            *(package.folder / package.tables[name].path for name in given),
        }
        if not self.changed.isdisjoint(own | shared):
            return True
        reads = {str(read["table"]) for read in Record.loads(page.record.read_bytes()).reads}
        for place, belongs in ((DOCUMENTS, is_document), (INPUT_OUTPUT, is_accounts_file)):
            if any(map(belongs, reads)) and any(place in path.as_posix() for path in self.changed):
                return True
        known = {package.folder / spec.path: name for name, spec in package.tables.items()}
        return any(known.get(path) in reads for path in self.changed)

    def same_tables(self) -> Set[str]:
        """Return the tables that are as when every page was current; none where that is not known."""
        package = self.tables.package
        if self.changed is None or package.folder / DESCRIPTOR in self.changed:
            return frozenset()
        paths = {name: package.folder / spec.path for name, spec in package.tables.items()}
        return frozenset(name for name, path in paths.items() if path not in self.changed)

    def read(self, table: str, where: Mapping[str, Any], columns: Sequence[str] = ()) -> Read:
        """Return what a read of these rows would be now; pages share many reads, each is hashed once.

        Raises:
            DataError: There is no such table or column, or the table cannot be read.
        """
        key = json.dumps([table, where, columns], sort_keys=True)
        if key not in self._reads:
            self._reads[key] = digest(self.tables, table, where, columns)
        return self._reads[key]

    def rows(self, table: str, where: Mapping[str, Any], columns: Sequence[str] = ()) -> Rows | None:
        """Return the rows that such a read would have now, as `rows_of` does.

        Raises:
            DataError: There is no such table or column, or the table cannot be read.
        """
        key = json.dumps([table, where, columns], sort_keys=True)
        if key not in self._rows:
            self._rows[key] = rows_of(self.tables, table, where, columns)
        return self._rows[key]

    def source(self, template: Path) -> str:
        """Return the hash of a notebook's source; pages share their template.

        Raises:
            NotebookError: It cannot be read.
        """
        if template not in self._sources:
            self._sources[template] = source_hash(read_notebook(template))
        return self._sources[template]


def staleness(page: Page, now: Inputs) -> tuple[Reason, ...]:
    """Return why a page must run again; empty when it is current.

    Raises:
        NotebookError: The page's template cannot be read.
    """
    if not now.touched(page):
        return ()
    source = now.source(page.template)
    try:
        record = Record.loads(page.record.read_bytes())
        content = page.output.read_bytes()
    except FileNotFoundError:
        return (Reason("never run"),)
    except RecordError:
        return (Reason(f"{page.record.name} is damaged"),)
    # A record that is as it was when the page was current agrees with all tables that are.
    same = now.same_tables() if now.changed is not None and page.record not in now.changed else frozenset()
    reasons = tuple(_changes(page, source, record, now, same))
    # An authored chapter whose text changed has another hash as well; one reason is enough.
    if sha256(content) != record.notebook and not (page.in_place and source != record.template):
        reasons = (Reason("page edited by hand"), *reasons)
    return reasons


def changed_inputs(page: Page, record: Record, now: Inputs) -> tuple[Reason, ...]:
    """Return which inputs differ from those in a record of the page."""
    return tuple(_changes(page, now.source(page.template), record, now))


def _changes(
    page: Page, source: str, record: Record, now: Inputs, same: Set[str] = frozenset()
) -> Iterator[Reason]:
    if source != record.template:
        yield Reason("chapter changed" if page.in_place else "template changed")
    # As text: to Python 1, 1.0 and True are equal, in a page they are not.
    if _text(record.parameters) != _text(page.parameters):
        yield Reason("parameters changed")
    if record.library != now.toolchain.library:
        yield Reason("library changed")
    for name, version in now.toolchain.versions.items():
        if record.versions.get(name) != version:
            yield Reason(f"{name} {record.versions.get(name, 'unknown')} → {version}")
    yield from _changed_reads([read for read in record.reads if read["table"] not in same], now)


def _text(parameters: Mapping[str, Any]) -> str:
    return json.dumps(dict(parameters), sort_keys=True)


def _changed_reads(reads: Sequence[Mapping[str, Any]], inputs: Inputs) -> Iterator[Reason]:
    """Yield one reason for each table, however many reads of it changed."""
    changed: dict[str, list[Mapping[str, Any]]] = {}
    told: dict[Reason, None] = {}
    for read in reads:
        try:
            now = inputs.read(read["table"], read["where"], read.get("columns", ()))
        except DataError as error:
            told[Reason(f"{read['table']}: cannot be read as before: {error.problems[0]}")] = None
        else:
            if now.sha256 != read["sha256"]:
                changed.setdefault(read["table"], []).append(read)
    yield from told
    for table, found in changed.items():
        yield from _table_reasons(table, found, inputs)


def _table_reasons(table: str, reads: Sequence[Mapping[str, Any]], inputs: Inputs) -> Sequence[Reason]:
    if is_document(table) or is_accounts_file(table):
        before, after = str(reads[0]["sha256"]), inputs.read(table, {}).sha256
        if is_document(table) or not (before and after and inputs.rows(table, {})):
            return [_document_reason(table, before, after)]
    olds = [Marks.loads(read.get("marks"), read["rows"]) for read in reads]
    news = [inputs.rows(table, read["where"], read.get("columns", ())) for read in reads]
    if any(old and new and old.header != new.marks.header for old, new in zip(olds, news, strict=True)):
        return [Reason(f"{table}: its columns changed")]
    parts: list[RowChanges] = []
    for old, new in zip(olds, news, strict=True):
        part = row_changes(old, new) if old and new else None
        if part is None:
            # Without marks of all its reads the rows cannot be counted; which were asked for is still known.
            return [Reason(words) for words in dict.fromkeys(map(_asked, reads))]
        parts.append(part)
    return [rows_reason(table, merged(parts))]


def _document_reason(name: str, old: str, new: str) -> Reason:
    if old and new:
        return Reason(f"{name} changed")
    return Reason(f"{name} is new" if new else f"{name} is gone")


def _asked(read: Mapping[str, Any]) -> str:
    """Return which rows a read asked for, such as `rows of SEN`: by country where it asked by country."""
    where: Mapping[str, list[str]] = read["where"]
    if not where:
        return f"{read['table']} changed"
    place = next((column for column in ("area", "country") if column in where), None)
    values = where[place] if place else [value for column in sorted(where) for value in where[column]]
    shown = ", ".join(value or "blank" for value in values[:_SHOWN])
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return f"{read['table']}: rows of {shown}{more} changed"
