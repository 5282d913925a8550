"""No false 'current': whatever input changes, a page that would come out otherwise is stale."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pages.world import COLUMNS, World, base, execute, toolchain, write, write_chapters

from pagebook.data import Tables
from pagebook.pages.plan import Page, plan, select
from pagebook.pages.staleness import Inputs, staleness
from pagebook.pages.verdict import changed_between, state_of
from pagebook.project import Book, find_book

CALM = settings(
    deadline=None,
    derandomize=True,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CELLS = ("PER", "SEN", "KEN", "co2", "2019", "2020", "7", "", "true", "false", "who", "page", "PER; SEN", "x")

table = st.sampled_from(sorted(COLUMNS))
place = st.integers(0, 17)
changes = st.one_of(
    st.tuples(st.just("cell"), table, place, place, st.sampled_from(CELLS)),
    st.tuples(st.just("drop"), table, place),
    st.tuples(st.just("copy"), table, place, place, st.sampled_from(CELLS)),
    st.tuples(st.just("rotate"), table, place),
    st.tuples(st.just("move"), place, st.sampled_from(["PER", "SEN", "KEN"])),
    st.tuples(st.just("type"), st.sampled_from(["year", "value", "online", "amount"]), st.just("string")),
    st.tuples(st.just("type"), st.just("year"), st.just("number")),
    st.tuples(st.just("delimiter"), st.sampled_from([";", " / "])),
    st.tuples(st.just("key"), st.permutations(["area", "indicator", "year"])),
    st.tuples(st.just("columns"), table),
    st.tuples(st.just("title"), st.sampled_from(["indicators", "value", "year"])),
    st.tuples(st.just("indent")),
    st.tuples(
        st.just("narrative"), st.sampled_from(["peru", "senegal"]), st.sampled_from(["New.\n", "", None])
    ),
    st.tuples(st.just("template"), st.integers(2, 10), st.sampled_from(["show(1)", "# more"])),
    st.tuples(st.just("metadata"), st.sampled_from(["title", "myst", "kernelspec"])),
    st.tuples(st.just("tag"), st.integers(2, 10), st.sampled_from(["", "remove-input"])),
    st.tuples(st.just("library"), st.sampled_from(["story/words.py", "pages/run.py", "data/new.py"])),
    st.tuples(st.just("version"), st.sampled_from(["pandas", "python"])),
)


def apply(world: World, change: tuple) -> None:
    """Change a world in place."""
    kind, *given = change
    if kind in ("cell", "drop", "copy", "rotate"):
        _apply_row(world["tables"][given[0]], kind, *given[1:])
    elif kind == "move":
        rows = world["tables"]["indicators"]
        rows[given[0] % len(rows)][0] = given[1]
    elif kind == "columns":
        columns = world["columns"][given[0]]
        columns[-1] = f"{columns[-1]}_new"
    elif kind == "template":
        world["template"].insert(given[0], ("code", given[1], []))
    elif kind == "tag":
        at = given[0] % len(world["template"])
        cell, source, _ = world["template"][at]
        world["template"][at] = (cell, source, [given[1]] if given[1] else [])
    elif kind == "narrative" and given[1] is None:
        world["narratives"].pop(given[0], None)
    else:
        _apply_value(world, kind, *given)


def _apply_row(rows: list[list[str]], kind: str, row: int, column: int = 0, cell: str = "") -> None:
    if not rows:
        return
    at = row % len(rows)
    if kind == "drop":
        del rows[at]
    elif kind == "rotate":
        rows[:] = rows[at:] + rows[:at]
    else:
        changed = list(rows[at])
        changed[column % len(changed)] = cell
        rows[at:at + (kind == "cell")] = [changed]  # fmt: skip


def _apply_value(world: World, kind: str, *given: object) -> None:
    parts = {
        "type": "types", "title": "titles", "narrative": "narratives", "version": "versions",
        "library": "library", "metadata": "metadata",
    }  # fmt: skip
    if kind == "indent":
        world["indent"] = 2
    elif kind == "delimiter":
        world["delimiter"] = given[0]
    elif kind == "key":
        world["keys"]["indicators"] = list(given[0])
    else:
        name = given[0]
        values = {"myst": {"html_meta": {"a": "b"}}, "kernelspec": {"name": "x", "display_name": "x"}}
        value = given[1] if len(given) > 1 else values.get(name, "another")
        world[parts[kind]][name] = value


class Small:
    """A book of the small world, run once; each trial starts from there."""

    def __init__(self, root: Path) -> None:
        self.world, self.root = base(), root
        write(self.world, root)
        write_chapters(root)
        self.book: Book = find_book(root)
        for page in plan(self.book, Tables.open(self.book)):
            page.output.parent.mkdir(exist_ok=True)
            content, record = execute(self.world, root, page, page.template.read_bytes())
            page.output.write_bytes(content)
            page.record.write_bytes(record)

    def changed(self, trial: list[tuple]) -> World:
        """Write the files as they are after some changes, and return the world."""
        world = deepcopy(self.world)
        for change in trial:
            apply(world, change)
        write(world, self.root)
        return world

    def pages(self) -> tuple[Page, ...]:
        """Return the pages of the first world."""
        write(self.world, self.root)
        return plan(self.book, Tables.open(self.book))


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Return the small book."""
    return Small(tmp_path / "book")


def _inputs(small: Small, world: World) -> Inputs:
    return Inputs(Tables.open(small.book), toolchain(world, small.root))


