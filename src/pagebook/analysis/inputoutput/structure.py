"""Coefficients: what a unit of output takes in, by sector, as the table of one year tells it."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd

from pagebook.data.accounts import Accounts
from pagebook.errors import ParameterError

__all__ = [
    "coefficients",
    "household_income",
    "household_spending",
    "import_coefficients",
    "intensity",
    "matrix",
    "measures",
    "sparse_frame",
    "unit",
]

MONEY = ("output", "value_added", "imports", "taxes")


def matrix(frame: pd.DataFrame) -> Any:
    """The numbers of a frame: sparse (CSC) where all columns are sparse, else an array."""
    if all(isinstance(dtype, pd.SparseDtype) for dtype in frame.dtypes):
        return cast(Any, frame).sparse.to_coo().tocsc()
    return frame.to_numpy(dtype=float)


def sparse_frame(values: Any, labels: list[str]) -> pd.DataFrame:
    """A frame of sparse columns, a row and a column for each label."""
    return cast(pd.DataFrame, cast(Any, pd.DataFrame).sparse.from_spmatrix(values, labels, labels))


def coefficients(accounts: Accounts) -> Any:
    """A = Z x̂⁻¹, inputs from sectors at home per unit of output (Miller and Blair, 2nd ed., section 2.2).

    A sector without output has a column of zeros: it uses nothing.
    """
    return _per_output(matrix(accounts.flows), accounts.output)


def import_coefficients(accounts: Accounts) -> pd.DataFrame:
    """Imported inputs per unit of output: by product where the source tells it, else in one row `imports`."""
    rows = accounts.imported_flows
    if rows is None:
        rows = accounts.imports.to_frame("imports").T
    return pd.DataFrame(_per_output(rows.to_numpy(dtype=float), accounts.output), rows.index, rows.columns)


def _per_output(flows: Any, output: pd.Series) -> Any:
    total = output.to_numpy(dtype=float)
    inverse = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
    if isinstance(flows, np.ndarray):
        return flows * inverse
    return flows.multiply(inverse[None, :]).tocsc()


def measures(accounts: Accounts) -> list[str]:
    """All that effects and multipliers can be told of: money, components of value added, satellites."""
    return [*MONEY, *accounts.value_added.columns, *(satellite.name for satellite in accounts.satellites)]


def intensity(accounts: Accounts, of: str) -> pd.Series:
    """What a unit of output holds of a measure, by sector; 1 for `output`, 0 where there is no output.

    Raises:
        ParameterError: The accounts do not have the measure.
    """
    if of == "output":
        return pd.Series(1.0, accounts.sectors, name=of)
    per_unit = _per_output(_totals(accounts, of).to_numpy(dtype=float), accounts.output)
    return pd.Series(per_unit, accounts.sectors, name=of)


def _totals(accounts: Accounts, of: str) -> pd.Series:
    money = {"imports": accounts.imports, "taxes": accounts.taxes}
    if of in money:
        return money[of]
    if of == "value_added":
        return accounts.value_added.sum(axis=1)
    if of in accounts.value_added:
        return accounts.value_added[of]
    return _satellite(accounts, of)


def _satellite(accounts: Accounts, of: str) -> pd.Series:
    for satellite in accounts.satellites:
        if satellite.name == of:
            return satellite.values
    raise ParameterError(f"{accounts.table} has no measure {of!r}; it has {', '.join(measures(accounts))}")


def unit(accounts: Accounts, of: str) -> str:
    """The unit of a measure: the accounts' money, or the satellite's."""
    return next((found.unit for found in accounts.satellites if found.name == of), accounts.money)


def household_income(accounts: Accounts) -> float:
    """The income of households, out of which they spend.

    It is that of all sources where the table tells it. Else it is the income from labour, or what households
    spend where that is more (they cannot spend more than they have): then nothing is saved or taxed away,
    so that induced effects stand at their upper end.
    """
    if accounts.household_income is not None:
        return accounts.household_income
    earned = float(accounts.value_added[list(accounts.labour_income)].to_numpy().sum())
    spent = accounts.final_demand[list(accounts.households)].to_numpy().sum() + accounts.paid_by_households
    if accounts.imported_final_demand is not None:
        spent += accounts.imported_final_demand[list(accounts.households)].to_numpy().sum()
    return max(earned, float(spent))


def household_spending(accounts: Accounts) -> pd.Series:
    """What households buy from each sector at home out of a unit of their income."""
    return accounts.final_demand[list(accounts.households)].sum(axis=1) / household_income(accounts)
