"""Writing: a page and its record appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pagebook.errors import PagebookError

__all__ = ["WriteError", "check_writable", "stage", "sweep", "write_files"]

_PREFIX, _SUFFIX = ".pagebook-", ".tmp"


class WriteError(PagebookError):
    """Raised when a file of the book cannot be written; says which and why."""


def write_files(contents: Mapping[Path, bytes]) -> bool:
    """Write files that belong together and return whether anything changed; equal files keep their times.

    All contents are on the disk before the first file gets its name, so that a full disk or a folder without
    permission leaves everything as it was.

    Raises:
        WriteError: A file cannot be written.
    """
    changed = {path: content for path, content in contents.items() if not _holds(path, content)}
    staged: dict[Path, Path] = {}
    current, replaced = next(iter(changed), Path()), False
    try:
        for current, content in changed.items():
            staged[current] = stage(current, content)
        for current in list(staged):
            staged[current].replace(current)
            replaced = True
            del staged[current]
    except OSError as error:
        kept = "" if replaced else "; nothing was changed"
        raise WriteError(f"cannot write {current}: {error.strerror or error}{kept}") from error
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
    return bool(changed)


def check_writable(folders: Iterable[Path]) -> None:
    """Refuse folders that cannot be written to, before any work is done for them; missing ones are made.

    Raises:
        WriteError: A folder is a file, cannot be made, or is read-only.
    """
    for folder in sorted(set(folders)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"cannot make the folder {folder}: {error.strerror or error}") from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise WriteError(f"cannot write in {folder}: it is read-only; nothing was changed")


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written in a folder; call it only while holding the book's lock."""
    for leftover in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        leftover.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def stage(path: Path, content: bytes) -> Path:
    """Write a content to the disk beside the file that it is for; return where it lies until then."""
    # In the same folder, as only then renaming is atomic.
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Private by default; pages are as public as any file that the user makes.
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
