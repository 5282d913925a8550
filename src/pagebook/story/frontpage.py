"""The front page: what the book is, in numbers; the partner countries; how to read."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.people import People, attendance, people_total
from pagebook.figures import Figure, Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, card, grid
from pagebook.story.chapter import Chapter
from pagebook.story.dating import event_date
from pagebook.story.frontcards import country_cards
from pagebook.story.opening import approximate
from pagebook.story.worldmap import partner_map

__all__ = ["FrontPage"]

# Height of a country's row in the grid of milestones.
_ROW_PX = 20


class FrontPage(Chapter):
    """The first page of the book; it reads the whole record of the programme, and two statistics."""

    def substitutions(self) -> dict[str, str]:
        """Return the numbers that the front page's prose names, written out."""
        years = self._reached["year"]
        return {
            "n_countries": str(len(self.countries)),
            "n_sources": f"{len(self.tables.select('sources')):,}",
            "n_contradictions": str(len(self.tables.select("contradictions"))),
            "first_year": str(years.min()),
            "last_year": str(years.max()),
            "edition": text(self._edition["title"]),
            "edition_date": event_date(self._edition["date"], None, "day"),
        }

    @property
    def countries(self) -> pd.DataFrame:
        """The partner countries with their region, sorted by name."""
        countries = self.tables.select("countries")
        areas = self.tables.select("areas", kind="country")[["area", "wb_region"]]
        return countries.merge(areas, left_on="country", right_on="area").sort_values("name")

    @property
    def _edition(self) -> dict[str, Any]:
        return dict(self.tables.select("editions").iloc[-1])

    @property
    def _reached(self) -> pd.DataFrame:
        """The dated milestones of partner countries that are done or under way: no plans, no targets."""
        rows = self.tables.select("milestones", area=list(self.countries["country"]))
        return rows[rows["year"].notna() & ~rows["status"].isin(["planned", "target"])]

    def headline(self) -> Prose:
        """Return the headline numbers of the book as cards."""
        tables = self.tables
        held = tables.select("events", status="held")
        people = people_total(attendance(held, tables.select("participation")))
        counts = [
            (f"{len(self.countries)}", "partner countries"),
            (f"{len(tables.select('milestones')):,}", "milestones, each with its source"),
            (f"{len(held):,}", "events held"),
            *([_people(people)] if people else []),
            (f"{len(tables.select('publications')):,}", "publications"),
            (f"{len(tables.select('contradictions'))}", "contradictions between sources, both sides shown"),
        ]
        return Prose(grid("2 2 3 3", [card(text(number), text(what), "headline") for number, what in counts]))

    def map(self) -> Figure:
        """Return the map of partner countries."""
        return partner_map(self.tables, self.countries)

    def cards(self) -> Prose:
        """Return a card per country, grouped by region, each a link to the country's page."""
        return Prose(country_cards(self.tables, self.countries))

    def milestones(self) -> Figure:
        """Return the grid of milestones by country and year."""
        counts = self._reached.groupby(["area", "year"]).size().rename("milestones").reset_index()
        names = self.countries.set_index("country")["name"]
        frame = counts.assign(country=counts["area"].map(names)).sort_values(["country", "year"])
        frame = frame[["country", "year", "milestones"]].astype({"year": int})
        return Figure(
            name="milestones-by-country-and-year",
            title="Milestones on record, by country and year",
            caption="Number of milestones that are done or under way, as far as sources give a year. "
            "The larger the mark, the more milestones. No mark means that no source names one; "
            "it does not mean that nothing happened. "
            "Each milestone stands with its source on its country’s page.",
            finding=self._finding(frame),
            chart=_grid_chart(frame),
            table=frame,
            columns={"country": "Country", "year": "Year", "milestones": "Milestones"},
        )

    def _finding(self, frame: pd.DataFrame) -> str:
        by_country = frame.groupby("country")["milestones"].sum().sort_values(ascending=False)
        by_year = frame.groupby("year")["milestones"].sum()
        least = by_country[by_country == by_country.min()].index
        return words.paragraph(
            [
                f"{words.count('milestone', int(by_country.sum()))} in {len(by_country)} partner countries, "
                f"{words.years(int(by_year.index.min()), int(by_year.index.max()))}",
                f"{by_country.index[0]} has the most ({by_country.iloc[0]}), "
                f"{words.join(sorted(least))} the fewest ({by_country.iloc[-1]})",
                f"the fullest year is {by_year.idxmax()}, with {by_year.max()}",
            ]
        )

    def new(self) -> Prose:
        """Return what each edition brought, the newest first."""
        editions = self.tables.select("editions").sort_values("date", ascending=False)
        items = [
            f"**{text(row['edition'])}** ({text(event_date(row['date'], None, 'day'))}): {text(row['note'])}"
            for row in editions.to_dict("records")
        ]
        return Prose(bullets(items))


def _people(people: People) -> tuple[str, str]:
    """Return the sum as its weakest part allows: two digits where a source gives a round number."""
    exact = people.qualifier == "exact"
    size = approximate(people.qualifier, words.number(people.total, digits=6 if exact else 2))
    return words.capitalise(size), f"people at the {words.count('event', people.events)} with a number"


def _grid_chart(frame: pd.DataFrame) -> alt.Chart:
    years = list(range(int(frame["year"].min()), int(frame["year"].max()) + 1))
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_circle(style="country-dot", opacity=1)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=years),
                axis=alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=8),
            ),
            y=alt.Y(
                "country:N", title=None, axis=alt.Axis(labelLimit=130, grid=True, domain=False, ticks=False)
            ),
            size=alt.Size("milestones:Q", scale=alt.Scale(domain=[1, 12], range=[30, 260]), legend=None),
            tooltip=[
                alt.Tooltip("country:N", title="Country"),
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("milestones:Q", title="Milestones"),
            ],
        )
        .properties(height=_ROW_PX * frame["country"].nunique())
    )
    return chart
