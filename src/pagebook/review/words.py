"""Whether a cell says something in the document's own words, and which cells may."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pagebook.data import TableSpec

__all__ = ["WINDOW", "copied", "own_words"]

WINDOW = 9
"""As many words in a row as the evidence has are its own words, not a reviewer's."""

_WORD = re.compile(r"[\w'’-]+")
# Names of institutions, laws and publications carry over: most of their words are capitals or numbers.
_NAME = 6
# What these columns hold is called so, by whoever published or founded it.
_NAMES = {
    "identifiers": ("name",),
    "institutions": ("name", "aliases"),
    "publications": ("title", "alt_title"),
    "sources": ("title",),
}


def own_words(spec: TableSpec, column: str) -> bool:
    """Return whether a column wants a reviewer's own words, as neither addresses nor titles of works do."""
    return spec.by_name[column].format != "uri" and column not in _NAMES.get(spec.name, ())


def copied(cell: str, evidence: str) -> str:
    """Return the first words that a cell shares with the evidence; empty where it has words of its own.

    Capitals, accents written in another way, and punctuation make no difference.
    """
    theirs = _read(evidence)
    for window, words in _windows(cell):
        if window in theirs and not _is_name(theirs[window]):
            return " ".join(words)
    return ""


@lru_cache(maxsize=4)
def _read(evidence: str) -> dict[tuple[str, ...], list[str]]:
    # A document's evidence is compared with every cell of every draft of it.
    return dict(_windows(evidence))


def _windows(text: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    for begin in range(len(words) - WINDOW + 1):
        window = words[begin : begin + WINDOW]
        yield tuple(word.casefold() for word in window), window


def _is_name(words: list[str]) -> bool:
    return sum(word[0].isupper() or word.isdigit() for word in words) >= _NAME
