"""Work that goes on beside Sphinx's own, in processes forked from it.

Sphinx reads and writes in parallel by forking. The drawing library runs threads, which a fork leaves behind:
a process that has used it must not be forked any more. So where Sphinx may fork, it never uses it itself.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.parallel import parallel_available

from pagebook.errors import BuildError

__all__ = ["apart", "cores", "forks", "processes", "start"]


def processes(cores: int) -> int:
    """Return how many processes to give Sphinx, so that it keeps some cores busy.

    While it writes, one of its processes only prepares documents for the others, in much less time.
    """
    return cores + 1 if cores > 1 else 1


def cores(app: Sphinx) -> int:
    """Return how many cores Sphinx keeps busy, by `processes`."""
    return max(app.parallel - 1, 1)


def forks(app: Sphinx) -> bool:
    """Return whether Sphinx may fork."""
    return bool(parallel_available) and app.parallel > 1


def start(work: Callable[..., object], *arguments: Any) -> BaseProcess:
    """Start work in a process forked from this one, and return the process."""
    context: Any = get_context("fork")
    process: BaseProcess = context.Process(target=work, args=arguments)
    process.start()
    return process


def apart(app: Sphinx, work: Callable[..., object], *arguments: Any) -> None:
    """Do work whose result is a file: here, or in a process of its own where Sphinx may fork.

    Raises:
        BuildError: The process failed; what it printed says why.
    """
    if not forks(app):
        work(*arguments)
        return
    process = start(work, *arguments)
    process.join()
    if process.exitcode:
        raise BuildError("a picture, or the bundle of Vega, could not be made; the reason is printed above")
