"""Progress: how far a run is and how long it still takes, on a terminal and in a log."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from pagebook.errors import PageError
from pagebook.pages.plan import Page
from pagebook.pages.progress import RunProgress
from pagebook.pages.work import Outcome


def outcome(key: str, **more: object) -> Outcome:
    """Return what became of a page that took a second."""
    return Outcome(Page(key, Path("country.ipynb"), Path(f"{key}.ipynb")), 1.0, **more)


def shown(total: int, ends: list[float], *, terminal: bool) -> str:
    """Return all that is shown while pages end at these seconds."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100)
    with RunProgress(total, console, iter(ends).__next__) as progress:
        for number in range(len(ends)):
            progress.done(outcome(f"P{number}", changed=number > 0))
    return console.file.getvalue()


def test_a_log_has_count_and_time_left_on_each_line():
    """The time left is that of the pages to come at the pace of those since the first; the last has none."""
    lines = shown(4, [9.0, 11.0, 13.0, 14.0], terminal=False).splitlines()

    assert lines == [
        "P0             1.0 s  unchanged   (1 of 4)",
        "P1             1.0 s  changed     (2 of 4, about 4 s left)",
        "P2             1.0 s  changed     (3 of 4, about 2 s left)",
        "P3             1.0 s  changed     (4 of 4)",
    ]


@pytest.mark.parametrize(
    ("pace", "expected"), [(0.001, "1 s"), (0.8, "79 s"), (2, "3 min"), (50, "82 min"), (70, "1 h 56 min")]
)
def test_long_times_are_told_in_minutes_and_hours(pace, expected):
    """Seconds up to a minute and a half, then minutes, then hours."""
    last = shown(101, [0.0, pace], terminal=False).splitlines()[-1]

    assert last.endswith(f"(2 of 101, about {expected} left)")


def test_a_terminal_has_a_bar_with_the_time_left():
    """On a terminal the bar tells how many pages are done and how long the rest takes, the lines do not."""
    text = shown(4, [9.0, 11.0, 13.0], terminal=True)

    assert "3/4" in text
    assert "about 2 s left" in text
    assert "of 4" not in text


def test_a_failure_is_told():
    """A page that failed says so in its line."""
    console = Console(file=io.StringIO(), width=100)
    with RunProgress(1, console, lambda: 0.0) as progress:
        progress.done(outcome("PER", error=PageError("PER", "country.ipynb", 1, "no rows")))

    assert console.file.getvalue() == "PER            1.0 s  failed      (1 of 1)\n"
