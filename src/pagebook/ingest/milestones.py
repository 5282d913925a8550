"""Milestones in prose: what was adopted, published, set up or begun, what is planned, and targets, with its date.

Events are milestones too, except meetings, the events of others, and preparations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pagebook.ingest.clauses import dated_sentences
from pagebook.ingest.dated import told_events
from pagebook.ingest.dates import Found
from pagebook.ingest.dating import FINE, is_joined
from pagebook.ingest.draft import Draft
from pagebook.ingest.heads import Head, head_of, heads
from pagebook.ingest.match import words_of
from pagebook.ingest.sections import Passage
from pagebook.ingest.told import Told
from pagebook.ingest.wording import milestone_status, milestone_type

__all__ = ["read_milestones"]

_NO_MILESTONES = frozenset({"preparation", "external event"})
_ROUTINE = re.compile(r"\b(?:meetings?|missions?|discussions are)\b", re.I)
_NO_ROUTINE = re.compile(
    r"\b(?:consultations?|workshops?|dialogues?|trainings?|celebrations?|presentations?)\b", re.I
)
_TARGET = re.compile(
    r"\b(?:targets?|aims? (?:for|to)|aiming|goals?|cut|reduc\w+|neutral\w*|wants? to|commit\w+)\b", re.I
)
# Years that name a plan or its term are no date of it: "the workplan for 2026–2027", "Vision (2021-2030)".
_TERM = re.compile(r"(?:\b(?:for|the)|\()\s*(?:the period\s*)?$")
_LEAST_SHARED = 0.5


@dataclass
class _Kept:
    """The milestones that were told so far."""

    rows: list[tuple[tuple[str, ...], set[str]]] = field(default_factory=list)

    def adds(self, key: tuple[str, ...], text: str) -> bool:
        """Return whether a milestone is a new one, and remember it."""
        words = words_of(text)
        for other, others in self.rows:
            least = _LEAST_SHARED * min(len(words), len(others))
            if key == other and len(words & others) >= least:
                return False
        self.rows.append((key, words))
        return True


def read_milestones(told: Told) -> Iterator[Draft]:
    """Yield a draft for each milestone in the prose of a document."""
    if told.kind == "timeline":
        return
    kept = _Kept()
    for one in told_events(told):
        routine = _ROUTINE.search(one.text) and not _NO_ROUTINE.search(one.text)
        if one.found and one.kind not in _NO_MILESTONES and not routine:
            yield from _draft(kept, one.area, one.place, one.text, one.found)
    for passage, sentence, found in _done(told):
        yield from _draft(kept, passage.area, passage.place, sentence, found)


def _done(told: Told) -> Iterator[tuple[Passage, str, Found]]:
    """Yield what was done, or will be, with its date; items of a list have the date that leads to the list."""
    leading: Found | None = None
    for passage in told.passages:
        if not passage.area:
            continue
        if leading is not None and passage.form == "item":
            yield passage, passage.text, leading
            continue
        leading = None
        heading = passage.text if passage.form == "heading" else passage.heading
        for _, sentence, dates in dated_sentences(passage.text, heading, told.year):
            dated = list(_dated(sentence, dates))
            if dated and sentence.endswith(":"):
                leading = dated[-1]
            yield from ((passage, sentence, one) for one in dated)


def _dated(sentence: str, dates: Sequence[Found]) -> Iterator[Found]:
    told = heads(sentence)
    last: Found | None = None
    for one in dates:
        before = sentence[: one.position[0]]
        shared = last is not None and is_joined(sentence, last, one)
        last = one
        term = one.precision == "year range" and one.text[0].isdigit() and _TERM.search(before)
        if not term and (_is_done(head_of(sentence, one, dates, told), sentence, one) or shared):
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
