"""Where an event took place, and whether people met there, online or both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagebook.ingest.areas import Areas
from pagebook.ingest.date_patterns import MONTH, SEASONS
from pagebook.ingest.dates import Found, find_dates

__all__ = ["held_in", "mode_of", "place_beside", "place_in", "venue_area"]

_WORD = r"[A-Z][\w’'-]*[a-z]"
_NAME = rf"{_WORD}(?:[ -](?:de |del |la |el |los |as )?{_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD})?)?"
# A town is followed by no other word that goes with it: not "in Nationally determined contributions".
_ENDS = (
    r"(?=\s*(?:$|[.,;:()]"
    r"|\b(?:and|with|on|from|for|by|between|to|where|which|who|bringing|in|at|was|were)\b))"
)
_PLACE = re.compile(
    rf"\b(?:in|at) (?:the (?:city|town|capital|province|region|port) of )?(?P<place>{_NAME}){_ENDS}"
)
_AFTER_DATE = re.compile(rf",\s*(?P<place>{_NAME})\)")
_BEFORE_DATE = re.compile(rf"(?P<place>{_NAME}),\s*$")
_LAST = re.compile(rf",\s*(?P<place>{_WORD}(?: {_WORD})?, (?P<country>{_WORD}(?: {_WORD})?))\.?$")
_BESIDE = re.compile(rf"(?:\bin|\band|,) (?P<place>{_WORD}(?: {_WORD})?) \($")
_HELD_IN = re.compile(
    r"\b(?:(?:held|hosted|convened|took place|organi[sz]ed) in|hosted by) (?:the )?"
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
)
_QUOTED = re.compile(r"[“\"‘][^“”\"‘’]{4,}[”\"’]")
_NO_PLACE = re.compile(
    rf"\b(?:Centre|Center|Ministry|University|Universidad|Institute|Office|Commission|Council|Bank|Academy"
    rf"|Organi[sz]ation|Forum|Week|PAGE|UN|Action|Green|Economy|Workshop|Training|Programme|Annex|Article|Africa"
    rf"|Asia|Europe|Outcome|Module|Phase|Priority|Parliament|Conference|{'|'.join(SEASONS)}|winter)\b|{MONTH}",
    re.IGNORECASE,
)
_MODES = {
    "hybrid": r"hybrid|both online and|in person and online|live[- ]?streamed",
    "online": r"online|virtual(?:ly)?|webinars?|e-?courses?|e-?learning|zoom",
    "in person": r"in-?person|face-to-face",
    "radio": r"radio",
}


def place_in(text: str, areas: Areas | None = None) -> str:
    """Return the place that a text names, empty for none.

    Args:
        text: A sentence or a heading.
        areas: The countries that the book knows, for a heading that ends with a town and its country.
    """
    told = (place for place in _places(text, areas) if not _NO_PLACE.search(place))
    return next((place for place in told if areas is None or not areas.code(place)), "")


def _places(text: str, areas: Areas | None) -> Iterator[str]:
    for found in find_dates(text, year=2000):
        # "(21-23 May, Rabat, Morocco)", "(Baku, 2024)"
        after = _AFTER_DATE.match(text, found.position[1])
        before = _BEFORE_DATE.search(text[: found.position[0]])
        yield from (match["place"] for match in (after, before if ")" in text else None) if match)
    told = _QUOTED.sub("“”", text)
    for match in _PLACE.finditer(told):
        # "In Accra, June": the month is no country.
        town, _, rest = match["place"].partition(", ")
        yield town if _NO_PLACE.search(rest) else match["place"]
    last = _LAST.search(text)
    if last and areas is not None and areas.code(last["country"]):
        yield last["place"]


def place_beside(text: str, found: Found) -> str:
    """Return the place before a date in brackets, "in Osh (12 May), Naryn (19 May)"; empty for none."""
    begin, end = found.position
    beside = _BESIDE.search(text[:begin]) if text[begin:end].strip() == found.text else None
    return beside["place"] if beside and not _NO_PLACE.search(beside["place"]) else ""


def venue_area(place: str, areas: Areas, area: str) -> str:
    """Return the country where an event took place: the one named with the place, else its own.

    Args:
        place: The place that is named, empty for none.
        areas: The countries that the book knows.
        area: The country that the event belongs to.
    """
    named = areas.named_in(place)
    if named:
        return named[0]
    return area if place and area != "GLOBAL" else ""


def held_in(text: str, areas: Areas) -> str:
    """Return the country in which a text says that an event was held, empty where it names none so."""
    held = _HELD_IN.search(text)
    return areas.code(held["name"]) if held else ""


def mode_of(text: str) -> tuple[str, str]:
    """Return how people took part if a text says so, and that it is stated; both empty where it does not."""
    for mode, words in _MODES.items():
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return mode, "stated"
    return "", ""
