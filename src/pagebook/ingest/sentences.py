"""Sentences of a paragraph, where a full stop after "No" or "approx" ends none."""

from __future__ import annotations

import re

__all__ = ["sentences"]

_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[A-Z0-9“‘\"'(\[])")
_ABBREVIATION = re.compile(r"\b(?:No|Nos|e\.g|i\.e|approx|incl|vs|Dr|Mr|Ms|St)\.\s+$")


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, without space around them."""
    found, begin = [], 0
    for end in _END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph[: end.end()]):
            found.append(paragraph[begin : end.end()].strip())
            begin = end.end()
    return [*found, last] if (last := paragraph[begin:].strip()) else found
