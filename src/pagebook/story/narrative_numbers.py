"""Numbers that an editor typed into a narrative: each must stand in a row that its sentence links to."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["unbacked"]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTHS}) \d{{4}}\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[^\s–—/()“”‘’\"]*\d[^\s–—/()“”‘’\"]*")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LARGE = ("dozen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGER = ("hundred", "thousand", "million", "billion", "trillion")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_WORD = re.compile(rf"\b(?:{'|'.join((*_SMALL, *_TEENS, *_LARGE, *_LARGER))})s?\b", re.IGNORECASE)


def unbacked(sentence: str, told: str) -> Iterator[str]:
    """Give each number that a sentence types and that the rows behind it do not tell.

    A date, a year or a number word must stand in the rows. A number that is part of a name (`PAGE 2.0`,
    `COP29`) must stand there with that name. Any other number must not be typed at all.

    Args:
        sentence: What the editor typed, values left out.
        told: Everything that the rows behind the sentence tell.
    """
    for match in _DATE.finditer(sentence):
        if not re.search(rf"(?<!\d){re.escape(match[0])}", told):
            yield match[0]
    rest = _DATE.sub(" ", sentence)
    for match in _NUMBER.finditer(rest):
        token = match[0].strip(".,;:!?")
        if not _backed(token, rest[: match.start()], told):
            yield token
    for match in _WORD.finditer(rest):
        if not _counted(match[0], told):
            yield match[0]


def _backed(token: str, before: str, told: str) -> bool:
    if _YEAR.fullmatch(token):
        return bool(re.search(rf"(?<!\d){token}(?!\d)", told))
    if re.search(r"[A-Za-z]", token):
        return bool(re.search(rf"(?<!\w){re.escape(token)}(?!\w)", told))
    name = re.search(r"(\S+)\s+$", before)
    named = name and name[1][0].isupper() and f"{name[1]} {token}"
    return bool(named and re.search(rf"(?<!\w){re.escape(named)}(?!\w|\.\d)", told))


def _counted(word: str, told: str) -> bool:
    small = word.lower().removesuffix("s")
    figure = str(_SMALL.index(small) + 2) if small in _SMALL else small
    # The day of a date counts nothing.
    counts = _ISO.sub(" ", _DATE.sub(" ", told))
    return bool(re.search(rf"(?<![\w.,])(?:{small}s?|{figure})(?!\w|[.,]\d)", counts, re.IGNORECASE))
