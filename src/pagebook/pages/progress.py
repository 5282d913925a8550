"""Progress of a run, for a person at a terminal or for a log."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pagebook.pages.work import Outcome

__all__ = ["RunProgress"]


class RunProgress:
    """A context that shows on stderr how far a run is: a bar on a terminal, and a line for each page."""

    def __init__(self, total: int, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("pages", total=total)

    def __enter__(self) -> RunProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def done(self, outcome: Outcome) -> None:
        """Note that a page is finished or has failed."""
        end = "failed" if outcome.error else "changed" if outcome.changed else "unchanged"
        line = f"{outcome.page.key:<12} {outcome.seconds:5.1f} s  {end}"
        self._console.print(line, markup=False, highlight=False)
        self._bar.advance(self._task)
