"""The worker's side of a cluster: it keeps the book at hand for a while, warm, and makes pages from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Timer

from pagebook import __version__
from pagebook.errors import PagebookError, PageError
from pagebook.pages.apart import failure, outcome_of, processes, usable
from pagebook.pages.bundle import Bundle, Unpacked, unpack
from pagebook.pages.execute import Settings
from pagebook.pages.forks import Forks
from pagebook.pages.plan import Page
from pagebook.pages.record import Toolchain
from pagebook.pages.work import Outcome, Task, work

__all__ = ["Installed", "Order", "installed", "make", "stop"]

_IDLE = 60.0
"""Seconds that a worker waits for the next page of a run: who asked for it may have been killed."""

_MANY = 1024
"""How many pages may run at a time: what asks for them, a worker's threads, sets the real bound."""

_SHORT = 8


@dataclass(frozen=True)
class Installed:
    """What makes pages on one machine.

    Attributes:
        version: The version of pagebook.
        toolchain: The library's hash and the versions that can show in a page.
    """

    version: str
    toolchain: Toolchain

    def unlike(self, other: Installed) -> str:
        """Return in words what is installed here and otherwise there; empty when pages would be the same."""
        told = [self._library(), other._library()]
        pairs = [tuple(told)] if told[0] != told[1] else []
        ours, theirs = self.toolchain.versions, other.toolchain.versions
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                pairs.append((f"{name} {ours.get(name)}", f"{name} {theirs.get(name)}"))
        return "; ".join(f"{mine}, not {yours}" for mine, yours in pairs)

    def _library(self) -> str:
        return f"pagebook {self.version} (library {self.toolchain.library[:_SHORT]})"


@dataclass
class _Home:
    """A book on this machine, with the warm process that runs its pages."""

    unpacked: Unpacked
    forks: Forks
    installed: Installed
    busy: int = 0
    timer: Timer | None = field(default=None)

    def close(self) -> None:
        self.forks.abandon()
        self.unpacked.release()


@dataclass(frozen=True)
class Order:
    """What all pages of a run have in common.

    Attributes:
        run: Name of the run, no other has it.
        root: The book's folder on its own machine, for messages.
        installed: What is installed there; a worker that would make other pages refuses.
    """

    run: str
    root: Path
    installed: Installed


_Key = tuple[str, Settings]
_homes: dict[_Key, _Home] = {}
_changing = Lock()


def installed() -> Installed:
    """Return what is installed here."""
    return Installed(str(__version__), Toolchain.current())


def make(task: Task, bundle: Bundle, order: Order) -> Outcome:
    """Make one page of a book that lies on another machine.

    Args:
        task: The page, with its source.
        bundle: What pages need of the book.
        order: The run that it belongs to.
    """
    settings = usable(task.settings)
    key = (order.run, settings)
    try:
        home = _enter(key, bundle)
    except (PagebookError, OSError) as error:
        return Outcome(task.page, 0.0, error=failure(task, None, f"its worker cannot take the book: {error}"))
    try:
        if unlike := home.installed.unlike(order.installed):
            cause = f"its worker has {unlike}; install the same there"
            return Outcome(task.page, 0.0, error=failure(task, None, cause))
        here = home.unpacked.book.root
        moved = replace(task, page=_moved(task.page, order.root, here), settings=settings)
        outcome = outcome_of(home.forks.submit(work, moved), moved)
        return replace(outcome, page=task.page, error=_renamed(outcome.error, str(here), str(order.root)))
    finally:
        _leave(key, home)


def stop(run: str) -> None:
    """End a run's warm process here, with the pages that it is making."""
    with _changing:
        for key in [key for key in _homes if key[0] == run]:
            _homes.pop(key).close()


def _enter(key: _Key, bundle: Bundle) -> _Home:
    with _changing:
        home = _homes.get(key)
        if home is None or home.forks.over:
            if home is not None:
                # Its warm process was killed.
                _homes.pop(key).close()
            unpacked = unpack(bundle)
            home = _Home(unpacked, processes(key[1], _MANY, unpacked.book.data), installed())
            _homes[key] = home
        if home.timer is not None:
            home.timer.cancel()
        home.busy += 1
        return home


def _leave(key: _Key, home: _Home) -> None:
    with _changing:
        home.busy -= 1
        if home.busy == 0:
            home.timer = Timer(_IDLE, _retire, (key, home))
            home.timer.daemon = True
            home.timer.start()


def _retire(key: _Key, home: _Home) -> None:
    with _changing:
        if home.busy == 0 and _homes.get(key) is home:
            _homes.pop(key).close()


def _moved(page: Page, root: Path, here: Path) -> Page:
    template, output = (here / path.relative_to(root) for path in (page.template, page.output))
    # The folder of a country's page is no part of the bundle, and nothing is written there.
    return replace(page, template=template, output=output)


def _renamed(error: PageError | None, here: str, root: str) -> PageError | None:
    if error is None:
        return None
    cause, traceback = (text.replace(here, root) for text in (error.cause, error.traceback))
    return PageError(error.page, error.notebook, error.cell, cause, traceback)
