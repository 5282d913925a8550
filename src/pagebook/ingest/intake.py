"""Drafts of a document that was read, put beside those of an earlier reading: no decision is lost.

A draft that says the same as before keeps decision and cells. One that says something else keeps the cells
that a reviewer changed, and is open again. One that is not found any more stays as long as somebody touched
it. What was written stays written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pagebook.data import Package
from pagebook.errors import ReviewError
from pagebook.ingest.draft import Draft
from pagebook.ingest.entry import Entry
from pagebook.ingest.identity import identified
from pagebook.ingest.store import INDEX, Drafts

__all__ = ["Intake", "take_in"]

_GONE = "the document was read again, and this was not found"


@dataclass(frozen=True)
class Intake:
    """The drafts of a document, and what became of those of the reading before.

    Attributes:
        drafts: All drafts.
        kept: Names of drafts that a reviewer had touched, and that are as they were.
        reopened: Names of drafts that a reviewer had decided, and that say something else now.
        gone: Names of drafts that are not found any more, and stay because a reviewer touched them.
    """

    drafts: Drafts
    kept: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def take_in(package: Package, drafts: Iterable[Draft], folder: Path, source: str) -> Intake:
    """Return the drafts of a document, with what a reviewer made of them before; nothing is written.

    Args:
        package: The tables' columns.
        drafts: What the document says.
        folder: Where they are kept.
        source: The source that accepted rows will cite.

    Raises:
        ReviewError: The folder has the drafts of another source, or its sheets cannot be understood.
    """
    new = [Entry.of(package.tables[one.draft.table], one, source) for one in identified(package, drafts)]
    if not (folder / INDEX).exists():
        return Intake(Drafts(folder, source, tuple(new)))
    old = Drafts.load(package, folder)
    if old.source != source:
        told = f"{folder.name} holds drafts of {old.source}, not of {source}"
        raise ReviewError([f"{told}; give the document another name, or another folder with --to"])
    now = {entry.name: _with_review(entry, old.by_name.get(entry.name)) for entry in new}
    left = [entry for entry in old.entries if entry.name not in now and (entry.touched or entry.written)]
    touched = [entry for entry in old.entries if entry.touched and entry.name in now]
    return Intake(
        replace(old, entries=(*now.values(), *map(_without_document, left))),
        kept=tuple(entry.name for entry in touched if now[entry.name].decision == entry.decision),
        reopened=tuple(entry.name for entry in touched if now[entry.name].decision != entry.decision),
        gone=tuple(entry.name for entry in left if not entry.written),
    )


def _with_review(new: Entry, old: Entry | None) -> Entry:
    if old is None:
        return new
    # Keys of other rows follow what the book has by now, and citations follow the lines.
    following = {"sources", *new.owners, *old.owners}
    same = all(old.proposed[name] == cell for name, cell in new.proposed.items() if name not in following)
    told = same and old.draft.evidence == new.draft.evidence
    return replace(
        new,
        cells={**new.cells, **old.edited},
        decision=old.decision if told or old.written else "",
        match=old.match if old.match != old.draft.match else new.match,
        take=old.take,
        written=old.written,
    )


def _without_document(entry: Entry) -> Entry:
    doubts = entry.draft.doubts
    if _GONE in doubts:
        return entry
    return replace(entry, draft=replace(entry.draft, doubts=(*doubts, _GONE)))
