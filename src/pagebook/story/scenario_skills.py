"""Jobs by education of those who do them, for a country of which only results can be shown."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from pagebook.analysis.words import join, number, paragraph, percent
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.markdown import text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.blocks import bullets
from pagebook.story.citing import Citing
from pagebook.story.scenario_words import in_sentence

__all__ = ["Skills"]

_LEVELS = (
    Part("employment_primary_school", "primary school", theme.CATEGORY[2]),
    Part("employment_middle_school", "middle school", theme.CATEGORY[3]),
    Part("employment_secondary_completed", "secondary completed", theme.EARLIER),
    Part("employment_tertiary", "tertiary education", theme.COUNTRY),
)
_LEAST, _MOST = _LEVELS[0], _LEVELS[-1]


class Skills:
    """Jobs for each million of final demand, by sector of the demand and by education.

    Args:
        tables: The data package.
        table: Key of the table that the multipliers are of.
    """

    def __init__(self, tables: Tables, table: str) -> None:
        wanted = ["employment", *(level.key for level in _LEVELS)]
        columns = tables.columns("io_multipliers")
        found = tables.part("io_multipliers", columns, table=table, kind="type_1", measure=wanted)
        self.found = found
        self.citing = Citing(tables, [cited for cell in found["sources"] for cited in cell])

    @cached_property
    def rows(self) -> pd.DataFrame:
        """A row a sector: its name, its jobs and those of each level, the most jobs first."""
        wide = self.found.pivot(index="name", columns="measure", values="value")
        return wide.sort_values("employment", ascending=False, kind="stable").reset_index()

    @property
    def year(self) -> int:
        """The year of the table."""
        return int(self.found["year"].iloc[0])

    def chart(self) -> Figure:
        """Return the jobs by education, a bar for each sector."""
        rows = self.rows
        labels = [
            f"{name}: {number(jobs)} jobs"
            for name, jobs in zip(rows["name"], rows["employment"], strict=True)
        ]
        told = {"name": "Demand for", **{level.key: level.label.capitalize() for level in _LEVELS}}
        return Figure(
            name="jobs-by-education",
            title="South Africa: jobs for a million rand of final demand, by education",
            caption="Jobs in all sectors together, where the money is spent and at suppliers, for a million "
            f"rand of {self.year} spent on products of a sector, by education. A rand is no "
            "real: levels cannot be compared with Brazil’s.",
            finding=self.finding(),
            chart=row_bars(rows.assign(label=labels), _LEVELS, "jobs per million rand", told),
            table=rows,
            columns={
                "name": "Demand for",
                **{level.key: f"Jobs, {level.label}" for level in _LEVELS},
                "employment": "Jobs, all",
            },
            sources=self.citing.credits(self.found["sources"]),
        )

    def finding(self) -> str:
        """Return in words where jobs ask for most and for least education."""
        most, least = (self._top(level.key) for level in (_MOST, _LEAST))
        sound = self.rows[~self.rows["name"].isin(self._noted["name"])]
        first = sound.iloc[0]
        return paragraph(
            [
                f"A million rand takes the most jobs in {in_sentence(first['name'])} "
                f"({number(first['employment'])}), sectors with a caution below left out",
                f"Those with {_MOST.label} have the largest parts of the jobs in {join(most)}",
                f"Those with {_LEAST.label} or less have the largest parts in {join(least)}",
            ]
        )

    @property
    def _noted(self) -> pd.DataFrame:
        return self.found.dropna(subset=["note"]).drop_duplicates(["name", "note"])

    def _top(self, level: str) -> list[str]:
        shares = (self.rows[level] / self.rows["employment"]).set_axis(self.rows["name"])
        top = shares.sort_values(ascending=False, kind="stable").head(3)
        return [f"{in_sentence(str(name))} ({percent(100 * share)})" for name, share in top.items()]

    def cautions(self) -> Prose:
        """Return what the table's editors note about sectors, each once."""
        lines = [f"**{text(row['name'])}:** {text(row['note'])}" for row in self._noted.to_dict("records")]
        return Prose(bullets(lines))
