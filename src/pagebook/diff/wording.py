"""Sentences of two editions of a page: which belong together, and which of their words differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pagebook.diff.items import Word
from pagebook.diff.sizes import masked

__all__ = ["Told", "leftovers", "marked", "pairs"]

Told = tuple[str, str]
"""A heading and a sentence below it."""

_WORDS = re.compile(r"\s+|\d[\d.,]*\d|\w+|[^\w\s]")
_ALIKE = 0.55
"""From which likeness on two sentences are one that changed, rather than one that went and one that came."""

_MOST = 40_000
"""Pairs beyond which only sentences of the same section are compared; more would take longer than reading."""


def leftovers(old: Sequence[Told], new: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Return what of each side the other lacks, wherever on the page it stands."""
    lacking = [Counter(text for _, text in side) for side in (old, new)]
    return _beyond(old, lacking[0] - lacking[1]), _beyond(new, lacking[1] - lacking[0])


def pairs(old: Sequence[Told], new: Sequence[Told]) -> Iterator[tuple[Told | None, Told | None]]:
    """Yield sentences that are one sentence in two wordings, then those that one side lacks."""
    words = [[_bag(text) for _, text in side] for side in (old, new)]
    wide = len(old) * len(new) <= _MOST
    scores = sorted(
        (
            (-_likeness(words[0][i], words[1][j]) - (one[0] == other[0]) * 0.1, i, j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
            if wide or one[0] == other[0]
        ),
    )
    free = [set(range(len(old))), set(range(len(new)))]
    found = []
    for score, i, j in scores:
        if -score < _ALIKE:
            break
        if i in free[0] and j in free[1]:
            free[0].discard(i)
            free[1].discard(j)
            found.append((i, j))
    yield from ((old[i], new[j]) for i, j in sorted(found, key=lambda pair: pair[1]))
    yield from ((None, new[j]) for j in sorted(free[1]))
    yield from ((old[i], None) for i in sorted(free[0]))


def marked(old: str, new: str) -> tuple[Word, ...]:
    """Return two sentences in one: runs of words that are the same, that went, and that came."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Word] = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            run = "".join(after[j:j_end])
            if run.isspace() and found and j_end < len(after):
                # One space between two changes is no word that stayed.
                found += [("old", run), ("new", run)]
            else:
                found.append(("same", run))
            continue
        if i < i_end:
            found.append(("old", "".join(before[i:i_end])))
        if j < j_end:
            found.append(("new", "".join(after[j:j_end])))
    return tuple(_gathered(found))


def _gathered(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the same runs, of what lies between two that stayed first all that went, then all that came."""
    went, came = "", ""
    for kind, text in words:
        if kind == "old":
            went += text
        elif kind == "new":
            came += text
        else:
            yield from _change(went, came)
            went, came = "", ""
            yield kind, text
    yield from _change(went, came)


def _change(went: str, came: str) -> Iterator[Word]:
    if went:
        yield "old", went
    if came:
        yield "new", came


def _bag(text: str) -> Counter[str]:
    return Counter(word for word in _WORDS.findall(masked(text).casefold()) if not word.isspace())


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words that two sentences have in common, numbers all taken for one."""
    whole = old.total() + new.total()
    return 2 * (old & new).total() / whole if whole else 0.0


def _beyond(side: Sequence[Told], lacking: Counter[str]) -> list[Told]:
    found = []
    for told in side:
        if lacking[told[1]] > 0:
            lacking[told[1]] -= 1
            found.append(told)
    return found
