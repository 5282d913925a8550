"""What can differ between two editions of the book, each kind of difference as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "FormChange",
    "Kind",
    "Move",
    "MoveKind",
    "NumberChange",
    "PageState",
    "RowChange",
    "SentenceChange",
    "TableChange",
    "Word",
]

Kind: TypeAlias = Literal["added", "removed", "changed"]

MoveKind: TypeAlias = Literal["rank", "rating", "status", "stand"]

Word: TypeAlias = tuple[Literal["same", "old", "new"], str]
"""A run of words: in both texts, in the old one only, or in the new one only."""


@dataclass(frozen=True)
class RowChange:
    """A cell of a table that changed, or a row that was added or removed.

    Attributes:
        kind: What became of it.
        table: Name of the table.
        file: Its CSV, such as `data/indicators/indicators.csv`.
        key: The row's primary key, its parts with spaces between: `PER co2_total 2020`.
        country: Codes of the areas that the row is about, with commas between; empty when it is about none.
        name: The names of these areas.
        column: The column; empty for a whole row.
        old: The cell's text before; of a removed row, all its cells.
        new: The cell's text now; of an added row, all its cells.
        old_line: Line of the row in the old CSV.
        new_line: Line of the row in the new CSV.
        cells: Of a whole row, each column and its cell, blank ones left out.
        size: By what share of itself a number changed; 0 where there is none.
    """

    kind: Kind
    table: str
    file: str
    key: str
    country: str
    name: str
    column: str
    old: str
    new: str
    old_line: int | None = None
    new_line: int | None = None
    cells: tuple[tuple[str, str], ...] = ()
    size: float = 0.0


@dataclass(frozen=True)
class Move:
    """A rank, a rating or a status that moved.

    Attributes:
        kind: `rank`, `rating`, `status` or, for words such as *above the PAGE median*, `stand`.
        page: Key of the page that states it; the table's name for a status of a row.
        country: Code of the country; empty when it is about none.
        name: What stands there: the country, or the row of a table.
        what: What is ranked or rated, and by which column.
        old: Before; empty when there was none.
        new: Now; empty when there is none any more.
    """

    kind: MoveKind
    page: str
    country: str
    name: str
    what: str
    old: str
    new: str


@dataclass(frozen=True)
class SentenceChange:
    """A sentence of a page that changed, came or went.

    Attributes:
        kind: What became of it.
        page: Key of the page, or the path of a narrative.
        country: Code of the page's country, if it has one.
        section: The heading above it.
        place: Where in the section: empty for prose, else the caption, row and column of a table.
        old: The sentence before; empty when it is new.
        new: The sentence now; empty when it is gone.
        words: Both sentences in one, word by word.
        numbers_only: Whether nothing but numbers changed.
        size: By what share of itself the number that changed most did.
    """

    kind: Kind
    page: str
    country: str
    section: str
    place: str
    old: str
    new: str
    words: tuple[Word, ...]
    numbers_only: bool = False
    size: float = 0.0


@dataclass(frozen=True)
class NumberChange:
    """A number that a page shows by itself, in a table or on a card.

    Attributes:
        what: What the number is of: caption, row and column, or the words on the card.
        size: By what share of itself it changed; infinite for what was zero or is not there on one side.
    """

    page: str
    country: str
    section: str
    what: str
    old: str
    new: str
    size: float


@dataclass(frozen=True)
class TableChange:
    """A table that came, went, has another name, or has other columns.

    Attributes:
        kind: `added`, `removed`, `renamed`, `columns` or `unreadable`.
        table: Its name now, or before if it is gone.
        told: What happened, in a sentence.
    """

    kind: Literal["added", "removed", "renamed", "columns", "unreadable"]
    table: str
    told: str


@dataclass(frozen=True)
class FormChange:
    """What changed in form or in sources only: the words and numbers are the same.

    Attributes:
        place: A page's key, or a file.
        told: What happened, in a sentence.
    """

    place: str
    told: str


@dataclass(frozen=True)
class PageState:
    """A page and what became of it.

    Attributes:
        key: Its key now, or before if it is gone.
        title: Its title.
        country: Code of its country, if it has one.
        kind: `added`, `removed`, `renamed`, `changed`, or `same` where a reader sees no difference.
        told: The old name of a renamed page; else empty.
    """

    key: str
    title: str
    country: str
    kind: Literal["added", "removed", "renamed", "changed", "same"]
    told: str = ""
