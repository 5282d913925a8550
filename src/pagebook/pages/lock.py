"""The book's lock: one process writes at a time."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pagebook.errors import LockedError
from pagebook.pages.write import WriteError
from pagebook.project import Book

__all__ = ["LOCK", "writing"]

LOCK = ".pagebook.lock"
"""The lock file in the book's folder; it stays there, empty while nobody writes."""

_held: set[Path] = set()


@contextmanager
def writing(book: Book) -> Iterator[None]:
    """Hold the book's lock; within one process it may be taken again by whoever holds it.

    The operating system frees the lock when its holder dies, however it dies: a stale file stops nobody.

    Raises:
        LockedError: Another process is writing; says which.
        WriteError: The book's folder cannot be written to.
    """
    if book.root in _held:
        yield
        return
    with _open(book.root / LOCK) as file:
        _take(file, book)
        _held.add(book.root)
        try:
            yield
        finally:
            _held.discard(book.root)
            _say(file, "")


def _open(path: Path) -> IO[str]:
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise WriteError(
            f"cannot write in {path.parent}: {error.strerror or error}; nothing was changed"
        ) from error


def _take(file: IO[str], book: Book) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "another process"
        raise LockedError(
            f"{book.root} is being written by {holder}; wait until it ends, or end it, and run this again"
        ) from None
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    _say(file, f"process {os.getpid()} on {socket.gethostname()} ({command})\n")


def _say(file: IO[str], text: str) -> None:
    file.truncate(0)
    file.write(text)
    file.flush()
