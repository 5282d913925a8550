"""Scenarios of spending side by side: jobs, value added, imports and emissions of the same amount."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.inputoutput import Models
from pagebook.analysis.scenarios import unallocated
from pagebook.analysis.words import capitalise, join, paragraph, percent
from pagebook.data import Tables
from pagebook.data.accounts import Accounts
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.levers import ShockLevers
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.scenario_charts import destination_chart, stage_chart
from pagebook.story.scenario_kin import kin
from pagebook.story.scenario_levers import shock_levers
from pagebook.story.scenario_outcome import (
    GASES,
    JOBS,
    MEASURES,
    STAGES,
    Outcome,
    amount_told,
    figured,
    jobs_told,
    tonnes_told,
)
from pagebook.story.scenario_reader import EACH, Scenarios
from pagebook.story.scenario_skills import Skills
from pagebook.story.scenario_tables import last_years, side_by_side, span_table
from pagebook.story.scenario_words import in_sentence
from pagebook.story.scenario_years import Years

__all__ = ["ScenariosPage"]

# The table of which the book shows results alone.
_ELSEWHERE = "zaf-2015"


class ScenariosPage(Chapter):
    """What an amount of money does, spent in one way or another."""

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        self.scenarios = Scenarios(self.tables)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The scenarios that spend on one thing, by key."""
        rows = self.scenarios.rows
        return rows[rows["kind"] != EACH].reset_index(drop=True)

    @cached_property
    def turn(self) -> dict[Any, Any]:
        """The scenario that spends in each sector in turn."""
        rows = self.scenarios.rows
        return dict(rows[rows["kind"] == EACH].iloc[0])

    @cached_property
    def things(self) -> list[Outcome]:
        """What each scenario sets going under its central assumptions, the most jobs first."""
        found = [
            replace(self.scenarios.central(row["scenario"]), label=_short(row["name"]))
            for row in self.rows.to_dict("records")
        ]
        return sorted(found, key=lambda one: -one.total(JOBS))

    @cached_property
    def sectors(self) -> list[Outcome]:
        """What the amount sets going in each sector, the most jobs first."""
        found = self.scenarios.outcomes(str(self.turn["scenario"]))
        return sorted(found, key=lambda one: -one.total(JOBS))

    @property
    def unit(self) -> str:
        """The unit of the amount."""
        return str(self.turn["amount_unit"])

    @property
    def _amount(self) -> str:
        return amount_told(float(self.turn["amount"]), self.unit)

    @property
    def models(self) -> Models:
        """The economy that the amount is spent in, no sector of it split."""
        return self.scenarios.models(str(self.turn["table"]))

    @cached_property
    def _citing(self) -> Citing:
        return self.citing(self.scenarios.rows, self.scenarios.costs, self.scenarios.bridges)

    def substitutions(self) -> dict[str, str]:
        """Return what the prose names."""
        first, last = self.things[0], self.things[-1]
        bridges = self.scenarios.bridges
        total = float((bridges["share"] * bridges["value"]).sum())
        accounts = self.models.accounts
        return {
            "amount": text(self._amount),
            "base_year": str(accounts.year),
            "n_sectors": str(len(accounts.sectors)),
            "most": text(in_sentence(first.label)),
            "most_jobs": text(jobs_told(first.total(JOBS))),
            "least": text(in_sentence(last.label)),
            "least_jobs": text(jobs_told(last.total(JOBS))),
            "top_sector": text(in_sentence(self.sectors[0].label)),
            "top_sector_jobs": text(jobs_told(self.sectors[0].total(JOBS))),
            "top_worth": text(amount_told(_worth(accounts, [self.sectors[0].key]), self.unit)),
            "mean_worth": text(amount_told(_worth(accounts, accounts.sectors), self.unit)),
            "elsewhere_year": str(self.skills.year),
            "households_share": text(percent(100 * unallocated(bridges) / total)),
            "n_assumed": str(int((self.scenarios.costs["share_basis"] == "assumption").sum())),
            "links": bullets(
                f"[{text(row['name'])}](scenarios/{row['slug']})"
                for row in self.scenarios.rows.to_dict("records")
            ),
        }

    def lever_multipliers(self) -> pd.DataFrame:
        """Return effects of a unit of spending by sector, measure and stage, for levers that readers move.

        Returns:
            Columns `sector`, `name`, `measure`, `unit` and the stages; a row for each sector and measure.
        """
        accounts = self.models.accounts
        found = []
        for measure in MEASURES:
            table = self.models.multipliers(measure)[list(STAGES)]
            named = table.assign(sector=table.index, name=[accounts.names[key] for key in table.index])
            found.append(named.assign(measure=measure))
        return pd.concat(found, ignore_index=True)[["sector", "name", "measure", *STAGES]]

    def levers(self) -> ShockLevers:
        """Return the levers with which a reader spends another amount, in any scenario or sector."""
        beside = "in the figures of jobs above, for scenarios and for sectors"
        sources = self._citing.credits([self.turn["sources"]])
        return shock_levers(self.things, self.sectors, self.unit, sources, beside=beside)

    def jobs(self) -> Figure:
        """Return the jobs of each scenario by where they arise."""
        title = f"Jobs that {self._amount} would take, by what it is spent on"
        return self._staged("jobs-by-scenario", title, self.things, JOBS)

    def jobs_by_sector(self) -> Figure:
        """Return the jobs of the amount in each sector by where they arise."""
        title = f"Jobs that {self._amount} would take, by sector"
        return self._staged("jobs-by-spending-sector", title, self.sectors, JOBS)

    def gases(self) -> Figure:
        """Return the greenhouse gases of each scenario by where they arise."""
        title = "Greenhouse gases given off in the country"
        return self._staged("gases-by-scenario", title, self.things, GASES)

    def _staged(self, name: str, title: str, outcomes: list[Outcome], of: str) -> Figure:
        tell, axis = (jobs_told, "jobs") if of == JOBS else (tonnes_told, "tonnes of CO₂e")
        rows = pd.DataFrame([{"name": one.label, **one.effects(of).total} for one in outcomes])
        ranked = rows.sort_values("type_1", ascending=False, kind="stable", ignore_index=True)
        told = [f"{one['name']} ({figured(one['type_1'])})" for one in ranked.to_dict("records")]
        return stage_chart(
            {
                "name": name,
                "title": title,
                "caption": "What arises where the money is spent, at suppliers, and from spending of the "
                "income earned; the last is an upper limit, and not in the number beside a name. "
                "Computed from the input-output table.",
                "finding": paragraph([f"Without what comes from income, in {axis}: {join(told)}"]),
            },
            ranked,
            tell,
            axis,
            self._citing.credits([self.turn["sources"]]),
        )

    def destinations(self) -> Figure:
        """Return where the money of each scenario ends."""
        return destination_chart(
            {
                "name": "destinations",
                "title": "Where the money ends",
                "caption": "The same amount in each scenario, by where it ends: value added in the country, "
                "taxes on inputs, imports. What spending of income sets going is left out.",
            },
            self.things,
            self.unit,
            self._citing.credits([self.turn["sources"]]),
        )

    def ranking(self) -> Table:
        """Return scenarios and sectors side by side."""
        both = sorted([*self.things, *self.sectors], key=lambda one: -one.total(JOBS))
        caption = "The same amount spent on each scenario and in each sector"
        return side_by_side("ranking", caption, "Spent on", both, self.unit)

    def sensitivity(self) -> Table:
        """Return the jobs of each scenario under each of its assumptions."""
        linked = {
            Prose(f"[{text(_short(row['name']))}](scenarios/{row['slug']})"): self.scenarios.outcomes(
                row["scenario"]
            )
            for row in self.rows.to_dict("records")
        }
        return span_table(linked)

    def over_years(self) -> Table:
        """Return the jobs of each scenario in its last year, by growth of productivity."""
        named = self.rows.set_index("scenario", drop=False)
        return last_years([Years(dict(named.loc[one.scenario]), one, ()) for one in self.things])

    @cached_property
    def skills(self) -> Skills:
        """Jobs by education in the country of which only results can be shown."""
        return Skills(self.tables, _ELSEWHERE)

    def skills_told(self) -> Prose:
        """Return where jobs ask for most and for least education."""
        return Prose(text(self.skills.finding()))

    def skills_chart(self) -> Figure:
        """Return the jobs by education, a bar for each sector of demand."""
        return self.skills.chart()

    def skills_cautions(self) -> Prose:
        """Return what is odd about sectors of that table."""
        return self.skills.cautions()

    def kin(self) -> Prose:
        """Return the models of partner countries that work from such accounts."""
        return kin(self.tables)


def _short(name: str) -> str:
    """Return the name of a scenario without its country."""
    return capitalise(name.partition(": ")[2] or name)


def _worth(accounts: Accounts, sectors: list[str]) -> float:
    """Return value added per job in sectors, in the money of the table."""
    jobs = next(found.values for found in accounts.satellites if found.name == JOBS)
    return float(accounts.value_added.loc[sectors].to_numpy().sum() / jobs[sectors].sum())
