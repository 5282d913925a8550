"""Numbers in a sentence: digits or words, ranges, thousands and millions, money, units, what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pagebook.ingest.people import number_in_words
from pagebook.ingest.units import MEASURED, MONEY, PERIODS, SCALES, counted_unit, measured_unit

__all__ = ["NUMBER_SIGNS", "Number", "numbers_in"]


@dataclass(frozen=True)
class Number:
    """A number with a unit in a sentence.

    Attributes:
        ends: The number, or the lower and the upper end of a range, without sign.
        unit: Its unit, in the tables' words where they have one.
        counted: Whether the unit is what it counts, and none that measures.
        negative: Whether a minus stands before it.
        words: Whether it is written in words.
        target_year: Whether it is the year of a target.
        match: What the pattern found.
    """

    ends: tuple[float, ...]
    unit: str
    counted: bool
    negative: bool
    words: bool
    target_year: bool
    match: re.Match[str]


_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five"
    r"|six|seven|eight|nine))?"
)
NUMBER_SIGNS = re.compile(rf"\d|\b(?i:{_WORDS})\b")
"""A digit, or a number in words."""

_DIGITS = r"\d{1,3}(?:[,\u202f']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DASHES = "-−\u2010\u2011\u2012\u2013\u2014\u2015"
_MINUS = r"(?:(?<![\w)%\d])[-\u2010-\u2015\u2212](?=\d))"
_NUMBER = rf"(?:{_MINUS}?(?:{_DIGITS})|\b(?i:{_WORDS})\b)"
_SCALE = rf"(?:\s?(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)"
_UNIT = "|".join(MEASURED)
_ABOUT = r"about|around|approximately|some|nearly|close to|almost|roughly|circa|ca\.|an estimated|estimated|~"
_OVER = r"more than|over|at least|above|upwards of|exceeding|beyond|>"
_UNDER = r"fewer than|less than|under|below|up to|at most|a maximum of|<"
_AMOUNT = re.compile(
    rf"(?:(?<!\w)(?i:(?P<about>{_ABOUT})|(?P<over>{_OVER})|(?P<under>{_UNDER}))\s?)?"
    rf"(?:(?P<between>[Bb]etween|[Ff]rom)\s+)?"
    rf"(?P<money>{MONEY}\s?)?(?<![\w.,/#@+-])(?<!\d[\u2010-\u2015])(?P<first>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?P<unit1>\s?(?:{_UNIT})(?![\w]))?"
    rf"(?:\s?(?:[-\u2010-\u2015]|\bto\b|(?(between)\band\b|(?!)))\s?(?P<money2>{MONEY}\s?)?(?P<second>{_DIGITS})(?P<scale2>{_SCALE})?)?"
    rf"(?P<plus>\s?\+)?(?![\w]|[.,:]\d|/\d)"
    rf"(?P<unit>[\s-]?(?:{_UNIT})(?![\w])|\s?(?:{MONEY}|dollars|euros)(?!\w))?"
)
_DECADE = re.compile(
    rf"\b(?:(?P<about>{_ABOUT})|(?P<over>{_OVER})|(?P<under>{_UNDER}))\s+(?:a|one)\s+(?P<what>decade|century)\b"
)
_SPAN = re.compile(rf"\b(?P<number>(?i:one|{_WORDS})|\d{{1,2}})-(?P<what>day|week|month|year)s?\b(?!-old)")
# A number behind these words is a name: of a law, a project, a part of a document, a goal.
_NAMED = re.compile(
    r"(?:\b(?:No|Nos|Nr|Number|Convention|Resolution|Recommendation|Article|Law|Act|Decree|Project|[Pp]rocess|[Cc]ode|Phase"
    r"|[Pp]hase|Module|M|Outcome|Output|Area|Priority|NDCs?|PAGE|Vision|Agenda|SDGs?|Goals?|[Tt]argets?|[Ii]ndicators?|[Pp]ages?|pp?"
    r"|[Ll]ines?|[Ss]ections?|[Cc]hapters?|Tables?|Figures?|Annex|Box|Part|Step|Version|Volume|Vol|Issue|Edition|[Cc]all|phone|[Tt]el"
    r"|COP|G|T|Group|Stage|Tier|Level|Type|Scenario|Strategy|line|Room|CO)\.?(?:\s?\(?[A-Za-z]+\)?:)?[\s:#(-]*|#|\+)$"
)
# How far a word may stand from the number that it speaks of.
_NEAR = 60
_YEARLIKE = re.compile(r"(?:19|20)\d\d")
_TARGET_YEAR = re.compile(
    r"\b(?:(?:carbon|climate)[\s-]neutral(?:ity)?|net[\s-]zero)\b[^.;,]{0,30}?\bby\s+(?P<number>20[2-9]\d)\b",
    re.I,
)
_STOP = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "to", "with", "and", "or", "nor",
    "but", "as", "that", "which", "who", "whose", "where", "when", "while", "than", "then", "is", "are",
    "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might",
    "shall", "should", "this", "these", "those", "it", "its", "their", "between", "through", "under",
    "over", "about", "into", "per", "via", "within", "among", "across", "during", "until", "since",
    "not", "only", "also", "both", "each", "more", "less", "held",
})  # fmt: skip
_PLURALS = frozenset({
    "people", "women", "men", "children", "youth", "staff", "criteria", "media", "male", "female",
})  # fmt: skip
_NO_PLURALS = frozenset({
    "this", "its", "less", "thus", "towards", "always", "various", "process", "progress", "focus",
    "status", "basis", "analysis", "thirds", "quarters", "fifths", "halves", "times",
})  # fmt: skip


def numbers_in(sentence: str) -> Iterator[Number]:
    """Yield the numbers of a sentence that have a unit or count something."""
    before = ""
    for match in _matches(sentence):
        number = _amount(match, sentence, before) if match.re is _AMOUNT else _special(match)
        if number is not None:
            before = number.unit
            yield number


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    yield from _SPAN.finditer(sentence)
    yield from _DECADE.finditer(sentence)
    yield from _TARGET_YEAR.finditer(sentence)
    taken = [match.span() for match in _SPAN.finditer(sentence)]
    for match in _AMOUNT.finditer(sentence):
        if not any(match.start("first") < stop and begin < match.end("first") for begin, stop in taken):
            yield match


def _special(match: re.Match[str]) -> Number:
    """Return a length of time ("a decade", "two-day"), or the year of a target."""
    words = not re.search(r"\d", match.group())
    if match.re is _TARGET_YEAR:
        return Number((float(match["number"]),), "year", True, False, words, True, match)
    if match.re is _DECADE:
        years = {"decade": 10.0, "century": 100.0}[match["what"]]
        return Number((years,), "years", True, False, words, False, match)
    number = float(number_in_words(match["number"]) or 0)
    return Number((number,), f"{match['what']}s", True, False, words, False, match)


def _amount(match: re.Match[str], sentence: str, before: str) -> Number | None:
    """Return a number with its unit; None for a name, a year, or a number of nothing."""
    first, second = match["first"], match["second"]
    if _NAMED.search(sentence[max(0, match.start("first") - _NEAR) : match.start("first")]) or re.match(
        r"0\d", first.lstrip(_DASHES)
    ):
        return None
    unit, counted = _unit(match, sentence)
    ahead = sentence[max(0, match.start() - _NEAR) : match.start()]
    unit = unit or _carried(ahead, first, sentence[match.end() :], before)
    years = [number for number in (first, second) if number and _YEARLIKE.fullmatch(number)]
    if not unit or (counted and years):
        return None
    ends = [_value(first)]
    if second:
        ends.append(_value(second))
    negative = first[0] in _DASHES
    if len(ends) == 2 and ends[1] <= ends[0] and not negative:
        return None
    return Number(tuple(ends), unit, counted, negative, not re.search(r"\d", first), False, match)


def _unit(match: re.Match[str], sentence: str) -> tuple[str, bool]:
    """Return the unit of a number, and whether it counts things; empty for a bare number."""
    scale = SCALES.get(((match["scale2"] or match["scale"]) or "").strip(), "")
    money, measured = match["money"] or match["money2"], match["unit"] or match["unit1"]
    if money or (measured and re.fullmatch(rf"\s?(?:{MONEY}|dollars|euros)", measured)):
        currency = re.sub(r"\s|\.", "", money or measured or "")
        currency = {"USD": "US$", "$": "US$", "dollars": "US$"}.get(currency, currency)
        unit, counted = f"{scale} {currency}".strip(), False
    elif measured:
        unit, counted = f"{scale} {measured_unit(measured.strip(' -'))}".strip(), False
    else:
        phrase = _counted(sentence[match.end() :])
        unit, counted = (f"{scale} {counted_unit(phrase)}".strip() if phrase else ""), True
    yearly = re.match(rf"\s*(?:of\s+\w+\s+)?(?:is\s+\w+\s+)?(?:{PERIODS})", sentence[match.end() :])
    return (f"{unit} per year" if yearly and unit else unit), counted


def _carried(ahead: str, printed: str, after: str, before: str) -> str:
    """Return the unit that other numbers say: "12 jobs by 2030, and 80 by 2050", "four of seven plans"."""
    part = re.match(rf"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|all\s+)?(?:{_NUMBER})\s+", after)
    if part:
        phrase = _counted(after[part.end() :])
        return counted_unit(phrase) if phrase else ""
    thousands = re.search(r"\d,\d{3}$", printed)
    if before and (thousands or re.match(r"\s+of\s+(?:them|these|which|whom)\b", after)):
        return before
    if before and re.search(r"\bof (?:which|whom|these)\s*$", ahead):
        return before
    return before if re.match(r"\s+(?:by|in)\s+(?:19|20)\d\d\b|\s+from\s+the\b", after) else ""


def _counted(after: str) -> str:
    """Return what a number counts: the words behind it up to the first plural; empty if nothing is."""
    words: list[str] = []
    for word in re.findall(r"^[\s(]*|[^\W\d_][\w’'-]*|[^\w\s]|\d\S*", after)[1:8]:
        plain = word.rstrip("’'")
        if not plain or not plain[0].isalpha() or (plain.lower() in _STOP and not (plain == "and" and words)):
            return ""
        words.append(plain)
        if plain.lower() in _PLURALS or (
            plain.endswith("s")
            and not plain.endswith(("ss", "us", "is"))
            and plain.lower() not in _NO_PLURALS
            and (not plain.isupper() or plain[:-1].isupper())
        ):
            return " ".join(words)
    return ""


def _value(number: str) -> float:
    plain = re.sub(r"[,\u202f'\s]", "", number).lstrip(_DASHES)
    return float(plain) if re.match(r"\d", plain) else float(number_in_words(plain) or 0)
