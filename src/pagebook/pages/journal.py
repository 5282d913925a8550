"""Several files that belong together: all get their new contents, or none, also when the process is killed.

1. Every new content is written beside its file, to the disk.
2. A journal names them all; it appears whole, by a rename. From here on the new contents count.
3. Each content is given its file's name, and the journal goes.

A process that is killed before 2 has changed nothing; what it leaves beside the files has no meaning.
After 2, whoever opens the book next finishes what the journal names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pagebook.pages.lock import writing
from pagebook.pages.write import WriteError, stage, sweep
from pagebook.project import Book

__all__ = ["finish", "write_together"]


def write_together(book: Book, contents: Mapping[Path, bytes]) -> bool:
    """Write files that belong together and return whether anything changed.

    Raises:
        LockedError: Another process is writing the book.
        WriteError: A file cannot be written; nothing was changed, or the next command finishes it.
    """
    with writing(book):
        finish(book)
        for folder in {book.root, *(path.parent for path in contents)}:
            sweep(folder)
        changed = {path: content for path, content in contents.items() if _hash(path) != _hash_of(content)}
        if changed:
            _announce(book, changed)
            finish(book)
    return bool(changed)


def finish(book: Book) -> bool:
    """Finish what a killed process left between two files; return whether there was something to finish.

    Raises:
        LockedError: Another process is writing the book, perhaps this very thing.
        WriteError: A file cannot be written, or somebody changed it since.
    """
    if not book.journal.exists():
        return False
    with writing(book):
        if not book.journal.exists():
            return False
        for path, staged, expected in _entries(book):
            # What is not there any more has got its name already.
            if staged.exists():
                _give_name(path, staged, expected)
        book.journal.unlink()
    return True


def _announce(book: Book, contents: Mapping[Path, bytes]) -> None:
    staged: dict[Path, Path] = {}
    current = book.journal
    try:
        for current, content in contents.items():
            current.parent.mkdir(parents=True, exist_ok=True)
            staged[current] = stage(current, content)
        told = [_entry(book, path, staged[path], content) for path, content in contents.items()]
        current = book.journal
        stage(current, json.dumps(told, indent=1).encode()).replace(current)
    except BaseException as error:
        for temporary in staged.values() if not book.journal.exists() else ():
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise WriteError(
                f"cannot write {current}: {error.strerror or error}; nothing was changed"
            ) from error
        raise


def _entry(book: Book, path: Path, staged: Path, content: bytes) -> dict[str, Any]:
    # Relative where possible: the book's folder may have been moved before somebody finishes.
    inside = path.is_relative_to(book.root)
    named = path.relative_to(book.root).as_posix() if inside else str(path.absolute())
    return {"path": named, "staged": staged.name, "hashes": [_hash(path), _hash_of(content)]}


def _entries(book: Book) -> Iterator[tuple[Path, Path, list[str]]]:
    for entry in json.loads(book.journal.read_text("utf-8")):
        path = book.root / entry["path"]
        yield path, path.with_name(entry["staged"]), entry["hashes"]


def _give_name(path: Path, staged: Path, expected: list[str]) -> None:
    if _hash(path) not in expected:
        raise WriteError(
            f"{path} was changed after the writing of several files was cut off; its new content is in "
            f"{staged}: give it that name or delete it, and run this again"
        )
    try:
        staged.replace(path)
    except OSError as error:
        raise WriteError(
            f"cannot write {path}: {error.strerror or error}; the next command finishes it"
        ) from error


def _hash(path: Path) -> str:
    return _hash_of(path.read_bytes()) if path.is_file() else ""


def _hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()
