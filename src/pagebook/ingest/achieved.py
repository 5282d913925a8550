"""Drafts of achievements: one for each reported cell of the grid, and for each of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagebook.ingest.bodies import Mentions
from pagebook.ingest.draft import Draft, State
from pagebook.ingest.known import Mention
from pagebook.ingest.match import likeness
from pagebook.ingest.rows import Record, cell, records
from pagebook.ingest.sections import Passage
from pagebook.ingest.told import Told

__all__ = ["achievements_of"]

# "NA", "Not applicable": a cell that reports nothing.
_FEWEST_WORDS = 6
_PROGRAMME = "PAGE"
# Half of the words of a part that the book has, in our own words, stand in the text.
_LIKE = 0.5


def achievements_of(told: Told, mentions: Mentions) -> Iterator[Draft]:
    """Yield a draft for each country and outcome of a report that tells of something, and for its parts."""
    if told.kind != "bilateral report":
        return
    rows = {str(key) for key in told.tables.select("achievements")["achievement"]}
    cells: dict[tuple[str, int], list[tuple[Passage, Sequence[Mention]]]] = {}
    for passage, named in zip(told.passages, mentions, strict=True):
        if passage.outcome and passage.area and _tells(passage):
            cells.setdefault((passage.area, passage.outcome), []).append((passage, named))
    for (area, outcome), parts in cells.items():
        key = f"{area.lower()}-{told.year}-outcome-{outcome}"
        passages = [passage for passage, _ in parts]
        yield _achievement(key, passages, [one for _, named in parts for one in named], told, rows)
        yield from _parts(key, passages, told)


def _tells(passage: Passage) -> bool:
    return passage.form != "heading" and len(passage.text.split()) >= _FEWEST_WORDS


def _achievement(
    key: str, parts: Sequence[Passage], mentions: Sequence[Mention], told: Told, rows: set[str]
) -> Draft:
    area, outcome = parts[0].area, parts[0].outcome
    row = {"achievement": key, "area": area, "outcome": str(outcome), "year": str(told.year or "")}
    known = {str(row["institution"]): row for row in records(told.tables, "institutions")}
    named = {one.key or one.name: _as_listed(one, known.get(one.key)) for one in mentions}
    agencies = [text for key, text in named.items() if key in known and _is_agency(known[key])]
    others = [text for text in named.values() if text not in agencies and text != _PROGRAMME]
    row |= {"agencies": "; ".join(agencies), "institutions": "; ".join(others)}
    doubts = ("summary and themes: in our own words", "which of the institutions took part")
    state: State = "same" if key in rows else "new"
    evidence = " ".join(part.text for part in parts)[:400]
    return Draft("achievements", row, _span(parts), evidence, doubts, state, key if key in rows else "")


def _parts(key: str, parts: Sequence[Passage], told: Told) -> Iterator[Draft]:
    """Yield what a cell tells, one for each paragraph or item."""
    known = told.tables.select("achievement_items", achievement=key)
    whats = {f"{key} {row['item']}": str(row["what"]) for row in known.to_dict("records")}
    for number, part in enumerate(parts, start=1):
        likes = [(likeness(what, f"{part.heading} {part.text}"), name) for name, what in whats.items()]
        best = max(likes, default=(0.0, ""))
        match = best[1] if best[0] >= _LIKE else ""
        state: State = "same" if match else "new"
        row = {"achievement": key, "item": str(number)}
        doubts = ("what: in our own words",)
        yield Draft("achievement_items", row, part.place, part.text, doubts, state, match)


def _span(parts: Sequence[Passage]) -> str:
    first, last = parts[0].place, parts[-1].starts[-1][1]
    numbers = [place.removeprefix("line ") for place in (first, last)]
    return f"lines {numbers[0]}–{numbers[1]}" if first != last and first.startswith("line ") else first


def _is_agency(row: Record) -> bool:
    """Return whether an institution is an agency of the United Nations, and no office or part of one."""
    return cell(row["type"]) == "UN agency" and cell(row["area"]) == "GLOBAL" and not cell(row["subtype"])


def _as_listed(mention: Mention, row: Record | None) -> str:
    """Return an institution as the table lists it: agencies by their short forms, others by both."""
    name = cell(row["name"]) if row else mention.name
    short = cell(row["abbreviation"]) if row else mention.abbreviation
    if row and short and (_is_agency(row) or short == _PROGRAMME):
        return short
    return f"{name} ({short})" if short else name
