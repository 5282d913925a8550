"""Drafts of what a document states without a date of its own: links to the goals, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pagebook.ingest.amounts import Amount, find_amounts
from pagebook.ingest.bodies import Mentions, sentence_at
from pagebook.ingest.draft import Draft
from pagebook.ingest.goals import GoalLink, find_goals
from pagebook.ingest.markup import plain
from pagebook.ingest.match import likeness
from pagebook.ingest.people import find_people
from pagebook.ingest.rows import Record, cell, records
from pagebook.ingest.sections import Passage, outcome_of, section_area
from pagebook.ingest.titles import quoted
from pagebook.ingest.told import Told
from pagebook.ingest.unplaced import Unplaced
from pagebook.ingest.wording import event_kind

__all__ = ["AT_EVENT", "figures_of", "goals_of", "without_country", "without_people_told"]

AT_EVENT = "people, perhaps at an event"
"""The doubt of a figure that may belong to the table of participation."""

_LEAST = 0.3
# A number so exact is hardly another's by chance.
_EXACT = 100
_EVENT = re.compile(
    r"particip|partcip|attend|took part|train|workshop|course|brought together|gathering|mobili[sz]ed", re.I
)


def goals_of(told: Told) -> Iterator[Draft]:
    """Yield a draft for each goal or target that a document links to its work."""
    targets = {str(row) for row in told.tables.select("sdg_targets")["target"]}
    rows = records(told.tables, "sdg_links")
    before = ""
    for passage in told.passages:
        for link in find_goals(passage.text, before):
            yield _compared_goal(_goal(link, passage, targets), passage, rows)
        before = passage.text
    yield from _of_outcomes(told, rows)


def figures_of(told: Told, mentions: Mentions) -> Iterator[Draft]:
    """Yield a draft for each figure of a document."""
    units = set(told.tables.package.tables["reported_figures"].by_name["unit"].constraints["enum"])
    rows = records(told.tables, "reported_figures")
    seen = set()
    for passage, named in zip(told.passages, mentions, strict=True):
        names = [one.position for one in named]
        for amount in find_amounts(passage.text, spans=[*quoted(passage.text), *names]):
            key = (
                amount.value,
                amount.low,
                amount.high,
                amount.unit,
                passage.area,
                passage.place_at(amount.position[0]),
            )
            if key not in seen:
                seen.add(key)
                draft = _compared_figure(_figure(amount, passage, told, units), passage, rows)
                at_event = _people_at_event(amount, passage)
                yield replace(draft, doubts=(*draft.doubts, AT_EVENT)) if at_event else draft


def without_country(drafts: Iterable[Draft]) -> tuple[list[Draft], list[Unplaced]]:
    """Return drafts, and apart those whose table wants a country and that have none."""
    told = list(drafts)
    nowhere = [draft for draft in told if not draft.row.get("area", "-") and draft.table != "institutions"]
    kept = [draft for draft in told if draft not in nowhere]
    said = [Unplaced(draft.place, f"no country, for {draft.table}", draft.evidence) for draft in nowhere]
    return kept, said


def without_people_told(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts without the figures that are told as people at events; no number is lost."""
    told = [draft.row for draft in drafts if draft.table == "participation"]
    numbers = {row[name] for row in told for name in ("total", "men", "women") if row.get(name)}
    return [draft for draft in drafts if AT_EVENT not in draft.doubts or draft.row["value"] not in numbers]


def _goal(link: GoalLink, passage: Passage, targets: set[str]) -> Draft:
    row = {"area": passage.area, "wording": link.wording, "wording_in_source": link.word}
    row |= {"goal": str(link.goal or ""), "target": link.target}
    doubts = ["what: in our own words"]
    if link.target and link.target not in targets:
        row["target"] = ""
        doubts.append(f"there is no target {link.target}")
    doubts += ["no word says how strong the link is"] * (not link.wording)
    place = passage.place_at(passage.text.find(link.sentence))
    return Draft("sdg_links", row, place, link.sentence, tuple(doubts))


