"""What was set is kept, by the hash of all that it was set from: only what changed is set again.

One PDF is kept of each document.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pagebook.publish.files import write_whole

__all__ = ["Kept", "files_of", "made_of"]

_OURS = Path(__file__).parent
_SETTERS = ("typst", "pikepdf")
_SOURCES = frozenset({".py", ".typ", ".ttf"})
# How Typst code names a file; text that looks like the name of one is none unless there is such a file.
_NAMED = re.compile(r'"([^"\n\\\0]+\.(?:typ|svg|png|jpe?g|gif))"')


def files_of(main: Path, root: Path) -> list[Path]:
    """Return the files that a document is set from: its own, those that it names, those that these name."""
    found: dict[Path, None] = {}
    waiting = [main]
    while waiting:
        path = waiting.pop()
        if path in found or not _lies_in(path, root):
            continue
        found[path] = None
        if path.suffix == ".typ":
            told = path.read_text("utf-8")
            waiting += [_place(name, path, root) for name in _NAMED.findall(told)]
    return sorted(found)


def made_of(main: Path, root: Path, date: str = "") -> str:
    """Return a hash of all that a document is set from: its files, our code and fonts, what sets it.

    Args:
        main: Its Typst file.
        root: The folder with all that it reads.
        date: The day that the PDF names as its own.
    """
    digest = hashlib.sha256(f"{_how()}\n{date}\n".encode())
    for path in files_of(main, root):
        told = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\n{len(told)}\n".encode())
        digest.update(told)
    return digest.hexdigest()


class Kept:
    """The PDF of a document, from the last time that it was set.

    Args:
        folder: Its own folder among what is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the PDF that was set from what the key stands for, if it is kept."""
        path = self._path(key)
        return path.read_bytes() if path.is_file() else None

    def put(self, key: str, pdf: bytes) -> None:
        """Keep a PDF instead of the former one."""
        write_whole(self._path(key), pdf)
        for path in self._folder.glob("*.pdf"):
            if path != self._path(key):
                path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.pdf"


def _place(name: str, told_in: Path, root: Path) -> Path:
    """Return where a file lies that Typst code names: from the root, or beside the code."""
    told = root / name.lstrip("/") if name.startswith("/") else told_in.parent / name
    return Path(os.path.normpath(told))


def _lies_in(path: Path, root: Path) -> bool:
    # A sentence that ends like the name of a file may be longer than a name can be.
    with suppress(OSError):
        return path.is_relative_to(root) and path.is_file()
    return False


@cache
def _how() -> str:
    own = hashlib.sha256()
    for path in sorted(path for path in _OURS.rglob("*") if path.suffix in _SOURCES):
        own.update(path.read_bytes())
    return "\n".join((*map(version, _SETTERS), own.hexdigest()))
