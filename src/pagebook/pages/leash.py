"""Python in another process that ends with this one, however this one ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["run_leashed"]

# The other end of the pipe closes when whoever holds it dies; a group of its own goes with the process.
_FOLLOW = """\
import os, signal, threading
def follow():
    os.read({handle}, 1)
    os.killpg(0, signal.SIGKILL)
threading.Thread(target=follow, daemon=True).start()
"""


def run_leashed(
    code: str, *arguments: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run Python code to its end and return what it printed.

    When this process is interrupted or killed meanwhile, the other one and all that it started end as well.

    Args:
        code: What to run.
        arguments: Its arguments.
        folder: Where it works.
        environment: Its environment.
    """
    reading, leash = os.pipe()
    try:
        command = [sys.executable, "-c", _FOLLOW.format(handle=reading) + code, *arguments]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            pass_fds=[reading],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    finally:
        os.close(reading)
    with process, os.fdopen(leash, "wb"):
        try:
            out, err = process.communicate()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)
