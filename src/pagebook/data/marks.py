"""Short marks of rows: enough to count the rows that changed and to find them, when a full hash has changed.

A mark has a part for the row's key and a part for the whole row. A record of marks is short, since it lies
beside each page; whether anything changed at all is never decided by marks.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

__all__ = ["KEY_BYTES", "MOST_MARKED", "Marks"]

KEY_BYTES = 2
"""How much of a mark stands for the key: rows are paired by key only between rows that are equal."""

_ROW_BYTES = 3
_SIZE = KEY_BYTES + _ROW_BYTES

_FORM = "1:"
"""Stands before the marks in a record. Another way to make marks needs another number: marks of two kinds
compared with one another would tell of changes that there were not."""

MOST_MARKED = 10_000
"""Reads of more rows get no marks: their record would be longer than the page."""


@dataclass(frozen=True)
class Marks:
    """Marks of what was read from a table.

    Attributes:
        header: Of the columns and what they hold.
        rows: Of the rows, in order.
    """

    header: bytes
    rows: tuple[bytes, ...]

    @classmethod
    def of(cls, header: str, rows: Sequence[str], keys: Sequence[str]) -> Marks:
        """Return the marks of a header and of rows with these keys."""
        pairs = zip(keys, rows, strict=True)
        return cls(_mark(header, _SIZE), tuple(_key(key) + _mark(row, _ROW_BYTES) for key, row in pairs))

    def dumps(self) -> str:
        """Return the marks as text."""
        return _FORM + b64encode(self.header + b"".join(self.rows)).decode()

    @classmethod
    def loads(cls, text: object, rows: object) -> Marks | None:
        """Return the marks in a text, or None when it does not hold those of so many rows."""
        form, text = str(text)[: len(_FORM)], str(text)[len(_FORM) :]
        if form != _FORM:
            return None
        try:
            content = b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return None
        parts = tuple(content[start : start + _SIZE] for start in range(0, len(content), _SIZE))
        whole = len(content) % _SIZE == 0 and len(parts) - 1 == rows
        return cls(parts[0], parts[1:]) if whole else None


def _key(text: str) -> bytes:
    # Only tells neighbours apart, so the quicker sum will do.
    return crc32(text.encode("utf-8", "surrogatepass")).to_bytes(4)[-KEY_BYTES:]


def _mark(text: str, size: int) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()
