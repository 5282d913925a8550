"""Gaps in the record of the programme: how many rows each table has for each country, and what they lack."""

from __future__ import annotations

import pandas as pd

from pagebook.analysis.people import attendance
from pagebook.analysis.words import capitalise, count, join, paragraph, plural
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.grid import Layout, count_grid
from pagebook.figures.levels import levels
from pagebook.figures.markdown import text
from pagebook.story.partners import WORLD, Partners

__all__ = ["RecordGaps"]

# Table of the package to what its rows are called on the page, from the fullest to the emptiest kind.
_TABLES = {
    "milestones": "milestones",
    "events": "events",
    "participation": "events with people",
    "achievements": "reported results",
    "model_use": "models in use",
    "exchanges": "exchanges",
    "sdg_links": "links to goals",
    "reported_figures": "reported figures",
    "publications": "publications",
    "institutions": "institutions",
}

# More places than this are counted, not named.
_FEW = 8


class RecordGaps:
    """How much the tables of the programme hold for each partner country.

    Args:
        tables: The data package.
        partners: The partner countries.
    """

    def __init__(self, tables: Tables, partners: Partners) -> None:
        self.partners = partners
        read = tables.select
        self.events, self.milestones = read("events"), read("milestones")
        self.coverage = read("coverage")
        self.held = self.events[self.events["status"] == "held"]
        self.counted = attendance(self.held, read("participation"))
        frames = {
            name: read(name)["area"]
            for name in _TABLES
            if name not in ("events", "milestones", "participation", "exchanges")
        }
        exchanges = read("exchanges")
        ends = [set(a) | set(b) for a, b in zip(exchanges["from_areas"], exchanges["to_areas"], strict=True)]
        self.areas = {
            **frames,
            "milestones": self.milestones["area"],
            "events": self.events["area"],
            "participation": self.counted["area"],
            "exchanges": pd.Series([area for both in ends for area in sorted(both)], dtype="object"),
        }

    def table(self) -> pd.DataFrame:
        """Return one row for each country and table: the number of rows."""
        counts = {name: areas.value_counts() for name, areas in self.areas.items()}
        return pd.DataFrame(
            [
                {
                    "area": code,
                    "row": self.partners.name(code),
                    "table": name,
                    "n": int(counts[name].get(code, 0)),
                }
                for code in self.partners.codes
                for name in _TABLES
            ]
        )

    def finding(self) -> str:
        """Return in words which countries have most and least on record, and what is rarest."""
        table = self.table()
        rows = table.groupby("row")["n"].sum().sort_values(ascending=False)
        none = table[table["n"] == 0].groupby("table").size()
        rare = str(none.idxmax())
        empty = table[table["n"] == 0].groupby("row").size()
        most = sorted(str(name) for name in empty[empty == empty.max()].index)
        return paragraph(
            [
                f"{rows.index[0]} has the most rows on record ({rows.iloc[0]}), {rows.index[-1]} the fewest "
                f"({rows.iloc[-1]})",
                f"{capitalise(_TABLES[rare])} are the rarest: {none.max()} of {len(self.partners.codes)} "
                "countries have none",
                f"Most kinds are missing for {join(most)}: {empty.max()} of {len(_TABLES)}",
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return the grid of countries and tables."""
        table = self.table()
        cells = table.assign(
            column=table["table"].map(_TABLES),
            text=[str(n) if n else "–" for n in table["n"]],
            fill=levels(table["n"]),
        )
        layout = Layout(rows=list(dict.fromkeys(table["row"])), columns=list(_TABLES.values()), upright=True)
        wide = table.pivot(index="row", columns="table", values="n").reset_index()
        return Figure(
            name="rows-by-country-and-table",
            title="What the record of the programme holds, by country",
            caption="Number of rows of each kind. A dash: none is on record. It means that no source "
            "consulted tells of one, not that there was none.",
            finding=self.finding(),
            chart=count_grid(cells, layout, {"row": "Country", "column": "Kind", "text": "Rows"}),
            table=wide,
            columns={"row": "Country", **{name: capitalise(title) for name, title in _TABLES.items()}},
        )

    def unsaid(self) -> Table:
        """Return what the rows on record do not say: how often, of how many, and where."""
        return Table(
            name="what-rows-do-not-say",
            caption="What the record does not say, with the number of cases and the countries concerned",
            frame=pd.DataFrame([*self._of_countries(), *self._of_rows()]),
            columns={"what": "What is missing", "n": "Cases", "of": "Of", "where": "Where", "why": "Why"},
        )

    def _of_countries(self) -> list[dict[str, object]]:
        """Return what is not said of the countries themselves and in the newest report."""
        countries, names = self.partners.rows, self.partners.names
        own = self.coverage[self.coverage["area"].isin(names)]
        absent = pd.Series(sorted(set(names) - set(own["area"])), dtype="object")
        blank = own[own["status"] == "left blank"]
        of, silent = count("country", len(countries)), "no source consulted names it"
        fields = {
            "joined_year": "Year of joining",
            "lead_agency": "Lead agency",
            "focal_institution": "Focal institution",
        }
        return [
            *(
                self._case(what, countries[countries[column].isna()]["country"], of, silent)
                for column, what in fields.items()
            ),
            self._case("Section in the newest report", absent, of, "the report has none"),
            self._case(
                "Content of an outcome’s cell",
                blank["area"],
                count("cell", len(own)),
                "left blank in the report",
            ),
        ]

    def _of_rows(self) -> list[dict[str, object]]:
        """Return what is not said of milestones and events."""
        counted = set(self.counted["event"])
        inside = self.held["parent"].isin(counted)
        bare = self.held[~self.held["event"].isin(counted) & ~inside]
        undated = self.milestones[self.milestones["year"].isna()]
        unplaced = self.events[self.events["start"].isna()]
        unsplit = self.counted[self.counted[["men", "women"]].isna().any(axis=1)]
        none, total = "the source gives none", "the source gives the total alone"
        held = f"{count('event', len(self.held))} held"
        numbered = f"{count('event', len(self.counted))} with a number"
        milestones, events = count("milestone", len(self.milestones)), count("event", len(self.events))
        return [
            self._case("Year of a milestone", undated["area"], milestones, none),
            self._case("Date of an event", unplaced["area"], events, none),
            self._case("Number of people at an event", bare["area"], held, none),
            self._case("Women and men at an event", unsplit["area"], numbered, total),
        ]

    def _case(self, what: str, areas: pd.Series, of: str, why: str) -> dict[str, object]:
        places = self.partners.order(areas)
        return {"what": what, "n": len(areas), "of": of, "where": self._where(places), "why": why}

    def _where(self, places: list[str]) -> str:
        """Return the names of a few places, or how many countries there are of many."""
        if len(places) <= _FEW:
            return join(map(self.partners.in_text, places))
        countries = [place for place in places if place != WORLD]
        beyond = " and events beyond them" if WORLD in places else ""
        return f"{len(countries)} {plural('country', len(countries))}{beyond}"
