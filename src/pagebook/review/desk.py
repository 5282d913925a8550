"""The desk: drafts of all documents, what was decided of each, and which of them belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from pagebook.data import Package
from pagebook.data.editing import Key
from pagebook.data.nearest import suggestion
from pagebook.errors import ParameterError, ReviewError
from pagebook.ingest.entry import Entry
from pagebook.ingest.store import INDEX, Drafts
from pagebook.project import Book

__all__ = ["Desk", "Item", "Standing", "key_told"]

Standing: TypeAlias = Literal["open", "same", "accepted", "rejected", "rejected with its owner", "written"]


class Item(NamedTuple):
    """Where a draft is: the folder of its document, and its name there."""

    document: str
    name: str


@dataclass(frozen=True)
class Desk:
    """The drafts of some documents, and the book that they are for.

    Attributes:
        book: The book.
        package: Its tables.
        folder: Where the drafts lie, a folder for each document.
        documents: The drafts of each document, by the name of its folder.
    """

    book: Book
    package: Package
    folder: Path
    documents: dict[str, Drafts]

    @classmethod
    def load(cls, book: Book, folder: Path, wanted: Sequence[str] = ()) -> Desk:
        """Return the drafts below a folder.

        Args:
            book: The book.
            folder: The folder with a folder for each document.
            wanted: Names of documents; by default all.

        Raises:
            ParameterError: There are no drafts, or none of a document.
            ReviewError: Sheets do not say clearly what is meant; all problems of all of them.
        """
        package, folder = Package.load(book.data), folder.resolve()
        there = sorted(path.parent.name for path in folder.glob(f"*/{INDEX}"))
        if not there:
            raise ParameterError(f"no drafts in {folder}; pagebook ingest makes them")
        for name in wanted:
            if name not in there:
                raise ParameterError(f"no drafts of {name!r} in {folder}; {suggestion(name, there)}")
        documents: dict[str, Drafts] = {}
        problems: list[object] = []
        for name in wanted or there:
            try:
                documents[name] = Drafts.load(package, folder / name)
            except ReviewError as error:
                problems += error.problems
        if problems:
            raise ReviewError(problems)
        return cls(book, package, folder, documents)

    def items(self) -> list[Item]:
        """Return all drafts: documents by name, drafts in the order of the document."""
        return [Item(name, one.name) for name, drafts in self.documents.items() for one in drafts.entries]

    def entry(self, item: Item) -> Entry:
        """Return a draft."""
        return self.documents[item.document].by_name[item.name]

    def evidence(self, item: Item) -> str:
        """Return what the document of a draft says, as far as drafts rest on it."""
        return self.documents[item.document].evidence

    def having(self, item: Item, entry: Entry) -> Desk:
        """Return the desk with one draft changed."""
        changed = self.documents[item.document].having(entry)
        return replace(self, documents={**self.documents, item.document: changed})

    def standing(self, item: Item) -> Standing:
        """Return how a draft stands."""
        entry = self.entry(item)
        if entry.written:
            return "written"
        if entry.decision == "reject":
            return "rejected"
        if self._orphan(item):
            return "rejected with its owner"
        if entry.decision:
            return "accepted"
        return "same" if entry.draft.state == "same" else "open"

    def _orphan(self, item: Item) -> bool:
        """Return whether a draft names a row that was to come from a draft that was rejected."""
        entry = self.entry(item)
        for column, name in entry.owners.items():
            owner = Item(item.document, name)
            if self._there(owner) and self.standing(owner).startswith("rejected"):
                # A row of the book that the owner matched, or that a reviewer named, is there all the same.
                cell = entry.cells[column]
                if not cell or (cell == entry.proposed[column] and cell != self.entry(owner).draft.match):
                    return True
        return False

    def _there(self, item: Item) -> bool:
        return item.name in self.documents[item.document].by_name

    def group(self, item: Item) -> tuple[Item, ...]:
        """Return the drafts whose rows belong together with that of a draft, itself included, in order."""
        return self._groups[item]

    @cached_property
    def _groups(self) -> dict[Item, tuple[Item, ...]]:
        group: dict[Item, list[Item]] = {}
        for item in self.items():
            group[item] = [item]
            for owner in set(self.entry(item).owners.values()):
                above = Item(item.document, owner)
                # A row that is in the book already, or will never be, binds nobody.
                joined = group.get(above) if self._there(above) and self.standing(above) in _BINDING else None
                if joined is not None and joined is not group[item]:
                    joined += group[item]
                    group |= dict.fromkeys(group[item], joined)
        order = {item: place for place, item in enumerate(group)}
        return {item: tuple(sorted(set(members), key=order.__getitem__)) for item, members in group.items()}

    def ready(self, item: Item) -> list[Item]:
        """Return what of a draft's group can be written now: the accepted ones, once none is open."""
        group = [(one, self.standing(one)) for one in self.group(item)]
        if any(standing == "open" for _, standing in group):
            return []
        return [one for one, standing in group if standing == "accepted"]

    def all_ready(self) -> list[Item]:
        """Return all drafts that can be written now."""
        return list(dict.fromkeys(one for item in self.items() for one in self.ready(item)))

    def waiting(self) -> Iterator[tuple[Item, list[Item]]]:
        """Yield the accepted drafts that cannot be written yet, with the open ones they wait for."""
        for item in self.items():
            if self.standing(item) == "accepted":
                still = [one for one in self.group(item) if self.standing(one) == "open"]
                if still:
                    yield item, still

    def place(self, item: Item) -> str:
        """Return where people find a draft: its sheet and line, and where in the document it is from."""
        entry = self.entry(item)
        line = f":{entry.line}" if entry.line else ""
        return f"{item.document}/{entry.draft.table}.csv{line} (document, {entry.draft.place})"


_BINDING = ("open", "accepted")


def key_told(key: Key) -> str:
    """Return a key as people write it."""
    return " ".join(key)
