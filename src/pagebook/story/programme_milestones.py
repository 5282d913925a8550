"""Milestones of all countries together: how many of each type in each year."""

from __future__ import annotations

import pandas as pd

from pagebook.analysis.programme import stage, tally
from pagebook.analysis.words import count, paragraph
from pagebook.figures import Figure, Prose
from pagebook.figures.grid import Layout, count_grid
from pagebook.figures.levels import levels
from pagebook.figures.markdown import text
from pagebook.story.citing import IN_TABLE, Citing
from pagebook.story.milestones import busiest, most_frequent

__all__ = ["MilestoneYears"]

_COLUMNS = {
    "year": "Year",
    "type": "Type",
    "milestones": "Milestones",
    "source": "Sources",
    "address": "Addresses of the sources",
}


class MilestoneYears:
    """The milestones that are done or under way, by year and type.

    Args:
        milestones: The table of that name.
        citing: Knows the sources of the chapter.
    """

    def __init__(self, milestones: pd.DataFrame, citing: Citing) -> None:
        stages = milestones["status"].map(stage)
        self.citing = citing
        self.planned = int((stages == "planned").sum())
        reached = milestones[stages != "planned"]
        self.undated = int(reached["year"].isna().sum())
        self.rows = reached[reached["year"].notna()].astype({"year": int})

    def cells(self) -> pd.DataFrame:
        """Return one row for each year and type with milestones: their number and sources."""
        grouped = self.rows.groupby(["year", "type"])["sources"]
        cells = grouped.agg(milestones="size", sources=_together).reset_index()
        return self.citing.beside(cells)

    def finding(self) -> str:
        """Return in words what the grid shows."""
        years = self.rows["year"]
        first, last = int(years.min()), int(years.max())
        return paragraph(
            [
                f"The record names {count('milestone', len(self.rows))} that are done or under way between "
                f"{first} and {last}",
                most_frequent(self.rows["type"]),
                busiest(years),
                f"{count('milestone', self.planned)} {'is' if self.planned == 1 else 'are'} still a plan, a "
                "target or an intention and not counted here"
                if self.planned
                else None,
                f"The chart leaves out {count('milestone', self.undated)} without a year"
                if self.undated
                else None,
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return the grid of years and types."""
        cells = self.cells()
        years = range(int(cells["year"].min()), int(cells["year"].max()) + 1)
        layout = Layout(
            rows=[kind for kind, _ in tally(self.rows["type"])],
            columns=[str(year) for year in years],
            row_px=26,
            upright=True,
        )
        drawn = cells.assign(
            row=cells["type"],
            column=cells["year"].astype(str),
            text=cells["milestones"].astype(str),
            fill=levels(cells["milestones"]),
        )
        told = {"row": "Type", "column": "Year", "text": "Milestones", "source": "Sources"}
        return Figure(
            name="milestones-by-type",
            title="Milestones on record, by year and type",
            caption=(
                "Number of milestones that are done or under way, in all partner countries and beyond. The "
                "darker the cell, the more milestones. An empty cell means that no source names one; it does "
                "not mean that nothing happened. "
                f"{IN_TABLE}"
            ),
            finding=self.finding(),
            chart=count_grid(drawn, layout, told),
            table=cells,
            columns=_COLUMNS,
        )


def _together(cells: pd.Series) -> tuple[str, ...]:
    """Return the citations of several rows, each once, in order."""
    return tuple(dict.fromkeys(citation for cell in cells for citation in cell))
