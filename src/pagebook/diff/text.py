"""What of a page's text differs: sentences, cards and tables, each matched with its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from pagebook.diff.edition import Edition
from pagebook.diff.found import Found
from pagebook.diff.grid import Grid, compare_grids
from pagebook.diff.page import Page, Part
from pagebook.diff.prose import Block, Card, Statement, blocks
from pagebook.diff.sizes import masked
from pagebook.diff.wording import leftovers, pairs

__all__ = ["compare_text"]

Placed = tuple[str, Block]
_Kind = TypeVar("_Kind", Statement, Card, Grid)

_SHOWN = 90
"""Letters of a sentence that tell which one is meant."""


def compare_text(found: Found, old: Page, new: Page, edition: Edition) -> None:
    """Add what of the text of two editions of a page differs."""
    if [part.content for part in _text(old)] == [part.content for part in _text(new)]:
        return
    before, after = _unlike(_text(old), _text(new))
    sides = [
        [(part.section, block) for part in side for block in blocks(part.content)] for side in (before, after)
    ]
    _statements(found, _only(sides[0], Statement), _only(sides[1], Statement))
    _cards(found, _only(sides[0], Card), _only(sides[1], Card))
    _grids(found, _only(sides[0], Grid), _only(sides[1], Grid), edition)
    if not found:
        count = max(len(before), len(after))
        passages = "1 passage" if count == 1 else f"{count} passages"
        found.form(f"links or layout of {passages} changed, no word" if count else "the order of its parts")


def _text(page: Page) -> list[Part]:
    return [part for part in page.parts if part.form == "text"]


def _unlike(old: Sequence[Part], new: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Return the parts of each side that the other has not in the same letters."""
    counts = [Counter(part.content for part in side) for side in (old, new)]
    return _beyond(old, counts[0] - counts[1]), _beyond(new, counts[1] - counts[0])


def _beyond(side: Sequence[Part], lacking: Counter[str]) -> list[Part]:
    found = []
    for part in side:
        if lacking[part.content] > 0:
            lacking[part.content] -= 1
            found.append(part)
    return found


def _only(side: Sequence[Placed], kind: type[_Kind]) -> list[tuple[str, _Kind]]:
    return [(section, block) for section, block in side if isinstance(block, kind)]


def _statements(
    found: Found, old: Sequence[tuple[str, Statement]], new: Sequence[tuple[str, Statement]]
) -> None:
    texts = [[(_under(section, one), one.text) for section, one in side if one.text] for side in (old, new)]
    for before, after in pairs(*leftovers(*texts)):
        section = (after or before or ("", ""))[0]
        found.sentence(section, "", before[1] if before else "", after[1] if after else "")
    cites = [_cites(side) for side in (old, new)]
    for text in cites[1].keys() & cites[0].keys():
        was, now = cites[0][text], cites[1][text]
        gone, come = _joined(was - now), _joined(now - was)
        if gone or come:
            what = f"source of “{_short(text)}”" if text else "sources below a table"
            found.form(f"{what}: {gone or 'none'} → {come or 'none'}")


def _under(section: str, one: Statement) -> str:
    return " · ".join(part for part in (section, one.place) if part)


def _cites(side: Sequence[tuple[str, Statement]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for _, one in side:
        found.setdefault(one.text, Counter())[one.cites] += 1
    return found


def _joined(cites: Counter[str]) -> str:
    return "; ".join(sorted(cite for cite in cites.elements() if cite))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _cards(found: Found, old: Sequence[tuple[str, Card]], new: Sequence[tuple[str, Card]]) -> None:
    before = {masked(card.label): card for _, card in old}
    after = {masked(card.label): (section, card) for section, card in new}
    for label, (section, card) in after.items():
        was = before.get(label)
        if was is None:
            found.sentence(section, "", "", _said(card))
        elif was.label != card.label:
            found.sentence(section, "", _said(was), _said(card))
        elif was.value != card.value:
            found.number(section, card.label, was.value, card.value)
    for section, card in old:
        if masked(card.label) not in after:
            found.sentence(section, "", _said(card), "")


def _said(card: Card) -> str:
    return f"{card.value} {card.label}"


def _grids(
    found: Found, old: Sequence[tuple[str, Grid]], new: Sequence[tuple[str, Grid]], edition: Edition
) -> None:
    before, after = dict(_named(old)), dict(_named(new))
    for name, (section, grid) in after.items():
        if name not in before:
            found.sentence(section, "", "", _whole(grid))
            continue
        was = before[name][1]
        if was.caption != grid.caption:
            found.sentence(section, "", was.caption, grid.caption)
        for title in [title for title in grid.head if title not in was.head]:
            found.sentence(section, grid.caption, "", f"Column {title}")
        for title in [title for title in was.head if title not in grid.head]:
            found.sentence(section, grid.caption, f"Column {title}", "")
        for change in compare_grids(was, grid):
            found.cell(section, grid.caption, change, edition.code_of(change.row))
    for name, (section, grid) in before.items():
        if name not in after:
            found.sentence(section, "", _whole(grid), "")


def _named(side: Sequence[tuple[str, Grid]]) -> Iterator[tuple[str, tuple[str, Grid]]]:
    for section, grid in side:
        yield grid.name or masked(grid.caption), (section, grid)


def _whole(grid: Grid) -> str:
    return f"Table: {grid.caption} ({len(grid.rows)} rows)"
