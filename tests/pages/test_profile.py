"""The profile: each step of a page with its seconds, and samples that flame graph tools read."""

import re

from pagebook.data import Tables
from pagebook.pages.execute import Settings
from pagebook.pages.plan import plan, select
from pagebook.pages.profile import Profile, folded, profile_lines
from pagebook.pages.run import run

BUSY = """\
def busy():
    import time
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass
busy()"""
SMALL = {
    "PER": Profile(
        (("start", 0.5), ("cell 1", 1.0), ("cell 2", 2.0), ("finish", 0.25)), {("cell 1", "a.f"): 3}
    ),
    "SEN": Profile((("start", 0.5), ("cell 1", 3.0), ("finish", 0.25)), {("start", "b.g", "b.h"): 1}),
}


def test_a_run_tells_where_its_time_went(book, cells):
    """Start, each cell in order, and finish are timed, and the samples name what ran in the busy cell."""
    cells.notebook(book.chapters / "notes.ipynb", cells.prose("# Notes"), cells.code("1"), cells.code(BUSY))
    pages = select(plan(book, Tables.open(book)), ["notes"])

    outcome = run(book, pages, settings=Settings(profile=True)).outcomes[0]

    assert [name for name, _ in outcome.profile.steps] == ["start", "cell 1", "cell 2", "finish"]
    assert dict(outcome.profile.steps)["cell 2"] >= 0.3
    seen = [stack for stack in outcome.profile.stacks if stack[-1] == "__main__.busy"]
    assert {stack[0] for stack in seen} == {"cell 2"}


def test_a_run_without_a_profile_has_none(book):
    """Nobody pays for a profile that was not asked for."""
    report = run(book, select(plan(book, Tables.open(book)), ["notes"]))

    assert [outcome.profile for outcome in report.outcomes] == [None]


def test_samples_become_folded_stacks():
    """Each line is page, step and calls with semicolons between, and a count."""
    assert folded(SMALL) == "PER;cell 1;a.f 3\nSEN;start;b.g;b.h 1\n"


def test_the_table_adds_up_pages_and_cells():
    """Pages come in their order, cells by what they cost in all."""
    lines = profile_lines(SMALL, {"PER": "country.ipynb", "SEN": "country.ipynb"})

    assert [re.split(r"\s{2,}|(?<=\d) ", line.strip()) for line in lines] == [
        ["page", "start", "cells", "finish", "total", "seconds"],
        ["PER", "0.500", "3.000", "0.250", "3.750"],
        ["SEN", "0.500", "3.000", "0.250", "3.750"],
        [""],
        ["total", "median pages", "costliest cells, seconds"],
        ["4.000", "2.000", "2", "country.ipynb, cell 1"],
        ["2.000", "2.000", "1", "country.ipynb, cell 2"],
    ]
