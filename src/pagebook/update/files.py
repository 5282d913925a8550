"""Files as publishers hand them out: plain, packed with gzip, or in a ZIP with others."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pagebook.errors import ParameterError

__all__ = ["LARGEST", "Publication", "Row", "named", "publications", "rows_of"]

LARGEST = 4 * 2**30
"""Bytes that a packed file may have when it is unpacked; the World Bank's bulk file has 2**28."""

_HEAD = 65_536
_GZIP = b"\x1f\x8b"

Row = tuple[int, list[str]]
"""A record of a CSV and the line where it ends."""


@dataclass(frozen=True)
class Publication:
    """One text in one file.

    Attributes:
        path: The file.
        member: Its name inside a ZIP; blank for a plain file.
    """

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """How findings name it."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @contextmanager
    def open(self) -> Iterator[TextIO]:
        """Open the text, without a byte order mark.

        Raises:
            ParameterError: It cannot be read, or is larger than a publisher's file can be.
        """
        try:
            if not self.member:
                with self._plain() as file:
                    yield file
                return
            with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as raw:
                if packed.getinfo(self.member).file_size > LARGEST:
                    raise ParameterError(f"the file is larger than {LARGEST:,} bytes")
                with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
                    yield file
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, UnicodeDecodeError, csv.Error) as error:
            raise ParameterError(f"cannot be read: {error}") from error

    def _plain(self) -> TextIO:
        with self.path.open("rb") as file:
            packed = file.read(2) == _GZIP
        if packed:
            return gzip.open(self.path, "rt", encoding="utf-8-sig", newline="")
        return self.path.open(encoding="utf-8-sig", newline="")

    def head(self) -> str:
        """Return the beginning of the text.

        Raises:
            ParameterError: It cannot be read.
        """
        with self.open() as file:
            return file.read(_HEAD)


def publications(path: Path) -> list[Publication]:
    """Return the texts in a file: itself, or the CSV and JSON files in a ZIP.

    Raises:
        ParameterError: It cannot be read.
    """
    try:
        if not zipfile.is_zipfile(path):
            return [Publication(path)]
        with zipfile.ZipFile(path) as packed:
            names = sorted(name for name in packed.namelist() if name.lower().endswith((".csv", ".json")))
    except (OSError, zipfile.BadZipFile) as error:
        raise ParameterError(f"cannot be read: {error}") from error
    return [Publication(path, name) for name in names]


def rows_of(file: TextIO, skip: int = 0) -> Iterator[Row]:
    """Yield the records of a CSV after some lines, each with the number of its last line."""
    for _ in range(skip):
        next(file, "")
    reader = csv.reader(file)
    for row in reader:
        if row:
            yield skip + reader.line_num, row


def named(header: Sequence[str]) -> dict[str, int]:
    """Return where each column stands; of columns with the same name, the first."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(name.strip(), place)
    return places
