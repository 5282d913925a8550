"""The engine that runs a notebook in this process: a kernel's shell without a kernel's start and sockets.

The shell is ipykernel's own, so displays, tracebacks, magics and streams come out as from a kernel; only its
session is another one, which keeps messages instead of sending them. nbclient, which makes outputs of a
kernel's messages, makes them of these.

What a notebook changes stays changed, so a process may run one notebook and then has to end.
"""

from __future__ import annotations

import asyncio
import builtins
import getpass
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any, NoReturn

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from traitlets.config import Config

from pagebook.pages.messages import Messages, captured

__all__ = ["ShellEngine"]


class ShellEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs one notebook in this process, for a runner that gives each notebook a process of its own."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        execution_timeout: float | None = None,
        resources: dict[str, Any] | None = None,
        on_cell_execute: Callable[..., object] = lambda **_: None,
        **_: Any,
    ) -> None:
        """Run the cells in order until one raises; outputs go into the notebook as papermill expects them.

        Raises:
            CellTimeoutError: A cell took too long.
            DeadKernelError: A cell asked to exit before the last one.
            RuntimeError: This process has run a notebook already.
        """
        client = PapermillNotebookClient(nb_man, kernel_name=kernel_name)
        client.reset_execution_trackers()
        folder = (resources or {}).get("metadata", {}).get("path")
        with _prepared(folder) as (shell, messages):
            cells = _Cells(nb_man, client, shell, messages, execution_timeout, on_cell_execute)
            # One loop for all cells, as in a kernel: what a cell leaves in it goes on in the next.
            asyncio.run(cells.run())


@dataclass(frozen=True)
class _Cells:
    """The cells of a notebook and all that runs them."""

    manager: NotebookExecutionManager
    client: PapermillNotebookClient
    shell: Any
    messages: Messages
    timeout: float | None
    entered: Callable[..., object]

    async def run(self) -> None:
        """Run the cells in order until one raises."""
        for index, cell in enumerate(self.manager.nb.cells):
            self.manager.cell_start(cell, index)
            failed = False
            try:
                failed = self._runs(cell) and not await self._cell(cell, index)
                if failed:
                    self.manager.cell_exception(cell, cell_index=index)
            finally:
                self.manager.cell_complete(cell, cell_index=index)
            if failed:
                break

    def _runs(self, cell: NotebookNode) -> bool:
        skipped = self.client.skip_cells_with_tag in cell.metadata.get("tags", ())
        return cell.cell_type == "code" and bool(cell.source.strip()) and not skipped

    async def _cell(self, cell: NotebookNode, index: int) -> bool:
        if self.shell.exit_now:
            raise DeadKernelError("Kernel died")
        self.entered(cell=cell, cell_index=index)
        cell.outputs = []
        self.client.clear_before_next_output = False
        with _limited(self.timeout, cell):
            fine = await self._execute(cell.source)
        cell.execution_count = self.shell.execution_count - 1
        sys.stdout.flush()
        sys.stderr.flush()
        for message in self.messages.take():
            self.client.process_message(message, cell, index)
        return fine or "raises-exception" in cell.metadata.get("tags", ())

    async def _execute(self, code: str) -> bool:
        """Run a cell the way ipykernel's `do_execute` does: in the loop only where it awaits something."""
        shell, result, broken = self.shell, None, None
        try:
            transformed = shell.transform_cell(code)
        except Exception:
            transformed, broken = code, sys.exc_info()
        how = {"transformed_cell": transformed, "preprocessing_exc_tuple": broken}
        if shell.should_run_async(code, **how):
            try:
                result = await shell.run_cell_async(code, store_history=True, **how)
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
        else:
            result = shell.run_cell(code, store_history=True)
        return bool(result.success) and not getattr(shell, "_last_traceback_during_displayhook", False)


class _TimeUp(BaseException):
    """Raised inside a cell that took too long; no `except Exception` of the cell holds it up."""


@contextmanager
def _limited(seconds: float | None, cell: NotebookNode) -> Iterator[None]:
    """Stop a cell after some time; while it runs, a request to end this process is met at once."""
    if sys.platform == "win32":
        # It has no alarms; who started this process looks at the clock as well.
        yield
        return
    rang = False

    def ring(_signal: int, _frame: FrameType | None) -> NoReturn:
        nonlocal rang
        rang = True
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring), signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds or 0)
    try:
        yield
    except _TimeUp:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before[0])
        signal.signal(signal.SIGTERM, before[1])
    if rang:
        raise CellTimeoutError.error_from_timeout_and_cell("timed out", int(seconds or 0), cell)


@contextmanager
def _prepared(folder: str | None) -> Iterator[tuple[Any, Messages]]:
    """Give this process what a kernel has: shell, streams, and its place on disk and in the environment."""
    messages = Messages()
    shell = _shell(messages)
    before = Path.cwd()
    builtins.input, getpass.getpass = partial(_refuse, "raw_input"), partial(_refuse, "getpass")
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    if "" not in sys.path:
        sys.path.insert(0, "")
    with captured(messages):
        os.chdir(folder or before)
        try:
            yield shell, messages
        finally:
            os.chdir(before)


def _shell(messages: Messages) -> Any:
    if ZMQInteractiveShell.initialized():
        raise RuntimeError("this process has run a notebook already; a second one would see what it left")
    # Without a history on disk: pages that run at a time would wait for one another's locks.
    config = Config({"HistoryManager": {"enabled": False}})
    shell: Any = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler)
    shell.kernel = SimpleNamespace(eventloop=None)
    for part in (shell.displayhook, shell.display_pub):
        part.session, part.pub_socket, part.topic = messages, None, b""
    shell.set_parent({})
    shell.extension_manager.load_extension("storemagic")
    return shell


def _refuse(name: str, *_: object, **__: object) -> NoReturn:
    raise StdinNotImplementedError(f"{name} was called, but this frontend does not support input requests.")
