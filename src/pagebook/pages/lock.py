"""The book's lock: one process writes at a time."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from filelock import lock_descriptor, unlock_descriptor

from pagebook.errors import LockedError
from pagebook.pages.write import WriteError
from pagebook.project import Book

__all__ = ["LOCK", "writing"]

LOCK = ".pagebook.lock"
"""The lock file in the book's folder; it stays there, empty while nobody writes."""

_held: set[Path] = set()


@contextmanager
def writing(book: Book, *, wait: Callable[[str], object] | None = None) -> Iterator[None]:
    """Hold the book's lock; within one process it may be taken again by whoever holds it.

    The operating system frees the lock when its holder dies, however it dies: a stale file stops nobody.

    Args:
        book: The book.
        wait: Called with the holder's name when another process is writing, before waiting for its end; when
            None, there is no waiting.

    Raises:
        LockedError: Another process is writing; says which.
        WriteError: The book's folder cannot be written to.
    """
    if book.root in _held:
        yield
        return
    with _open(book.root / LOCK) as file:
        _take(file, book, wait)
        _held.add(book.root)
        try:
            yield
        finally:
            _held.discard(book.root)
            file.truncate(0)
            # Closing is not enough: a process that an executor forked meanwhile has the open file too.
            unlock_descriptor(file.fileno())


def _open(path: Path) -> IO[bytes]:
    try:
        # Without a buffer: what a full disk refused would be tried again on closing.
        return path.open("ab+", buffering=0)
    except OSError as error:
        raise _refused(path, error) from error


def _take(file: IO[bytes], book: Book, wait: Callable[[str], object] | None) -> None:
    if not lock_descriptor(file.fileno(), blocking=False):
        # On Windows, nobody else can read the first byte of a file that is locked.
        file.seek(1)
        holder = file.read().decode(errors="replace").strip() or "another process"
        if wait is None:
            raise LockedError(
                f"{book.root} is being written by {holder}; wait until it ends, or end it, and run this again"
            )
        wait(holder)
        lock_descriptor(file.fileno())
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    try:
        file.truncate(0)
        file.write(f"\nprocess {os.getpid()} on {socket.gethostname()} ({command})\n".encode())
    except OSError as error:
        raise _refused(book.root / LOCK, error) from error


def _refused(path: Path, error: OSError) -> WriteError:
    return WriteError(f"cannot write in {path.parent}: {error.strerror or error}; nothing was changed")
