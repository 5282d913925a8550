"""Which dates of a sentence are those of an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pagebook.ingest.dates import FINE, Found
from pagebook.ingest.heads import Head, head_of

__all__ = ["event_dates", "is_joined", "is_put_off"]

# What was held is an event, whatever it is called.
_MET = frozenset({"met", "convened", "held", "took place", "takes place", "take place"})
_AT_OTHERS = re.compile(r"\b(?:joined|participated in|took part in|attended) (?:the |an? )?[A-Z]")
# What such a date bounds, or what has been put off since, is not when the event was.
_BOUND = re.compile(
    r"\b(?:by|until|till|through|since|as of|after|before|of the)\s*(?:the\s+)?(?:end\s+)?$", re.I
)
_BOUND_YEAR = re.compile(r"(?:by|until|since)\b", re.I)
_PUT_OFF = re.compile(
    r"\b(?:initially|originally|first) (?:planned|scheduled|foreseen) (?:for|in)(?: the)?\s*(?P<end>$)?", re.I
)
# What may stand between two dates of one word.
_JOINED = re.compile(
    r"(?:^|[,;:])\s*(?:,|and|&|,\s*and)?\s*(?:(?:again )?(?:in|on)\s+)?$"
    r"|(?:\b(?:and|then)|[,;]) (?:again )?(?:(?:in|on|from|between)\s+"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? \(?\s*)?$"
    r"|\b(?:and|then) (?:one|another|others?|again|a (?:second|third|further) one)\b[^,;.]{0,60}$"
)
# "Scheduled for 27 May, it had to be moved to June": it was not in May.
_PLANNED = re.compile(r"\b(?:planned|scheduled|foreseen|due) (?:for|on|in)(?: the)?\s*$", re.I)
_CANCELLED = re.compile(r"\b(?:was|were|been|had to be) (?:cancell?ed|called off)\b", re.I)
_MOVED = re.compile(r"[^.;]{0,80}\b(?:postponed|moved|delayed|rescheduled|put off)\b", re.I)


def event_dates(
    sentence: str, dates: Sequence[Found], told: Sequence[Head], kind: str
) -> list[tuple[Found, Head]]:
    """Return the dates of a sentence that are those of events, each with the words for its event.

    Args:
        sentence: The sentence.
        dates: Its dates, in its order.
        told: Its heads, in its order.
        kind: The kind of event that the text before is about, for a sentence that does not say it again.
    """
    found: list[tuple[Found, Head]] = []
    last: Found | None = None
    head: Head | None = None
    for one in dates:
        own = _event(sentence, one, dates, told, kind)
        if last is not None and head is not None and is_joined(sentence, last, one, told):
            own = own if own and own.start < one.position[0] else None
            head = own or head
        else:
            head = own
        last = one
        if head is not None:
            found.append((one, head))
    return found


def is_put_off(sentence: str) -> bool:
    """Return whether a sentence tells when something was to be at first: "initially planned for May"."""
    return bool(_PUT_OFF.search(sentence))


def is_joined(sentence: str, one: Found, other: Found, told: Sequence[Head]) -> bool:
    """Return whether two dates share a word: "in January, and in June", "in Lima (3 May) and Ica (6 May)"."""
    first, last = one.position[1], other.position[0]
    if any(first <= head.start < last and head.sort != "context" for head in told):
        return False
    return bool(_JOINED.search(sentence[first:last] + " "))


def _event(sentence: str, one: Found, dates: Sequence[Found], told: Sequence[Head], kind: str) -> Head | None:
    head = head_of(sentence, one, dates, told)
    before = sentence[: one.position[0]]
    put_off = any(match["end"] is not None for match in _PUT_OFF.finditer(before))
    put_off = (
        put_off
        or bool(_CANCELLED.search(sentence))
        or bool(_PLANNED.search(before) and _MOVED.match(sentence, one.position[1]))
    )
    bound = _BOUND.search(before) or put_off or _BOUND_YEAR.match(one.text)
    whole_year = one.precision == "month range" and _is_whole_year(one)
    if head is None or bound or whole_year or head.sort in ("done", "context"):
        return None
    if one.precision not in FINE and not _in_brackets(sentence, head, one):
        return head if head.kind and head.single and head.sort in ("event", "held") else None
    if head.kind:
        return head
    own = "meeting" if head.text.lower() in _MET else "external event" if _AT_OTHERS.search(sentence) else ""
    return replace(head, kind=kind or own) if kind or own else None


def _is_whole_year(one: Found) -> bool:
    return (one.start.month, one.start.day, one.end.month, one.end.day) == (1, 1, 12, 31)


def _in_brackets(sentence: str, head: Head, one: Found) -> bool:
    """Return whether a date stands in brackets behind what it dates: "the dialogue at COP (Baku, 2024)"."""
    between = sentence[head.end : one.position[0]]
    bare = one.text[0].isdigit()
    return bare and head.sort == "event" and between.count("(") > between.count(")")
