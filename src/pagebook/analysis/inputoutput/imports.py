"""Domestic flows out of total ones, where a table does not tell what is imported by whom."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pagebook.errors import DataError

__all__ = ["Separated", "domestic"]


@dataclass(frozen=True)
class Separated:
    """Total flows, divided by where the product comes from.

    Attributes:
        flows: From sectors at home (n by n).
        final_demand: From sectors at home, by category.
        imported_flows: From abroad (n by n); their column sums are the sectors' imports.
        imported_final_demand: From abroad, by category; zero for exports.
        shares: The imported share of each product in what is used at home.
    """

    flows: pd.DataFrame
    final_demand: pd.DataFrame
    imported_flows: pd.DataFrame
    imported_final_demand: pd.DataFrame
    shares: pd.Series


def domestic(
    total_flows: pd.DataFrame,
    final_demand: pd.DataFrame,
    imports: pd.Series,
    exports: str = "exports",
) -> Separated:
    """Total flows divided by the proportionality assumption: all users of a product at home import one share.

    The share is m = M / (Z 1 + F 1 − E): imports over what is used at home. Exports are made at home: goods
    that only pass through must be left out of both (Eurostat Manual of Supply, Use and Input-Output Tables,
    2008, chapter 8; Miller and Blair, 2nd ed., chapter 4).

    Args:
        total_flows: Products by using sectors, whatever their origin.
        final_demand: Products by categories, whatever their origin.
        imports: Of each product.
        exports: The category that is exports; without such a column nothing is exported.

    Raises:
        DataError: More of a product is imported than used at home, or imports are negative.
    """
    home = final_demand.drop(columns=exports, errors="ignore")
    used = total_flows.sum(axis=1) + home.sum(axis=1)
    found = [
        f"{product}: imports are {imports[product]:,.6g}, use at home is {used[product]:,.6g}; the gap is "
        f"{imports[product] - used[product]:,.6g}"
        for product in used.index
        if imports[product] < 0 or imports[product] > used[product] * (1 + 1e-9)
    ]
    if found:
        raise DataError(found)
    shares = (imports / used.where(used > 0)).fillna(0.0).clip(upper=1.0)
    abroad = total_flows.mul(shares, axis=0)
    abroad_final = final_demand.mul(shares, axis=0)
    if exports in abroad_final:
        abroad_final[exports] = 0.0
    return Separated(total_flows - abroad, final_demand - abroad_final, abroad, abroad_final, shares)
