"""Tables that readers see, and those behind charts: which cells differ, rows known by their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pagebook.diff.stands import column_kind

__all__ = ["CellChange", "Grid", "compare_grids"]

Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table as text.

    Attributes:
        name: Its id on the page; may be empty.
        caption: What the rows are.
        head: The columns' titles.
        rows: The cells below them.
    """

    name: str
    caption: str
    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class CellChange:
    """A cell that differs, or a row that one side lacks.

    Attributes:
        row: The row's label.
        column: The column's title; empty for a whole row.
        old: Before; empty for a row that is new.
        new: Now; empty for a row that is gone.
    """

    row: str
    column: str
    old: str
    new: str


def compare_grids(old: Grid, new: Grid) -> Iterator[CellChange]:
    """Yield the cells that differ in columns that both have, and the rows that one of them lacks."""
    shared = [title for title in new.head if title in old.head]
    label = _label(old, new, shared)
    before, after = _by_label(old, label), _by_label(new, label)
    for key, row in after.items():
        if key in before:
            for title in shared:
                was, now = before[key][old.head.index(title)], row[new.head.index(title)]
                if was != now:
                    yield CellChange(_said(key), title, was, now)
        else:
            yield CellChange(_said(key), "", "", _joined(row))
    for key, row in before.items():
        if key not in after:
            yield CellChange(_said(key), "", _joined(row), "")


def _label(old: Grid, new: Grid, shared: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that tell rows apart: the fewest from the left, ranks and ratings aside."""
    fit = [title for title in shared if not column_kind(title)] or list(shared)
    words = [title for title in fit if not _numeric(new, title) and not _numeric(old, title)]
    for titles in ([*words, *(title for title in fit if title not in words)], fit):
        for size in range(1, min(len(titles), 3) + 1):
            if all(_tells_apart(grid, titles[:size]) for grid in (old, new)):
                return tuple(titles[:size])
    return tuple(fit)


def _numeric(grid: Grid, title: str) -> bool:
    place = grid.head.index(title)
    return all(not any(letter.isalpha() for letter in row[place]) for row in grid.rows if place < len(row))


def _tells_apart(grid: Grid, titles: Sequence[str]) -> bool:
    places = [grid.head.index(title) for title in titles]
    keys = [tuple(row[place] for place in places) for row in grid.rows if len(row) == len(grid.head)]
    return len(set(keys)) == len(keys)


def _by_label(grid: Grid, label: Sequence[str]) -> dict[Row, Row]:
    places = [grid.head.index(title) for title in label]
    seen: Counter[Row] = Counter()
    found: dict[Row, Row] = {}
    for row in grid.rows:
        if len(row) != len(grid.head):
            continue
        key = tuple(row[place] for place in places)
        seen[key] += 1
        found[(*key, f"no. {seen[key]}") if seen[key] > 1 else key] = row
    return found


def _said(key: Row) -> str:
    return ", ".join(part for part in key if part)


def _joined(row: Row) -> str:
    return " · ".join(cell for cell in row if cell)
