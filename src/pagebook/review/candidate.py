"""The tables as they would be with accepted drafts in them, and everything that would be wrong then."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pagebook.data import Problem, TableSpec
from pagebook.data.check import candidate_problems
from pagebook.data.editing import Cells, Key, key_of
from pagebook.data.nearest import suggestion
from pagebook.ingest.entry import Entry, Written
from pagebook.review.desk import Desk, Item, key_told
from pagebook.review.keys import naming_columns, proposed_key
from pagebook.review.rows import RowsInMemory
from pagebook.review.words import WINDOW, copied, own_words

__all__ = ["Candidate", "Fault", "compose", "key_of_match", "proposed", "taken"]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a draft.

    Attributes:
        place: Where people find the draft.
        column: The cell that is meant; empty for the whole row.
        message: What is wrong.
        expected: What would be right.
    """

    place: str
    column: str
    message: str
    expected: str

    def __str__(self) -> str:
        named = f"{self.column}: " if self.column else ""
        return f"{self.place}: {named}{self.message}; {self.expected}"


@dataclass
class Candidate:
    """What would be written for some accepted drafts.

    Attributes:
        desk: The desk.
        rows: The tables with it.
        written: What becomes of each draft.
        refused: The drafts that cannot be written, those that belong to them included.
        faults: What is wrong; nothing may be written while there is anything.
        texts: The text of each table that changes.
    """

    desk: Desk
    rows: RowsInMemory
    written: dict[Item, Written] = field(default_factory=dict)
    refused: set[Item] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def take(self, item: Item) -> None:
        """Put a draft into the tables, or tell why that cannot be."""
        entry = self.desk.entry(item)
        spec = self.desk.package.tables[entry.draft.table]
        if not self.refused.isdisjoint(Item(item.document, name) for name in entry.owners.values()):
            # What is wrong with the row that it belongs to is told already.
            self.refused.add(item)
            return
        faults = self._merge(item, entry, spec) if entry.decision == "merge" else self._add(item, entry, spec)
        self.refused |= {item} if faults else set()
        self.faults += (Fault(self.desk.place(item), *fault) for fault in faults)

    def row(self, item: Item) -> dict[str, str]:
        """Return the cells of a draft, with its key and the keys of the rows that it belongs to."""
        entry = self.desk.entry(item)
        row = dict(entry.cells)
        for column, name in entry.owners.items():
            # A key that a reviewer wrote is meant.
            if row[column] == entry.proposed[column]:
                row[column] = self._owner_key(Item(item.document, name)) or row[column]
        spec = self.desk.package.tables[entry.draft.table]
        row |= dict.fromkeys([*_provisional(spec, entry), *self._taken_number(spec, entry, row)], "")
        return row | proposed_key(spec, row, self.rows.of(spec).keys())

    def _taken_number(self, spec: TableSpec, entry: Entry, row: Cells) -> list[str]:
        """Return the column of a number below an owner, as it was drafted, that another row has by now."""
        *owners, number = spec.primary_key
        counts = spec.by_name[number].type == "integer" and owners and set(owners) <= entry.owners.keys()
        drafted = entry.cells[number] == entry.proposed[number] and not (entry.draft.match or entry.written)
        return [number] if counts and drafted and key_of(spec, row) in self.rows.of(spec) else []

    def _owner_key(self, owner: Item) -> str:
        entry = self.desk.documents[owner.document].by_name.get(owner.name)
        if entry is None:
            return ""
        if done := self.written.get(owner) or entry.written:
            return done.key[0]
        return entry.draft.match if self.desk.standing(owner) == "same" else ""

    def _add(self, item: Item, entry: Entry, spec: TableSpec) -> Sequence[_Wrong]:
        row = self.row(item)
        faults = [*_blanks(spec, row), *_copies(self.desk.evidence(item), spec, row, spec.columns)]
        key = key_of(spec, row)
        if not faults and key in self.rows.of(spec):
            expected = f"write another {' or '.join(spec.primary_key)}, or merge into that row"
            faults.append(
                (spec.primary_key[-1], f"{spec.name} has the row {key_told(key)} already", expected)
            )
        if not faults:
            self.written[item] = self.rows.add(spec, row)
        return faults

    def _merge(self, item: Item, entry: Entry, spec: TableSpec) -> Sequence[_Wrong]:
        key, rows, named = key_of_match(spec, entry), self.rows.of(spec), taken(entry.take)
        if key not in rows:
            known = {key_told(one) for one in rows}
            return [("match", f"{spec.name} has no row {key_told(key)!r}", suggestion(key_told(key), known))]
        takes = [name for name in spec.columns if name not in (*spec.primary_key, "sources")]
        if wrong := [name for name in named if name not in takes]:
            return [("take", f"no cell {name!r} to take", suggestion(name, takes)) for name in wrong]
        faults = list(_copies(self.desk.evidence(item), spec, entry.cells, named))
        if not faults:
            cells = {name: entry.cells[name] for name in named}
            if "sources" in spec.columns:
                cells["sources"] = _with_citations(rows[key]["sources"], entry.cells["sources"])
            self.written[item] = self.rows.change(spec, key, cells)
        return faults


