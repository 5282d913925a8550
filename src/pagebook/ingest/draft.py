"""Draft rows: what a document says, in the columns of a table, with the evidence beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["AGAIN", "Draft", "State"]

AGAIN = " … "
"""What stands between two passages of evidence."""

State: TypeAlias = Literal["new", "same", "different"]


@dataclass(frozen=True)
class Draft:
    """A row as a document suggests it; nothing of it is in `data/` before somebody has accepted it.

    Attributes:
        table: The table it is meant for.
        row: Its cells, as the table's CSV has them; columns that are not named are blank.
        place: Where in the document it is from, as a citation says it: `line 44`.
        evidence: The document's own words, for the reviewer only.
        doubts: What the reviewer should look at, in words.
        state: Whether the table has such a row already.
        match: The key of that row; empty for a new one.
    """

    table: str
    row: Mapping[str, str]
    place: str
    evidence: str
    doubts: tuple[str, ...] = ()
    state: State = "new"
    match: str = ""
