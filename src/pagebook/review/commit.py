"""What was decided, written together with the tables that it changes, and taken back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pagebook.data import check_data
from pagebook.data.check import candidate_problems
from pagebook.data.editing import key_of, rows_of_table, with_changes
from pagebook.errors import ReviewError
from pagebook.ingest.entry import Entry
from pagebook.pages.journal import write_together
from pagebook.pages.lock import writing
from pagebook.project import Book
from pagebook.review.candidate import compose
from pagebook.review.desk import Desk, Item, key_told

__all__ = ["commit", "require_sound", "save", "take_back"]


def require_sound(desk: Desk) -> None:
    """Refuse to add to data that have problems already: whose they are could not be told any more.

    Raises:
        ReviewError: The data have problems.
    """
    if problems := check_data(desk.book):
        raise ReviewError(
            [*problems[:20], "the data have problems before anything is accepted; mend them first"]
        )


def save(desk: Desk, documents: Iterable[str]) -> Desk:
    """Write the drafts of some documents, and return the desk as it is then.

    Raises:
        ReviewError: Another program changed a file since it was read.
        WriteError: A file cannot be written.
    """
    return _write(desk, {}, documents)


def commit(desk: Desk, items: Sequence[Item], documents: Iterable[str] = ()) -> Desk:
    """Write the rows of accepted drafts and what was decided, all of it or nothing.

    Args:
        desk: The desk.
        items: Accepted drafts, owners before those they own.
        documents: Documents whose decisions are written as well.

    Raises:
        LockedError: Another process is writing the book.
        ReviewError: Something is wrong with the drafts; all of it is named, and nothing is written.
        WriteError: A file cannot be written.
    """
    with writing(desk.book):
        told = compose(desk, items)
        if told.faults:
            raise ReviewError(told.faults)
        for item, written in told.written.items():
            desk = desk.having(item, replace(desk.entry(item), written=written))
        return _write(desk, told.texts, {*documents, *(item.document for item in items)})


def take_back(desk: Desk, item: Item) -> Desk:
    """Take the row of a draft out of its table again, with the rows that belong to it; all are open then.

    Raises:
        LockedError: Another process is writing the book.
        ReviewError: A row was changed since, or other rows need it; nothing is written.
        WriteError: A file cannot be written.
    """
    with writing(desk.book):
        items = _with_owned(desk, item)
        texts = _texts_before(desk, [desk.entry(one) for one in items])
        if problems := candidate_problems(desk.package, texts):
            raise ReviewError([*problems, "other rows need this one; nothing was taken back"])
        for one in items:
            desk = desk.having(one, replace(desk.entry(one), written=None, decision=""))
        return _write(desk, texts, {item.document})


def _with_owned(desk: Desk, item: Item) -> list[Item]:
    """Return a written draft and the written ones that belong to it."""
    names = {item.name}
    for entry in desk.documents[item.document].entries:
        if entry.written and names & set(entry.owners.values()):
            names.add(entry.name)
    return [one for one in desk.items() if one.document == item.document and one.name in names]


def _texts_before(desk: Desk, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the tables as they were without these drafts, other changes since kept."""
    texts = {}
    for table in sorted({entry.draft.table for entry in entries}):
        spec = desk.package.tables[table]
        rows = {key_of(spec, row): row for row in rows_of_table(spec, desk.book.data)}
        done = [entry.written for entry in entries if entry.draft.table == table and entry.written]
        if moved := [key_told(one.key) for one in done if rows.get(one.key) != one.after]:
            told = f"{table}: {', '.join(moved)} was changed since it was written"
            raise ReviewError([f"{told}; change it in {desk.book.data.name}/{spec.path}"])
        gone = [one.key for one in done if not one.before]
        before = {one.key: one.before for one in done if one.before}
        texts[table] = with_changes(spec, desk.book.data, (), before, gone)
    return texts


def _write(desk: Desk, texts: Mapping[str, str], documents: Iterable[str]) -> Desk:
    files = {desk.book.data / desk.package.tables[name].path: text.encode() for name, text in texts.items()}
    drafts: dict[Path, bytes] = {}
    for name in sorted(set(documents)):
        drafts |= desk.documents[name].contents(desk.package)
    # Decisions alone need not wait for somebody who writes the book.
    write_together(desk.book if files else Book(desk.folder), {**files, **drafts})
    saved = {name: desk.documents[name].saved(drafts) for name in documents}
    return replace(desk, documents={**desk.documents, **saved})