_Wrong = tuple[str, str, str]
"""Column, message, and what would be right."""


def compose(desk: Desk, items: Iterable[Item]) -> Candidate:
    """Return what would be written for some accepted drafts, owners before those they own."""
    told = Candidate(desk, RowsInMemory(desk.package, desk.book.data))
    for item in items:
        told.take(item)
    if not told.faults:
        told.texts = told.rows.texts()
        told.faults += _judged(told)
    return told


def proposed(desk: Desk, item: Item) -> dict[str, str]:
    """Return the cells of a draft with the keys that it would have, as far as they are known by now."""
    told = Candidate(desk, RowsInMemory(desk.package, desk.book.data))
    owners = desk.entry(item).owners.values()
    for one in desk.group(item):
        if one.name in owners and desk.standing(one) == "accepted":
            told.take(one)
    return told.row(item)


def key_of_match(spec: TableSpec, entry: Entry) -> Key:
    """Return the key of the row to merge into; the draft's own cells tell what `match` leaves out."""
    parts = entry.match.split(" ", len(spec.primary_key) - 1) if entry.match else []
    return (*parts, *(entry.cells[name] for name in spec.primary_key[len(parts) :]))


def taken(take: str) -> list[str]:
    """Return the names of the cells that a merge changes."""
    return [name.strip() for name in take.replace(";", ",").split(",") if name.strip()]


def _provisional(spec: TableSpec, entry: Entry) -> list[str]:
    """Return the columns of a key that was made before the row had what names it."""
    if all(entry.proposed[name] for name in naming_columns(spec)):
        return []
    own = [name for name in spec.primary_key if name not in entry.owners]
    return [name for name in own if entry.cells[name] == entry.proposed[name]]


def _with_citations(there: str, more: str) -> str:
    told = [one for one in there.split("; ") if one]
    return "; ".join([*told, *(one for one in more.split("; ") if one and one not in told)])


def _blanks(spec: TableSpec, row: Cells) -> Iterator[_Wrong]:
    blank = [
        one for one in spec.fields if not row[one.name] and (one.required or one.name in spec.primary_key)
    ]
    unnamed = {one.name for one in blank} & set(naming_columns(spec))
    for one in blank:
        # A key follows what names the row; to ask for both would be to ask twice.
        if not (unnamed and one.name in spec.primary_key):
            yield one.name, "the cell is blank", f"write {one.title[:1].lower()}{one.title[1:]}"


def _copies(evidence: str, spec: TableSpec, row: Cells, columns: Iterable[str]) -> Iterator[_Wrong]:
    for column in columns:
        if own_words(spec, column) and (words := copied(row[column], evidence)):
            message = f"{WINDOW} words in a row are the document's own: “{words}”"
            yield column, message, "say it in your own words"


def _judged(told: Candidate) -> Iterator[Fault]:
    """Yield what the check of the data says about the tables, each as a fault of the draft it is about."""
    desk = told.desk
    items = {(desk.entry(item).draft.table, written.key): item for item, written in told.written.items()}
    tables = {f"{desk.book.data.name}/{spec.path}": spec for spec in desk.package.tables.values()}
    lines = {name: _keys_by_line(desk.package.tables[name], text) for name, text in told.texts.items()}
    for problem in candidate_problems(desk.package, told.texts):
        spec = tables[problem.file]
        item = items.get((spec.name, lines.get(spec.name, {}).get(problem.row, ())))
        place = desk.place(item) if item else _place(problem)
        yield Fault(place, problem.column, problem.message, problem.expected)


def _place(problem: Problem) -> str:
    return f"{problem.file}:{problem.row}" if problem.row else problem.file


def _keys_by_line(spec: TableSpec, text: str) -> dict[int, Key]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    keys, line = {}, 2
    for row in reader:
        keys[line] = key_of(spec, row)
        line = reader.line_num + 1
    return keys
