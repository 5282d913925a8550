"""What the pages on spending read: scenarios, what their money buys, and the economy that it is spent in."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.inputoutput import Models
from pagebook.analysis.inputoutput.spending import spread
from pagebook.analysis.scenarios import bridged, normalised, with_part
from pagebook.data import Tables
from pagebook.data.accounts import Accounts, Satellite
from pagebook.errors import ParameterError
from pagebook.story.scenario_outcome import Outcome

__all__ = ["ACTIVITY", "CENTRAL", "EACH", "EDITORS", "Scenarios"]

EDITORS = "pagebook-editors"
"""The source of what the editors of the book assume."""

ACTIVITY = "activity"
"""The kind of scenario whose money pays an activity with costs of its own."""

CENTRAL = "central"
"""The variant that pages show first."""

EACH = "each sector"
"""The kind of scenario whose money is spent in one sector after the other."""

# What is bridged to sectors, as readers meet it.
_BRIDGED = {"ghg": ("Greenhouse gases", "tonnes CO2e", 1e6)}


class Scenarios:
    """The scenarios of the book, read once for a page.

    Args:
        tables: The data package.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._models: dict[str, Models] = {}

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The scenarios, by key."""
        return self.tables.select("io_scenarios")

    @cached_property
    def variants(self) -> pd.DataFrame:
        """The variants of all scenarios, the central one first."""
        found = self.tables.select("io_variants")
        other = found["variant"] != CENTRAL
        return found.assign(other=other).sort_values(["scenario", "other", "variant"], ignore_index=True)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """What the money of each scenario and variant buys."""
        return self.tables.select("io_scenario_costs")

    @cached_property
    def bridges(self) -> pd.DataFrame:
        """How statistics of a country are laid upon sectors, with the statistic's value and its source."""
        rows = self.tables.select("io_bridges")
        parts = [self._valued(table, part) for table, part in rows.groupby("table")]
        return pd.concat(parts, ignore_index=True)

    def _valued(self, table: object, rows: pd.DataFrame) -> pd.DataFrame:
        about = self.tables.part("io_tables", ["table", "area", "year"], table=table).iloc[0]
        found = self.tables.select(
            "indicators", area=about["area"], year=int(about["year"]), indicator=set(rows["indicator"])
        )
        values = found[["indicator", "value", "source"]]
        return rows.merge(values, on="indicator", validate="many_to_one")

    def row(self, scenario: str) -> dict[Any, Any]:
        """Return a scenario's row.

        Raises:
            ParameterError: There is no such scenario; the message lists them.
        """
        found = self.rows[self.rows["scenario"] == scenario]
        if found.empty:
            raise ParameterError(
                f"unknown scenario {scenario!r}; allowed: {', '.join(self.rows['scenario'])}"
            )
        return dict(found.to_dict("records")[0])

    def models(self, table: str) -> Models:
        """Return the open and the closed model of a table, with what is bridged to its sectors."""
        if table not in self._models:
            self._models[table] = Models(self._with_bridges(self.tables.accounts(table)))
        return self._models[table]

    def _with_bridges(self, accounts: Accounts) -> Accounts:
        rows = self.bridges[self.bridges["table"] == accounts.table]
        made = tuple(
            _satellite(accounts, str(name), part) for name, part in rows.groupby("satellite", sort=True)
        )
        return replace(accounts, satellites=(*accounts.satellites, *made))

    def outcomes(self, scenario: str) -> list[Outcome]:
        """Return what a scenario sets going: by variant, or by sector where each sector has its turn."""
        row = self.row(scenario)
        if row["kind"] == EACH:
            models = self.models(row["table"])
            return [_alone(row, models, sector) for sector in models.accounts.sectors]
        mine = self.variants[self.variants["scenario"] == scenario]
        return [self._outcome(row, variant) for variant in mine.to_dict("records")]

    def central(self, scenario: str) -> Outcome:
        """Return what a scenario sets going under its central assumptions."""
        return self.outcomes(scenario)[0]

    def _outcome(self, row: dict[Any, Any], variant: dict[Any, Any]) -> Outcome:
        costs = self.costs[
            (self.costs["scenario"] == row["scenario"]) & (self.costs["variant"] == variant["variant"])
        ]
        models, amount = self.models(row["table"]), float(row["amount"])
        if pd.notna(row["part"]):
            models = Models(with_part(models.accounts, row, costs))
        if row["kind"] == ACTIVITY:
            costs = _all_of(str(row["part"]))
        spent = spread(normalised(costs), amount, models.accounts.sectors)
        return Outcome(
            str(row["scenario"]), str(variant["variant"]), str(variant["label"]), amount, spent, models
        )


def _alone(row: dict[Any, Any], models: Models, sector: str) -> Outcome:
    amount, accounts = float(row["amount"]), models.accounts
    spent = spread(_all_of(sector), amount, accounts.sectors)
    return Outcome(str(row["scenario"]), sector, accounts.names[sector], amount, spent, models)


def _all_of(sector: str) -> pd.DataFrame:
    return pd.DataFrame({"sector": [sector], "share": [1.0]})


def _satellite(accounts: Accounts, name: str, rows: pd.DataFrame) -> Satellite:
    label, unit, scale = _BRIDGED[name]
    values = bridged(rows, accounts.sectors) * scale
    return Satellite(name, label, unit, values)
