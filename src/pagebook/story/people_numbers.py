"""People at the events of all countries: how many, by country and by year, and how many were women."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.people import People, attendance, people_total, women_share
from pagebook.analysis.words import capitalise, count, join, number, paragraph, percent
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.markdown import text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.attendance_chart import PARTS
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date
from pagebook.story.opening import approximate
from pagebook.story.partners import Partners

__all__ = ["Numbers"]

_COLUMNS = {
    "where": "Country",
    "title": "Event",
    "when": "Date",
    "women": "Women",
    "men": "Men",
    "not_stated": "Sex not stated",
    "total": "People",
    "qualifier": "Number is",
    "source": "Source",
    "address": "Address of the source",
}
_UNDATED = "no date"


class Numbers:
    """The events that were held and give a number of people.

    Args:
        events: The table of that name.
        participation: The table of that name.
        partners: The partner countries.
        citing: Knows the sources of the chapter.
    """

    def __init__(
        self, events: pd.DataFrame, participation: pd.DataFrame, partners: Partners, citing: Citing
    ) -> None:
        self.partners, self.citing = partners, citing
        self.held = events[events["status"] == "held"].reset_index(drop=True)
        self.counted = self._with_names(attendance(self.held, participation))
        self.people = people_total(self.counted)
        self.split = self.counted.dropna(subset=["men", "women"]).reset_index(drop=True)

    def _with_names(self, rows: pd.DataFrame) -> pd.DataFrame:
        cells = zip(rows["start"], rows["end"], rows["precision"], strict=True)
        when = [event_date(*cell) for cell in cells]
        years = rows["start"].str[:4].fillna(_UNDATED)
        named = rows.assign(where=rows["area"].map(self.partners.name), when=when, year=years)
        return self.citing.beside(named).sort_values(["where", "start", "event"], ignore_index=True)

    def finding(self) -> str:
        """Return in words how many people the events with a number had, and how many were women."""
        people = self.people
        if people is None:
            return "No source gives a number of people."
        return paragraph(
            [
                f"{count('event', len(self.held))} were held, and for {people.events} of them a source gives "
                f"a number of people: {_size(people)} in all",
                "A person who came to several events is counted at each",
                self._known_split(people),
            ]
        )

    def _known_split(self, people: People) -> str:
        if not people.split_events:
            return "No source says how many were women"
        return (
            f"For {count('event', people.split_events)} the source tells women and men apart: "
            f"{count('woman', people.women, 'women')} and {count('man', people.men, 'men')}. For all others "
            "the sex is not stated"
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def country_finding(self) -> str:
        """Return in words where most people came, and which countries have no number at all."""
        areas = [code for code in self.partners.codes if code not in set(self.counted["area"])]
        totals = self.counted.groupby("where")["total"].sum().sort_values(ascending=False)
        first = str(totals.index[0])
        people = people_total(self.counted[self.counted["where"] == first])
        most = f"Most people are on record for {first}: {_size(people)}" if people else None
        none = f"No event with a number is on record for {join(map(self.partners.name, areas))}"
        return paragraph([most, none if areas else None])

    def country_summary(self) -> Prose:
        """Return the finding by country as prose."""
        return Prose(text(self.country_finding()))

    def by_country(self) -> Figure:
        """Return people by country."""
        return self._figure(
            "people-by-country",
            "People at events, by country",
            self._rows("area", self.partners.order(self.counted["area"]), self.partners.name),
            self.country_finding(),
        )

    def year_finding(self) -> str:
        """Return in words in which years most people came."""
        dated = self.counted[self.counted["year"] != _UNDATED]
        totals = dated.groupby("year")["total"].sum().sort_values(ascending=False)
        people = people_total(dated[dated["year"] == totals.index[0]])
        undated = len(self.counted) - len(dated)
        return paragraph(
            [
                f"The numbers reach from {min(dated['year'])} to {max(dated['year'])}",
                f"Most people are on record for {totals.index[0]}: {_size(people)} at "
                f"{count('event', people.events)}"
                if people
                else None,
                f"{count('event', undated)} with a number {'has' if undated == 1 else 'have'} no date"
                if undated
                else None,
            ]
        )

    def year_summary(self) -> Prose:
        """Return the finding by year as prose."""
        return Prose(text(self.year_finding()))

    def by_year(self) -> Figure:
        """Return people by year; events without a date come last."""
        return self._figure(
            "people-by-year",
            "People at events, by year",
            self._rows("year", sorted(set(self.counted["year"])), str),
            self.year_finding(),
        )

    def share_finding(self) -> str:
        """Return in words the share of women where both are known, with how many people that is."""
        known = women_share(self.counted)
        if known is None:
            return "No source gives both women and men for an event."
        told = [
            f"{percent(100 * row['women'] / (row['women'] + row['men']))} at “{row['title']}” "
            f"({row['where']}, {row['when'] or _UNDATED}; {row['women'] + row['men']} people)"
            for row in self.split.to_dict("records")
        ]
        return paragraph(
            [
                f"Where both are known, women are {percent(known.share)} of {known.people} people at "
                f"{count('event', known.events)}",
                f"By event: {join(told)}",
                "So few events say nothing about all the others",
            ]
        )

    def share_summary(self) -> Prose:
        """Return the finding on the share of women as prose."""
        return Prose(text(self.share_finding()))

    def shares(self) -> Figure | Prose:
        """Return the share of women at each event where both are known; empty prose where there is none."""
        if self.split.empty:
            return Prose()
        both = (self.split["women"] + self.split["men"]).astype(float)
        rows = self.split.assign(
            women_pct=(100 * self.split["women"] / both).astype(float).round(1),
            men_pct=(100 * self.split["men"] / both).astype(float).round(1),
        )
        rows["label"] = [
            f"{row['title']}, {row['where']}: {row['women']} women, {row['men']} men"
            for row in rows.to_dict("records")
        ]
        parts = [Part("women_pct", "women", theme.COUNTRY), Part("men_pct", "men", theme.SECOND)]
        told = {"label": "Event", "women": "Women", "men": "Men", "source": "Source"}
        return Figure(
            name="share-of-women",
            title="Share of women at events where women and men are told apart",
            caption="% of the people whose sex is stated. The numbers of people stand with the name of each "
            "event. Events of which only the total is known are not drawn.",
            finding=self.share_finding(),
            chart=row_bars(rows, parts, "% of people whose sex is stated", told),
            table=rows,
            columns=_COLUMNS,
            sources=self.citing.credits(rows["sources"]),
        )

    def _rows(self, key: str, order: list[str], named: Any) -> pd.DataFrame:
        rows = []
        for value in order:
            same = self.counted[self.counted[key] == value]
            people = people_total(same)
            if people is not None:
                rows.append(
                    {
                        "label": f"{named(value)}: {_size(people)} ({count('event', people.events)})",
                        "women": people.women,
                        "men": people.men,
                        "not_stated": people.not_stated,
                    }
                )
        return pd.DataFrame(rows)

    def _figure(self, name: str, title: str, rows: pd.DataFrame, finding: str) -> Figure:
        told = {part.key: capitalise(part.label) for part in PARTS}
        return Figure(
            name=name,
            title=title,
            caption=(
                "People at the events that were held and give a number: women, men, and those whose sex the "
                "source does not state. Sums that contain a rounded number say so. The table has each event "
                "with its source."
            ),
            finding=finding,
            chart=row_bars(rows, PARTS, "people", {"label": "Which", **told}),
            table=self.counted,
            columns=_COLUMNS,
        )


def _size(people: People) -> str:
    """Return a sum as its weakest part allows: a round number where a part is one, a bound as it is."""
    digits = 2 if people.qualifier == "about" and people.events > 1 else 6
    return approximate(people.qualifier, number(people.total, digits=digits))
