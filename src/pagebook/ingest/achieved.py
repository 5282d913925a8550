"""Drafts of achievements: one for each reported cell of the grid, and one for each thing that the cell tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pagebook.ingest.bodies import agency_of
from pagebook.ingest.draft import Draft
from pagebook.ingest.known import Known, Mention
from pagebook.ingest.sections import Passage
from pagebook.ingest.told import Told

__all__ = ["read_achievements"]

# "NA", "Not applicable": a cell that reports nothing.
_FEWEST_WORDS = 6


def read_achievements(told: Told) -> Iterator[Draft]:
    """Yield a draft for each country and outcome of a report that tells of something, and for its parts."""
    if told.kind != "bilateral report":
        return
    known = Known.of(told.tables, told.areas)
    rows = {str(key) for key in told.tables.select("achievements")["achievement"]}
    cells = sorted(
        (one for one in told.passages if one.outcome and one.area), key=lambda one: (one.area, one.outcome)
    )
    for (area, outcome), group in groupby(cells, key=lambda one: (one.area, one.outcome)):
        passages = list(group)
        parts = [one for one in passages if _tells(one)]
        if parts:
            key = f"{area.lower()}-{told.year}-outcome-{outcome}"
            yield _achievement(key, parts, told, known, rows)
            yield from _parts(key, parts, told)


def _tells(passage: Passage) -> bool:
    return passage.form != "heading" and len(passage.text.split()) >= _FEWEST_WORDS


def _achievement(key: str, parts: Sequence[Passage], told: Told, known: Known, rows: set[str]) -> Draft:
    area, outcome = parts[0].area, parts[0].outcome
    mentions = [
        one
        for part in parts
        for one in known.mentions(part.text, "" if area == "GLOBAL" else area, agency_of(told))
    ]
    row = {"achievement": key, "area": area, "outcome": str(outcome), "year": str(told.year or "")}
    agencies = {_name(one): None for one in mentions if one.key and one.area == "GLOBAL" and one.name.isupper()}
    others = {_name(one): None for one in mentions if _name(one) not in agencies}
    row |= {"agencies": "; ".join(agencies), "institutions": "; ".join(others)}
    doubts = ("summary and themes: in our own words", "which of the institutions took part")
    state = "different" if key in rows else "new"
    evidence = " ".join(part.text for part in parts)[:400]
    return Draft("achievements", row, _span(parts), evidence, doubts, state, key if key in rows else "")


def _parts(key: str, parts: Sequence[Passage], told: Told) -> Iterator[Draft]:
    """Yield what a cell tells, one for each paragraph or item; items of a list go with the words before it."""
    known = told.tables.select("achievement_items", achievement=key)
    for number, part in enumerate(parts, start=1):
        row = {"achievement": key, "item": str(number)}
        doubts = ["what: in our own words"]
        doubts += [f"the book has {len(known)} parts of it"] * bool(len(known))
        yield Draft("achievement_items", row, part.place, part.text, tuple(doubts))


def _span(parts: Sequence[Passage]) -> str:
    first, last = parts[0].place, parts[-1].starts[-1][1]
    numbers = [place.removeprefix("line ") for place in (first, last)]
    return f"lines {numbers[0]}–{numbers[1]}" if first != last and first.startswith("line ") else first


def _name(mention: Mention) -> str:
    return mention.name if not mention.abbreviation else f"{mention.name} ({mention.abbreviation})"
