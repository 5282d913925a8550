"""The manifest of an edition: every file with its size and hash, and what the edition was made with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pagebook.data.shape import mismatches
from pagebook.edition.machine import Revision
from pagebook.errors import EditionError

__all__ = ["FORMAT", "MANIFEST", "Entry", "Manifest", "hash_bytes", "hash_file"]

MANIFEST = "manifest.json"
"""Name of the manifest in an edition; the one file that it cannot tell the hash of."""

FORMAT = "pagebook edition 1"
"""What the manifest says that it is."""


@dataclass(frozen=True)
class Entry:
    """A file of an edition.

    Attributes:
        size: Bytes.
        sha256: SHA-256 in hexadecimal.
        role: `input`, `page`, `html` or `about`.
    """

    size: int
    sha256: str
    role: str


@dataclass(frozen=True)
class Manifest:
    """What an edition consists of, and what it was made with.

    Attributes:
        edition: The row of the table of editions: edition, date, title and note.
        versions: Python and packages with their versions.
        system: What kind of machine it was made on.
        revision: Where the book stood in its history; None where it has none.
        files: All files but the manifest, by name.
    """

    edition: Mapping[str, str]
    versions: Mapping[str, str]
    system: Mapping[str, str]
    revision: Revision | None
    files: Mapping[str, Entry]

    def dumps(self) -> bytes:
        """Return the manifest as JSON, the same for the same manifest, with a line for each file."""
        head = {
            "format": FORMAT,
            "edition": dict(self.edition),
            "revision": asdict(self.revision) if self.revision else None,
            "system": dict(self.system),
            "versions": dict(self.versions),
        }
        lines = [json.dumps({"path": name, **asdict(self.files[name])}) for name in sorted(self.files)]
        opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        return f'{opening},\n "files": [\n{_joined(lines)}\n ]\n}}\n'.encode()

    @classmethod
    def loads(cls, content: bytes) -> Manifest:
        """Return the manifest in some JSON.

        Raises:
            EditionError: It is none, or names a file outside of the edition.
        """
        try:
            told = json.loads(content)
        except ValueError as error:
            raise EditionError(f"{MANIFEST} is no JSON: {error}") from error
        shape = _SHAPE | ({"revision": _REVISION} if isinstance(told, dict) and told.get("revision") else {})
        if wrong := list(mismatches(told, shape, MANIFEST)):
            raise EditionError("\n".join(f"{message}; {expected}" for message, expected in wrong[:5]))
        if told["format"] != FORMAT:
            raise EditionError(f"{MANIFEST} has the format {told['format']!r}; expected {FORMAT!r}")
        files = {file["path"]: Entry(file["size"], file["sha256"], file["role"]) for file in told["files"]}
        if unsafe := [name for name in files if not _inside(name)]:
            raise EditionError(f"{MANIFEST} names a file outside of the edition: {unsafe[0]!r}")
        revision = Revision(**told["revision"]) if told["revision"] else None
        return cls(told["edition"], told["versions"], told["system"], revision, files)


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of some bytes: that of the manifest stands for the whole edition."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> tuple[int, str]:
    """Return size and SHA-256 of a file, however big, in little memory."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _joined(lines: list[str]) -> str:
    return ",\n".join(f"  {line}" for line in lines)


def _inside(name: str) -> bool:
    place = PurePosixPath(name)
    plain = "\\" not in name and ":" not in name and name == place.as_posix()
    return plain and not place.is_absolute() and ".." not in place.parts and name not in (".", MANIFEST)


_REVISION: Any = {"commit": str, "changed": bool}
_SHAPE: dict[str, Any] = {
    "format": str,
    "edition": {"edition": str, "date": str, "title": str, "note?": object},
    "revision": object,
    "system": {"*": str},
    "versions": {"*": str},
    "files": [{"path": str, "size": int, "sha256": str, "role": str}],
}
