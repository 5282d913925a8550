"""The warm process behind `Forks`: it prepares itself once, then has a child for each call."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn

from pagebook.pages.child import Note, obey_parent, run_call
from pagebook.pages.family import ask_family, end_family

__all__ = ["Died", "Limits", "Order", "main", "serve"]

_GRACE = 3.0
"""Seconds that a child has between the request to end and its end."""


@dataclass(frozen=True)
class Limits:
    """What one call may take.

    Attributes:
        call: Seconds for the whole call; None for any.
        step: Seconds that it may be at one place that it noted; None for any.
        memory: MiB of address space on top of what the warm process has; None for any.
    """

    call: float | None = None
    step: float | None = None
    memory: int | None = None


@dataclass(frozen=True)
class Order:
    """A call to make."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]


@dataclass(frozen=True)
class Died:
    """How a process ended before its call did.

    Attributes:
        code: Its exit code, or the negative number of the signal; None when nobody knows.
        note: Where it said last that it was.
        limit: `call` or `step` when it was ended for taking longer than that, else empty.
    """

    code: int | None
    note: Any
    limit: str


@dataclass
class _Child:
    order: Order
    process: BaseProcess
    pid: int
    pipe: Connection
    started: float = field(default_factory=time.monotonic)
    noted: float = field(default_factory=time.monotonic)
    note: Any = None

    def overdue(self, limits: Limits, now: float) -> str:
        """Return the name of the limit that is passed, or nothing."""
        if limits.call is not None and now >= self.started + limits.call:
            return "call"
        return "step" if self.note is not None and limits.step and now >= self.noted + limits.step else ""

    def end(self) -> int | None:
        """End the child and all that it started; return its exit code."""
        self.ask()
        self.process.join(_GRACE)
        if not end_family(self.pid):
            self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode

    def ask(self) -> None:
        """Ask the child and all that it started to end."""
        if not ask_family(self.pid):
            # It has ended, or is not yet the first of a family; this tells the two apart.
            self.process.terminate()


def main(handle: int) -> NoReturn:
    """Be the warm process, for whoever holds the other end of a pipe."""
    obey_parent()
    orders = _connection(handle)
    serve(orders, *orders.recv())
    # What the libraries still have running has no business after the last call.
    os._exit(0)


def _connection(handle: int) -> Any:
    if sys.platform == "win32":
        return connection.PipeConnection(handle)
    return Connection(handle)


def serve(orders: Connection, limits: Limits, prepare: Callable[[], object], method: str) -> None:
    """Have a child for each order until there are no more or the sender is gone."""
    # What is loaded stays; to look through it for what may go takes a sixth of the time.
    gc.disable()
    prepare()
    # Without this the first collection in each child would copy all pages that it shares with this process.
    gc.freeze()
    gc.enable()
    nursery = _Nursery(orders, limits, method)
    try:
        nursery.work()
    finally:
        nursery.close()


class _Nursery:
    def __init__(self, orders: Connection, limits: Limits, method: str) -> None:
        self._orders, self._limits, self._method = orders, limits, method
        self._open = True
        self._children: dict[object, _Child] = {}

    def work(self) -> None:
        while self._open or self._children:
            pipes = [child.pipe for child in self._children.values()]
            # Also when no more orders are due: it tells that the sender is gone.
            for pipe in wait([self._orders, *pipes], self._patience()):
                if pipe is self._orders:
                    if not self._take():
                        return
                else:
                    self._hear(self._children[pipe])
            self._stop_overdue()

    def close(self) -> None:
        for child in self._children.values():
            child.ask()
        for child in self._children.values():
            child.end()

    def _take(self) -> bool:
        try:
            order = self._orders.recv()
        except (EOFError, OSError):
            return False
        if order is None:
            self._open = False
        else:
            self._start(order)
        return True

    def _start(self, order: Order) -> None:
        context: Any = multiprocessing.get_context(self._method)
        ours, theirs = context.Pipe(duplex=False)
        arguments = (theirs, self._limits.memory, order.function, order.arguments, order.named)
        process = context.Process(target=run_call, args=arguments)
        process.start()
        theirs.close()
        self._children[ours] = _Child(order, process, process.pid, ours)

    def _hear(self, child: _Child) -> None:
        try:
            said = child.pipe.recv()
        except (EOFError, OSError):
            self._finish(child, None, Died(child.end(), child.note, ""))
            return
        if isinstance(said, Note):
            child.note, child.noted = said.value, time.monotonic()
        else:
            self._finish(child, *said)
            child.end()

    def _finish(self, child: _Child, result: Any, error: BaseException | Died | None) -> None:
        del self._children[child.pipe]
        self._orders.send((child.order.number, result, error))

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        for child in list(self._children.values()):
            if limit := child.overdue(self._limits, now):
                self._finish(child, None, Died(child.end(), child.note, limit))

    def _patience(self) -> float | None:
        ends = [
            since + seconds - time.monotonic()
            for child in self._children.values()
            for since, seconds in ((child.started, self._limits.call), (child.noted, self._limits.step))
            if seconds is not None
        ]
        return max(min(ends), 0.0) if ends else None
