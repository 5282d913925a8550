"""A process and all that it starts, which end together.

Where the system has process groups, such a process leads one, and a signal reaches all of it. Windows has
none: there the system is asked who started whom.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

if sys.platform == "win32":
    import psutil

__all__ = ["ask_family", "end_family", "end_own_family", "lead_family", "leave"]

_STOPPED = 143
"""Exit code of a process that was told to stop: 128 + SIGTERM."""


def lead_family() -> None:
    """Make this process the first of its family."""
    if sys.platform != "win32":
        os.setsid()


def ask_family(pid: int) -> bool:
    """Ask the family of a process to end; where nobody can be asked, end it. Return whether there is one."""
    if sys.platform == "win32":
        return end_family(pid)
    return _send(pid, signal.SIGTERM)


def end_family(pid: int) -> bool:
    """End the family of a process at once, and return whether there is one."""
    if sys.platform == "win32":
        try:
            _kill([*psutil.Process(pid).children(recursive=True), psutil.Process(pid)])
        except psutil.NoSuchProcess:
            return False
        return True
    return _send(pid, signal.SIGKILL)


def end_own_family(*, gently: bool) -> None:
    """End this process, which is the first of its family, with all others.

    Args:
        gently: Whether they may tidy up, as far as they can be asked to end.
    """
    if sys.platform == "win32":
        leave(_STOPPED)
    else:
        os.killpg(0, signal.SIGTERM if gently else signal.SIGKILL)


def leave(code: int) -> NoReturn:
    """End this process alone, with what it started where nobody could find that afterwards."""
    if sys.platform == "win32":
        _kill(psutil.Process().children(recursive=True))
    os._exit(code)


def _send(pid: int, number: signal.Signals) -> bool:
    if sys.platform == "win32":
        return False
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        # Nobody is left of its group, or it has not made its group yet.
        return False
    return True


if sys.platform == "win32":

    def _kill(processes: list[psutil.Process]) -> None:
        for process in processes:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
