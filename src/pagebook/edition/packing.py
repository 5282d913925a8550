"""An edition in one file: a zip of equal bytes for equal files."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

__all__ = ["pack"]

# The zip format cannot hold a file without a time; this is the earliest that it can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = frozenset({".gif", ".jpg", ".pdf", ".png", ".woff", ".woff2", ".zip"})


def pack(folder: Path, path: Path) -> None:
    """Write the files of a folder into a zip, sorted by name, without times, rights or the system's name."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            # What is packed already would only take time.
            packed = files[name].suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            # Else the entry tells on which kind of system it was made.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            with files[name].open("rb") as source, archive.open(entry, "w") as place:
                shutil.copyfileobj(source, place)
