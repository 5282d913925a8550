"""Columns of tables: how wide they are, and how their numbers stand below one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pagebook.publish.pdf.markup import Raw

__all__ = ["lacking", "lacks", "size_of", "widths"]

_NUMBER = re.compile(r"[-−–+]?[\d,]+(?:\.(\d+))?(%?)$")

# Of an em, in the book's font: a figure, a point, and a letter of text on the average.
_FIGURE, _POINT, _LETTER = 0.497, 0.249, 0.5

_FULL_PT, _INSET_PT = 470.0, 8.0
# Text that is longer than this many letters may break into lines.
_SHORT = 14
# Sizes of type for tables, and how much of a line the longest words may take before the next one is tried.
_SIZES = (8.3, 7.8, 7.5)


def lacking(texts: Sequence[str]) -> list[float]:
    """Return the room in em that each cell of a column lacks on its right for its point to stand in line.

    Cells that are no numbers have what they need.
    """
    found = [_NUMBER.match(text.strip()) for text in texts]
    numbers = [match for match in found if match]
    if len({match[2] for match in numbers}) != 1:
        return [0.0] * len(texts)
    most = max((_tail(match[1]) for match in numbers), default=0.0)
    return [round(most - _tail(match[1]), 3) if match else 0.0 for match in found]


def lacks(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return what each cell of a table lacks, row by row; nothing for a table whose rows are not alike."""
    if len({len(row) for row in rows}) != 1:
        return []
    columns = [lacking(column) for column in zip(*rows, strict=True)]
    return [lack for row in zip(*columns, strict=True) for lack in row]


def widths(rows: Sequence[Sequence[str]], columns: int) -> Raw | int:
    """Return the widths of columns: as wide as their text where it is short, else shares of what is left."""
    if {len(row) for row in rows} != {columns}:
        return columns
    shares = [_share(column) for column in zip(*rows, strict=True)]
    told = [f"{share:g}fr" if share else "auto" for share in shares]
    return Raw(f"({', '.join(told)},)")


def size_of(rows: Sequence[Sequence[str]]) -> float:
    """Return the size of type, in points, at which the longest words of all columns stand side by side."""
    needed = sum(
        max((len(word) for text in column for word in text.split()), default=1)
        for column in zip(*rows, strict=False)
    )
    columns = max(map(len, rows), default=1)
    room = _FULL_PT - columns * _INSET_PT
    return next((size for size in _SIZES if needed * _LETTER * size <= room), _SIZES[-1])


def _tail(decimals: str | None) -> float:
    return _POINT + _FIGURE * len(decimals) if decimals else 0.0


def _share(texts: Sequence[str]) -> float:
    """Return the share of a column of text, nothing for one that is as wide as its text."""
    longest = max(map(len, texts), default=0)
    if longest <= _SHORT:
        return 0.0
    mean = sum(map(len, texts)) / len(texts)
    words = max((len(word) for text in texts for word in text.split()), default=1)
    # A root, so that one column of sentences leaves the others room.
    share: float = max((mean * longest) ** 0.25, words / 4)
    return round(share, 1)
