"""Labels broken into lines, so that none is longer than a phone is wide."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

__all__ = ["below_each_other", "lines"]


def lines(labels: Sequence[str], letters: int) -> int:
    """Return how many lines the longest of the labels needs, at least one."""
    return max((len(_broken(label, letters)) for label in labels), default=1) or 1


def below_each_other(labels: Sequence[str], letters: int) -> list[str]:
    """Return the labels broken into lines, all of the same number: short ones begin with empty lines.

    So the last line of each stands right above its bar or cells.
    """
    needed = lines(labels, letters)
    broken = (_broken(label, letters) for label in labels)
    return ["\n".join([""] * (needed - len(parts)) + parts) for parts in broken]


def _broken(label: str, letters: int) -> list[str]:
    # A hyphen stays within its word: “co-” at the end of a line reads as a word cut in two.
    return textwrap.wrap(label, letters, break_on_hyphens=False)
