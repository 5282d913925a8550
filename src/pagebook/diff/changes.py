"""All that differs between two editions of the book: found by `compare`, told by page and summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal

from pagebook.data import is_document
from pagebook.diff.items import (
    FormChange,
    Move,
    NumberChange,
    PageState,
    RowChange,
    SentenceChange,
    TableChange,
)
from pagebook.publish.chart import Chart

__all__ = ["Changes", "ChartChange", "ValueChange"]


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

    def title_of(self, page: str) -> str:
        """Return a page's title; of a narrative, or a table, its own name."""
        return self._titles.get(page, page)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {page.key: page.title for page in self.pages if not is_document(page.key)}

    def as_json(self) -> dict[str, Any]:
        """Return the differences as a JSON object; of a chart its id and what changed, not its drawing."""
        return {name: _plain(value) for name, value in _items(self)}


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    yield from ((field.name, getattr(value, field.name)) for field in fields(value))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 6)
    if not hasattr(value, "__dataclass_fields__"):
        return value
    told: Mapping[str, Any] = dict(_items(value))
    return {name: _plain(item) for name, item in told.items() if not isinstance(item, Chart)}
