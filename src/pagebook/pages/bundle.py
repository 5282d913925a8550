"""What a page needs of its book, packed for machines that do not see the book's folder.

A bundle is named by the hash of its contents. On a machine it is unpacked once, whichever process comes
first; locks tell who uses it, and what nobody uses is removed by the next who unpacks.
"""

from __future__ import annotations

import getpass
import hashlib
import io
import os
import shutil
import stat
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from filelock import lock_descriptor

from pagebook.errors import ClusterError
from pagebook.project import Book, find_book

__all__ = ["Bundle", "Unpacked", "pack", "unpack"]

_PARTS = ("_config.yml", "_toc.yml", "chapters", "data")
# Notebooks travel with their tasks. Were they here, every run would change the bundle.
_LEFT_OUT = (".ipynb", ".record.json", ".pyc")
_PART = ".part-"
_USE = ".use"


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
    folder = base / bundle.sha256
    with _alone(base):
        if not _in_use(base, bundle.sha256):
            # It may be missing, or not be what it was.
            _renew(bundle, folder)
        _sweep(base, bundle.sha256)
        return Unpacked(find_book(folder), _use(base, bundle.sha256))


@contextmanager
def _alone(base: Path) -> Iterator[None]:
    """Be the only process that adds or removes bundles."""
    with (base / ".lock").open("a", encoding="utf-8") as file:
        lock_descriptor(file.fileno())
        yield


def _use(base: Path, name: str) -> IO[str]:
    """Return the file that tells, as long as it is open, that this process uses a bundle."""
    file = (base / f"{name}.{uuid4().hex}{_USE}").open("a", encoding="utf-8")
    lock_descriptor(file.fileno())
    return file


def _in_use(base: Path, name: str) -> bool:
    """Return whether a process uses a bundle, and forget those that did."""
    used = False
    for path in base.glob(f"{name}.*{_USE}"):
        with path.open("a", encoding="utf-8") as file:
            free = lock_descriptor(file.fileno(), blocking=False)
        if free:
            path.unlink()
        used = used or not free
    return used


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
        if not _in_use(base, name):
            shutil.rmtree(folder, ignore_errors=True)


def _own_folder() -> Path:
    base = Path(tempfile.gettempdir()).resolve() / f"pagebook-{getpass.getuser()}"
    base.mkdir(mode=0o700, exist_ok=True)
    if sys.platform != "win32":
        # Its name can be guessed: another user may have made it, to give the pages other data. Each user of
        # Windows has a temporary folder that no other can write to.
        told = base.lstat()
        if not stat.S_ISDIR(told.st_mode) or told.st_uid != os.getuid() or told.st_mode & 0o077:
            raise ClusterError(f"{base} must be a folder of its own user alone; remove it")
    return base
