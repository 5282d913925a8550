"""A child process that makes one call and ends; nothing that it started outlives it."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any, NoReturn

from pagebook.pages.family import end_own_family, lead_family, leave

if sys.platform == "linux":
    import resource

__all__ = ["Note", "can_limit_memory", "listeners", "note", "obey_parent", "run_call"]

_STOPPED = 143
"""Exit code of a process that was told to stop: 128 + SIGTERM."""

_MIB = 2**20

_SIZES = Path("/proc/self/statm")
"""Where Linux tells a process its sizes, the address space first, in pages."""

listeners: list[Callable[[Any], object]] = []
"""Who in this process wants to know where a call is."""


@dataclass(frozen=True)
class Note:
    """Where a call is, for whoever must say where it died."""

    value: Any


def note(value: Any) -> None:
    """Tell the process that waits for this call where it is; outside such a process, nobody."""
    for listener in listeners:
        listener(value)


def run_call(
    pipe: Connection,
    memory: int | None,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    named: Mapping[str, Any],
) -> NoReturn:
    """Make the call, send its result or exception, and end this process at once.

    Args:
        pipe: Where notes and the result go.
        memory: MiB of address space that may come on top of what this process has; None for any.
        function: What to call.
        arguments: Its arguments by position.
        named: Its arguments by name.
    """
    lead_family()
    obey_parent()
    Thread(target=_follow_parent, daemon=True).start()
    _seed()
    # A page is short: looking for what it throws away takes up to a tenth of its time, and can wait.
    gc.set_threshold(50_000, 20, 50)
    listeners[:] = [lambda value: pipe.send(Note(value))]
    if memory is not None:
        _limit(memory)
    try:
        answer: tuple[Any, BaseException | None] = function(*arguments, **named), None
    except Exception as error:
        answer = None, error
    except SystemExit:
        leave(_STOPPED)
    listeners.clear()
    # From here on the answer counts, and whoever waits for it ends what is left.
    _send(pipe, answer)
    # Threads and exit handlers of a notebook could hold up a usual end for ever.
    leave(0)


def can_limit_memory() -> bool:
    """Return whether this system holds a process to an amount of memory, as only Linux does."""
    return sys.platform == "linux"


def obey_parent() -> None:
    """Let this process end when its parent says so, and tidy up on the way.

    An interrupt from the keyboard reaches all processes of a terminal: the first process alone decides, and
    then ends the others by SIGTERM.
    """
    signal.signal(signal.SIGINT, _leave_to_parent)
    signal.signal(signal.SIGTERM, _stop)


def _send(pipe: Connection, answer: tuple[Any, BaseException | None]) -> None:
    try:
        pipe.send(answer)
    except Exception as error:
        # An answer that cannot be sent is a failure like others, and must be told.
        pipe.send((None, RuntimeError(f"{type(error).__name__}: {error}")))


def _leave_to_parent(_signal: int, _frame: FrameType | None) -> None:
    # A function, not SIG_IGN: kernels would inherit SIG_IGN and could not be interrupted.
    return


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(_STOPPED)


def _follow_parent() -> None:
    # A parent that was killed cannot end its children, so they end themselves and what they started.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        end_own_family(gently=True)


def _seed() -> None:
    # Python seeds `random` anew after a fork; numpy's old generator would give each page the same numbers.
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _limit(memory: int) -> None:
    if sys.platform == "linux":
        pages = int(_SIZES.read_text(encoding="ascii").split()[0])
        ceiling = pages * resource.getpagesize() + memory * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
