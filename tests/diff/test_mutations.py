"""Validation that bites: cells that feed the book are changed at random, and each change must be noticed.

The changes are seeded, so that a failure comes again. Two nets are tried, each for itself: `pagebook check`,
which refuses data that break a rule and pages that were made from other data, and `pagebook diff`, which must
name table, country, old and new value.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pagebook.data import Package, Tables, check_data
from pagebook.data.stored import stored_table
from pagebook.diff import compare
from pagebook.pages.listing import choose
from pagebook.pages.plan import plan
from pagebook.pages.record import Record
from pagebook.project import Book

CELLS = 200
SHARE = 0.99
SEED = 2026
OWNERS = ("area", "country")


@dataclass(frozen=True)
class Mutation:
    """One cell that is changed.

    Attributes:
        table: The table.
        file: Its CSV, below the book's root.
        at: The row's place in the file, the header being 0.
        column: The column.
        old: What the cell holds.
        new: What it is made to hold.
        country: What the row says whose it is, if it says so.
    """

    table: str
    file: str
    at: int
    column: str
    old: str
    new: str
    country: str


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _changed(cell: str, kind: str, draw: random.Random) -> str:
    """Return another cell of the same kind, as a slip of the hand makes one."""
    if not cell:
        return {"number": "7", "integer": "7", "boolean": "true", "date": "2019-05-05"}.get(kind, "Slip")
    if kind in ("number", "integer"):
        digits = [place for place, sign in enumerate(cell) if sign.isdigit()]
        place = draw.choice(digits)
        return cell[:place] + str((int(cell[place]) + draw.randint(1, 9)) % 10) + cell[place + 1 :]
    if kind == "boolean":
        return "false" if cell == "true" else "true"
    if kind == "date":
        return cell[:-1] + str((int(cell[-1]) + 1) % 10)
    place = draw.randrange(len(cell))
    return draw.choice([cell[:place] + cell[place + 1 :], f"{cell[:place]}x{cell[place:]}", f"{cell}s"])


def _feeding(book: Book, package: Package) -> dict[str, list[tuple[list[int], tuple[str, ...]]]]:
    """Return for each table what pages read of it: places of rows, and columns."""
    found: dict[str, list[tuple[list[int], tuple[str, ...]]]] = {}
    for page in plan(book, Tables.open(book)):
        for read in Record.loads(page.record.read_bytes()).reads:
            if (table := read["table"]) in package.tables and read["rows"]:
                stored = stored_table(package, table)
                places = stored.positions([(column, cells) for column, cells in read["where"].items()])
                columns = tuple(read.get("columns", ())) or package.tables[table].columns
                found.setdefault(table, []).append((places.tolist(), columns))
    return found


def _mutations(book: Book) -> Iterator[Mutation]:
    """Yield changes of different rows; all tables have the same chance, whatever their length."""
    draw, package, taken = random.Random(SEED), Package.load(book.data), set()
    feeding = _feeding(book, package)
    texts = {name: _rows(book.data / package.tables[name].path) for name in feeding}
    while len(taken) < CELLS:
        name = draw.choice(sorted(feeding))
        places, columns = draw.choice(feeding[name])
        # The header comes first in the file.
        at, column = draw.choice(places) + 1, draw.choice(columns)
        if (name, at) in taken:
            continue
        taken.add((name, at))
        row = dict(zip(texts[name][0], texts[name][at], strict=True))
        new = _changed(row[column], package.tables[name].by_name[column].type, draw)
        owner = next((row[owner] for owner in OWNERS if owner in row and owner != column), "")
        yield Mutation(name, f"data/{package.tables[name].path}", at, column, row[column], new, owner)


def _copy(book_root: Path, to: Path) -> Book:
    for name in ("data", "chapters"):
        shutil.copytree(book_root / name, to / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(book_root / name, to / name)
    return Book(to)


def _apply(book: Book, mutations: list[Mutation]) -> None:
    for file in {mutation.file for mutation in mutations}:
        rows = _rows(book.root / file)
        header = list(rows[0])
        for mutation in (one for one in mutations if one.file == file):
            rows[mutation.at][header.index(mutation.column)] = mutation.new
        _write(book.root / file, rows)


@pytest.fixture(scope="module")
def mutations(book_root) -> list[Mutation]:
    """Return the changes; each makes another cell of what was there."""
    found = list(_mutations(Book(book_root)))
    assert len(found) == CELLS and all(one.old != one.new for one in found)
    return found


def test_writing_alone_changes_nothing(book_root, tmp_path, mutations):
    """What is noticed is the cell, not the form of the file."""
    book = _copy(book_root, tmp_path)

    for file in {mutation.file for mutation in mutations}:
        _write(book.root / file, _rows(book.root / file))

    assert choose(book) == () and check_data(book) == []
    assert all(
        (book.root / one.file).read_bytes() == (book_root / one.file).read_bytes() for one in mutations
    )


def test_diff_names_each_changed_cell(book_root, tmp_path, mutations):
    """Table, column, country, old and new value; of a changed key, the rows that went and came."""
    _apply(_copy(book_root, tmp_path), mutations)

    changes = compare(book_root, tmp_path)

    rows = [(row.table, row.kind, row.column, row.old, row.new, row.country) for row in changes.rows]
    unnoticed = [one for one in mutations if not any(_names(row, one) for row in rows)]
    assert len(unnoticed) <= CELLS * (1 - SHARE), unnoticed


def _names(row: tuple[str, ...], mutation: Mutation) -> bool:
    table, kind, column, old, new, country = row
    if table != mutation.table or (mutation.country and mutation.country not in country):
        return False
    if kind == "changed":
        return (column, old, new) == (mutation.column, mutation.old, mutation.new)
    return mutation.new in new if kind == "added" else mutation.old in old


def test_check_refuses_each_changed_cell(book_root, tmp_path, mutations):
    """One at a time: the data break a rule, or a page was made from other data than there are now."""
    book = _copy(book_root, tmp_path)
    assert choose(book) == (), "the pages must be current for this test to tell anything"

    unnoticed = [one for one in mutations if not _refused(book, one)]

    assert len(unnoticed) <= CELLS * (1 - SHARE), unnoticed


def _refused(book: Book, mutation: Mutation) -> bool:
    path = book.root / mutation.file
    before = path.read_bytes()
    _apply(book, [mutation])
    try:
        return bool(check_data(book)) or bool(choose(book, changed={mutation.file}))
    finally:
        path.write_bytes(before)
