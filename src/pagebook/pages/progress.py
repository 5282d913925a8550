"""Progress of a run, for a person at a terminal or for a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pagebook.pages.work import Outcome

__all__ = ["RunProgress"]


class RunProgress:
    """A context that shows on stderr how far a run is and how long it still takes.

    On a terminal there are a bar and a line for each page; in a log, each line tells the time left.

    Args:
        total: How many pages there are.
        console: Where to show it; stderr by default.
        clock: Tells the time in seconds.
    """

    def __init__(
        self, total: int, console: Console | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._console = console or Console(stderr=True)
        self._clock = clock
        self._ends: list[float] = []
        self._total = total
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("pages", total=total, left="")

    def __enter__(self) -> RunProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def done(self, outcome: Outcome) -> None:
        """Note that a page is finished or has failed."""
        self._ends.append(self._clock())
        end = "failed" if outcome.error else "changed" if outcome.changed else "unchanged"
        line = f"{outcome.page.key:<12} {outcome.seconds:5.1f} s  {end}"
        if not self._console.is_terminal:
            line = f"{line:<33} ({', '.join(filter(None, [self._count(), self._left()]))})"
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
        self._bar.update(self._task, advance=1, left=self._left())

    def _count(self) -> str:
        return f"{len(self._ends)} of {self._total}"

    def _left(self) -> str:
        """Return how long the rest takes if it goes on as it went since the first page's end.

        What comes before the first page's end, loading the library above all, comes once.
        """
        done = len(self._ends)
        if done < 2 or done == self._total:
            return ""
        seconds = (self._ends[-1] - self._ends[0]) / (done - 1) * (self._total - done)
        return f"about {_duration(seconds)} left"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
