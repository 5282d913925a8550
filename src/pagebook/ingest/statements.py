"""Drafts of what a document states without a date of its own: links to the goals, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from pagebook.ingest.amounts import Amount, find_amounts
from pagebook.ingest.bodies import agency_of, sentence_at
from pagebook.ingest.draft import Draft
from pagebook.ingest.goals import GoalLink, find_goals
from pagebook.ingest.known import Known
from pagebook.ingest.markup import plain
from pagebook.ingest.match import likeness
from pagebook.ingest.people import find_people
from pagebook.ingest.sections import Passage, outcome_of, section_area
from pagebook.ingest.titles import quoted
from pagebook.ingest.told import Told

__all__ = ["read_figures", "read_goals"]

_LEAST = 0.3
# A number so exact is hardly another's by chance.
_EXACT = 100
_AT_EVENT = re.compile(r"particip|partcip|attend|took part|train|workshop|course|brought together|gathering|mobili[sz]ed", re.I)


def read_goals(told: Told) -> Iterator[Draft]:
    """Yield a draft for each goal or target that a document links to its work."""
    targets = {str(row) for row in told.tables.select("sdg_targets")["target"]}
    rows = told.tables.select("sdg_links").to_dict("records")
    before = ""
    for passage in told.passages:
        for link in find_goals(passage.text, before):
            yield _compared_goal(_goal(link, passage, targets), passage, rows)
        before = passage.text
    yield from _of_outcomes(told, rows)


def read_figures(told: Told) -> Iterator[Draft]:
    """Yield a draft for each figure of a document; people at events are told as such, and not here."""
    known = Known.of(told.tables, told.areas)
    units = set(told.tables.package.tables["reported_figures"].by_name["unit"].constraints["enum"])
    rows = told.tables.select("reported_figures").to_dict("records")
    seen = set()
    for passage in told.passages:
        area = "" if passage.area == "GLOBAL" else passage.area
        names = [one.position for one in known.mentions(passage.text, area, agency_of(told))]
        for amount in find_amounts(passage.text, spans=[*quoted(passage.text), *names]):
            key = (amount.value, amount.low, amount.high, amount.unit, passage.area, passage.place_at(amount.position[0]))
            if key not in seen and not _people_at_event(amount, passage):
                seen.add(key)
                yield _compared_figure(_figure(amount, passage, told, units), passage, rows)


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


def _of_outcomes(told: Told, rows: Sequence[Mapping[str, Any]]) -> Iterator[Draft]:
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


def _compared_goal(draft: Draft, passage: Passage, rows: Sequence[Mapping[str, Any]]) -> Draft:
    """Compare with the row of that country and goal whose words the passage has."""
    key = ("area", "goal", "target")
    context = f"{passage.heading} {passage.text}"
    own = [row for row in rows if all(_cell(row[name]) == draft.row[name] for name in key)]
    likes = [(likeness(str(row["what"]), context), str(row["link"])) for row in own]
    best = max(likes, default=(0.0, ""))
    if best[0] < _LEAST:
        return draft
    row = next(row for row in own if str(row["link"]) == best[1])
    return _as(draft, row, "link", same=_cell(row["wording"]) == draft.row["wording"])


def _figure(amount: Amount, passage: Passage, told: Told, units: set[str]) -> Draft:
    numbers = {"value": amount.value, "low": amount.low, "high": amount.high}
    row = {"area": passage.area} | {name: _number(number) for name, number in numbers.items()}
    row |= {"qualifier": amount.qualifier, "unit": amount.unit, "nature": amount.nature, "basis": amount.basis}
    row["about"] = "programme" if amount.counted and amount.unit != "jobs" else "world"
    doubts = ["measure: in our own words, with what it is about"]
    year = amount.year or (told.year if amount.counted and amount.nature == "observed" else None)
    row["year"] = str(year or "")
    doubts += ["the year is that of the document"] * (year is not None and amount.year is None)
    doubts += [f"written as a fall, for {amount.fall!r}"] * bool(amount.fall)
    doubts += [f"the table has no unit {amount.unit!r}"] * (amount.unit not in units)
    place = passage.place_at(amount.position[0])
    return Draft("reported_figures", row, place, sentence_at(passage, amount.position[0]), tuple(doubts))


def _people_at_event(amount: Amount, passage: Passage) -> bool:
    """Return whether a number is one of people at an event, which another table tells."""
    if amount.unit != "people" or not _AT_EVENT.search(passage.text):
        return False
    return bool(find_people(amount.sentence)) or passage.form == "paragraph"


def _compared_figure(draft: Draft, passage: Passage, rows: Sequence[Mapping[str, Any]]) -> Draft:
    """Compare with the rows of that country with that number: its size, as a cut may be told either way."""
    own = [row for row in rows if row["area"] == draft.row["area"] and _sizes(row) == _sizes(draft.row)]
    own = [row for row in own if row["unit"] == draft.row["unit"]]
    likes = [(likeness(str(row["measure"]), f"{passage.heading} {passage.text}"), str(row["figure"])) for row in own]
    best = max(likes, default=(0.0, ""))
    if not own or (best[0] < _LEAST and max(_sizes(draft.row)) < _EXACT):
        return draft
    row = next(row for row in own if str(row["figure"]) == best[1])
    same = all(_cell(row[name]) == draft.row[name] for name in ("qualifier", "year", "nature"))
    return _as(draft, row, "figure", same=same and _cell(row["value"]) == draft.row["value"])


def _sizes(row: Mapping[str, Any]) -> tuple[float, ...]:
    told = [_cell(row[name]) for name in ("value", "low", "high")]
    return tuple(sorted(abs(float(number)) for number in told if number))


def _as(draft: Draft, row: Mapping[str, Any], key: str, *, same: bool) -> Draft:
    return Draft(
        draft.table, draft.row, draft.place, draft.evidence, draft.doubts, "same" if same else "different", str(row[key])
    )


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    return _number(float(value)) if isinstance(value, float | int) and not isinstance(value, bool) else str(value)
