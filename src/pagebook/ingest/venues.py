"""Where an event took place, and whether people met there, online or both."""

from __future__ import annotations

import re

from pagebook.ingest.areas import Areas
from pagebook.ingest.dates import find_dates

__all__ = ["mode_of", "place_in", "venue_area"]

_NAME = r"(?-i:[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?)"
_PLACE = re.compile(rf"\b(?:in|at) (?:the (?:city|town|capital|province|region) of )?(?P<place>{_NAME})")
# "(21-23 May, Rabat, Morocco)": a heading names the place after the date.
_AFTER_DATE = re.compile(rf"\d,? (?P<place>{_NAME})\)")
_NO_PLACE = re.compile(
    r"\b(?:Centre|Center|Ministry|University|Universidad|Institute|Office|Commission|Council|Bank|Organi[sz]ation"
    r"|Forum|Week|PAGE|UN|Action|Green|Economy|Workshop|Training|Programme|Annex|Article|Africa|Asia|Europe)\b"
)
_MODES = {
    "hybrid": r"hybrid|both online and|in person and online",
    "online": r"online|virtual(?:ly)?|webinars?|e-?courses?|e-?learning|zoom|livestream",
    "in person": r"in-?person|face-to-face",
    "radio": r"radio",
}


def place_in(text: str) -> str:
    """Return the place that a text names, empty for none."""
    for match in (*_PLACE.finditer(text), *_AFTER_DATE.finditer(text)):
        told = match["place"]
        if not _NO_PLACE.search(told) and not told.isupper() and not find_dates(told, year=2000):
            return told
    return ""


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


def mode_of(text: str, place: str) -> tuple[str, str]:
    """Return how people took part, and on what that rests; both empty where nothing tells."""
    for mode, words in _MODES.items():
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return mode, "stated"
    return ("in person", "place stated") if place else ("", "")
