"""What the yearly report tells of each outcome in each country: four states that must not be mixed up."""

from __future__ import annotations

import pandas as pd

from pagebook.analysis.words import capitalise, count, join, paragraph
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.grid import CROSS, DASH, DISC, RING, Layout, State, state_grid
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, directive
from pagebook.story.citing import Citing
from pagebook.story.partners import WORLD, Partners

__all__ = ["STATES", "OutcomeGrid"]

STATES = (
    State("reported", DISC, theme.COUNTRY),
    State("not applicable", CROSS, theme.THIRD),
    State("left blank", RING, theme.SECOND),
    State("no row", DASH, theme.PEER),
)
"""The four states of the report's grid, as marks."""

_COLUMNS = {
    "row": "Country",
    "outcome": "Outcome",
    "year": "Year",
    "state": "State",
    "note": "Note",
    "source": "Source",
    "place": "Place",
    "address": "Address of the source",
}
_ABSENT = "The report has no section on the country."
_NOTHING = "No report by outcome is at hand yet."


class OutcomeGrid:
    """The grid of countries and outcomes for the newest year that a report covers.

    Args:
        tables: The data package.
        partners: The partner countries.
        coverage: The table of that name.
        citing: Knows the sources of the chapter.
    """

    def __init__(self, tables: Tables, partners: Partners, coverage: pd.DataFrame, citing: Citing) -> None:
        self.year = 0 if coverage.empty else int(coverage["year"].max())
        self.partners, self.citing = partners, citing
        self.rows = coverage[coverage["year"] == self.year]
        self.outcomes = tables.select("outcomes")
        achieved = tables.select("achievements", year=self.year)
        by_name = achieved.assign(name=achieved["area"].map(partners.name))
        self.achieved = by_name.sort_values(["outcome", "name"], ignore_index=True).drop(columns="name")

    @property
    def absent(self) -> list[str]:
        """The countries on which the report has no section."""
        return [code for code in self.partners.codes if code not in set(self.rows["area"])]

    def counts(self) -> dict[str, int]:
        """Return how many cells of covered countries are in each state; the world's are not counted."""
        own = self.rows[self.rows["area"] != WORLD]["status"]
        return {state.word: int((own == state.word).sum()) for state in STATES}

    def cells(self) -> pd.DataFrame:
        """Return one row a cell of the grid, with its state and its source."""
        known = self.citing.beside(self.rows).assign(
            row=self.rows["area"].map(self.partners.name),
            state=self.rows["status"],
            column=self.rows["outcome"].astype(str),
            place=["; ".join(c.partition("#")[2] for c in cell) for cell in self.rows["sources"]],
        )
        # What is not in the report has no place in it; the report itself is what can be looked at.
        report = known.iloc[0]
        numbers = list(self.outcomes["outcome"])
        missing = [
            {"area": code, "row": self.partners.name(code), "outcome": n, "column": str(n)}
            for code in self.absent
            for n in numbers
        ]
        absent = pd.DataFrame(missing, columns=["area", "row", "outcome", "column"]).assign(
            year=self.year,
            state="no row",
            note=_ABSENT,
            source=report["source"],
            address=report["address"],
            place="",
        )
        rows = pd.concat([known, absent], ignore_index=True)
        order = {area: n for n, area in enumerate(self.partners.order(rows["area"]))}
        rows["rank"] = rows["area"].map(order)
        return rows.sort_values(["rank", "outcome"], ignore_index=True)

    def told(self) -> str:
        """Return in a sentence what the newest report covers."""
        if self.rows.empty:
            return _NOTHING
        cells = self.counts()
        return (
            f"The newest report at hand, for {self.year}, has a row for each outcome of the countries it "
            f"covers: {cells['reported']} rows tell of a result, and {cells['left blank']} are left blank."
        )

    def finding(self) -> str:
        """Return in words what the grid shows."""
        if self.rows.empty:
            return _NOTHING
        cells = self.counts()
        by_outcome = self.rows[(self.rows["status"] == "reported") & (self.rows["area"] != WORLD)]
        told = by_outcome["outcome"].value_counts()
        most = told.idxmax()
        covered = len(set(self.rows["area"]) - {WORLD})
        return paragraph(
            [
                f"For {self.year} the report covers {covered} of {len(self.partners.codes)} partner "
                "countries",
                f"Of their {sum(cells.values())} cells, {cells['reported']} tell of a result, "
                f"{cells['left blank']} are left blank and {cells['not applicable']} are marked as not "
                "applicable",
                f"Outcome {most} has the most results, in {count('country', int(told.max()))}",
                f"No section covers {join(map(self.partners.name, self.absent))}" if self.absent else None,
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def named(self) -> Prose:
        """Return what each outcome is about, with its source."""
        items = [
            f"**Outcome {row['outcome']}: {text(row['title'])}.** {text(row['description'])}"
            f"{self.citing.note(row['sources'])}"
            for row in self.outcomes.to_dict("records")
        ]
        return Prose(bullets(items))

    def chart(self) -> Figure | Prose:
        """Return the grid; a sentence where no report has rows yet."""
        if self.rows.empty:
            return Prose(_NOTHING)
        cells = self.cells()
        layout = Layout(
            rows=list(dict.fromkeys(cells["row"])),
            columns=[str(n) for n in self.outcomes["outcome"]],
            title="Outcome",
        )
        told = {"row": "Country", "column": "Outcome", "state": "State", "note": "Note", "source": "Source"}
        return Figure(
            name="outcomes",
            title=f"What the report tells, by country and outcome, {self.year}",
            caption=(
                "Reported: the report tells of a result. Not applicable: the report says so. Left blank: the "
                "report has a row and leaves it empty, which is not a result of zero. No row: the report has "
                "no such row, or no section on the country at all."
            ),
            finding=self.finding(),
            chart=state_grid(cells, STATES, layout, told, words=True),
            table=cells,
            columns=_COLUMNS,
            sources=self.citing.credits(self.rows["sources"]),
        )

    def results(self) -> Prose:
        """Return every reported result in a sentence, folded by outcome, with its country and its source."""
        titles = dict(zip(self.outcomes["outcome"], self.outcomes["title"], strict=True))
        blocks = []
        for outcome, rows in self.achieved.groupby("outcome"):
            items = [
                f"**{self.partners.link(row['area'])}:** {text(row['summary'])}"
                f"{self.citing.note(row['sources'])}"
                for row in rows.to_dict("records")
            ]
            title = f"Outcome {outcome}: {titles[outcome]} ({count('result', len(items))})"
            blocks.append(directive("dropdown", text(capitalise(title)), bullets(items)))
        return Prose("\n\n".join(blocks))
