"""The page of one scenario of spending, as its notebook shows it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.words import count, join, number, paragraph
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.outputs import Words
from pagebook.story.scenario_charts import destination_chart, stage_chart
from pagebook.story.scenario_outcome import JOBS, Outcome, amount_told, jobs_told
from pagebook.story.scenario_reader import EACH, EDITORS, Scenarios
from pagebook.story.scenario_tables import cost_table, measure_table, side_by_side
from pagebook.story.scenario_words import each_told, told
from pagebook.story.scenario_years import Years

__all__ = ["ScenarioPage"]


class ScenarioPage(Chapter):
    """What a scenario's page shows.

    Args:
        scenario: Key of the scenario.
        tables: The data package; by default that of the book that holds the working folder.

    Raises:
        ParameterError: There is no such scenario; the message lists them.
        BookNotFoundError: The working folder is not inside a book.
    """

    def __init__(self, scenario: str, tables: Tables | None = None) -> None:
        super().__init__(tables)
        self.scenarios = Scenarios(self.tables)
        self.row = self.scenarios.row(scenario)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What the scenario sets going: by variant, the central one first, or by sector."""
        return self.scenarios.outcomes(self.row["scenario"])

    @property
    def central(self) -> Outcome:
        """The outcome that the page shows first: the central variant, or the sector with the most jobs."""
        if self.each:
            return max(self.outcomes, key=lambda one: one.total(JOBS))
        return self.outcomes[0]

    @property
    def each(self) -> bool:
        """Whether the amount is spent in one sector after the other."""
        return str(self.row["kind"]) == EACH

    @cached_property
    def costs(self) -> pd.DataFrame:
        """What the money buys under the central assumptions."""
        rows = self.scenarios.costs
        mine = (rows["scenario"] == self.row["scenario"]) & (rows["variant"] == self.central.key)
        found: pd.DataFrame = rows[mine]
        return found.sort_values(["share", "item"], ascending=[False, True], ignore_index=True)

    @cached_property
    def _citing(self) -> Citing:
        return self.citing(pd.DataFrame([self.row]), self.costs, self.scenarios.bridges)

    @property
    def unit(self) -> str:
        """The unit of the amount."""
        return str(self.row["amount_unit"])

    def money(self, value: float) -> str:
        """Return an amount in the money of the table as a sentence tells it."""
        return amount_told(value, self.unit)

    @property
    def words(self) -> Words:
        """The page's words, and which of its parts the scenario has."""
        return Words(self.substitutions(), {"each": self.each, "bundle": not self.each})

    def substitutions(self) -> dict[str, str]:
        """Return the words of the page's prose: the scenario, the amount, its economy."""
        accounts = self.central.models.accounts
        return {
            "name": text(self.row["name"]),
            "amount": text(self.money(float(self.row["amount"]))),
            "base_year": str(accounts.year),
            "n_sectors": str(len(self.scenarios.models(str(self.row["table"])).accounts.sectors)),
            "first_year": str(self.row["first_year"]),
            "last_year": str(self.row["last_year"]),
        }

    def note(self) -> Prose:
        """Return what a reader should know of the scenario, with its sources."""
        return Prose(f"{text(self.row['note'])}{self._citing.note(self.row['sources'])}")

    def in_brief(self) -> Prose:
        """Return the outcome in a few sentences."""
        return Prose(
            text(each_told(self.outcomes, self.unit) if self.each else told(self.central, self.unit))
        )

    def costs_table(self) -> Table:
        """Return what the money buys, item by item, with what is sourced and what assumed."""
        return cost_table(
            self.costs, self.central.models.accounts.names, self._citing, [*self.row["sources"], EDITORS]
        )

    def jobs_chart(self) -> Figure:
        """Return the jobs by sector, or by sector in which the amount is spent."""
        rows = self._spent_in(JOBS) if self.each else self.central.by_sector(JOBS)
        what = "in which it is spent" if self.each else "in which they arise"
        return stage_chart(
            {
                "name": "jobs",
                "title": f"Jobs by sector {what}",
                "caption": f"Jobs for a year that {self.money(self.central.amount)} would take, full-time "
                "and part-time, with and without a contract. Those from income spent are an upper limit: all "
                "that is earned is spent. They are not in the number beside a name.",
                "finding": self._jobs_finding(rows),
            },
            rows,
            jobs_told,
            "jobs",
            self._credits(),
        )

    def _jobs_finding(self, rows: pd.DataFrame) -> str:
        first = rows["direct"] + rows["indirect"]
        top = [f"{name} ({number(n)})" for name, n in zip(rows["name"][:3], first[:3], strict=False)]
        place = "By the sector of the spending" if self.each else "By the sector of the jobs"
        return paragraph(
            [f"{place}, without those from income: {join(top)} lead {count('sector', len(rows))}"]
        )

    def _spent_in(self, of: str) -> pd.DataFrame:
        rows = [{"name": one.label, **one.effects(of).total} for one in self.outcomes]
        return pd.DataFrame(rows).sort_values("type_1", ascending=False, kind="stable", ignore_index=True)

    def destinations(self) -> Figure:
        """Return where the money ends, for each variant, or for each sector in which it is spent."""
        return destination_chart(
            {
                "name": "destinations",
                "title": "Where the money ends",
                "caption": f"Where {self.money(self.central.amount)} goes in the end, without what "
                "spending of income sets going. The parts are the whole amount: in the end each real is "
                "value added, tax or import.",
            },
            self.outcomes,
            self.unit,
            self._credits(),
        )

    def _credits(self) -> list[dict[str, Any]]:
        return self._citing.credits([self.row["sources"], *self.costs["sources"]])

    @cached_property
    def years(self) -> Years:
        """The spending over years, with productivity that grows."""
        return Years(self.row, self.central, self._credits())

    def over_years(self) -> Figure:
        """Return the jobs a year when the amount is spent in equal parts over years."""
        return self.years.chart()

    def years_told(self) -> Prose:
        """Return what growth of productivity does to the jobs, in words."""
        return Prose(text(self.years.finding()))

    def years_table(self) -> Table:
        """Return jobs without and with the spending by year."""
        return self.years.table()

    def results(self) -> Table:
        """Return all measures by stage, or of each sector in which the amount is spent."""
        if not self.each:
            return measure_table(self.central, self.unit)
        ranked = sorted(self.outcomes, key=lambda one: -one.total(JOBS))
        caption = f"{self.money(self.central.amount)} spent in each sector in turn"
        return side_by_side("sectors", caption, "Spent in", ranked, self.unit)

    def sensitivity(self) -> Table:
        """Return the variants side by side."""
        caption = f"{self.money(self.central.amount)} under other assumptions"
        return side_by_side("variants", caption, "Assumptions", self.outcomes, self.unit)

    def variants(self) -> Prose:
        """Return what the variants assume and what that does to the jobs; empty where there are none."""
        if self.each:
            return Prose()
        notes = self._variants.set_index("variant")["note"]
        lines = [f"**{text(one.label)}:** {text(notes[one.key])}" for one in self.outcomes]
        jobs = [one.total(JOBS) for one in self.outcomes]
        span = f"From {number(min(jobs))} to {number(max(jobs))} jobs, without those from income spent."
        return Prose(f"{text(span)}\n\n{bullets(lines)}")

    @property
    def _variants(self) -> pd.DataFrame:
        rows = self.scenarios.variants
        mine: pd.DataFrame = rows[rows["scenario"] == self.row["scenario"]]
        return mine

    def ways(self) -> Prose:
        """Return links to the other scenarios of the same table."""
        others = self.scenarios.rows[self.scenarios.rows["scenario"] != self.row["scenario"]]
        links = [f"[{text(row['name'])}]({row['slug']})" for row in others.to_dict("records")]
        return Prose(bullets(links))
