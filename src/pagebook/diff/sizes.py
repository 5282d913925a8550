"""Numbers in cells and in sentences, and by what share of itself a number changed."""

from __future__ import annotations

import math
import re

__all__ = ["amount", "is_missing", "masked", "numbers", "relative", "sentence_size"]

_NUMBER = re.compile(
    r"(?<![\w.,])[−-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\w.,])[−-]?\d+(?:\.\d+)?(?!\d)"
)
_LONE = re.compile(r"[^\d]{0,24}?([−-]?\d[\d,]*(?:\.\d+)?)[^\d]{0,24}")
_MISSING = frozenset({"", "–", "-"})


def amount(text: str) -> float | None:
    """Return the number that a cell shows, with or without a unit, or None when it shows no single one."""
    found = _LONE.fullmatch(text.strip())
    return _value(found[1]) if found else None


def numbers(text: str) -> list[float]:
    """Return the numbers in a text, in order."""
    return [_value(found[0]) for found in _NUMBER.finditer(text)]


def masked(text: str) -> str:
    """Return the text with a mark in place of each number, to compare its words alone."""
    return _NUMBER.sub("#", text)


def relative(old: float | None, new: float | None) -> float:
    """Return by what share of itself a number changed; infinite for what came, went, or was zero."""
    if old is None or new is None:
        return 0.0 if old == new else math.inf
    if old == new:
        return 0.0
    return abs(new - old) / abs(old) if old else math.inf


def sentence_size(old: str, new: str) -> float:
    """Return by what share of itself the number changed most that stands in the same place of two texts."""
    pairs = zip(numbers(old), numbers(new), strict=False)
    return max((relative(before, after) for before, after in pairs), default=0.0)


def is_missing(text: str) -> bool:
    """Return whether a cell shows that there is no value."""
    return text.strip() in _MISSING


def _value(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))
