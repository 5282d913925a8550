"""An edition to read, in a folder or in a zip: both are hostile until their hashes are right."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from pagebook.edition.manifest import MANIFEST
from pagebook.errors import EditionError

__all__ = ["UNREADABLE", "Opened", "copy_out", "hash_within", "opened"]

UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What reading a file of an edition may raise; the last two come from zips packed or locked in other ways."""

_PIECE = 1 << 20
_LARGEST_MANIFEST = 1 << 28


class Opened(Protocol):
    """An edition that is open for reading."""

    def names(self) -> Sequence[str]:
        """Return the names of all files, a name as often as it is there."""

    def open(self, name: str) -> IO[bytes]:
        """Return a file, open."""

    def read(self, name: str) -> bytes:
        """Return the content of a file that was found right, or that is the manifest."""


@contextmanager
def opened(place: Path) -> Iterator[Opened]:
    """Open the edition in a folder or a zip.

    Raises:
        EditionError: There is none.
    """
    try:
        if place.is_dir():
            yield _checked(_Folder(place), place)
        else:
            with zipfile.ZipFile(place) as archive:
                yield _checked(_Zip(archive), place)
    except FileNotFoundError as error:
        raise EditionError(f"{error.filename or place} is not there") from error
    except zipfile.BadZipFile as error:
        raise EditionError(f"{place} is neither a folder nor a whole zip: {error}") from error


def hash_within(file: IO[bytes], limit: int) -> tuple[int, str]:
    """Return size and SHA-256 of a file, reading no more than a piece beyond the limit: a zip may swell."""
    total, size = hashlib.sha256(), 0
    while size <= limit and (piece := file.read(_PIECE)):
        total.update(piece)
        size += len(piece)
    return size, total.hexdigest()


def copy_out(edition: Opened, name: str, path: Path) -> None:
    """Copy a file of an edition to a path; its name must have been found safe."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with edition.open(name) as source, path.open("wb") as place:
        shutil.copyfileobj(source, place)


def _checked(edition: Opened, place: Path) -> Opened:
    if MANIFEST not in edition.names():
        raise EditionError(f"{place} is no edition: it has no {MANIFEST}")
    return edition


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> Sequence[str]:
        return sorted(
            (Path(folder) / name).relative_to(self._root).as_posix()
            for folder, folders, files in os.walk(self._root)
            for name in [*files, *(name for name in folders if (Path(folder) / name).is_symlink())]
        )

    def open(self, name: str) -> IO[bytes]:
        path = self._root / name
        if path.is_symlink() or not path.is_file():
            # A link may lead anywhere, now or tomorrow.
            raise OSError("it is no file")
        return path.open("rb")

    def read(self, name: str) -> bytes:
        with self.open(name) as file:
            return file.read()


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> Sequence[str]:
        return sorted(entry.filename for entry in self._archive.infolist() if not entry.is_dir())

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)

    def read(self, name: str) -> bytes:
        with self.open(name) as file:
            content = file.read(_LARGEST_MANIFEST if name == MANIFEST else -1)
        return content
