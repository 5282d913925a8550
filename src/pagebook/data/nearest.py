"""What somebody may have meant who wrote something that does not exist."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from itertools import takewhile

__all__ = ["suggestion"]

# Comparing with every known value costs milliseconds; in a huge table of wrong values nobody reads them all.
_MOST = 3000


def suggestion(wrong: str, known: Collection[str]) -> str:
    """Return a sentence part that names the nearest known value, or a few when there are only a few."""
    if not known:
        return "the other table has no rows"
    if len(known) <= _MOST and len(wrong) <= 80:
        by_fold = {value.casefold(): value for value in sorted(known)}
        close = get_close_matches(wrong.casefold(), by_fold, n=20, cutoff=0.6)
        if close:
            # Of values about as near, people mean the one that begins alike: 12.c for 12.9, not 17.9.
            best = max(close, key=lambda value: _alike(value, wrong.casefold()))
            return f"did you mean {by_fold[best]!r}?"
    if len(known) <= 10:
        return f"expected one of {', '.join(sorted(known))}"
    return f"expected one of {len(known):,} known values, such as {min(known)!r}"


def _alike(left: str, right: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
