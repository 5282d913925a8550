"""Draft rows of events and of the people at them, from every kind of document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from pagebook.ingest.areas import Areas
from pagebook.ingest.draft import Draft
from pagebook.ingest.merging import merged
from pagebook.ingest.occasions import Occasion, occasions
from pagebook.ingest.people import People
from pagebook.ingest.timeline import timeline_events
from pagebook.ingest.told import Told
from pagebook.ingest.venues import mode_of, place_in, venue_area
from pagebook.ingest.wording import event_status

__all__ = ["read_events", "told_events"]


def told_events(told: Told) -> list[Occasion]:
    """Return the events that a document tells of, each once."""
    if told.kind == "timeline":
        return merged(timeline_events(told), told.areas)
    return merged(occasions(told.passages, told.areas, told.kind, told.year), told.areas)


def read_events(told: Told) -> Iterator[Draft]:
    """Yield a draft for each event that a document tells of, followed by one for each number of people at it.

    A new event gets a key that its people refer to; whoever reviews it may choose another.
    """
    keys: set[str] = set()
    for one in told_events(told):
        draft = _event(one, told.areas)
        key = _free(_key(draft), keys)
        keys.add(key)
        draft = replace(draft, row={"event": key, **draft.row})
        yield draft
        for people in one.people:
            yield from _counts(draft, people, key)


def _event(one: Occasion, areas: Areas) -> Draft:
    place = place_in(one.text) or place_in(one.heading)
    mode, basis = mode_of(one.text, place)
    abroad = areas.code(place)
    row = {
        "area": one.area,
        "kind": one.kind,
        "status": event_status(one.text),
        "place": "" if abroad else place,
        "venue_area": abroad or venue_area(place, areas, one.area),
        "mode": mode,
        "mode_basis": basis,
    }
    if one.count > 1:
        row["sessions"] = str(one.count)
    if one.found is None:
        row["precision"] = "undated"
    else:
        row |= {"start": f"{one.found.start}", "end": f"{one.found.end}", "precision": one.found.precision}
        row["year_inferred"] = str(one.found.year_inferred).lower()
    return Draft("events", row, one.place, one.text, ("title: in our own words", *one.doubts))


def _counts(event: Draft, people: People, key: str) -> Iterator[Draft]:
    told = {"total": people.total, "men": people.men, "women": people.women}
    cells = {name: str(number) for name, number in told.items() if number is not None}
    row = {"event": key, "group": people.origin or "all", "qualifier": people.qualifier, **cells}
    yield Draft("participation", row, event.place, event.evidence)


def _key(draft: Draft) -> str:
    """Return a key as the table has them: country, year, kind and place."""
    year = draft.row.get("start", "")[:4] or "undated"
    words = (draft.row["area"], year, draft.row["kind"], draft.row["place"])
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _free(key: str, taken: set[str]) -> str:
    number = 2
    free = key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free
