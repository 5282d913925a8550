"""What benchmarks have in common: commands, seconds, and the memory of all processes together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread


def call(*command: object) -> str:
    """Run a command and return what it wrote to stdout; where it fails, end with all that it wrote."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}:\n{done.stdout}{done.stderr}")
    return done.stdout


def seconds_of(way: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


@contextmanager
def peak_memory() -> Iterator[list[float]]:
    """Find the highest sum of PSS of this process's descendants, in MiB, by looking again and again."""
    peak, over = [0.0], Event()

    def look() -> None:
        while not over.wait(0.1):
            peak[0] = max(peak[0], sum(_pss(pid) for pid in _descendants(os.getpid())))

    thread = Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        found += [grown for child in children for grown in (child, *_descendants(child))]
    return found


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
