"""What a date dates: the noun or verb that stands nearest to it, of an event or of something that was done.

"Adopted in 2023 at the conference" dates the adoption, "the conference of 2023" the conference: so it is the
nearest word before the date that counts, as far as the date before it; at the beginning of a sentence, where
no word stands before the date, it is the first word after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from pagebook.ingest.dates import Found, find_dates
from pagebook.ingest.people import number_in_words
from pagebook.ingest.wording import EVENTS

__all__ = ["Head", "Sort", "head_of", "heads"]

Sort: TypeAlias = Literal["event", "held", "launch", "preparation", "done", "context"]


@dataclass(frozen=True)
class Head:
    """A word that a date may belong to.

    Attributes:
        sort: Whether it names an event, says that one was held, or says that something was done.
        kind: The kind of event, empty for other words.
        start: Where it begins in the text.
        end: Where it ends.
        text: The word.
        at: Where the word itself begins, of which this may be the noun: "held" in "the forum was held".
        single: Whether it is new to the reader: "a training", "two forums", not "the training".
        count: How many there are, as far as a number stands before it; 1 otherwise.
    """

    sort: Sort
    kind: str
    start: int
    end: int
    text: str
    at: int
    single: bool
    count: int = 1


_NOUNS = "|".join(f"(?P<{kind.replace(' ', '_')}>{words})" for kind, words in EVENTS.items())
_HELD = (
    r"held|hold|holds|took place|takes? place|taken place|(?:re)?convened|(?:co-?)?organi[sz]ed?|conducted"
    r"|delivered|(?:co-?)?hosted|facilitated|offered|chaired|gathered|attended|participated in|took part in"
    r"|joined|met|ran|given|followed|planned|scheduled|postponed|delayed|taught|broadcast|celebrated"
    r"|aired|streamed|moved to"
)
_PREPARATION = r"technical inputs?|technical contributions?|co-?designed|invited|prepared by|scoping exercise"
_DISCUSSED = r"discussed|endorsed by stakeholders"
_DONE = (
    r"adopt(?:ed|ion)|approv(?:ed|es|al)|agreed|published|publication|launched|finali[sz](?:ed|ation)|completed"
    r"|established|establishment|set up|created|enacted|endorsed|commence[sd]?|started|began|begun|initiated"
    r"|initiation|developed|drafted|prepared|produced|issued|submitted|incorporated|signed|ratified|passed"
    r"|opened|announced|engaged|rolled out|took over|formulation|translated|released|revised"
    r"|entered|active|engagement|begins?|starts?|commence|handover|ready|selected"
)
_CONTEXT = r"presidency|progress|biennial|biennium|period|elections?"
_HEADS = re.compile(
    rf"\b(?:(?P<launch>launch(?:ed|es|ing)?)|(?P<held_>{_HELD})|(?P<preparation_>{_PREPARATION})|(?P<meeting_>{_DISCUSSED})"
    rf"|{_NOUNS}|(?P<done>{_DONE})|(?P<context>{_CONTEXT}))\b",
    re.IGNORECASE,
)
_NEAR = 60
_SUBJECT = 12
_BEGINS = re.compile(r"(?:start|begin|commence)s?|began|started|commenced|opened", re.IGNORECASE)
_SORTS: dict[str, Sort] = {
    "launch": "launch", "held_": "held", "preparation_": "preparation", "done": "done", "context": "context"
}  # fmt: skip
# The word before a noun tells if it is new: "a training", "three meetings"; not "the training".
_NEW = (
    r"an?|another|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|various|some|series of"
    r"|number of|\d{1,2}"
)
_DETERMINER = re.compile(
    rf"\b(?:(?P<new>{_NEW})|the|th(?:is|at|ese|ose)|its|their|our)(?=\s+(?:[\w’'-]+[ ,]+){{0,7}}$)",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b(?:{_HELD})\b", re.IGNORECASE)
# "To design and implement a consultation" tells of a purpose, not of what happened.
_PURPOSE = re.compile(
    r"\bto\s+(?:\w+\s+and\s+)?\w+\s+(?:an?|the|several|further)?\s*(?:[\w’'-]+[ ,]+){0,4}$", re.I
)
_POLICY = (
    r"strateg(?:y|ies)|plans?|polic(?:y|ies)|laws?|acts?|contributions?|NDCs?|road-?map|framework|decree"
    r"|guidelines"
)
# What is launched: "launch of the plan", "launched a strategy", "the contribution (NDC 3.0), launched in".
_POLICY_AFTER = re.compile(
    rf"\s+(?:of\s+)?(?:(?!on\b|for\b|in\b|at\b)[\w’'-]+\s+){{0,5}}(?:{_POLICY})\b", re.I
)
_POLICY_BEFORE = re.compile(
    rf"\b(?:{_POLICY})\b[^;,]{{0,30}},?\s+(?:(?:was|were|is|be|been|will)\s+)*$", re.I
)


def heads(text: str) -> list[Head]:
    """Return the words of a text that a date may belong to, in its order."""
    return [_head(text, match) for match in _HEADS.finditer(text)]


def head_of(text: str, found: Found, dates: Sequence[Found], told: Sequence[Head]) -> Head | None:
    """Return the word that a date belongs to, None where no word before or after it can be meant.

    Args:
        text: The sentence.
        found: The date.
        dates: All dates of the sentence, in its order.
        told: The heads of the sentence.
    """
    begin, end = found.position
    before = max((one.position[1] for one in dates if one.position[1] <= begin), default=0)
    after = min((one.position[0] for one in dates if one.position[0] >= end), default=len(text))
    nearest = [head for head in told if before <= head.start and head.end <= begin]
    if nearest:
        return _named(text, nearest[-1], told, exact=found.precision == "day")
    following = (head for head in told if end <= head.start and head.end <= after and head.sort != "context")
    first = next((head for head in following if not _purpose(text, head)), None)
    if first is not None and first.sort == "preparation":
        # "On 16 May, technical inputs were given to the session": the session it is.
        near = (head for head in told if head.sort == "event" and 0 < head.start - first.end < _NEAR)
        first = next(near, first)
    return first and _named(text, first, told, exact=found.precision == "day")


def _purpose(text: str, head: Head) -> bool:
    return head.sort == "event" and bool(_PURPOSE.search(text[: head.start]))


def _named(text: str, head: Head, told: Sequence[Head], *, exact: bool) -> Head:
    """Return a head with the kind of the event that it is about: "a forum was held" is a forum.

    A policy that was launched in a month was adopted then; on a certain day, there was an event.
    """
    if (
        head.sort == "launch"
        and not exact
        and (_POLICY_AFTER.match(text, head.end) or _POLICY_BEFORE.search(text[: head.start]))
    ):
        return replace(head, sort="done", kind="")
    if _BEGINS.fullmatch(head.text):
        # "A course starts in May": the course it is; "work on the course starts" is another matter.
        subject = (one for one in told if one.sort == "event" and 0 < head.start - one.end < _SUBJECT)
        return next(subject, head)
    if head.sort != "held":
        return head
    before = [one for one in told if one.sort == "event" and one.end <= head.start]
    after = [one for one in told if one.sort == "event" and one.start >= head.end]
    noun = before[-1] if before else after[0] if after else None
    return replace(noun, sort="held", at=head.at) if noun else head


def _head(text: str, match: re.Match[str]) -> Head:
    name = match.lastgroup or ""
    sort = _SORTS.get(name, "event")
    kind = "" if sort in ("held", "done", "context") else name.strip("_").replace("_", " ")
    before = text[max(0, match.start() - 120) : match.start()]
    verb = max((one.end() for one in _VERB.finditer(before)), default=0)
    words = list(_DETERMINER.finditer(before, verb))
    new = words[-1]["new"] is not None if words else match.group().endswith("s") and bool(_VERB.search(text))
    return Head(
        sort,
        kind,
        *match.span(),
        match.group(),
        match.start(),
        new,
        _count(before, words[-1]) if words else 1,
    )


def _count(before: str, word: re.Match[str]) -> int:
    # "On 21 November a workshop" counts no workshops.
    dated = find_dates(before[word.start() :], year=2000)
    return (None if dated else number_in_words(word.group())) or 1
