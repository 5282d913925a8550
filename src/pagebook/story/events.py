"""Events and people: what was held or planned, and how many men and women came."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.people import People, attendance, people_total
from pagebook.analysis.words import capitalise, count, join, number, paragraph, sentence
from pagebook.figures import Figure, Prose
from pagebook.figures.markdown import text
from pagebook.story.attendance_chart import attendance_chart
from pagebook.story.blocks import folded
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date
from pagebook.story.facts import Facts
from pagebook.story.opening import approximate
from pagebook.story.reader import Gap

__all__ = ["Events", "event_item"]


_UNSPLIT = "; none states how many were women"


class Events:
    """The events on record for one country and the people who took part."""

    topic = "Events and people"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.facts, self.citing, self.name = facts, citing, str(facts.country["name_in_text"])
        # An event without a date goes last; those of one day keep the order of their keys.
        self.rows = facts.events.sort_values(["start", "event"], ignore_index=True)
        self.held = self.rows[self.rows["status"] == "held"]
        self.counted = attendance(self.held, facts.participation)
        self.people = people_total(self.counted)

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        # One bar without a split says less than the sentence does.
        split = self.people is not None and self.people.split_events > 0
        return {"events": not self.rows.empty, "people": len(self.counted) > 1 or split}

    def gaps(self) -> list[Gap]:
        """Return events without a number of people, without the split by sex, and without a date."""
        if self.rows.empty:
            return [Gap(self.topic, "events", "none is on record")]
        inside = self.held["parent"].isin(set(self.counted["event"]))
        uncounted = len(self.held) - len(self.counted) - int(inside.sum())
        unsplit = 0 if self.people is None else self.people.events - self.people.split_events
        undated = int(self.rows["start"].isna().sum())
        found = [
            (f"how many people came to {count('event', uncounted)}", uncounted),
            (f"how many were women at {count('event', unsplit)} where people were counted", unsplit),
            (f"the date of {count('event', undated)}", undated),
        ]
        return [Gap(self.topic, what, "the sources do not state it") for what, n in found if n]

    def summary(self) -> Prose:
        """Return what is known of the events and their people in two or three sentences."""
        held, other = len(self.held), len(self.rows) - len(self.held)
        sentences = [
            f"The record names {count('event', held)} held in or for the country" if held else None,
            _to_come(other, bool(held)),
            self._people_sentence(),
        ]
        return Prose(text(paragraph(sentences)))

    def chart(self) -> Figure | Prose:
        """Return the people of each event that gives a number, by sex as stated; empty prose for none."""
        if self.counted.empty:
            return Prose()
        return attendance_chart(self.counted, self.name, self.finding(), self.citing)

    def finding(self) -> str:
        """Return in words what the chart of people shows."""
        largest = self.counted.sort_values("total", ascending=False, kind="stable").to_dict("records")[0]
        size = approximate(largest["qualifier"], count("person", int(largest["total"]), "people"))
        most = f"The largest was {largest['title']}, with {size}" if len(self.counted) > 1 else None
        return paragraph([self._people_sentence(), most])

    def listing(self) -> Prose:
        """Return every event with date, place, people and source, folded when there are many."""
        title = f"All {len(self.rows)} events with their sources"
        items = [
            event_item(row, self.citing, self._attended(row["event"])) for row in self.rows.to_dict("records")
        ]
        return Prose(folded(title, items))

    def _people_sentence(self) -> str | None:
        people = self.people
        if people is None:
            return None
        whole = approximate(people.qualifier, number(people.total, digits=6))
        if people.events == 1:
            return f"A source gives a number of people for one event: {whole}{_split(people)}"
        return f"Sources give a number of people for {people.events} events: {whole} in all{_split(people)}"

    def _attended(self, event: str) -> str:
        groups = self.facts.participation[self.facts.participation["event"] == event]
        # The whole before its parts.
        ordered = groups.sort_values("group", key=lambda names: names != "all", kind="stable")
        told = [part for row in ordered.to_dict("records") if (part := _group(row))]
        if len(told) > 1 and ordered["group"].iloc[0] == "all":
            # What comes after the whole is part of it and must not be added to it.
            told[1] = f"among them {told[1]}"
        return f" {text(sentence('; '.join(told)))}" if told else ""


def event_item(row: dict[Any, Any], citing: Citing, people: str = "") -> str:
    """Return an event as an item of a list: date, title, kind, status, place, people, sources.

    Args:
        row: A row of `events`.
        citing: Knows the sources of the page.
        people: Who came, as Markdown with a blank in front; may be empty.
    """
    when = event_date(row["start"], row["end"], row["precision"])
    labels = [
        row["kind"],
        "" if row["status"] == "held" else row["status"],
        row["place"],
        row["mode"],
        "year inferred" if row["year_inferred"] is True and when else "",
    ]
    told = ", ".join(text(label) for label in labels if label and not pd.isna(label))
    lead = f"**{capitalise(when)}:** " if when else ""
    labelled = f" *({told})*" if told else ""
    return f"{lead}{text(row['title'])}{labelled}.{people}{citing.note(row['sources'])}"


def _to_come(n: int, more: bool) -> str | None:
    if not n:
        return None
    events = (
        ("one more event" if more else "one event") if n == 1 else f"{'another ' if more else ''}{n} events"
    )
    return f"{events} had yet to be held when the source was written"


def _split(people: People) -> str:
    if not people.men and not people.women:
        return "; it does not state how many were women" if people.events == 1 else _UNSPLIT
    known = [count("woman", people.women, "women"), count("man", people.men, "men")]
    if people.not_stated:
        known.append(f"{number(people.not_stated, digits=6)} whose sex is not stated")
    return f" ({join(known)})"


def _group(row: dict[Any, Any]) -> str:
    parts = {
        "women": row["women"],
        "men": row["men"],
    }
    split = join(f"{int(n)} {who}" for who, n in parts.items() if not pd.isna(n))
    part = "" if row["group"] == "all" else f" ({row['group']})"
    if pd.isna(row["total"]):
        return f"{split}{part}"
    size = approximate(row["qualifier"], count("person", int(row["total"]), "people"))
    return f"{size}{part}{f', of whom {split}' if split else ''}"
