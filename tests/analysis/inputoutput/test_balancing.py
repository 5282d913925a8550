"""RAS fits a matrix to new sums, in the one way that scales rows and columns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagebook.analysis.inputoutput import ras
from pagebook.errors import DataError

KEYS = ["1", "2", "3"]
# Miller and Blair, 2nd ed., section 7.4.2: coefficients of one year, output and flows of a later one.
BASE = pd.DataFrame([[0.120, 0.100, 0.049], [0.210, 0.247, 0.265], [0.026, 0.249, 0.145]], KEYS, KEYS)
OUTPUT = np.array([421.0, 284.0, 283.0])
TARGET = pd.DataFrame([[98.0, 72.0, 75.0], [65.0, 8.0, 63.0], [88.0, 27.0, 44.0]], KEYS, KEYS)


def test_the_textbooks_coefficients_get_the_target_years_sums():
    """Row sums 245, 136 and 159, column sums 251, 107 and 182, as the target year's flows have them."""
    fitted = ras(BASE * OUTPUT, TARGET.sum(axis=1), TARGET.sum())

    assert fitted.sum(axis=1).round(6).tolist() == [245.0, 136.0, 159.0]
    assert fitted.sum().round(6).tolist() == [251.0, 107.0, 182.0]


def test_rows_and_columns_are_only_scaled():
    """All cross ratios of four cells stay: the answer is r̂ A ŝ, and there is only one such matrix."""
    fitted = ras(BASE * OUTPUT, TARGET.sum(axis=1), TARGET.sum())

    scale = (fitted / (BASE * OUTPUT)).to_numpy()
    np.testing.assert_allclose(
        np.linalg.svd(scale, compute_uv=False)[1:] / np.linalg.norm(scale), 0.0, atol=1e-12
    )


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1))
def test_a_matrix_that_fits_stays(seed: int):
    """Sums that the matrix has already change no cell."""
    matrix = pd.DataFrame(np.random.default_rng(seed).uniform(0, 9, (4, 6)))

    fitted = ras(matrix, matrix.sum(axis=1), matrix.sum())

    pd.testing.assert_frame_equal(fitted, matrix, rtol=1e-12)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1))
def test_scaled_rows_and_columns_are_found_again(seed: int):
    """The matrix that was scaled to get the sums is the answer, zeros included."""
    random = np.random.default_rng(seed)
    matrix = pd.DataFrame(random.uniform(1, 9, (5, 4)))
    matrix.iloc[0, 1] = matrix.iloc[3, 2] = 0.0
    scaled = matrix.mul(random.uniform(0.5, 2, 5), axis=0) * random.uniform(0.5, 2, 4)

    fitted = ras(matrix, scaled.sum(axis=1), scaled.sum(), tolerance=1e-13)

    pd.testing.assert_frame_equal(fitted, scaled, rtol=1e-9)


def test_what_cannot_fit_is_told_at_once():
    """Signs, rows of zeros and sums that differ are all found before anything is scaled."""
    matrix = pd.DataFrame([[0.0, 0.0], [-1.0, np.nan]], ["a", "b"], ["x", "y"])
    rows, columns = pd.Series({"a": 1.0, "b": -2.0}), pd.Series({"x": 3.0, "y": 4.0})

    with pytest.raises(DataError) as raised:
        ras(matrix, rows, columns)

    assert raised.value.problems == (
        "row b, column x: -1 is not 0 or more",
        "row b, column y: nan is not 0 or more",
        "row a: holds only zeros and cannot sum to 1",
        "row b: the sum asked for, -2, is not 0 or more",
        "the rows' sums are -1, the columns' 7; the gap is -8",
    )


def test_sums_with_other_labels_are_refused():
    """Numbers are never taken by position alone."""
    with pytest.raises(DataError, match="the sums do not have the labels of the matrix, in its order"):
        ras(BASE, BASE.sum(axis=1)[::-1], BASE.sum())


def test_zeros_that_forbid_the_sums_are_told_with_the_gap():
    """A diagonal matrix has only one set of sums."""
    matrix = pd.DataFrame([[1.0, 0.0], [0.0, 1.0]], ["a", "b"], ["x", "y"])

    with pytest.raises(DataError) as raised:
        ras(matrix, pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"x": 2.0, "y": 1.0}), rounds=50)

    assert raised.value.problems == (
        "no fit in 50 rounds: the zeros of the matrix keep row a from its sum; the gap is 1",
    )
