"""RAS: a table fitted to new sums of its rows and columns, as near as can be to what it was."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pagebook.errors import DataError

__all__ = ["ras"]


def ras(
    matrix: pd.DataFrame,
    rows: pd.Series,
    columns: pd.Series,
    tolerance: float = 1e-9,
    rounds: int = 10_000,
) -> pd.DataFrame:
    """The matrix r̂ A ŝ that has the sums asked for (Miller and Blair, 2nd ed., section 7.4.1).

    Rows and columns are scaled in turn until all sums fit. Among all matrices with these sums and the zeros
    of the first, it is the nearest one in information (Bacharach, Biproportional Matrices and Input-Output
    Change, 1970).

    Args:
        matrix: Not negative.
        rows: The sum of each row, in the matrix's order.
        columns: The sum of each column, in the matrix's order.
        tolerance: The greatest gap that is left, as a share of the greatest sum.
        rounds: How often both are scaled before giving up.

    Raises:
        DataError: Labels, signs or sums that cannot fit, all of them; or no fit is reached.
    """
    found = _faults(matrix, rows, columns, tolerance)
    if found:
        raise DataError(found)
    fitted = matrix.to_numpy(dtype=float, copy=True)
    row_sums, column_sums = rows.to_numpy(dtype=float), columns.to_numpy(dtype=float)
    allowed = tolerance * max(float(row_sums.max(initial=0.0)), 1e-300)
    for _ in range(rounds):
        fitted *= _factors(row_sums, fitted.sum(axis=1))[:, None]
        fitted *= _factors(column_sums, fitted.sum(axis=0))
        if np.abs(fitted.sum(axis=1) - row_sums).max(initial=0.0) <= allowed:
            return pd.DataFrame(fitted, matrix.index, matrix.columns)
    raise DataError(_unfitted(matrix, fitted.sum(axis=1) - row_sums, rounds))


def _factors(wanted: np.ndarray, have: np.ndarray) -> np.ndarray:
    factors: np.ndarray = np.divide(wanted, have, out=np.ones_like(wanted), where=have > 0)
    return factors


def _unfitted(matrix: pd.DataFrame, gaps: np.ndarray, rounds: int) -> list[str]:
    worst = int(np.abs(gaps).argmax())
    return [
        f"no fit in {rounds} rounds: the zeros of the matrix keep row {matrix.index[worst]} from its sum; "
        f"the gap is {gaps[worst]:,.6g}"
    ]


def _faults(matrix: pd.DataFrame, rows: pd.Series, columns: pd.Series, tolerance: float) -> list[str]:
    if matrix.index.tolist() != rows.index.tolist() or matrix.columns.tolist() != columns.index.tolist():
        return ["the sums do not have the labels of the matrix, in its order"]
    values = matrix.to_numpy(dtype=float)
    found = [
        f"row {matrix.index[row]}, column {matrix.columns[column]}: {values[row, column]:g} is not 0 or more"
        for row, column in zip(*np.nonzero(~(values >= 0)), strict=True)
    ]
    lines = (("row", rows, values.sum(axis=1)), ("column", columns, values.sum(axis=0)))
    for line, wanted, have in lines:
        for label, sum_wanted, sum_had in zip(wanted.index, wanted, have, strict=True):
            if not sum_wanted >= 0:
                found.append(f"{line} {label}: the sum asked for, {sum_wanted:g}, is not 0 or more")
            elif sum_wanted > 0 and sum_had == 0:
                found.append(f"{line} {label}: holds only zeros and cannot sum to {sum_wanted:,.6g}")
    gap = float(rows.sum() - columns.sum())
    if not abs(gap) <= tolerance * max(abs(float(rows.sum())), 1e-300):
        found.append(
            f"the rows' sums are {rows.sum():,.6g}, the columns' {columns.sum():,.6g}; the gap is {gap:,.6g}"
        )
    return found
