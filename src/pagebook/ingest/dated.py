"""Draft rows of dated things, from every kind of document: events, the people at them, milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagebook.ingest.areas import Areas
from pagebook.ingest.dates import find_dates
from pagebook.ingest.draft import Draft
from pagebook.ingest.events import occasions
from pagebook.ingest.merging import merged
from pagebook.ingest.milestones import milestones
from pagebook.ingest.occasions import Counted, Occasion
from pagebook.ingest.timeline import timeline_events, timeline_milestones
from pagebook.ingest.told import Told
from pagebook.ingest.venues import held_in, mode_of, place_beside, place_in, venue_area
from pagebook.ingest.wording import event_status

__all__ = ["read_dated"]


def read_dated(told: Told) -> Iterator[Draft]:
    """Yield drafts of the events that a document tells of, with the people at them, and of its milestones."""
    if told.kind == "timeline":
        yield from _events(merged(timeline_events(told), told.areas), told.areas)
        yield from timeline_milestones(told)
    else:
        events = merged(occasions(told.passages, told.areas, told.kind, told.year), told.areas)
        yield from _events(events, told.areas)
        yield from milestones(told, events)


def _events(events: Sequence[Occasion], areas: Areas) -> Iterator[Draft]:
    """Yield a draft for each event, followed by one for each number of people at it."""
    for one in events:
        yield _event(one, areas)
        yield from map(_counts, one.people)


def _event(one: Occasion, areas: Areas) -> Draft:
    place, abroad, mode, basis = _venue(one, areas)
    row = {
        "area": one.area,
        "kind": one.kind,
        "status": event_status(one.text),
        "place": place,
        "venue_area": abroad,
        "mode": mode,
        "mode_basis": basis,
    }
    origins = {areas.code(each.people.origin.partition(":")[0]) for each in one.people}
    if from_areas := sorted(filter(None, origins)):
        row["from_areas"] = "; ".join(from_areas)
    if one.count > 1:
        row["sessions"] = str(one.count)
    if one.found is None:
        row["precision"] = "undated"
    else:
        row |= {"start": f"{one.found.start}", "end": f"{one.found.end}", "precision": one.found.precision}
        row["year_inferred"] = str(one.found.year_inferred).lower()
    return Draft("events", row, one.place, one.evidence, ("title: in our own words", *one.doubts))


def _venue(one: Occasion, areas: Areas) -> tuple[str, str, str, str]:
    """Return the place of an event, its country, how people took part, and on what that rests."""
    # Of a sentence with several events only the part that is about this one tells its place.
    told = (one.text, *(text for text in one.again if one.text not in text))
    mode, basis = next((stated for text in told if (stated := mode_of(text))[0]), ("", ""))
    if one.kind == "preparation":
        return "", "", "", ""
    if mode == "online":
        return "", "", mode, basis
    heading = one.heading if _within(one, one.heading) else ""
    place = next((place for text in (*told, heading) if (place := place_in(text, areas))), "")
    place = (place_beside(one.text, one.found) if one.found else "") or place
    country = next((code for text in told if (code := held_in(text, areas))), "")
    if not mode and (place or country):
        mode, basis = "in person", "place stated" if place else "country stated"
    return place, country or venue_area(place, areas, one.area), mode, basis


def _within(one: Occasion, heading: str) -> bool:
    """Return whether an event lies within the dates of its heading, if that has any: then it was there."""
    dates = find_dates(heading, year=one.found.start.year) if one.found else []
    return all(one.found and told.start <= one.found.start and one.found.end <= told.end for told in dates)


def _counts(counted: Counted) -> Draft:
    people = counted.people
    told = {"total": people.total, "men": people.men, "women": people.women}
    cells = {name: str(number) for name, number in told.items() if number is not None}
    row = {"group": people.origin or "all", "qualifier": people.qualifier, **cells}
    return Draft("participation", row, counted.place, counted.text)
