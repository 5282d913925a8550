"""The order of importance: what a reviewer must see first comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pagebook.data import is_document
from pagebook.diff.changes import Changes, ChartChange
from pagebook.diff.items import Move, NumberChange, RowChange, SentenceChange
from pagebook.diff.stands import rank_number

__all__ = ["RULE", "page_weight", "put_in_order"]

RULE = (
    "Ranks, ratings and statuses that moved and statements whose words changed come first; then numbers, by "
    "the share of themselves that they changed by; then rows of the tables; then form and sources."
)
"""The rule in words, as page and summary print it."""

# “about 160 people”: PAGE launches in Argentina (news), UN PAGE, 2019
_ORIGIN = re.compile("“[^”]+”: ")
_MOVES = {"status": 0, "rating": 1, "stand": 2, "rank": 3}
_ROWS = {"removed": 0, "changed": 1, "added": 2}


def put_in_order(changes: Changes) -> Changes:
    """Return the changes with each kind in order of importance."""
    return replace(
        changes,
        moves=tuple(sorted(changes.moves, key=_move)),
        sentences=tuple(sorted(changes.sentences, key=_sentence)),
        numbers=tuple(sorted(changes.numbers, key=_number)),
        charts=tuple(sorted(changes.charts, key=_chart)),
        rows=tuple(sorted(changes.rows, key=_row)),
        forms=tuple(sorted(changes.forms, key=lambda form: (form.place, form.told))),
    )


def page_weight(changes: Changes) -> dict[str, tuple[int, float]]:
    """Return for each page how far up it belongs, the least first: by the most important thing on it."""
    found: dict[str, tuple[int, float]] = {}
    told: Iterable[tuple[str, tuple[int, float]]] = (
        *((one.page, (0, 0.0)) for one in changes.moves),
        *((one.page, (int(one.numbers_only), -one.size)) for one in changes.sentences),
        *((one.page, (1, -one.size)) for one in changes.numbers),
        *((one.page, (1, -one.size)) for one in changes.charts),
        *((one.place, (3, 0.0)) for one in changes.forms),
    )
    for page, weight in told:
        # A narrative stands on its country's page, where it is read; by itself it comes last.
        own = (4, 0.0) if is_document(page) else weight
        found[page] = min(found.get(page, own), own)
    return found


def _move(move: Move) -> tuple[int, int, str, str, str]:
    before, after = rank_number(move.old), rank_number(move.new)
    # A place that came or went says more than one that moved.
    steps = abs(before - after) if before and after else 10**6
    return _MOVES[move.kind], -steps, move.page, move.what, move.name


def _sentence(one: SentenceChange) -> tuple[bool, float, bool, bool, str]:
    size = -one.size if one.numbers_only else 0.0
    # What a statement says comes before where it is from.
    origin = bool(_ORIGIN.match(one.new or one.old))
    return one.numbers_only, size, origin, is_document(one.page), one.page


def _number(one: NumberChange) -> tuple[float, str]:
    return -one.size, one.page


def _chart(one: ChartChange) -> tuple[bool, float, str]:
    return one.kind == "moved", -one.size, one.page


def _row(row: RowChange) -> tuple[int, float, str]:
    return _ROWS[row.kind], -row.size, row.table