def _of_outcomes(told: Told, rows: Sequence[Record]) -> Iterator[Draft]:
    """Yield one draft for what the programme's outcomes say of the goals, however often they are repeated."""
    for line in told.document.lines:
        text = plain(line.text)
        if outcome_of(text) and not section_area(text, told.areas) and find_goals(text):
            row = {"area": "GLOBAL", "goal": "", "target": "", "wording": "general", "wording_in_source": ""}
            doubts = ("what: in our own words", "the wording of an outcome, perhaps repeated")
            draft = Draft("sdg_links", row, line.place, text, doubts)
            own = [one for one in rows if one["area"] == "GLOBAL" and one["wording"] == "general"]
            yield _as(draft, own[0], "link", same=True) if own else draft
            return


def _compared_goal(draft: Draft, passage: Passage, rows: Sequence[Record]) -> Draft:
    """Compare with the row of that country and goal whose words the passage has."""
    key = ("area", "goal", "target")
    context = f"{passage.heading} {passage.text}"
    own = [row for row in rows if all(cell(row[name]) == draft.row[name] for name in key)]
    likes = [(likeness(str(row["what"]), context), str(row["link"])) for row in own]
    best = max(likes, default=(0.0, ""))
    if best[0] < _LEAST:
        return draft
    row = next(row for row in own if str(row["link"]) == best[1])
    return _as(draft, row, "link", same=cell(row["wording"]) == draft.row["wording"])


def _figure(amount: Amount, passage: Passage, told: Told, units: set[str]) -> Draft:
    numbers = {"value": amount.value, "low": amount.low, "high": amount.high}
    row = {"area": passage.area} | {name: _number(number) for name, number in numbers.items()}
    row |= {
        "qualifier": amount.qualifier,
        "unit": amount.unit,
        "nature": amount.nature,
        "basis": amount.basis,
    }
    row["about"] = "programme" if amount.counted and amount.unit != "jobs" else "world"
    doubts = ["measure: in our own words, with what it is about"]
    year = amount.year or (told.year if amount.counted and amount.nature == "observed" else None)
    row["year"] = str(year or "")
    if told.year and amount.year and amount.year > told.year and amount.nature == "observed":
        row["nature"] = "planned"
        doubts.append("its year is still to come: planned, a target, or a projection")
    doubts += ["the year is that of the document"] * (year is not None and amount.year is None)
    doubts += [f"written as a fall, for {amount.fall!r}"] * bool(amount.fall)
    doubts += [f"the table has no unit {amount.unit!r}"] * (amount.unit not in units)
    place = passage.place_at(amount.position[0])
    return Draft("reported_figures", row, place, sentence_at(passage, amount.position[0]), tuple(doubts))


def _people_at_event(amount: Amount, passage: Passage) -> bool:
    """Return whether a number is one of people at an event, which another table tells."""
    if not (_EVENT.search(amount.sentence) or event_kind(amount.sentence)):
        return False
    start, end = amount.position
    counted = (people.position for people in find_people(passage.text))
    return amount.unit == "people" or any(begin < end and start < stop for begin, stop in counted)


def _compared_figure(draft: Draft, passage: Passage, rows: Sequence[Record]) -> Draft:
    """Compare with the rows of that country with that number: its size, as a cut may be told either way."""
    own = [row for row in rows if row["area"] == draft.row["area"] and _sizes(row) == _sizes(draft.row)]
    own = [row for row in own if row["unit"] == draft.row["unit"]]
    likes = [
        (likeness(str(row["measure"]), f"{passage.heading} {passage.text}"), str(row["figure"]))
        for row in own
    ]
    best = max(likes, default=(0.0, ""))
    if not own or (best[0] < _LEAST and max(_sizes(draft.row)) < _EXACT):
        return draft
    row = next(row for row in own if str(row["figure"]) == best[1])
    same = all(cell(row[name]) == draft.row[name] for name in ("qualifier", "year", "nature"))
    return _as(draft, row, "figure", same=same and cell(row["value"]) == draft.row["value"])


def _sizes(row: Record) -> tuple[float, ...]:
    told = [cell(row[name]) for name in ("value", "low", "high")]
    return tuple(sorted(abs(float(number)) for number in told if number))


def _as(draft: Draft, row: Record, key: str, *, same: bool) -> Draft:
    return Draft(
        draft.table,
        draft.row,
        draft.place,
        draft.evidence,
        draft.doubts,
        "same" if same else "different",
        str(row[key]),
    )


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"
