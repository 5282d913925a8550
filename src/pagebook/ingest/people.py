"""How many people took part, as reports write it: totals with their qualifier, women, men, parts.

Shares ("60% women") are not counts and are left alone; so are people whom nobody counted at an event ("121
million people are employed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

__all__ = ["People", "Qualifier", "find_people", "number_in_words"]

Qualifier: TypeAlias = Literal["exact", "about", "more than", "less than"]


@dataclass(frozen=True)
class People:
    """People counted in a text.

    Attributes:
        total: How many; None where only women or men are counted.
        qualifier: How exactly.
        women: How many of them are women; None where it is not said.
        men: How many of them are men; None where it is not said.
        origin: Where they are from, as it is written; empty for all people.
        position: Where in the text the number begins and ends.
        text: The number as it is written.
    """

    total: int | None
    qualifier: Qualifier
    women: int | None
    men: int | None
    origin: str
    position: tuple[int, int]
    text: str


_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_UNITS, 1)}
_WORDS |= {word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
_WORDS |= {"hundred": 100, "dozen": 12}

_NUMBER = rf"(?:\d{{1,3}}(?:[,\u202f]\d{{3}})+|\d+|(?:{'|'.join(_WORDS)})(?:-(?:{'|'.join(_UNITS[:9])}))?)"
_ABOUT = r"about|around|approximately|some|nearly|close to|almost|roughly|circa|ca\.|~"
_OVER = r"more than|over|at least|above|upwards of|>"
_UNDER = r"fewer than|less than|under|up to|at most|<"
_QUALIFIED = (
    rf"(?:\b(?P<about>{_ABOUT})|\b(?P<over>{_OVER})|\b(?P<under>{_UNDER}))?\s*"
    rf"(?<![\w.,-])(?P<number>{_NUMBER})(?P<plus>\s?\+)?(?![.,]?\d|\s?%)"
)
_PEOPLE = (
    r"(?:part[ic]*ipants|attendees|people|persons|individuals|trainees|trainers|officials|civil servants"
    r"|students|experts|specialists|representatives|delegates|stakeholders|policy-?\s?makers|practitioners"
    r"|professionals|researchers|lecturers|professors|teachers|learners|graduates|fellows|journalists"
    r"|entrepreneurs|workers|young people|youth|members|managers|leaders|farmers|artisans|inspectors|owners"
    r"|operators|auditors|architects|planners|instructors|coordinators|technicians|apprentices|citizens|residents|visitors"
    r"|staff|employees|viewers|listeners|analysts|guests|negotiators|investors|counsellors|mayors|judges|[a-z]+(?:ists|icians|eers|arians))"
)
_SEX = r"(?:(?P<women>women|females?)|(?P<men>men|males?))"
# What may stand between a number and the people: "20 senior government officials", not a new thought.
_FILL = (
    r"(?:\s+(?!(?:and|from|of|to|in|on|for|with|million|billion|wom[ae]n|m[ae]n|males?|females?)\b)"
    r"[a-z][a-z-]*){0,3}?\s+"
)
_NAME = r"(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:of\s+)?(?:the\s+)?[A-Z][\w'’-]*)*"

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"\b(?:in|by|since|until|of|from|for|during)\s*$", re.IGNORECASE)
_COUNT = re.compile(rf"(?i:{_QUALIFIED}{_FILL}{_PEOPLE}\b)(?:\s+from\s+(?P<origin>{_NAME}))?")
# "Among them 5 from Ghana": the people are those counted before.
_FROM = re.compile(
    rf"\b(?:among (?:them|whom)|including|of (?:them|whom)) (?P<number>{_NUMBER}) (?:(?:came|were) )?from "
    rf"(?P<origin>(?-i:{_NAME}))",
    re.IGNORECASE,
)
# "7 trainers from Ghana (2 from the ministry and 5 from firms)": parts of a part.
_PARTS = re.compile(r"\s*\((?P<parts>\d+ from [^()]+)\)")
_PART = re.compile(r"(?P<number>\d+) from (?:the )?(?P<name>[^,;()]+?)(?=,|;|$|\s+and\s+\d)")
_BY_SEX = re.compile(
    rf"(?i:(?<![\w.,-])(?P<number>{_NUMBER})\s+(?:(?:were|are|of them|of whom)\s+){{0,2}}{_SEX}\b)"
)


def number_in_words(text: str) -> int | None:
    """Return the number that digits or English words say, None if they say none: `1,250`, `twenty-six`."""
    plain = re.sub(r"[,\s\u202f]", "", text.lower())
    if plain.isdigit():
        return int(plain)
    parts = [_WORDS.get(word) for word in plain.split("-")]
    return None if None in parts else sum(part for part in parts if part)


def find_people(text: str) -> list[People]:
    """Return the people counted in a text, in its order; women and men go with the total before them.

    Args:
        text: A few sentences about one event.
    """
    found = sorted(_counted(text), key=lambda people: people.position)
    for match in _BY_SEX.finditer(text):
        number = number_in_words(match["number"])
        owner = _owner(match, found)
        if owner is None:
            found.append(People(None, "exact", None, None, "", match.span(), match.group()))
            found.sort(key=lambda people: people.position)
            owner = found.index(next(people for people in found if people.position == match.span()))
        found[owner] = _with_sex(found[owner], "women" if match["women"] else "men", number)
    return found


def _counted(text: str) -> Iterator[People]:
    """Yield the people that a text counts, not yet by sex."""
    for match in _COUNT.finditer(text):
        if (people := _people(match)) is not None:
            yield people
            yield from _parts(text, people)
    for match in _FROM.finditer(text):
        number = number_in_words(match["number"])
        yield People(number, "exact", None, None, match["origin"], match.span(), match.group())


def _people(match: re.Match[str]) -> People | None:
    total = number_in_words(match["number"])
    # "In 2030 workers" counts nobody: years have no comma, and follow a word that leads to a date.
    if total is None or (_YEAR.fullmatch(match["number"]) and _DATED.search(match.string[: match.start()])):
        return None
    qualifier: Qualifier = "exact"
    if match["over"] or match["plus"]:
        qualifier = "more than"
    elif match["about"] or match["under"]:
        qualifier = "about" if match["about"] else "less than"
    return People(total, qualifier, None, None, match["origin"] or "", match.span(), match.group())


def _parts(text: str, people: People) -> Iterator[People]:
    """Yield the parts of a count that stand in brackets behind it."""
    bracket = _PARTS.match(text, people.position[1])
    if bracket is None:
        return
    for part in _PART.finditer(bracket["parts"]):
        begin = bracket.start("parts") + part.start()
        origin = ": ".join(filter(None, (people.origin, part["name"].strip())))
        span = (begin, begin + len(part.group()))
        yield People(int(part["number"]), "exact", None, None, origin, span, part.group())


def _owner(match: re.Match[str], found: list[People]) -> int | None:
    """Return whose women or men these are: those of the last total before them that is large enough."""
    number = number_in_words(match["number"]) or 0
    owner = None
    for place, people in enumerate(found):
        if people.position[0] > match.start():
            break
        told = (people.women or 0) + (people.men or 0) + number
        taken = people.women if match["women"] else people.men
        if taken is None and (people.total is None or told <= people.total):
            owner = place
    return owner


def _with_sex(people: People, sex: Literal["women", "men"], number: int | None) -> People:
    return replace(people, women=number) if sex == "women" else replace(people, men=number)
