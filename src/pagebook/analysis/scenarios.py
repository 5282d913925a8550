"""Scenarios of spending: what an amount buys, the activity that it pays, statistics laid upon sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pagebook.analysis.inputoutput.splitting import Part, split
from pagebook.data.accounts import Accounts

__all__ = ["HOUSEHOLDS", "bridged", "normalised", "unallocated", "with_part"]

HOUSEHOLDS = "households"
"""What stands for a sector where households themselves give off something."""

_BOUGHT, _JOBS, _GASES = "goods and services", "employment", "ghg"


def normalised(costs: pd.DataFrame) -> pd.DataFrame:
    """Return cost items with shares that add up to exactly 1: sources round them."""
    return costs.assign(share=costs["share"] / costs["share"].sum())


def with_part(accounts: Accounts, row: Mapping[Any, Any], costs: pd.DataFrame) -> Accounts:
    """Return the table with an activity split from the sector that it belongs to.

    An activity that is itself paid has the cost structure of its items, and its jobs follow from its wages at
    the labour income per job of the sector. One that sells to a bundle has the costs and jobs of the sector.

    Args:
        accounts: The table.
        row: Of the scenario: `kind`, `part`, `part_name`, `part_of`, `part_output` and `part_gases`.
        costs: Items of the scenario.

    Raises:
        DataError: The sector has less of something than the activity is said to have.
        ParameterError: The table has no such sector, or an item names one that it does not have.
    """
    sector, share = str(row["part_of"]), float(row["part_output"])
    paid = _costs(normalised(costs)) if row["kind"] == "activity" else None
    satellites = {_GASES: float(row["part_gases"])}
    if paid is not None:
        satellites[_JOBS] = share * _wages(paid, accounts, sector)
    names = f"{accounts.names[sector]}, without {str(row['part_name']).lower()}"
    return split(
        accounts,
        sector,
        [
            Part(str(row["part"]), str(row["part_name"]), share, paid, None, satellites),
            Part(sector, names, 1 - share),
        ],
    )


def _costs(costs: pd.DataFrame) -> dict[str, float]:
    """Return what a unit of output is spent on, taxes left out as the items are told with them."""
    bought = costs["kind"] == _BOUGHT
    abroad = (costs["share"] * costs["imported"]).where(bought, 0.0)
    home = (costs["share"] - abroad).groupby(costs["sector"]).sum()
    return {
        **{str(key): float(value) for key, value in home.items()},
        "imports": float(abroad.sum()),
        "taxes": 0.0,
    }


def _wages(paid: Mapping[str, float], accounts: Accounts, sector: str) -> float:
    """Return how many times the jobs of the sector's average unit of output the wages of a unit pay."""
    told = list(accounts.labour_income)
    earned = accounts.value_added.loc[sector, told].sum() / accounts.output[sector]
    return float(sum(paid.get(component, 0.0) for component in told) / earned)


def bridged(rows: pd.DataFrame, sectors: Sequence[str]) -> pd.Series:
    """Return statistics of a country by sector.

    Args:
        rows: `sector`, `share` and `value`, the statistic of the whole country.
        sectors: In their order; a sector without a row holds nothing.
    """
    found = (rows["share"] * rows["value"]).groupby(rows["sector"]).sum()
    return found.reindex(list(sectors), fill_value=0.0).astype("float64")


def unallocated(rows: pd.DataFrame) -> float:
    """Return what of the statistics goes to households and so to no sector."""
    own = rows[rows["sector"] == HOUSEHOLDS]
    return float((own["share"] * own["value"]).sum())
