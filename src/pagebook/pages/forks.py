"""An executor that gives each call a process of its own, forked from one that is warm.

1. `Forks` starts the warm process, which prepares itself once (`pagebook.pages.nursery`).
2. Each call is sent there; a child runs it and ends, whatever it left behind ends with it.
3. Results come back through one pipe and become futures here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from itertools import count
from multiprocessing.connection import Connection
from threading import Lock, Thread
from types import TracebackType
from typing import Any

from pagebook.pages.nursery import Died, Limits, Order, serve

__all__ = ["Forks", "ProcessDiedError", "can_fork"]

_PATIENCE = 10.0
"""Seconds that the warm process has to end its children and itself."""


class ProcessDiedError(Exception):
    """Raised for a call whose process ended before the call did.

    Attributes:
        died: How it ended.
    """

    def __init__(self, died: Died) -> None:
        super().__init__(died)
        self.died = died

    def __str__(self) -> str:
        if self.died.limit:
            return f"took too long ({self.died.limit})"
        code = self.died.code
        if code is None:
            return "the process that ran it was killed"
        if code >= 0:
            return f"its process ended with exit code {code}, which a cell or a library asked for"
        cause = "out of memory, or ended from outside" if -code == signal.SIGKILL else "a crash in a library"
        return f"its process was killed by {signal.Signals(-code).name}: {cause}"


def can_fork() -> bool:
    """Return whether a process that has loaded libraries can safely be forked; on macOS it cannot."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class Forks(Executor):
    """Runs calls in processes forked from a warm one, some at a time, in the order in which they came.

    Args:
        jobs: How many run at a time.
        prepare: Called once in the warm process; what it loads, all calls share.
        limits: What one call may take.
    """

    def __init__(self, jobs: int, *, prepare: Callable[[], object], limits: Limits | None = None) -> None:
        # Not forked itself: a fork copies the locks of this process's threads.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        method = "fork" if can_fork() else "spawn"
        arguments = (theirs, jobs, limits or Limits(), prepare, method)
        self._nursery = context.Process(target=serve, args=arguments, name="warm")
        self._nursery.start()
        theirs.close()
        self._futures: dict[int, Future[Any]] = {}
        self._numbers = count()
        self._lock = Lock()
        self._over = False
        self._listener = Thread(target=self._listen, args=(self._pipe,), daemon=True)
        self._listener.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of a call, which like its result must have a form for `pickle`.

        Raises:
            RuntimeError: The executor was shut down.
        """
        future: Future[Any] = Future()
        with self._lock:
            if self._over:
                raise RuntimeError("cannot start a call after shutdown")
            number = next(self._numbers)
            self._futures[number] = future
            try:
                self._pipe.send(Order(number, fn, args, kwargs))
            except OSError:
                # The warm process is gone; the listener says so to all that wait.
                if not self._listener.is_alive():
                    self._fail(self._futures.pop(number))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the warm process: after the calls that were sent, or with its children at once."""
        with self._lock:
            first, self._over = not self._over, True
        if cancel_futures:
            self._nursery.terminate()
        elif first:
            self._say_goodbye()
        if wait:
            self._nursery.join(_PATIENCE if cancel_futures else None)
            if self._nursery.is_alive():
                self._nursery.kill()
                self._nursery.join()
            self._listener.join()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _say_goodbye(self) -> None:
        try:
            self._pipe.send(None)
        except OSError:
            # It has ended already.
            return

    def _listen(self, pipe: Connection) -> None:
        while True:
            try:
                number, result, error = pipe.recv()
            except (EOFError, OSError):
                break
            future = self._futures.pop(number)
            if not future.set_running_or_notify_cancel():
                continue
            if isinstance(error, Died):
                future.set_exception(ProcessDiedError(error))
            elif error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)
        with self._lock:
            self._over = True
            left = [self._futures.pop(number) for number in list(self._futures)]
        for future in left:
            self._fail(future)

    @staticmethod
    def _fail(future: Future[Any]) -> None:
        if future.set_running_or_notify_cancel():
            future.set_exception(ProcessDiedError(Died(None, None, "")))
