"""One factorisation of I − A, and as many solves with it as are asked for."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["Closed", "Factors", "bordered"]

_Solve = Callable[[Any, bool], Any]


class Factors:
    """The factors L and U of I − A, made once.

    A dense matrix is factorised by LAPACK, a sparse one by SuperLU. An explicit inverse would cost three
    times the work and lose digits (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 14).

    Attributes:
        productive: Whether (I − A) x = 1 has a positive solution. For A ≥ 0 this holds exactly when the
            Hawkins-Simon condition does, and when the spectral radius of A is below 1 (Berman and Plemmons,
            Nonnegative Matrices in the Mathematical Sciences, chapter 6, theorem 2.3).
    """

    def __init__(self, coefficients: Any) -> None:
        self._size = coefficients.shape[0]
        self._solve = _dense(coefficients) if isinstance(coefficients, np.ndarray) else _sparse(coefficients)
        self.productive = self._positive()

    def solve(self, right: np.ndarray, transposed: bool = False) -> np.ndarray:
        """The x of (I − A) x = right, or of (I − A)ᵀ x = right; a column for each column of `right`."""
        if self._solve is None:
            raise ZeroDivisionError("I − A is singular")
        return np.asarray(self._solve(np.asarray(right, dtype=float), transposed))

    def _positive(self) -> bool:
        if self._solve is None:
            return False
        solution = self.solve(np.ones(self._size))
        return bool(np.isfinite(solution).all() and (solution > 0).all())


def _dense(coefficients: np.ndarray) -> _Solve | None:
    # SciPy is loaded only when something is solved: pages without a model never pay for it.
    from scipy.linalg import LinAlgWarning, lu_factor, lu_solve

    left = np.asfortranarray(-coefficients)  # the order that LAPACK works in, so that nothing is copied
    left[np.diag_indices_from(left)] += 1.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LinAlgWarning)  # told by `productive`, with the sector to blame
        factors = lu_factor(left, overwrite_a=True)
    if not np.diag(factors[0]).all():
        return None
    return lambda right, transposed: lu_solve(factors, right, trans=int(transposed))


def _sparse(coefficients: Any) -> _Solve | None:
    from scipy.sparse import identity
    from scipy.sparse.linalg import splu

    left = (identity(coefficients.shape[0], format="csc") - coefficients).tocsc()
    try:
        # I − A of a table has its heaviest entries on the diagonal: rows need not be exchanged.
        factors = splu(left, "MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    except RuntimeError as error:
        if "singular" not in str(error):
            raise
        return None
    return lambda right, transposed: factors.solve(right, "T" if transposed else "N")


class Closed:
    """The factors of I − A closed for households, out of the open ones: one more solve, no more factors.

    With c what households buy of a unit of income, w' what sectors pay them per unit of output and h what
    they pay each other, income is (w' L f + y) / (1 − h − w' L c), where f is demand for products and y is
    income from elsewhere (Miyazawa, Input-Output Analysis and the Structure of Income Distribution, 1976).

    Attributes:
        productive: Whether households' spending leaves a rest at the end of all rounds, 1 − h − w' L c > 0.
    """

    def __init__(self, inner: Factors, column: np.ndarray, row: np.ndarray, corner: float) -> None:
        self._inner = inner
        self._column, self._row = inner.solve(column), inner.solve(row, transposed=True)
        self._bought, self._earned = column, row
        self._rest = 1.0 - corner - float(row @ self._column)
        self.productive = inner.productive and self._rest > 0

    def solve(self, right: np.ndarray, transposed: bool = False) -> np.ndarray:
        """The same as that of `Factors`, households being the last row and column."""
        first, last = np.asarray(right, dtype=float)[:-1], np.asarray(right, dtype=float)[-1]
        open_, spread, gathered = self._inner.solve(first, transposed), self._column, self._earned
        if transposed:
            spread, gathered = self._row, self._bought
        households = (gathered @ open_ + last) / self._rest
        around = open_ + np.multiply.outer(spread, households)
        return np.concatenate([around, np.asarray(households)[None]])


def bordered(inner: Any, column: np.ndarray, row: np.ndarray, corner: float) -> Any:
    """A matrix, dense or sparse, with one more column, one more row and the number where they meet."""
    last = np.array([[corner]])
    if isinstance(inner, np.ndarray):
        return np.block([[inner, column[:, None]], [row[None, :], last]])
    from scipy.sparse import bmat

    return bmat([[inner, column[:, None]], [row[None, :], last]], format="csc")
