"""What differs between two editions of the book, as values: found by `compare`, told by page and summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

from pagebook.publish.chart import Chart

__all__ = [
    "Changes",
    "ChartChange",
    "FormChange",
    "Kind",
    "Move",
    "MoveKind",
    "NumberChange",
    "PageState",
    "RowChange",
    "SentenceChange",
    "TableChange",
    "ValueChange",
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
class ValueChange:
    """A value in the table behind a chart.

    Attributes:
        row: The row's label.
        column: The column's title.
        old: Before; empty where there was none.
        new: Now; empty where there is none.
        size: By what share of itself it changed.
    """

    row: str
    column: str
    old: str
    new: str
    size: float


@dataclass(frozen=True)
class ChartChange:
    """A chart that changed, came, went, or stands on another page now.

    Attributes:
        figure: The figure's id, the same as long as the chart is on a page.
        title: Its title.
        faces: What of it changed: `data`, `drawing`, `words`, `sources`.
        values: The values behind it that changed.
        old: The chart before.
        new: The chart now.
        size: By what share of itself the value that changed most did.
        was_on: Key of the page that it stood on, when that is another.
    """

    kind: Literal["added", "removed", "changed", "moved"]
    page: str
    country: str
    section: str
    figure: str
    title: str
    faces: tuple[str, ...]
    values: tuple[ValueChange, ...]
    old: Chart | None
    new: Chart | None
    size: float = 0.0
    was_on: str = ""

    @property
    def looks_different(self) -> bool:
        """Whether the drawing is another one, so that it is worth to show both."""
        return bool({"data", "drawing"} & set(self.faces)) and self.kind != "moved"


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


@dataclass(frozen=True)
class Changes:
    """All that differs between two editions, each kind in order of importance.

    The order: ranks, ratings and statuses that moved, and statements whose words changed, come before
    numbers, which come by the share of themselves that they changed by; then rows; then form and sources.

    Attributes:
        old: How the old edition is called.
        new: How the new one is called.
        warnings: What a reader of the differences must know first, such as pages that are stale.
        moves: Ranks, ratings and statuses.
        sentences: Sentences of pages and narratives.
        numbers: Numbers in tables and on cards.
        charts: Charts.
        rows: Cells that changed, and rows that were added or removed.
        tables: Tables and their columns.
        forms: What changed in form or sources only.
        pages: Every page and narrative with what became of it, in the order of their files.
    """

    old: str
    new: str
    warnings: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()
    numbers: tuple[NumberChange, ...] = ()
    charts: tuple[ChartChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    forms: tuple[FormChange, ...] = ()
    pages: tuple[PageState, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing changed at all."""
        kinds = (self.moves, self.sentences, self.numbers, self.charts, self.rows, self.tables, self.forms)
        return not any(kinds) and all(page.kind == "same" for page in self.pages)

    def as_json(self) -> dict[str, Any]:
        """Return the differences as a JSON object; of a chart its id and what changed, not its drawing."""
        return {name: _plain(value) for name, value in _items(self)}


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    yield from ((field.name, getattr(value, field.name)) for field in fields(value))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        # JSON has no infinity: a number that came from nothing has no share of itself to tell.
        return round(value, 6) if value != float("inf") else None
    if not hasattr(value, "__dataclass_fields__"):
        return value
    told: Mapping[str, Any] = dict(_items(value))
    return {name: _plain(item) for name, item in told.items() if not isinstance(item, Chart)}
