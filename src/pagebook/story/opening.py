"""The top of a country page: one line of status and the headline numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pagebook.analysis.people import attendance, people_total
from pagebook.analysis.programme import stage, year_span
from pagebook.analysis.words import capitalise, count, number, paragraph, percent, plural, years
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, card, directive, grid
from pagebook.story.citing import Citing
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap, Reader

__all__ = ["HEADLINES", "Headline", "Opening", "approximate", "headlines"]

HEADLINES = {
    "population": ("", "people live here"),
    "co2_per_capita": ("tonnes", "of CO₂ per person"),
    "elec_share_renewables": ("%", "of electricity from renewables"),
}
"""The indicators of the headline numbers, with the unit beside the number and the words of the card."""

_STATUS = {
    "transitioned": "its programme has closed or is phasing out",
    "PAGE 2.0": "PAGE 2.0 is a second phase of support",
}

_BOUNDS = {"exact": "", "about": "about ", "more than": "more than ", "less than": "less than "}


@dataclass(frozen=True)
class Headline:
    """The latest observation of an indicator: its value in words, its year and its source."""

    indicator: str
    value: str
    year: int
    source: str


def headlines(reader: Reader) -> dict[str, Headline]:
    """Return the latest observation of each headline indicator that has one, in the order of `HEADLINES`."""
    known = reader.series(*HEADLINES).dropna(subset=["value"]).sort_values("year")
    latest = {row["indicator"]: row for row in known.groupby("indicator").tail(1).to_dict("records")}
    return {name: _headline(latest[name]) for name in HEADLINES if name in latest}


def approximate(qualifier: object, written: str) -> str:
    """Return a number in words with its qualifier: `about 70`, `more than 80`."""
    return _BOUNDS.get(str(qualifier), "") + written


class Opening:
    """The status line and the headline numbers."""

    topic = "Country and programme"

    def __init__(self, facts: Facts, citing: Citing, numbers: dict[str, Headline]) -> None:
        self.facts, self.citing, self.numbers = facts, citing, numbers

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        rows = self.facts.engagements
        return {
            "engagements": len(rows) > 1 or bool(rows["subnational"].notna().any()),
            "headline": bool(self.numbers or self._programme_cards()),
        }

    def gaps(self) -> list[Gap]:
        """Return what the record does not say about the country's part in the programme."""
        missing = {
            "joined_year": "the year of joining",
            "lead_agency": "the lead agency",
            "focal_institution": "the focal institution",
        }
        return [
            Gap(self.topic, what, "no source consulted names it")
            for key, what in missing.items()
            if not self.facts.country.get(key)
        ]

    def status(self) -> Prose:
        """Return joined, status, lead agency and focal institution, how it joined and where it stands."""
        row = self.facts.country
        parts = {
            "Joined": row.get("joined_year"),
            "Status": _explained(row.get("status")),
            "Lead agency": row.get("lead_agency"),
            "Focal institution": row.get("focal_institution"),
        }
        line = " · ".join(f"**{label}:** {text(value)}" for label, value in parts.items() if value)
        notes = [str(note) for note in (row.get("joined_note"), row.get("status_note")) if note]
        cited = self.citing.note(row["sources"])
        told = f"{line}\n\n{text(paragraph(notes))}{cited}" if notes else f"{line}{cited}"
        return Prose(directive("container", "pb-status", told))

    def engagements(self) -> Prose:
        """Return one line for each engagement; a page shows them where one is with a state or a province."""
        return Prose(bullets(self._engagement(row) for row in self.facts.engagements.to_dict("records")))

    def cards(self) -> Prose:
        """Return the headline numbers as cards; a number that is missing has no card."""
        cards = [*self._programme_cards(), *(self._indicator_card(item) for item in self.numbers.values())]
        return Prose(grid("2 2 3 4", cards))

    def _engagement(self, row: dict[Any, Any]) -> str:
        where = self.facts.country["name"] if pd.isna(row["subnational"]) else row["subnational"]
        details = [row["joined_note"], row["phase_status"]]
        told = text(paragraph([str(detail) for detail in details if not pd.isna(detail)]))
        return f"**{text(where)}:** {told}{self.citing.note(row['sources'])}"

    def _programme_cards(self) -> list[str]:
        facts = self.facts
        done = facts.milestones[facts.milestones["status"].map(stage) == "done"]
        held = facts.events[facts.events["status"] == "held"]
        cards = [
            _counted("milestone", len(done), "reached, on record", done["year"]),
            _counted("event", len(held), "held, on record", _start_years(held)),
            self._people_card(held),
            _counted("publication", len(facts.publications), "named by sources", facts.publications["year"]),
        ]
        return [item for item in cards if item]

    def _people_card(self, held: pd.DataFrame) -> str:
        people = people_total(attendance(held, self.facts.participation))
        if people is None:
            return ""
        events = f"counted at {people.events} of {count('event', len(held))}"
        value = approximate(people.qualifier, number(people.total, digits=6))
        return card(capitalise(value), f"{'person' if people.total == 1 else 'people'} {events}", "headline")

    def _indicator_card(self, item: Headline) -> str:
        body = f"{HEADLINES[item.indicator][1]}, {item.year} ({self.citing.cite([item.source])})"
        return card(text(item.value), body, "headline")


def _explained(status: str | None) -> str | None:
    """Return the status with what its words mean in brackets; `active` says it itself."""
    meant = "; ".join(_STATUS[part] for part in (status or "").split(", ") if part in _STATUS)
    return f"{status} ({meant})" if meant else status


def _headline(row: dict[Any, Any]) -> Headline:
    unit, _ = HEADLINES[row["indicator"]]
    written = percent(row["value"]) if unit == "%" else number(row["value"], unit)
    return Headline(row["indicator"], written, int(row["year"]), str(row["source"]))


def _start_years(events: pd.DataFrame) -> pd.Series:
    return events["start"].str[:4].astype("Int64")


def _counted(noun: str, n: int, told: str, when: pd.Series) -> str:
    if n == 0:
        return ""
    # A span of years must not claim what carries no year.
    known = year_span(when) if len(when.dropna()) == n else None
    span = f", {years(*known)}" if known else ""
    return card(str(n), f"{plural(noun, n)} {told}{span}", "headline")
