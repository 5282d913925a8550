"""The Leontief model of an input-output table, open (type I) and closed for households (type II)."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from pagebook.analysis.inputoutput.findings import faults, unproductive
from pagebook.analysis.inputoutput.solving import Closed, Factors, bordered
from pagebook.analysis.inputoutput.structure import (
    coefficients,
    household_income,
    household_spending,
    import_coefficients,
    intensity,
    sparse_frame,
)
from pagebook.data.accounts import Accounts
from pagebook.errors import DataError, ParameterError

__all__ = ["Leontief", "Models"]

HOUSEHOLDS = "households"


class Leontief:
    """Output that a final demand takes, x = (I − A)⁻¹ f, by one factorisation and solves.

    A holds inputs from sectors at home only: what is imported leaves the circle of demand and output. Closed,
    households are one more sector: they sell labour and buy what they consume, so that income is spent
    (Miller and Blair, 2nd ed., sections 2.2 and 2.5).

    Attributes:
        accounts: The table.
        closed: Whether households are inside the model.
    """

    def __init__(self, accounts: Accounts, closed: bool = False) -> None:
        """Factorise the model of a table.

        Raises:
            DataError: The table does not fit together, or sectors use up more than they make; all findings.
            ParameterError: The model shall be closed, but the table does not tell households' part.
        """
        found = faults(accounts)
        if found:
            raise DataError(found)
        self.accounts = accounts
        self.closed = closed
        self._matrix = coefficients(accounts)
        self._open = Factors(self._matrix)
        if not self._open.productive:
            raise DataError(unproductive(accounts, self._matrix))
        self._factors: Factors | Closed = self._open
        if closed:
            self._close()

    def with_households(self) -> Leontief:
        """The closed model of the same table; the factors are not made again."""
        other = copy(self)
        vars(other).pop("coefficients", None)  # what this model has told already is not that one's
        other._close()
        return other

    def _close(self) -> None:
        row, column, corner = _households(self.accounts)
        self.closed = True
        self._factors = Closed(self._open, column, row, corner)
        self._matrix = bordered(self._matrix, column, row, corner)
        if not self._factors.productive:
            raise DataError(unproductive(self.accounts, self._matrix))

    @cached_property
    def coefficients(self) -> pd.DataFrame:
        """A: what each sector (column) takes from each sector at home (row) per unit of output."""
        return self._framed(self._matrix)

    @cached_property
    def import_coefficients(self) -> pd.DataFrame:
        """What each sector imports per unit of output, by product where the table tells it."""
        return import_coefficients(self.accounts)

    def output_for(self, demand: pd.Series | pd.DataFrame) -> Any:
        """Output by sector that a final demand for products of sectors at home takes.

        Args:
            demand: By sector, or a column for each of several demands; sectors not named are zero.

        Raises:
            ParameterError: A sector is not in the table.
        """
        return self._solved(demand).iloc[: len(self.accounts.sectors)]

    def income_for(self, demand: pd.Series | pd.DataFrame) -> Any:
        """Income of households that a final demand takes, of the closed model."""
        if not self.closed:
            raise ParameterError("income of households is told by the closed model")
        return self._solved(demand).iloc[-1]

    def multipliers(self, of: str = "output") -> pd.Series:
        """What a unit of final demand for each sector's product takes in all sectors together.

        The vector m' = v' (I − A)⁻¹ is found by one solve with the transposed factors (Miller and Blair,
        2nd ed., section 6.2). Closed, m is type II; households' own row is not counted as output.

        Args:
            of: `output`, `value_added`, a component of it, `imports`, `taxes` or a satellite.
        """
        direct = self._extended(intensity(self.accounts, of).to_numpy())
        total = self._factors.solve(direct, transposed=True)
        return pd.Series(total[: len(self.accounts.sectors)], self.accounts.sectors, name=of)

    def inverse(self) -> pd.DataFrame:
        """(I − A)⁻¹, to be looked at; everything else is solved for."""
        return self._framed(self._factors.solve(np.eye(self._matrix.shape[0])))

    def _solved(self, demand: pd.Series | pd.DataFrame) -> Any:
        unknown = demand.index.difference(self.accounts.sectors)
        if len(unknown):
            raise ParameterError(f"{self.accounts.table} has no sector {', '.join(map(str, unknown))}")
        right = demand.reindex(self._labels, fill_value=0.0)
        solved = self._factors.solve(right.to_numpy(dtype=float))
        if isinstance(demand, pd.Series):
            return pd.Series(solved, self._labels, name="output")
        return pd.DataFrame(solved, self._labels, demand.columns)

    @property
    def _labels(self) -> list[str]:
        return [*self.accounts.sectors, HOUSEHOLDS] if self.closed else self.accounts.sectors

    def _extended(self, values: np.ndarray) -> np.ndarray:
        return np.append(values, 0.0) if self.closed else values

    def _framed(self, values: Any) -> pd.DataFrame:
        if not isinstance(values, np.ndarray):
            return sparse_frame(values, self._labels)
        return pd.DataFrame(values, self._labels, self._labels)


def _households(accounts: Accounts) -> tuple[np.ndarray, np.ndarray, float]:
    """The row of labour income, the column of spending, and what households pay each other."""
    if not (accounts.households and accounts.labour_income):
        raise ParameterError(
            f"{accounts.table} tells no spending of households and no income from labour: "
            "the model cannot be closed for them"
        )
    row = np.sum([intensity(accounts, component) for component in accounts.labour_income], axis=0)
    spending = household_spending(accounts).to_numpy(dtype=float)
    return row, spending, accounts.paid_by_households / household_income(accounts)


class Models:
    """The open and the closed model of a table, each made when first needed and then kept."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts

    @cached_property
    def open(self) -> Leontief:
        """The open model: type I, direct and indirect."""
        return Leontief(self.accounts)

    @cached_property
    def closed(self) -> Leontief | None:
        """The model closed for households: type II; None where the table tells too little for it."""
        told = self.accounts.households and self.accounts.labour_income
        return self.open.with_households() if told else None

    def multipliers(self, of: str = "output") -> pd.DataFrame:
        """Multipliers by sector: columns direct, indirect, induced, type_1 and type_2.

        Direct is what the sector itself holds per unit, indirect what its suppliers add, induced what the
        spending of income earned adds. Where the table cannot be closed, induced and type_2 are missing.
        """
        direct = intensity(self.accounts, of)
        type_1 = self.open.multipliers(of)
        type_2 = type_1 * np.nan if self.closed is None else self.closed.multipliers(of)
        columns = {
            "direct": direct,
            "indirect": type_1 - direct,
            "induced": type_2 - type_1,
            "type_1": type_1,
            "type_2": type_2,
        }
        return pd.DataFrame(columns)