def test_a_page_that_would_come_out_otherwise_is_stale(small):
    """For any changes of inputs; and of the pages called stale, at least two thirds do come out otherwise.

    The rest read a row of which they show only some cells, or carry a version that they do not show.
    """
    seen: Counter[str] = Counter()
    pages = small.pages()

    @CALM
    @given(st.lists(changes, min_size=1, max_size=2))
    def check(trial: list[tuple]) -> None:
        world = small.changed(trial)
        inputs = _inputs(small, world)
        for page in pages:
            reasons = staleness(page, inputs)
            source = page.template.read_bytes()
            same = execute(world, small.root, page, source)[0] == page.output.read_bytes()
            assert same or reasons, f"{page.key} is called current"
            seen[("idle" if same else "right") if reasons else "current"] += 1

    check()

    assert seen["right"] > 100, seen
    assert seen["current"] > 50
    assert seen["idle"] <= seen["right"] / 2, seen


def test_to_know_what_changed_changes_no_reason(small):
    """Reasons are the same, whether all of the book is looked at or only what the changed files concern."""
    seen: Counter[bool] = Counter()
    pages = small.pages()
    before, tools = state_of(small.book), toolchain(small.world, small.root)

    @CALM
    @given(st.lists(changes, min_size=1, max_size=2))
    def check(trial: list[tuple]) -> None:
        world = small.changed(trial)
        changed = changed_between(before, state_of(small.book))
        assert changed is not None
        files = frozenset(small.book.root / name for name in changed)
        # Only a change of files tells which; another library or version has everything looked at.
        same = toolchain(world, small.root) == tools
        inputs = _inputs(small, world)
        knowing = replace(inputs, changed=files if same else None)
        for page in pages:
            assert staleness(page, knowing) == staleness(page, inputs)
            seen[knowing.touched(page)] += 1

    check()

    assert seen[True] > 100, seen
    assert seen[False] > 20, seen


HARMLESS = st.one_of(
    st.tuples(st.just("rotate"), table, place),
    st.tuples(st.just("cell"), st.just("indicators"), st.integers(0, 5), st.just(3), st.just("7")),
    st.tuples(st.just("drop"), st.just("indicators"), st.integers(0, 2)),
    st.tuples(st.just("cell"), st.just("funding"), place, st.just(1), st.just("9")),
    st.tuples(st.just("title"), st.sampled_from(["indicators", "value", "year"])),
    st.tuples(st.just("indent")),
    st.tuples(st.just("narrative"), st.just("kenya"), st.just("New.\n")),
    st.tuples(st.just("narrative"), st.just("peru"), st.just("About Peru.\r\n")),
    st.tuples(st.just("metadata"), st.just("kernelspec")),
    st.tuples(st.just("library"), st.sampled_from(["pages/run.py", "publish/chart.py"])),
)  # fmt: skip


def test_what_does_not_concern_a_country_leaves_its_page_current(small):
    """The order of rows, another country's rows or narrative, titles and the runner do not count."""
    pages = [page for page in small.pages() if not page.in_place]

    @CALM
    @given(st.lists(HARMLESS, min_size=1, max_size=4, unique_by=lambda change: change[0]))
    def check(trial: list[tuple]) -> None:
        # Rows are counted from the top, so what moves rows comes after what changes one.
        world = small.changed(sorted(trial, key=lambda change: {"drop": 1, "rotate": 2}.get(change[0], 0)))
        inputs = _inputs(small, world)
        assert [staleness(page, inputs) for page in pages] == [(), ()]

    check()


keys = st.tuples(st.sampled_from(["PER", "SEN"]), st.sampled_from(["co2", "gdp"]), st.integers(2010, 2016))
tables = st.dictionaries(keys, st.sampled_from(["1", "2", "3"]), max_size=20)


def test_a_reason_counts_and_names_the_rows_exactly(small):
    """It tells of a country's rows what two dictionaries tell, although the page read some of them twice."""
    (page,) = select(small.pages(), ["PER"])

    @CALM
    @given(tables, tables)
    def check(old: dict, new: dict) -> None:
        worlds = [deepcopy(small.world) for _ in (old, new)]
        for world, values in zip(worlds, (old, new), strict=True):
            rows = [[area, name, str(year), value] for (area, name, year), value in sorted(values.items())]
            world["tables"]["indicators"] = rows
        write(worlds[0], small.root)
        content, record = execute(worlds[0], small.root, page, page.template.read_bytes())
        page.output.write_bytes(content)
        page.record.write_bytes(record)
        write(worlds[1], small.root)

        found = staleness(page, _inputs(small, worlds[1]))

        was, now = ({key: value for key, value in side.items() if key[0] == "PER"} for side in (old, new))
        changed = [" ".join(map(str, key)) for key in sorted(now) if key in was and was[key] != now[key]]
        added = [" ".join(map(str, key)) for key in sorted(now) if key not in was]
        removed = len(was.keys() - now.keys())
        told = {"changed": changed, "added": added, "removed": removed}
        assert [{name: reason.as_json()[name] for name in told} for reason in found] == (
            [told] if any(told.values()) else []
        )

    check()


def test_the_world_is_one_that_runs(small):
    """Every page of the small world runs before anything changes, and its record is JSON with reads."""
    records = {page.key: json.loads(page.record.read_bytes()) for page in small.pages()}

    assert {key: len({read["table"] for read in record["reads"]}) for key, record in records.items()} == {
        "PER": 6,
        "SEN": 6,
        "about": 1,
        "mute": 7,
    }
