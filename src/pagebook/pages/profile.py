"""Where a page's time goes: the seconds of each step, and samples of what ran, for a flame graph."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from types import FrameType
from typing import Any

from pagebook.pages.child import listeners

__all__ = ["Profile", "Watch", "folded", "profile_lines"]

_EVERY = 0.005
"""Seconds of processor time between two samples."""

_COSTLIEST = 10


@dataclass(frozen=True)
class Profile:
    """Where the time of one page went.

    Attributes:
        steps: Name and seconds of each step, in order: `start`, the cells such as `cell 7`, `finish`.
        stacks: Calls from the outermost to the innermost, and how often they were seen.
    """

    steps: tuple[tuple[str, float], ...]
    stacks: Mapping[tuple[str, ...], int]

    def seconds(self, kind: str) -> float:
        """Return the seconds of all steps whose name begins with a word."""
        return sum(seconds for name, seconds in self.steps if name.partition(" ")[0] == kind)


class Watch:
    """Follows the work on a page in this process; what a kernel does in its own is seen as waiting."""

    def __init__(self) -> None:
        self._marks: list[tuple[str, float]] = []
        self._stacks: Counter[tuple[str, ...]] = Counter()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Take times and samples until the context ends."""
        self._mark("start")
        listeners.append(self._hear)
        try:
            with _called(self._sample):
                yield
        finally:
            listeners.remove(self._hear)
            self._mark("end")

    @property
    def profile(self) -> Profile:
        """What was seen."""
        pairs = zip(self._marks, self._marks[1:], strict=False)
        steps = tuple((name, after - since) for (name, since), (_, after) in pairs)
        return Profile(steps, dict(self._stacks))

    def _hear(self, cell: Any) -> None:
        self._mark("finish" if cell is None else f"cell {cell}")

    def _mark(self, name: str) -> None:
        self._marks.append((name, time.perf_counter()))

    def _sample(self, _signal: int, frame: FrameType | None) -> None:
        calls = []
        while frame is not None:
            module = frame.f_globals.get("__name__", "?")
            calls.append(f"{module}.{frame.f_code.co_qualname}".replace(";", ","))
            frame = frame.f_back
        self._stacks[(self._marks[-1][0], *reversed(calls))] += 1


@contextmanager
def _called(sample: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Have samples taken, where the system can; Windows has no such clock, and there are only the times."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def folded(profiles: Mapping[str, Profile]) -> str:
    """Return all samples as folded stacks, for flame graph tools: page, step and calls, then a count."""
    lines = [
        f"{';'.join((page, *stack))} {count}"
        for page, profile in profiles.items()
        for stack, count in sorted(profile.stacks.items())
    ]
    return "".join(f"{line}\n" for line in lines)


def profile_lines(profiles: Mapping[str, Profile], notebooks: Mapping[str, str]) -> list[str]:
    """Return a table for people: the seconds of each page by step, then the costliest cells.

    Args:
        profiles: By key of the page.
        notebooks: By key of the page, the notebook that it was made from.
    """
    lines = [f"{'page':<14} {'start':>7} {'cells':>7} {'finish':>7} {'total':>7}  seconds"]
    for page, profile in profiles.items():
        parts = [profile.seconds(kind) for kind in ("start", "cell", "finish")]
        lines.append(" ".join([f"{page:<14}", *(f"{value:7.3f}" for value in (*parts, sum(parts)))]))
    return [*lines, "", *_costliest(profiles, notebooks)]


def _costliest(profiles: Mapping[str, Profile], notebooks: Mapping[str, str]) -> Sequence[str]:
    times: dict[tuple[str, str], list[float]] = {}
    for page, profile in profiles.items():
        for name, seconds in profile.steps:
            if name.startswith("cell"):
                times.setdefault((notebooks[page], name), []).append(seconds)
    ordered = sorted(times.items(), key=lambda item: -sum(item[1]))[:_COSTLIEST]
    rows = [f"{sum(all_):7.3f} {median(all_):7.3f} {len(all_):5}  {', '.join(at)}" for at, all_ in ordered]
    return [f"{'total':>7} {'median':>7} {'pages':>5}  costliest cells, seconds", *rows]
