"""Scenarios of spending: what an amount buys at home and abroad, and statistics laid upon sectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

__all__ = ["HOUSEHOLDS", "Spending", "bridged", "bundle", "unallocated"]

HOUSEHOLDS = "households"
"""What stands for a sector where households themselves give off, use or pay something."""

_BOUGHT = "goods and services"


@dataclass(frozen=True)
class Spending:
    """An amount of money, by what it buys.

    Attributes:
        demand: What sectors at home deliver, by sector.
        abroad: What is bought abroad and leaves the country at once.
    """

    demand: pd.Series
    abroad: float

    @property
    def amount(self) -> float:
        """All that is spent."""
        return float(self.demand.sum()) + self.abroad


def bundle(costs: pd.DataFrame, amount: float) -> Spending:
    """Return an amount as it is spread over the items of a bundle.

    Args:
        costs: Items with `sector`, `share` of the amount and `imported`, the share of the item bought abroad.
            Shares are divided by their sum, as sources round them.
        amount: In the money of the table.
    """
    paid = costs["share"] / costs["share"].sum() * amount
    abroad = paid * costs["imported"]
    return Spending((paid - abroad).groupby(costs["sector"]).sum(), float(abroad.sum()))


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
