"""A draft, and what a reviewer made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pagebook.data import TableSpec
from pagebook.ingest.draft import Draft
from pagebook.ingest.identity import Proposal

__all__ = ["DECISIONS", "Entry", "Written"]

DECISIONS = ("", "accept", "merge", "reject")
"""What a reviewer can say of a draft; blank is not yet."""


@dataclass(frozen=True)
class Written:
    """What became of a draft in `data/`, so that it can be taken back.

    Attributes:
        key: The primary key of its row.
        before: The row's cells before, empty where there was none.
        after: Its cells afterwards.
    """

    key: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """A draft, and what a reviewer made of it.

    Attributes:
        name: Its name, which stays when the document is read again.
        draft: What the document says.
        owners: For the columns that name another row: the draft which that row comes from.
        proposed: The cells that the document suggests, citation included.
        cells: The cells as the reviewer has them.
        decision: One of `DECISIONS`.
        match: The key of the row to merge into.
        take: The cells of that row to change.
        written: What was written into `data/`; None for nothing yet.
        line: Its line in the sheet, 0 where it is in none.
    """

    name: str
    draft: Draft
    owners: Mapping[str, str]
    proposed: Mapping[str, str]
    cells: Mapping[str, str]
    decision: str = ""
    match: str = ""
    take: str = ""
    written: Written | None = None
    line: int = 0

    @classmethod
    def of(cls, spec: TableSpec, proposal: Proposal, source: str) -> Entry:
        """Return a draft of which nobody has decided anything."""
        draft = proposal.draft
        told = {"sources": f"{source}#{draft.place}", **draft.row}
        cells = {name: told.get(name, "") for name in spec.columns}
        return cls(proposal.name, draft, proposal.owners, cells, cells, match=draft.match)

    @property
    def touched(self) -> bool:
        """Whether a reviewer decided or changed anything."""
        return bool(self.decision or self.take or self.edited or self.match != self.draft.match)

    @property
    def edited(self) -> dict[str, str]:
        """The cells that differ from what the document suggests."""
        return {name: cell for name, cell in self.cells.items() if cell != self.proposed[name]}
