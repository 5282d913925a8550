"""An executor that gives each call a process of its own, forked from one that is warm.

1. `Forks` starts the warm process, which prepares itself once (`pagebook.pages.nursery`).
2. A call waits here until there is a place for it, and may be cancelled so long; then it is sent there.
3. A child runs it and ends, whatever it left behind ends with it.
4. Results come back through one pipe and become futures here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from itertools import count
from threading import Condition, Thread
from types import TracebackType
from typing import Any

from pagebook.pages.nursery import Died, Limits, Order

__all__ = ["Forks", "ProcessDiedError", "can_fork"]

_PATIENCE = 10.0
"""Seconds that the warm process has to end its children and itself."""

_START = "import sys; sys.path[:] = {path!r}; from pagebook.pages.nursery import main; main({handle})"


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
        name = signal.Signals(-code).name
        cause = "out of memory, or ended from outside" if name == "SIGKILL" else "a crash in a library"
        return f"its process was killed by {name}: {cause}"


def can_fork() -> bool:
    """Return whether a process that has loaded libraries can safely be forked; on macOS it cannot."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def _warm_process(handle: int) -> subprocess.Popen[bytes]:
    """Start the warm process, which has one end of a pipe.

    Not forked, as a fork copies the locks of this process's threads. Not one of multiprocessing either: its
    daemons, such as Dask's workers, may have no children, and its others wait for theirs to end. In a session
    of its own, or a group on Windows, it is spared the interrupts from the keyboard.
    """
    command = [sys.executable, "-c", _START.format(path=sys.path, handle=handle)]
    if sys.platform == "win32":
        os.set_handle_inheritable(handle, True)
        return subprocess.Popen(
            command,
            startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]}),
            creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
            stdin=subprocess.DEVNULL,
        )
    return subprocess.Popen(command, pass_fds=[handle], stdin=subprocess.DEVNULL, start_new_session=True)


class Forks(Executor):
    """Runs calls in processes forked from a warm one, some at a time, in the order in which they came.

    Args:
        jobs: How many run at a time.
        prepare: Called once in the warm process; what it loads, all calls share.
        limits: What one call may take.
    """

    def __init__(self, jobs: int, *, prepare: Callable[[], object], limits: Limits | None = None) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._nursery = _warm_process(theirs.fileno())
        theirs.close()
        self._pipe.send((limits or Limits(), prepare, "fork" if can_fork() else "spawn"))
        self._jobs = jobs
        self._numbers = count()
        self._waiting: deque[tuple[Order, Future[Any]]] = deque()
        self._running: dict[int, Future[Any]] = {}
        self._change = Condition()
        self._over = self._gone = False
        # Two threads: one that sent and received could wait for the warm process while that waits for it.
        self._sender = Thread(target=self._send, daemon=True)
        self._listener = Thread(target=self._listen, daemon=True)
        self._sender.start()
        self._listener.start()

    @property
    def over(self) -> bool:
        """Whether no more calls are taken."""
        return self._over

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of a call, which like its result must have a form for `pickle`.

        Raises:
            RuntimeError: The executor was shut down, or its warm process is gone.
        """
        future: Future[Any] = Future()
        with self._change:
            if self._over:
                raise RuntimeError("cannot start a call after shutdown")
            self._waiting.append((Order(next(self._numbers), fn, args, kwargs), future))
            self._change.notify_all()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls, and end the warm process after those that run or wait.

        Args:
            wait: Whether to return only when all have ended.
            cancel_futures: Whether to cancel the calls that wait.
        """
        with self._change:
            self._over = True
            dropped = [future for _, future in self._waiting] if cancel_futures else []
            if cancel_futures:
                self._waiting.clear()
            self._change.notify_all()
        for future in dropped:
            if future.cancel():
                future.set_running_or_notify_cancel()
        if wait:
            self._sender.join()
            self._listener.join()

    def abandon(self) -> None:
        """Cancel the calls that wait, and tell the warm process to end with those that run."""
        self.shutdown(wait=False, cancel_futures=True)
        self._nursery.terminate()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            # Whoever is interrupted does not want to wait for the calls that run.
            self.abandon()
            self._await_end()
        self.shutdown()

    def _send(self) -> None:
        while (call := self._next()) is not None:
            order, future = call
            try:
                self._pipe.send(order)
            except OSError:
                # The warm process is gone; the listener hears it too and says so to all that wait.
                return
            except Exception as error:
                with self._change:
                    del self._running[order.number]
                future.set_exception(error)
        try:
            self._pipe.send(None)
        except OSError:
            # It has ended already.
            return

    def _next(self) -> tuple[Order, Future[Any]] | None:
        """Return the next call as soon as there is a place for it; None when there will be no more."""
        with self._change:
            while True:
                self._change.wait_for(self._ready)
                if self._gone or not self._waiting:
                    return None
                order, future = self._waiting.popleft()
                if future.set_running_or_notify_cancel():
                    self._running[order.number] = future
                    return order, future

    def _ready(self) -> bool:
        place = len(self._running) < self._jobs
        return self._gone or (place if self._waiting else self._over)

    def _listen(self) -> None:
        while True:
            try:
                number, result, error = self._pipe.recv()
            except (EOFError, OSError):
                break
            with self._change:
                future = self._running.pop(number)
                self._change.notify_all()
            if isinstance(error, Died):
                future.set_exception(ProcessDiedError(error))
            elif error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)
        self._close()

    def _close(self) -> None:
        with self._change:
            self._over = self._gone = True
            waiting = [future for _, future in self._waiting]
            left = [*self._running.values(), *(f for f in waiting if f.set_running_or_notify_cancel())]
            self._waiting.clear()
            self._running.clear()
            self._change.notify_all()
        for future in left:
            future.set_exception(ProcessDiedError(Died(None, None, "")))
        self._await_end()

    def _await_end(self) -> None:
        try:
            self._nursery.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._nursery.kill()
            self._nursery.wait()
