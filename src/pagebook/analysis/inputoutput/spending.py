"""A bundle of spending as final demand: what is bought at home, what leaks abroad, what is tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pagebook.data.accounts import Accounts
from pagebook.errors import DataError, ParameterError

__all__ = ["Spending", "import_shares", "spread"]


@dataclass(frozen=True)
class Spending:
    """An amount of spending, by what is bought; the three sum to the amount.

    Attributes:
        demand: Bought from sectors at home, by sector: the shock for the model.
        imported: Bought abroad, by the sector whose kind of product it is: it leaks and sets nothing going.
        taxes: Taxes less subsidies on the products, by sector: they leak as well.
    """

    demand: pd.Series
    imported: pd.Series
    taxes: pd.Series

    @property
    def amount(self) -> float:
        """All that is spent."""
        return float(self.demand.sum() + self.leak)

    @property
    def leak(self) -> float:
        """What sets nothing going at home."""
        return float(self.imported.sum() + self.taxes.sum())


def spread(costs: pd.DataFrame | pd.Series, amount: float, sectors: Sequence[str] = ()) -> Spending:
    """An amount of spending, spread by the shares of a cost structure.

    Trade and transport margins are lines of their own, of the sectors that earn them: a structure in
    purchasers' prices must name them, or their part would go to the makers of the goods.

    Args:
        costs: A row for each kind of product, with the columns `sector`, `share` (of the amount; they sum to
            1) and, where told, `imported` and `taxes` (shares of the row). Or a series of shares by sector,
            all bought at home. A sector may stand in several rows.
        amount: In the table's money.
        sectors: The table's sectors; when given, others are refused and all stand in the result, in order.

    Raises:
        DataError: Shares outside 0 to 1, or that do not sum to 1; sectors that the table does not have.
    """
    rows = _rows(costs)
    found = _faults(rows, list(sectors))
    if found:
        raise DataError(found)
    money = rows["share"] * amount
    parts = {"imported": money * rows["imported"], "taxes": money * rows["taxes"]}
    parts["demand"] = money - parts["imported"] - parts["taxes"]
    order = list(sectors) or list(dict.fromkeys(rows["sector"]))
    sums = {
        name: part.groupby(rows["sector"]).sum().reindex(order, fill_value=0.0).rename(name).rename_axis(None)
        for name, part in parts.items()
    }
    return Spending(**sums)


def _rows(costs: pd.DataFrame | pd.Series) -> pd.DataFrame:
    if isinstance(costs, pd.Series):
        costs = pd.DataFrame({"sector": costs.index, "share": costs.to_numpy(dtype=float)})
    filled = {name: costs[name].fillna(0.0) if name in costs else 0.0 for name in ("imported", "taxes")}
    return costs.assign(**filled)


def _faults(rows: pd.DataFrame, sectors: list[str]) -> list[str]:
    found = [
        f"{sector}: {name} is {value:g}; a share is between 0 and 1"
        for name in ("share", "imported", "taxes")
        for sector, value in zip(rows["sector"], rows[name], strict=True)
        if not 0 <= value <= 1
    ]
    found += [
        f"{sector}: imported and taxes together are {value:g}, more than the whole"
        for sector, value in zip(rows["sector"], rows["imported"] + rows["taxes"], strict=True)
        if value > 1 + 1e-9
    ]
    found += [f"{name}: no such sector" for name in rows["sector"] if sectors and name not in sectors]
    total = float(rows["share"].sum())
    if not abs(total - 1) <= 1e-6:
        found.append(f"the shares sum to {total:.6g}, not to 1; the gap is {total - 1:.6g}")
    return found


def import_shares(accounts: Accounts, category: str) -> pd.Series:
    """The imported share of what a category of final demand buys, by kind of product; 0 where it buys none.

    Raises:
        ParameterError: The table does not tell imported final demand, or has no such category.
    """
    abroad = accounts.imported_final_demand
    if abroad is None or category not in abroad:
        raise ParameterError(f"{accounts.table} does not tell what {category} imports")
    total = accounts.final_demand[category] + abroad[category]
    return (abroad[category] / total.where(total != 0)).fillna(0.0)
