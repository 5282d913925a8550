"""The monthly update: a paragraph for each country, which it names at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pagebook.ingest.dates import Found, find_dates
from pagebook.ingest.draft import Draft
from pagebook.ingest.people import People, find_people
from pagebook.ingest.sections import Passage
from pagebook.ingest.sentences import sentences
from pagebook.ingest.told import Told
from pagebook.ingest.wording import event_kind, event_status

__all__ = ["read_update"]

# A sentence that goes on about the event before it.
_GOES_ON = re.compile(r"(?:All|They|Of these|The (?:event|workshop|training|participants))\b")
_TOOK_PART = re.compile(r"\bparticipated in (?:a|the)\b")
_PLACE = re.compile(
    r"\b(?:in|at) (?:the (?:city|town|capital|province|region) of )?"
    r"(?P<place>[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?)"
)
_INSTITUTION = re.compile(
    r"\b(?:Centre|Center|Ministry|University|Universidad|Institute|Office|Commission|Council|Bank|Organi[sz]ation)\b"
)
# "On 21 November, …": a date that begins no later opens its sentence.
_OPENING = 5


@dataclass
class _Event:
    """An event as far as the sentences read so far tell of it."""

    area: str
    cited: str
    sentence: str
    kind: str
    found: Found | None
    venue: str
    people: list[People]


def read_update(told: Told) -> Iterator[Draft]:
    """Yield a draft for each event of an update, and one for each number of people at it."""
    if told.kind != "country update":
        return
    for passage in told.passages:
        if passage.area:
            for event in _events(passage, told.year):
                yield from _drafts(event)


def _events(passage: Passage, year: int | None) -> list[_Event]:
    events: list[_Event] = []
    for sentence in sentences(passage.text):
        dates, people, kind = find_dates(sentence, year=year), find_people(sentence), event_kind(sentence)
        own = [found for found in dates if kind]
        if not own and events and not _begins_another(sentence, people, kind):
            events[-1].people += people
            continue
        parts = _by_date(sentence, own)
        for found, part in parts:
            told = people if len(parts) == 1 else find_people(part)
            events.append(
                _Event(passage.area, passage.place, part, event_kind(part) or kind, found, _venue(part), told)
            )
    return events


def _begins_another(sentence: str, people: list[People], kind: str) -> bool:
    """Return whether a sentence without a date tells of another event: who took part in which training."""
    if not people or not kind or _GOES_ON.match(sentence):
        return False
    return not sentence[0].isdigit() or bool(_TOOK_PART.search(sentence))


def _by_date(sentence: str, dates: list[Found]) -> list[tuple[Found | None, str]]:
    """Return each date with the part of the sentence that tells of it."""
    if len(dates) <= 1:
        return [(next(iter(dates), None), sentence)] if dates or event_kind(sentence) else []
    if dates[0].position[0] < _OPENING:
        cuts = [0, *(found.position[0] for found in dates[1:]), len(sentence)]
    else:
        # A date closes what it dates: "the forum on 14 November, and the dialogue on the 23rd".
        cuts = [0, *(found.position[1] for found in dates)]
    parts = (sentence[begin:end].strip(" ,;") for begin, end in pairwise(cuts))
    return list(zip(dates, parts, strict=True))


def _venue(text: str) -> str:
    for match in _PLACE.finditer(text):
        if not _INSTITUTION.search(match["place"]) and not find_dates(match["place"], year=2000):
            return match["place"]
    return ""


def _drafts(event: _Event) -> Iterator[Draft]:
    doubts = ["title: in our own words"]
    row = {
        "area": event.area,
        "kind": event.kind,
        "status": event_status(event.sentence),
        "place": event.venue,
    }
    if event.found is None:
        row |= {"precision": "undated"}
        doubts.append("no date in the sentence")
    else:
        found = event.found
        row |= {"start": f"{found.start}", "end": f"{found.end}", "precision": found.precision}
        row |= {"year_inferred": str(found.year_inferred).lower()}
        doubts += ["the year is not printed"] * found.year_inferred
    draft = Draft("events", row, event.cited, event.sentence, tuple(doubts))
    yield draft
    for people in event.people:
        told = {"total": people.total, "men": people.men, "women": people.women}
        cells = {name: str(number) for name, number in told.items() if number is not None}
        group = people.origin or "all"
        yield replace(
            draft,
            table="participation",
            row=cells | {"group": group, "qualifier": people.qualifier},
            doubts=(),
        )
