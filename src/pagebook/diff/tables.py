"""Which tables and columns differ between two editions, and in each table which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pagebook.data import RawTable, TableSpec
from pagebook.diff.edition import Edition
from pagebook.diff.items import FormChange, RowChange, TableChange
from pagebook.diff.rows import Rows, compare_rows, sheet

__all__ = ["TableChanges", "compare_tables"]

_ALIKE = 0.9
"""Share of equal cells from which on a column that went and one that came are one column renamed."""

_SAME_ROWS = 0.5
"""Share of equal keys from which on a table that went and one that came are one table renamed."""


@dataclass
class TableChanges:
    """What the comparison of tables finds."""

    rows: list[RowChange] = field(default_factory=list)
    tables: list[TableChange] = field(default_factory=list)
    forms: list[FormChange] = field(default_factory=list)


def compare_tables(old: Edition, new: Edition) -> TableChanges:
    """Return how the tables of two editions differ.

    Raises:
        DataError: An edition's description of its tables cannot be read.
    """
    found = TableChanges()
    before, after = ([name for name in side.package.tables if side.has(name)] for side in (old, new))
    renamed = _renamed(old, new, before, after)
    for was, now in renamed.items():
        found.tables.append(TableChange("renamed", now, f"Table {was} is called {now} now."))
    for name in after:
        was = next((one for one, other in renamed.items() if other == name), name)
        if was in before:
            _compare(found, old, new, was, name)
        else:
            found.tables.append(TableChange("added", name, f"Table {name} is new: {_counted(new, name)}."))
            found.rows += _all_rows(old, new, name)
    for name in before:
        if name not in after and name not in renamed:
            found.tables.append(TableChange("removed", name, f"Table {name} is gone: {_counted(old, name)}."))
            found.rows += _all_rows(old, new, name)
    return found


def _compare(found: TableChanges, old: Edition, new: Edition, was: str, name: str) -> None:
    specs = old.package.tables[was], new.package.tables[name]
    found.tables += _described(*specs)
    if old.bytes_of(old.path_of(was)) == new.bytes_of(new.path_of(name)) and _keys(*specs):
        return
    sides = []
    for side, table in ((old, was), (new, name)):
        raw, problems = side.table(table)
        found.tables += [TableChange("unreadable", table, f"{side.name}: {one}.") for one in problems]
        if raw is None:
            return
        sides.append(raw)
    rows = list(_rows(found, _Side(old, was, sides[0]), _Side(new, name, sides[1])))
    found.rows += rows
    if not rows and sides[0].header == sides[1].header:
        told = "only the form or the order of its lines changed, no cell"
        found.forms.append(FormChange(new.path_of(name), told))


@dataclass(frozen=True)
class _Side:
    """A table of an edition, its columns not yet matched with those of the other."""

    edition: Edition
    table: str
    raw: RawTable


def _rows(found: TableChanges, old: _Side, new: _Side) -> Iterator[RowChange]:
    key = _key(old, new)
    names = _columns(found, old, new, key)
    before = sheet(old.raw, [names.get(name, name) for name in old.raw.header], key)
    after = sheet(new.raw, new.raw.header, key)
    return compare_rows(Rows(old.edition, old.table, before), Rows(new.edition, new.table, after))


def _key(old: _Side, new: _Side) -> tuple[str, ...]:
    """Return the key by which rows are known in both editions; none when there is no such key."""
    for side in (new, old):
        key = side.edition.package.tables[side.table].primary_key
        if set(key) <= set(old.raw.header) & set(new.raw.header):
            return key
    return ()


def _columns(found: TableChanges, old: _Side, new: _Side, key: Sequence[str]) -> Mapping[str, str]:
    """Tell of columns that came and went, and return those that have another name now."""
    gone = [name for name in old.raw.header if name not in new.raw.header]
    come = [name for name in new.raw.header if name not in old.raw.header]
    renamed = _same_columns(old.raw, new.raw, gone, come, key) if gone and come else {}
    told = [f"Column {was} is called {now} now." for was, now in renamed.items()]
    told += [f"Column {name} is gone." for name in gone if name not in renamed]
    for name in come:
        if name not in renamed.values():
            filled = sum(cell != "" for cell in new.raw.columns[new.raw.header.index(name)])
            told.append(f"Column {name} is new, filled in {filled:,} of {len(new.raw.lines):,} rows.")
    found.tables += [TableChange("columns", new.table, sentence) for sentence in told]
    return renamed


def _same_columns(
    old: RawTable, new: RawTable, gone: Sequence[str], come: Sequence[str], key: Sequence[str]
) -> dict[str, str]:
    if not key:
        return {}
    sides = [sheet(raw, raw.header, key) for raw in (old, new)]
    shared = sides[0].rows.keys() & sides[1].rows.keys()
    found: dict[str, str] = {}
    for was in gone:
        for now in (name for name in come if name not in found.values()):
            places = old.header.index(was), new.header.index(now)
            pairs = [(sides[0].rows[own][places[0]], sides[1].rows[own][places[1]]) for own in shared]
            equal = sum(one == other and one != "" for one, other in pairs)
            filled = sum(one != "" or other != "" for one, other in pairs)
            if equal and equal >= _ALIKE * filled:
                found[was] = now
                break
    return found


def _described(old: TableSpec, new: TableSpec) -> list[TableChange]:
    """Return what changed of the columns' meaning: types, units, keys; what readers see says a page."""
    told = []
    for column in new.fields:
        before = old.by_name.get(column.name)
        for part in ("type", "unit"):
            if before and getattr(before, part) != (now := getattr(column, part)):
                told.append(
                    f"Column {column.name}: {part} {getattr(before, part) or 'none'} → {now or 'none'}."
                )
    if old.primary_key != new.primary_key:
        told.append(f"The key of a row is {', '.join(new.primary_key)} now.")
    return [TableChange("columns", new.name, sentence) for sentence in told]


def _keys(old: TableSpec, new: TableSpec) -> bool:
    return old.primary_key == new.primary_key


def _renamed(old: Edition, new: Edition, before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Return tables that have another name now: of the same columns, and mostly the same rows."""
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    found: dict[str, str] = {}
    for was in gone:
        for now in (name for name in come if name not in found.values()):
            sides = old.table(was)[0], new.table(now)[0]
            if sides[0] and sides[1] and _same_table(sides[0], sides[1], new.package.tables[now].primary_key):
                found[was] = now
                break
    return found


def _same_table(old: RawTable, new: RawTable, key: Sequence[str]) -> bool:
    if old.header != new.header or not set(key) <= set(new.header):
        return False
    before, after = (set(sheet(raw, raw.header, key).rows) for raw in (old, new))
    return bool(before) and len(before & after) >= _SAME_ROWS * max(len(before), len(after))


def _all_rows(old: Edition, new: Edition, name: str) -> Iterator[RowChange]:
    """Return the rows of a table that one of the editions lacks."""
    side = new if new.has(name) else old
    raw, _ = side.table(name)
    if raw is None:
        return iter(())
    key = [column for column in side.package.tables[name].primary_key if column in raw.header]
    full = Rows(side, name, sheet(raw, raw.header, key))
    none = Rows(side, name, type(full.sheet)(full.sheet.columns, full.sheet.key, {}, {}))
    return compare_rows(none, full) if side is new else compare_rows(full, none)


def _counted(side: Edition, name: str) -> str:
    raw, _ = side.table(name)
    return "it cannot be read" if raw is None else f"{len(raw.lines):,} rows"
