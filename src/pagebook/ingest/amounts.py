"""Numbers that a text states: how many, how much, from what to what, how exactly, up or down, by when.

A number counts when it has a unit or counts something. Years, dates, numbers of goals, laws, projects and
telephones do not; nor does a number within a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pagebook.ingest.dates import find_dates
from pagebook.ingest.people import number_in_words
from pagebook.ingest.sentences import sentences
from pagebook.ingest.units import MEASURED, MONEY, PERIODS, SCALES, counted_unit, measured_unit

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


_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five"
    r"|six|seven|eight|nine))?"
)
_DIGITS = r"\d{1,3}(?:[,\u202f']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
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
    rf"(?:\s?(?:[-\u2010-\u2015]|\bto\b|\band\b)\s?(?P<money2>{MONEY}\s?)?(?P<second>{_DIGITS})(?P<scale2>{_SCALE})?)?"
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
_YEARLIKE = re.compile(r"(?:19|20)\d\d")
_TARGET_YEAR = re.compile(
    r"\b(?:(?:carbon|climate)[\s-]neutral(?:ity)?|net[\s-]zero)\b[^.;,]{0,30}?\bby\s+(?P<number>20[2-9]\d)\b", re.I
)
_STOP = frozenset(
    "a an the of in on at by for from to with and or nor but as that which who whose where when while than then is are"
    " was were be been has have had will would can could may might shall should this these those it its their between"
    " through under over about into per via within among across during until since not only also both each more"
    " less held".split()
)
_PLURALS = frozenset({"people", "women", "men", "children", "youth", "staff", "criteria", "media", "male", "female"})
_NO_PLURALS = frozenset({"this", "its", "less", "thus", "towards", "always", "various", "process", "progress", "focus", "status", "basis", "analysis"})
_FALL = re.compile(
    r"\b(?P<word>reduc(?:e[sd]?|ing|tions?)|cut(?:s|ting)?|fall(?:s|en|ing)?|fell|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)"
    r"|drop(?:s|ped|ping)?|loss(?:es)?|los(?:e|es|ing|t)|shrink\w*|lower(?:s|ed|ing)?)\b(?P<between>[^.;:,()]{0,60}?)$",
    re.I,
)
_FALL_LINK = re.compile(r"\b(?:by|of|in)\b[^.;:,()]{0,25}$")
_FALL_AFTER = re.compile(r"^[^.;:,()]{0,15}\b(?P<word>lower|fewer|less)\s+than\b", re.I)
_NATURES: dict[Nature, str] = {
    "target": r"targets?\s+(?:of|is|for|to|by)\b|targeted|aims?\s+(?:to|for|at)|pledg\w+|commit(?:s|ted|ment)\w*|goal of|by 20[2-9]\d of",
    "projection": r"project(?:ed|ion|ions|s)\b(?! to be held)|could|would|might|scenario|forecasts?|expected to (?:reach|grow|fall|create)",
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
        told: list[Amount] = []
        for match in _matches(sentence):
            told += _read(match, sentence, printed, start, told[-1].unit if told else "")
        found += told
        start += len(sentence)
    return list({(one.value, one.low, one.high, one.unit, one.sentence): one for one in found}.values())


def _blanked(text: str, spans: Collection[tuple[int, int]]) -> str:
    """Return a text with dates, addresses and other spans that hold no amounts blanked out."""
    addresses = [match.span() for match in re.finditer(r"\bhttps?://\S+|\bwww\.\S+|\b\S+@\S+", text)]
    dates = [found.position for found in find_dates(text, year=2000) if _is_dated(text, found.position)]
    for begin, end in (*addresses, *dates, *spans):
        # Letters that no rule reads keep the sentence's length and its verbs.
        text = text[:begin] + re.sub(r"\d", "x", text[begin:end]) + text[end:]
    return text


def _is_dated(text: str, position: tuple[int, int]) -> bool:
    """Return whether a date is one: "2 May" is; so is "in 2030", but the year is wanted again."""
    return not re.fullmatch(r"(?:\w+\s+)?(?:19|20)\d\d", text[slice(*position)])


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    yield from _SPAN.finditer(sentence)
    yield from _DECADE.finditer(sentence)
    yield from _TARGET_YEAR.finditer(sentence)
    taken = [match.span() for match in _SPAN.finditer(sentence)]
    for match in _AMOUNT.finditer(sentence):
        if not any(match.start("first") < stop and begin < match.end("first") for begin, stop in taken):
            yield match


def _read(
    match: re.Match[str], sentence: str, printed: str, start: int, before: str
) -> Iterator[Amount]:
    if match.re is _AMOUNT:
        read = _amount(match, sentence, before)
    else:
        read = _special(match)
    if read is None:
        return
    first, second, unit, counted, sign = read
    fall = "" if sign < 0 else _fall(match, sentence)
    sign = -1.0 if fall else sign
    ends = sorted(sign * abs(end) for end in (first, second) if end is not None)
    words = not re.search(r"\d", match["first"] if match.re is _AMOUNT else match.group())
    yield Amount(
        ends[0] if len(ends) == 1 else None,
        ends[0] if len(ends) == 2 else None,
        ends[-1] if len(ends) == 2 else None,
        _qualifier(match),
        unit,
        int(ends[0]) if match.re is _TARGET_YEAR else _year(match, sentence),
        "target" if match.re is _TARGET_YEAR else _nature(sentence),
        "stated in words" if words else "stated",
        fall,
        counted,
        printed,
        (start + match.start(), start + match.end()),
    )


def _special(match: re.Match[str]) -> tuple[float, None, str, bool, float]:
    """Return a length of time ("a decade", "two-day"), or the year of a target."""
    if match.re is _TARGET_YEAR:
        return float(match["number"]), None, "year", True, 1.0
    if match.re is _DECADE:
        return {"decade": 10.0, "century": 100.0}[match["what"]], None, "years", True, 1.0
    return float(number_in_words(match["number"]) or 0), None, f"{match['what']}s", True, 1.0


def _amount(
    match: re.Match[str], sentence: str, before: str
) -> tuple[float, float | None, str, bool, float] | None:
    """Return first and second number, unit, whether it is counted, and sign; None for what is no amount."""
    first, second = match["first"], match["second"]
    if _NAMED.search(sentence[: match.start("first")]) or re.match(r"0\d", first.lstrip("-–−")):
        return None
    unit, counted = _unit(match, sentence)
    unit = unit or _carried(sentence[match.end() :], before)
    if not unit or (counted and (_YEARLIKE.fullmatch(first) or (second and _YEARLIKE.fullmatch(second)))):
        return None
    numbers = [_value(number) for number in (first, second) if number]
    if second and not (match["between"] or re.search(r"[-\u2010-\u2015]|\bto\b", sentence[match.end("first") : match.start("second")])):
        # "and" joins two amounts unless "between" opens a range.
        numbers = numbers[:1]
    if len(numbers) == 2 and numbers[1] <= numbers[0] and not first.startswith(tuple("-–−")):
        return None
    sign = -1.0 if re.match(_MINUS, first) or first[0] in "-–−‐‑‒—―" else 1.0
    return numbers[0], numbers[1] if len(numbers) == 2 else None, unit, counted, sign


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


def _carried(after: str, before: str) -> str:
    """Return the unit that other numbers say: "13,300 jobs by 2030, and 81,500 by 2050", "four of seven plans"."""
    part = re.match(rf"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|all\s+)?(?:{_NUMBER})\s+", after)
    if part:
        phrase = _counted(after[part.end() :])
        return counted_unit(phrase) if phrase else ""
    return before if re.match(r"\s+(?:by|in)\s+(?:19|20)\d\d\b|\s+from\s+the\b", after) else ""


def _counted(after: str) -> str:
    """Return what a number counts: the words behind it up to the first plural; empty if nothing is."""
    words: list[str] = []
    for word in re.findall(r"^[\s(]*|[^\W\d_][\w’'-]*|[^\w\s]|\d\S*", after)[1:8]:
        plain = word.rstrip("’'")
        if not plain or not plain[0].isalpha() or (plain.lower() in _STOP and not (plain == "and" and words)):
            return ""
        words.append(plain)
        if plain.lower() in _PLURALS or (plain.endswith("s") and not plain.endswith(("ss", "us", "is")) and plain.lower() not in _NO_PLURALS and (not plain.isupper() or plain[:-1].isupper())):
            return " ".join(words)
    return ""


def _value(number: str) -> float:
    plain = re.sub(r"[,\u202f'\s]", "", number).lstrip("-–−‐‑‒—―")
    return float(plain) if re.match(r"\d", plain) else float(number_in_words(plain) or 0)


def _qualifier(match: re.Match[str]) -> str:
    named = match.groupdict()
    if named.get("over") or named.get("plus"):
        return "more than"
    return "about" if named.get("about") else "less than" if named.get("under") else "exact"


def _fall(match: re.Match[str], sentence: str) -> str:
    """Return the word that says that a number goes down, with "by" or "of" between; empty if none does."""
    before = _FALL.search(sentence[: match.start()])
    if before and (_FALL_LINK.search(before["between"])):
        return before["word"]
    after = _FALL_AFTER.search(sentence[match.end() :])
    return after["word"] if after else ""


def _year(match: re.Match[str], sentence: str) -> int | None:
    """Return the year of a number: behind it in its clause, else before it."""
    told = r"\b(?:by|in|until|for|from|since|to|during|of)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)"
    after = re.search(told, re.split(r"[;:,]|\band\s+\w+ing\b", sentence[match.end() :])[0])
    before = list(re.finditer(told, sentence[: match.start()], re.I))
    found = after or (before[-1] if before else None)
    return int(found["year"]) if found else None


def _nature(sentence: str) -> Nature:
    return next((nature for nature, words in _NATURES.items() if re.search(rf"\b(?:{words})(?!\w)", sentence, re.I)), "observed")
