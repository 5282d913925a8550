"""The warm process, started before anybody knows which pages must run, and without loading the library here.

It takes longer to get ready than the book to be checked; meanwhile whoever started it can do that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from pagebook.pages.forks import Forks
from pagebook.pages.nursery import Limits
from pagebook.project import Book

__all__ = ["GRACE", "limits", "warm", "warming"]

GRACE = 10
"""Seconds that a cell has over its limit before its process is ended: it may not hear the alarm."""


def limits(timeout: int, page_timeout: int | None, memory: int | None) -> Limits:
    """Return what a process that makes one page may take."""
    return Limits(page_timeout, timeout + GRACE, memory)


def warm(data: Path) -> None:
    """Load what pages share; only called where they run."""
    import_module("pagebook.pages.warm").warm_up(data)


@contextmanager
def warming(book: Book, jobs: int | None, allowed: Limits) -> Iterator[Forks]:
    """Start the warm process of a book; at the end of the block it ends, whether it was of use or not.

    Args:
        book: The book.
        jobs: How many pages run at a time; the machine's cores when None.
        allowed: What one page may take.
    """
    forks = Forks(jobs or os.cpu_count() or 1, prepare=partial(warm, book.data), limits=allowed)
    try:
        yield forks
    finally:
        # It has ended with the run, unless there was none, or not all of one.
        forks.abandon()
        forks.shutdown()
