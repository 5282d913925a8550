"""Which rows and cells of a table differ between two editions, rows known by their primary key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pagebook.data import RawTable
from pagebook.diff.edition import Edition
from pagebook.diff.items import RowChange
from pagebook.diff.sizes import relative

__all__ = ["Rows", "Sheet", "compare_rows", "sheet"]

Key = tuple[str, ...]

_TELLING = 2
"""Cells beside the key that a row must have so that it can be known again under another key."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table in one edition.

    Attributes:
        edition: Of which edition.
        table: Its name in that edition.
        sheet: Its rows by key.
    """

    edition: Edition
    table: str
    sheet: Sheet


@dataclass(frozen=True)
class Sheet:
    """The rows of a table by their key.

    Attributes:
        columns: Its columns, as the new edition names them.
        key: The columns of the key.
        rows: Key to cells, in the file's order; a key that stands twice has a number the second time.
        lines: Key to the line in the file.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Mapping[Key, Key]
    lines: Mapping[Key, int]

    def told(self, key: Key) -> dict[str, str]:
        """Return a row as its cells by column."""
        return dict(zip(self.columns, self.rows[key], strict=True))


def sheet(raw: RawTable, columns: Sequence[str], key: Sequence[str]) -> Sheet:
    """Return a table by its key.

    Args:
        raw: The table as text.
        columns: What its columns are called.
        key: The columns of the key; without any, the whole row is.
    """
    places = [columns.index(name) for name in key] or range(len(columns))
    seen: Counter[Key] = Counter()
    rows: dict[Key, Key] = {}
    lines: dict[Key, int] = {}
    for cells, line in zip(zip(*raw.columns, strict=True), raw.lines, strict=True):
        own = tuple(cells[place] for place in places)
        seen[own] += 1
        if seen[own] > 1:
            own = (*own, f"no. {seen[own]}")
        rows[own], lines[own] = cells, line
    return Sheet(tuple(columns), tuple(key) or tuple(columns), rows, lines)


def compare_rows(old: Rows, new: Rows) -> Iterator[RowChange]:
    """Yield the cells that changed, and the rows that came and went."""
    before, after = old.sheet, new.sheet
    shared = [name for name in after.columns if name in before.columns]
    for key, cells in after.rows.items():
        if cells != before.rows.get(key, cells):
            yield from _cells(old, new, (key, key), shared)
    gone = [key for key in before.rows if key not in after.rows]
    come = [key for key in after.rows if key not in before.rows]
    again = _known_again(before, after, gone, come)
    for one, other in again.items():
        yield from _cells(old, new, (one, other), shared)
    yield from (_whole(old, key) for key in gone if key not in again)
    here = set(again.values())
    yield from (_whole(new, key, added=True) for key in come if key not in here)


def _cells(old: Rows, new: Rows, keys: tuple[Key, Key], shared: Sequence[str]) -> Iterator[RowChange]:
    before, after = old.sheet.told(keys[0]), new.sheet.told(keys[1])
    country = new.edition.about(new.table, after) or old.edition.about(old.table, before)
    spec = new.edition.package.tables[new.table]
    for column in shared:
        if before[column] != after[column]:
            field = spec.by_name.get(column)
            numeric = field is not None and field.type in ("number", "integer")
            yield RowChange(
                "changed",
                new.table,
                new.edition.path_of(new.table),
                " ".join(keys[1]),
                country,
                new.edition.called(country),
                column,
                before[column],
                after[column],
                old.sheet.lines[keys[0]],
                new.sheet.lines[keys[1]],
                size=relative(_number(before[column]), _number(after[column])) if numeric else 0.0,
            )


def _whole(side: Rows, key: Key, *, added: bool = False) -> RowChange:
    told = side.sheet.told(key)
    country = side.edition.about(side.table, told)
    cells = tuple((column, cell) for column, cell in told.items() if cell)
    text = "; ".join(f"{column}: {cell}" for column, cell in cells)
    line = side.sheet.lines[key]
    return RowChange(
        "added" if added else "removed",
        side.table,
        side.edition.path_of(side.table),
        " ".join(key),
        country,
        side.edition.called(country),
        "",
        "" if added else text,
        text if added else "",
        None if added else line,
        line if added else None,
        cells,
    )


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _known_again(old: Sheet, new: Sheet, gone: Sequence[Key], come: Sequence[Key]) -> dict[Key, Key]:
    """Return rows that have another key and are the same otherwise, one part of the key aside."""
    if not (gone and come and set(old.key) <= set(new.columns) and set(new.key) <= set(old.columns)):
        return {}
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    for part in new.key:
        before, after = (_without(side, keys, part) for side, keys in ((old, gone), (new, come)))
        for rest, keys in before.items():
            others = after.get(rest, ())
            if len(keys) == len(others) == 1 and keys[0] not in found and others[0] not in taken:
                found[keys[0]] = others[0]
                taken.add(others[0])
    return found


def _without(side: Sheet, keys: Sequence[Key], part: str) -> dict[frozenset[tuple[str, str]], list[Key]]:
    """Return keys by the cells of their rows other than one column."""
    found: dict[frozenset[tuple[str, str]], list[Key]] = {}
    for key in keys:
        rest = frozenset((name, cell) for name, cell in side.told(key).items() if name != part and cell)
        if len(rest) >= _TELLING:
            found.setdefault(rest, []).append(key)
    return found
