"""Milestones in prose: what was adopted, published, set up or begun, what is planned, and targets.

Events are milestones too, except meetings, the events of others, and preparations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pagebook.ingest.clauses import dated_sentences
from pagebook.ingest.dates import FINE, Found
from pagebook.ingest.dating import is_joined
from pagebook.ingest.draft import Draft
from pagebook.ingest.heads import Head, head_of, heads
from pagebook.ingest.match import words_of
from pagebook.ingest.occasions import Occasion
from pagebook.ingest.told import Told
from pagebook.ingest.wording import milestone_status, milestone_type

__all__ = ["milestones"]

# What goes on all the time, and what others held.
_ROUTINE = re.compile(
    r"\b(?:board|team|planning|bilateral)\b.{0,40}\bmeetings?\b|\bmet with\b|\b(?:meetings|discussions) are\b"
    r"|\b(?:joined|participated in|external)\b|\b(?:online|virtual|in-?person) (?:phase|part|component)\b",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|final)\b", re.I)
_TARGET = re.compile(r"\b(?:targets?|aims? (?:for|to)|aiming|goals?|neutral\w*|wants? to|commit\w+)\b", re.I)
# Years that name a plan or its term are no date of it: "the workplan for 2026–2027", "Vision (2021-2030)".
_TERM = re.compile(r"(?:\b(?:for|the)|\()\s*(?:the period\s*)?$")
_LEAST_SHARED = 0.5


@dataclass
class _Kept:
    """The milestones that were told so far."""

    rows: list[tuple[tuple[str, ...], frozenset[str]]] = field(default_factory=list)

    def adds(self, key: tuple[str, ...], text: str) -> bool:
        """Return whether a milestone is a new one, and remember it."""
        words = frozenset(word for word in words_of(text) if word.isalpha())
        for other, others in self.rows:
            least = _LEAST_SHARED * min(len(words), len(others))
            if key == other and len(words & others) >= least:
                return False
        self.rows.append((key, words))
        return True


def milestones(told: Told, events: Sequence[Occasion]) -> Iterator[Draft]:
    """Yield a draft for each milestone in the prose of a document.

    Args:
        told: The document.
        events: The events that it tells of.
    """
    kept = _Kept()
    for one in _lasting(events):
        if one.found and one.found.text:
            yield from _draft(kept, one.area, one.place, one.evidence, one.found)
    for area, place, sentence, found in _done(told):
        yield from _draft(kept, area, place, sentence, found)


def _lasting(events: Sequence[Occasion]) -> Iterator[Occasion]:
    """Yield the events that are milestones; of a series, or of several in a sentence, the first."""
    sentences: set[tuple[int, str, int]] = set()
    headings = {(one.area, one.text) for one in events}
    series: dict[int, Occasion] = {}
    for one in events:
        whole = series.get(one.passage)
        headed = (
            one.heading != one.text and (one.area, one.heading) in headings and bool(_MEMBER.search(one.text))
        )
        member = headed or (whole is not None and _holds(whole, one))
        if one.count > 1:
            series[one.passage] = one
        told = (one.passage, one.kind, one.sentence)
        routine = one.kind == "preparation" or bool(_ROUTINE.search(one.text))
        if not (routine or member or told in sentences):
            yield one
        sentences.add(told)


def _holds(whole: Occasion, one: Occasion) -> bool:
    """Return whether the dates of a series hold those of an event."""
    if whole.found is None or one.found is None:
        return False
    return whole.found.start <= one.found.start and one.found.end <= whole.found.end


def _done(told: Told) -> Iterator[tuple[str, str, str, Found]]:
    """Yield area, place and sentence of what was done, or will be, with its date.

    Items of a list have the date of the sentence that leads to the list.
    """
    leading: Found | None = None
    for passage in told.passages:
        if not passage.area:
            continue
        if leading is not None and passage.form == "item":
            yield passage.area, passage.place, passage.text, leading
            continue
        leading = None
        heading = passage.text if passage.form == "heading" else passage.heading
        for start, sentence, dates in dated_sentences(passage.text, heading, told.year):
            dated = list(_dated(sentence, dates))
            if dated and sentence.endswith(":"):
                leading = dated[-1]
            yield from ((passage.area, passage.place_at(start), sentence, one) for one in dated)


def _dated(sentence: str, dates: Sequence[Found]) -> Iterator[Found]:
    told = heads(sentence)
    last: Found | None = None
    for one in dates:
        before = sentence[: one.position[0]]
        shared = last is not None and is_joined(sentence, last, one, told)
        last = None
        term = one.precision == "year range" and one.text[0].isdigit() and _TERM.search(before)
        if not term and (_is_done(head_of(sentence, one, dates, told), sentence, one) or shared):
            last = one
            yield one


def _is_done(head: Head | None, sentence: str, one: Found) -> bool:
    """Return whether a date is that of something done or to be done, or the year of a target."""
    if one.text.lower().startswith("by ") and one.precision == "year":
        return bool(_TARGET.search(sentence))
    return head is not None and (head.sort == "done" or (head.sort == "launch" and one.precision not in FINE))


def _draft(kept: _Kept, area: str, place: str, text: str, found: Found) -> Iterator[Draft]:
    row = {"area": area, "year": str(found.start.year)}
    if found.precision in ("day", "month"):
        row["month"] = str(found.start.month)
    if found.precision == "day":
        row["date"] = f"{found.start}"
    doubts = ["title: in our own words", *["the year is not printed"] * found.year_inferred]
    if kept.adds(tuple(row.values()), text):
        row |= {"type": milestone_type(text), "status": milestone_status(text)}
        yield Draft("milestones", row, place, text, tuple(doubts))
