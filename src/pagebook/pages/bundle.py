"""What a page needs of its book, packed for machines that do not see the book's folder.

A bundle is named by the hash of its contents. On a machine it is unpacked once, whichever process comes
first; a lock tells that somebody uses it, and what nobody uses is removed by the next who unpacks.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pagebook.errors import ClusterError
from pagebook.project import Book, find_book

__all__ = ["Bundle", "Unpacked", "pack", "unpack"]

_PARTS = ("_config.yml", "_toc.yml", "chapters", "data")
# Notebooks travel with their tasks. Were they here, every run would change the bundle.
_LEFT_OUT = (".ipynb", ".record.json", ".pyc")
_PART = ".part-"
_TRIES = 10


@dataclass(frozen=True)
class Bundle:
    """Files of a book.

    Attributes:
        sha256: Hash of their names and contents.
        packed: All of them as a ZIP archive.
    """

    sha256: str
    packed: bytes


@dataclass(frozen=True)
class Unpacked:
    """A bundle on this machine.

    Attributes:
        book: The book that its files make.
    """

    book: Book
    _lock: IO[str]

    def release(self) -> None:
        """Say that this process no longer uses it."""
        self._lock.close()


def pack(book: Book) -> Bundle:
    """Return the book's configuration, contents, data, and what lies beside the chapters."""
    contents = {path.relative_to(book.root).as_posix(): path.read_bytes() for path in _files(book.root)}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in contents.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, compresslevel=1)
    return Bundle(_digest(contents), archive.getvalue())


def unpack(bundle: Bundle, base: Path | None = None) -> Unpacked:
    """Return a bundle unpacked on this machine; its files stay until it is released.

    Args:
        bundle: The bundle.
        base: Where bundles lie; a folder of this user in the system's temporary folder when None.

    Raises:
        ClusterError: The folder cannot be used.
    """
    base = base or _own_folder()
    folder, path = base / bundle.sha256, base / f"{bundle.sha256}.lock"
    for _ in range(_TRIES):
        lock = path.open("a", encoding="utf-8")
        if _locked(lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
            # Nobody uses it: it may be missing, or not be what it was.
            _renew(bundle, folder)
            _sweep(base, bundle.sha256)
        _locked(lock, fcntl.LOCK_SH)
        if folder.is_dir() and path.exists() and os.path.samestat(path.stat(), os.fstat(lock.fileno())):
            return Unpacked(find_book(folder), lock)
        # Whoever prepared it gave up, or somebody took it for unused between the two locks.
        lock.close()
    raise ClusterError(f"the book's data cannot be unpacked in {base}")


def _files(root: Path) -> Iterator[Path]:
    for name in _PARTS:
        part = root / name
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            hidden = any(piece.startswith((".", "__")) for piece in path.relative_to(root).parts)
            if path.is_file() and not hidden and not path.name.endswith(_LEFT_OUT):
                yield path


def _digest(contents: Mapping[str, bytes]) -> str:
    lines = (f"{name}\0{hashlib.sha256(content).hexdigest()}" for name, content in contents.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _renew(bundle: Bundle, folder: Path) -> None:
    if folder.is_dir():
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}
        if _digest(found) == bundle.sha256:
            return
        shutil.rmtree(folder)
    part = folder.with_name(f"{_PART}{folder.name}")
    shutil.rmtree(part, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(bundle.packed)) as archive:
        archive.extractall(part)
    (part / "chapters").mkdir(exist_ok=True)
    part.rename(folder)


def _sweep(base: Path, kept: str) -> None:
    """Remove the bundles that nobody uses, and what killed processes left of theirs."""
    for folder in base.iterdir():
        name = folder.name.removeprefix(_PART)
        if not folder.is_dir() or name == kept:
            continue
        lock = base / f"{name}.lock"
        with lock.open("a", encoding="utf-8") as file:
            if _locked(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
                shutil.rmtree(folder, ignore_errors=True)
                lock.unlink(missing_ok=True)


def _locked(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        return False
    return True


def _own_folder() -> Path:
    base = Path(tempfile.gettempdir()).resolve() / f"pagebook-{os.getuid()}"
    base.mkdir(mode=0o700, exist_ok=True)
    told = base.lstat()
    # Its name can be guessed: another user may have made it, to give the pages other data.
    if not stat.S_ISDIR(told.st_mode) or told.st_uid != os.getuid() or told.st_mode & 0o077:
        raise ClusterError(f"{base} must be a folder of its own user alone; remove it")
    return base
