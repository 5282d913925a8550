"""Which rows of a table changed between two reads: the old ones known by their marks, the new ones whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pagebook.data import KEY_BYTES, Marks, Rows

__all__ = ["RowChanges", "merged", "row_changes"]

Pair = tuple[int, int]


@dataclass(frozen=True)
class RowChanges:
    """What became of the rows of one table, as far as a page read them.

    Attributes:
        changed: Rows with other cells under the same key: position in the table, key and old mark.
        added: Rows that were not read before: position, key and new mark.
        removed: Marks of rows that are no longer read.
    """

    changed: frozenset[tuple[int, str, bytes]]
    added: frozenset[tuple[int, str, bytes]]
    removed: frozenset[bytes]


def row_changes(old: Marks, new: Rows) -> RowChanges | None:
    """Return which rows changed; None when the marks do not tell any, though something did change."""
    before, after = old.rows, new.marks.rows
    equal = _pairs(before, after)
    changed: list[Pair] = []
    for gap, other in _gaps(equal, len(before), len(after)):
        # Between equal rows, a row with the same key is the same row with other cells.
        keys = [mark[:KEY_BYTES] for mark in before[gap]], [mark[:KEY_BYTES] for mark in after[other]]
        changed += [(gap.start + i, other.start + j) for i, j in _pairs(*keys)]
    kept, known = ({pair[side] for pair in (*equal, *changed)} for side in (0, 1))
    found = RowChanges(
        frozenset((new.positions[j], new.keys[j], before[i]) for i, j in changed),
        frozenset((new.positions[j], new.keys[j], after[j]) for j in range(len(after)) if j not in known),
        frozenset(before[i] for i in range(len(before)) if i not in kept),
    )
    return found if found.changed or found.added or found.removed else None


def merged(parts: Iterable[RowChanges]) -> RowChanges:
    """Return the changes that several reads of one table tell together, each row once."""
    every = list(parts)
    changed = frozenset[tuple[int, str, bytes]]().union(*(part.changed for part in every))
    places, olds = {place for place, _, _ in changed}, {mark for _, _, mark in changed}
    added = {row for part in every for row in part.added if row[0] not in places}
    removed = {mark for part in every for mark in part.removed} - olds
    # A row that left one selection and came into another is one changed row.
    left = {mark[:KEY_BYTES]: mark for mark in removed}
    moved = {row: left[row[2][:KEY_BYTES]] for row in added if row[2][:KEY_BYTES] in left}
    return RowChanges(
        changed | {(place, key, moved[place, key, mark]) for place, key, mark in moved},
        frozenset(added - moved.keys()),
        frozenset(removed - set(moved.values())),
    )


def _pairs(old: Sequence[bytes], new: Sequence[bytes]) -> list[Pair]:
    """Return positions of equal items in both, rising in both.

    Rows keep their order, so items that stand once in each are paired, as many as rise together; what stands
    next to a pair is paired as long as it is equal.
    """
    once = {item for item, count in Counter(old).items() if count == 1}
    once &= {item for item, count in Counter(new).items() if count == 1}
    where = {item: place for place, item in enumerate(new)}
    found = _rising([(place, where[item]) for place, item in enumerate(old) if item in once])
    ends = [(-1, -1), *found, (len(old), len(new))]
    return sorted(
        {*found, *(pair for start, end in pairwise(ends) for pair in _beside(start, end, old, new))}
    )


def _beside(start: Pair, end: Pair, old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[Pair]:
    (i, j), (top, side) = (start[0] + 1, start[1] + 1), end
    while i < top and j < side and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    while i < top and j < side and old[top - 1] == new[side - 1]:
        top, side = top - 1, side - 1
        yield top, side


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs, sorted by their first side, whose second side rises too."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(last[length - 1] if length else -1)
        tops[length : length + 1] = [place]
        last[length : length + 1] = [index]
    found, index = [], last[-1] if last else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _gaps(pairs: Sequence[Pair], old: int, new: int) -> Iterator[tuple[slice, slice]]:
    """Yield what lies between pairs, in both."""
    for start, end in pairwise([(-1, -1), *pairs, (old, new)]):
        gap, other = slice(start[0] + 1, end[0]), slice(start[1] + 1, end[1])
        if gap.start < gap.stop and other.start < other.stop:
            yield gap, other
