"""An amount spent over years, with productivity that grows: jobs against a baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.indicators import Observation, Series
from pagebook.analysis.inputoutput import path
from pagebook.analysis.words import number, paragraph, percent, years
from pagebook.figures import Figure, Table
from pagebook.figures.lines import Line, Role, line_chart
from pagebook.story.scenario_outcome import JOBS, Outcome, amount_told, figured, jobs_told

__all__ = ["Years"]

_ROLES: tuple[Role, ...] = ("second", "country", "third")


class Years:
    """What an outcome's amount does when it is spent in equal parts over years.

    Args:
        row: The scenario: `first_year`, `last_year`, `productivity`, `productivity_high`, `amount_unit`.
        outcome: What is spent on, in which economy.
        sources: Rows of the table of sources, for the figures.
    """

    def __init__(
        self, row: Mapping[Any, Any], outcome: Outcome, sources: Sequence[Mapping[str, Any]]
    ) -> None:
        self.first, self.last = int(row["first_year"]), int(row["last_year"])
        self.rates = (0.0, float(row["productivity"]), float(row["productivity_high"]))
        self.unit = str(row["amount_unit"])
        self.outcome, self.sources = outcome, sources

    @cached_property
    def paths(self) -> list[pd.DataFrame]:
        """Baseline, scenario and difference in jobs by year, for each growth of productivity."""
        return [self._path(rate / 100) for rate in self.rates]

    def _path(self, rate: float) -> pd.DataFrame:
        span = range(self.first, self.last + 1)
        yearly = self.outcome.spending.demand / len(span)
        shocks = pd.DataFrame([yearly] * len(span), index=list(span))
        # Demand grows with productivity, so that the baseline keeps the jobs of the table's year.
        told = path(self.outcome.models, shocks, of=(JOBS,), productivity={JOBS: rate}, growth=rate)
        return told.groupby("year")[["baseline", "scenario", "difference"]].sum().reset_index()

    @property
    def labels(self) -> list[str]:
        """Names of the growths of productivity."""
        return [f"{percent(rate)} a year" if rate else "no growth" for rate in self.rates]

    def chart(self) -> Figure:
        """Return the jobs that the scenario adds in each year, a line for each growth of productivity."""
        lines = [
            Line(role, label, _series(found))
            for role, label, found in zip(_ROLES, self.labels, self.paths, strict=True)
        ]
        added = {f"added_{n}": found["difference"] for n, found in enumerate(self.paths)}
        table = self.paths[1].assign(**added)
        titles = {f"added_{n}": f"Jobs added, productivity: {label}" for n, label in enumerate(self.labels)}
        return Figure(
            name="jobs-over-years",
            title="Jobs when the amount is spread over years",
            caption=self._caption(),
            finding=self.finding(),
            chart=line_chart(lines, "jobs", "computed for this book", zero=True),
            table=table,
            columns={"year": "Year", **titles, "baseline": f"Jobs without it, {self.labels[1]}"},
            sources=self.sources,
        )

    def _caption(self) -> str:
        amount = amount_told(self.outcome.amount, self.unit)
        return (
            f"Jobs in each year, direct and at suppliers, when {amount} is spent in equal parts over "
            f"{years(self.first, self.last)}, at three assumed growths of output per job. All money is in "
            f"prices of {self.outcome.models.accounts.year}."
        )

    def finding(self) -> str:
        """Return in words what growth of productivity does to the jobs."""
        still, some, more = (float(found["difference"].iloc[-1]) for found in self.paths)
        base = float(self.paths[1]["baseline"].iloc[-1])
        _, low, high = map(percent, self.rates)
        return paragraph(
            [
                f"Spent in equal parts over {years(self.first, self.last)}, the amount would take "
                f"{jobs_told(still)} in each of these years if output per job stayed as it was",
                f"In {self.last} there would be {number(some)} if output per job grew by {low} a year, and "
                f"{number(more)} if it grew by {high}",
                f"The economy without the spending is taken to keep its {jobs_told(base)}",
            ]
        )

    def table(self) -> Table:
        """Return baseline, scenario and difference by year under the central growth of productivity."""
        found, growth = self.paths[1], percent(self.rates[1])
        return Table(
            name="baseline-and-scenario",
            caption=f"Jobs without and with the spending, output per job growing by {growth} a year",
            frame=pd.DataFrame([_thousands(row) for row in found.to_dict("records")]),
            columns={
                "year": "Year",
                "baseline": "Baseline, thousand jobs",
                "scenario": "With the spending, thousand jobs",
                "difference": "Difference, jobs",
            },
            align=dict.fromkeys(("baseline", "scenario", "difference"), "right"),
        )


def _thousands(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return a year's numbers with a digit behind the point, or the addition would not show."""
    told = {key: f"{row[key] / 1000:,.1f}" for key in ("baseline", "scenario")}
    return {"year": str(row["year"]), **told, "difference": figured(row["difference"])}


def _series(found: pd.DataFrame) -> Series:
    pairs = zip(found["year"], found["difference"], strict=True)
    return Series(tuple(Observation(int(year), float(value)) for year, value in pairs))
