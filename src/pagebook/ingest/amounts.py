"""Numbers that a text states: how many, how much, from what to what, how exactly, up or down, by when.

A number counts when it has a unit or counts something. Years, dates, numbers of goals, laws, projects and
telephones do not; nor does a number within a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pagebook.ingest.dates import find_dates
from pagebook.ingest.numbers import NUMBER_SIGNS, Number, numbers_in
from pagebook.ingest.sentences import sentences

__all__ = ["Amount", "Basis", "Nature", "find_amounts"]

Basis: TypeAlias = Literal["stated", "stated in words"]
Nature: TypeAlias = Literal["observed", "estimated", "planned", "target", "projection"]


@dataclass(frozen=True)
class Amount:
    """A number that a text states.

    Attributes:
        value: The number; None for a range.
        low: Lower end of a range.
        high: Upper end of a range.
        qualifier: How exactly it is stated: exact, about, more than, less than.
        unit: Its unit, in the tables' words where they have one.
        year: The year that it is about; None where the sentence prints none.
        nature: Whether it is observed, estimated, planned, a target or a projection.
        basis: Whether it is in digits or in words.
        fall: The word that says that the number goes down; empty where it does not, or a minus says it.
        counted: Whether its unit is what it counts, and none that measures.
        sentence: The sentence.
        position: Where in the text the number begins and ends.
    """

    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    year: int | None
    nature: Nature
    basis: Basis
    fall: str
    counted: bool
    sentence: str
    position: tuple[int, int]


_FALL = re.compile(
    r"\b(?P<word>reduc(?:e[sd]?|ing|tions?)|cut(?:s|ting)?|fall(?:s|en|ing)?|fell|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)"
    r"|drop(?:s|ped|ping)?|loss(?:es)?|los(?:e|es|ing|t)|shr[aiu]nk\w*|lower(?:s|ed|ing)?)\b(?P<between>[^.;:,()]{0,60}?)$",
    re.I,
)
# How far before a number a word may stand that says that it falls, and how far off its year.
_NEAR, _FAR = 120, 400
_FALL_LINK = re.compile(r"\b(?:by|of|in)\b[^.;:,()]{0,25}$")
_FALL_AFTER = re.compile(
    r"^[^.;:,()]{0,30}?\b(?:(?P<word>lower|fewer|less)\s+than|(?:be|been|are|were|was)\s+(?P<gone>lost|cut))\b",
    re.I,
)
_NATURES: dict[Nature, str] = {
    "target": (
        r"targets?\s+(?:of|is|for|to|by)|targeted|(?:aim|want|intend)s?\s+(?:to|for|at)|pledg\w+"
        r"|commit(?:s|ted|ment)\w*|goal of"
    ),
    "projection": (
        r"project(?:ed|ions?)\b(?! to be held)|could|would|might|scenario|forecasts?"
        r"|expected to (?:reach|grow|fall|create)"
    ),
    "estimated": r"estimat\w+|according to the (?:study|report|assessment)",
    "planned": r"planned|will be|are to be|is to\b|expected to|scheduled|may follow|foreseen",
}


def find_amounts(text: str, *, spans: Collection[tuple[int, int]] = ()) -> list[Amount]:
    """Return the numbers with a unit, and the counts, that a text states, in its order.

    Args:
        text: A paragraph without markup.
        spans: Parts of the text that hold no amounts: names, titles, goals.
    """
    blank = _blanked(text, spans)
    found: list[Amount] = []
    start = 0
    for sentence in sentences(blank):
        start = blank.index(sentence, start)
        printed = text[start : start + len(sentence)]
        found += [_read(number, sentence, printed, start) for number in numbers_in(sentence)]
        start += len(sentence)
    return list({(one.value, one.low, one.high, one.unit, one.sentence): one for one in found}.values())


def _blanked(text: str, spans: Collection[tuple[int, int]]) -> str:
    """Return a text with dates, addresses and other spans that hold no amounts blanked out."""
    addresses = [match.span() for match in re.finditer(r"\bhttps?://\S+|\bwww\.\S+|\b\S+@\S+", text)]
    dates = [found.position for found in find_dates(text, year=2000) if _is_dated(text, found.position)]
    for begin, end in (*addresses, *dates, *spans):
        # Letters that no rule reads keep the length of the sentence, and its verbs.
        hidden = NUMBER_SIGNS.sub(lambda match: "x" * len(match.group()), text[begin:end])
        text = text[:begin] + hidden + text[end:]
    return text


def _is_dated(text: str, position: tuple[int, int]) -> bool:
    """Return whether a date is one: "2 May" is; so is "in 2030", but the year is wanted again."""
    return not re.fullmatch(r"(?:\w+\s+)?(?:19|20)\d\d", text[slice(*position)])


def _read(number: Number, sentence: str, printed: str, start: int) -> Amount:
    """Return a number with what its sentence says of it."""
    match = number.match
    fall = "" if number.negative else _fall(match, sentence)
    sign = -1 if fall or number.negative else 1
    ends = sorted(sign * end for end in number.ends)
    ranged = len(ends) == 2
    return Amount(
        value=None if ranged else ends[0],
        low=ends[0] if ranged else None,
        high=ends[1] if ranged else None,
        qualifier=_qualifier(match),
        unit=number.unit,
        year=int(ends[0]) if number.target_year else _year(match, sentence),
        nature="target" if number.target_year else _nature(sentence),
        basis="stated in words" if number.words else "stated",
        fall=fall,
        counted=number.counted,
        sentence=printed,
        position=(start + match.start(), start + match.end()),
    )


def _qualifier(match: re.Match[str]) -> str:
    named = match.groupdict()
    if named.get("over") or named.get("plus"):
        return "more than"
    return "about" if named.get("about") else "less than" if named.get("under") else "exact"


def _fall(match: re.Match[str], sentence: str) -> str:
    """Return the word that says that a number goes down, with "by" or "of" between; empty if none does."""
    before = _FALL.search(sentence[max(0, match.start() - _NEAR) : match.start()])
    if before and (_FALL_LINK.search(before["between"])):
        return before["word"]
    after = _FALL_AFTER.search(sentence[match.end() :])
    return (after["word"] or after["gone"]) if after else ""


def _year(match: re.Match[str], sentence: str) -> int | None:
    """Return the year of a number: behind it in its clause, else before it."""
    told = r"\b(?:by|in|until|for|from|since|to|during|of)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)"
    after = re.search(
        told, re.split(r"[;:,]|\band\s+\w+ing\b", sentence[match.end() : match.end() + _FAR])[0]
    )
    before = list(re.finditer(told, sentence[max(0, match.start() - _FAR) : match.start()], re.I))
    found = after or (before[-1] if before else None)
    return int(found["year"]) if found else None


def _nature(sentence: str) -> Nature:
    return next(
        (nature for nature, words in _NATURES.items() if re.search(rf"\b(?:{words})(?!\w)", sentence, re.I)),
        "observed",
    )
