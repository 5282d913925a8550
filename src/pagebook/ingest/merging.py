"""Events that a document tells more than once, brought together.

A heading and the text below it, a country and its neighbour, a month in passing and later the day: what is
the same is told by its dates and the words around it, and by a place, if both name one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pagebook.ingest.areas import Areas
from pagebook.ingest.match import words_of
from pagebook.ingest.occasions import Counted, Occasion
from pagebook.ingest.venues import held_in, place_in

__all__ = ["merged"]

_LEAST_SHARED = 0.4
_LEAST_WORDS = 2
_GUEST = re.compile(r"\b(?:participated|took part|attended|delegation|joined)\b", re.I)


def merged(told: Iterable[Occasion], areas: Areas) -> list[Occasion]:
    """Return events, each once; the places where it is told again are named among its doubts.

    Args:
        told: The events as often as they are told.
        areas: The countries that the book knows.
    """
    kept: list[Occasion] = []
    # Only what begins in the same month can be the same.
    months: dict[tuple[int, int], list[int]] = {}
    for one in told:
        month = (one.found.start.year, one.found.start.month) if one.found else (0, 0)
        known = months.setdefault(month, [])
        number = next((number for number in known if _same(kept[number], one, areas)), None)
        if number is None:
            known.append(len(kept))
            kept.append(one)
        else:
            kept[number] = _together(kept[number], one, areas)
    return kept


def _same(one: Occasion, other: Occasion, areas: Areas) -> bool:
    """Return whether two events are one; those of one passage never are."""
    if one.found is None or other.found is None or one.passage == other.passage:
        return False
    equal = (one.found.start, one.found.end) == (other.found.start, other.found.end)
    within = one.found.start <= other.found.start and other.found.end <= one.found.end
    around = other.found.start <= one.found.start and one.found.end <= other.found.end
    if one.area != other.area:
        named = other.area in areas.named_in(one.text) or one.area in areas.named_in(other.text)
        return equal and named and one.found.precision == "day" and _alike(one, other)
    if equal and one.found.precision != "year":
        headed = bool(one.heading or other.heading) and _section(one) == _section(other)
        return (headed or _alike(one, other)) and not _apart(one, other)
    finer = {one.found.precision, other.found.precision} == {"day", "month"}
    return finer and (within or around) and "launch" in one.text + other.text and _alike(one, other)


def _apart(one: Occasion, other: Occasion) -> bool:
    """Return whether two events name different places."""
    return len({place for place in (place_in(one.text), place_in(other.text)) if place}) > 1


def _section(one: Occasion) -> str:
    return one.heading or one.text


def _alike(one: Occasion, other: Occasion) -> bool:
    first, second = words_of(f"{one.heading} {one.text}"), words_of(f"{other.heading} {other.text}")
    shared = len(first & second)
    return shared >= _LEAST_WORDS and shared >= _LEAST_SHARED * min(len(first), len(second))


def _hosts(one: Occasion, other: Occasion, areas: Areas) -> bool:
    """Return whether of two countries that tell of an event the first held it, and the other took part."""
    told = {held_in(one.text, areas), held_in(other.text, areas)} & {one.area, other.area}
    if told:
        return one.area in told
    return bool(_GUEST.search(other.text)) and not _GUEST.search(one.text)


def _together(one: Occasion, other: Occasion, areas: Areas) -> Occasion:
    """Return an event with what is told of it elsewhere: the finer date, all people, each number once.

    Of two countries that tell of it, it belongs to the one in which it was held.
    """
    finer = min(filter(None, (one.found, other.found)), key=lambda found: found.end - found.start)
    people = dict[tuple[object, ...], Counted]()
    for counted in (*one.people, *other.people):
        told = counted.people
        people.setdefault((told.total, told.men, told.women), counted)
    if one.area != other.area and _hosts(other, one, areas):
        one, other = other, one
    elif one.area == other.area and finer is not one.found:
        # Where the day is told, there more is told.
        one, other = other, one
    country = "" if one.area == other.area else f" under {other.area}"
    again = f"told again at {other.place}{country}: counted once"
    return replace(
        one,
        found=finer,
        people=tuple(people.values()),
        doubts=(*one.doubts, again),
        again=(*one.again, other.text, *other.again),
    )
