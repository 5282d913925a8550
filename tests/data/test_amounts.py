"""Numbers of columns: found at once, and the same as one by one."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from pagebook.data.amounts import falling, numbers, plain
from pagebook.data.cells import is_number, write_number
from pagebook.data.column import Column

TEXTS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(write_number),
    st.decimals(-(10**10), 10**10, places=4).map(str),
    st.text("-+.e0123456789\n x", max_size=6),
)


@given(st.lists(TEXTS, max_size=20))
@example(["-0", "0", "-0.5", "00", "1.50", "1e3", "+1", "", "nan", "1\n", "9999999999.99999", "0.1"])
def test_numbers_are_those_of_the_cells(cells):
    """Each row has the number that Python reads from its cell, to the last bit, or NaN."""
    one_by_one = [float(cell) if is_number(cell) else math.nan for cell in cells]

    np.testing.assert_array_equal(numbers(Column.of(cells)), one_by_one)


@given(st.lists(TEXTS, max_size=20))
@example(["-0", "0", "-0.5", "00", "1.50", "1e3", "+1", "", "nan", "1\n", "9999999999.99999", "0.1"])
def test_what_is_plain_is_written_as_pagebook_writes_it(cells):
    """A cell that is passed without a further look reads as a number and is written back as the same text."""
    column = Column.of(cells)

    passed = [cell for cell, flag in zip(column.distinct(), plain(column), strict=True) if flag]

    assert [write_number(float(cell)) for cell in passed if is_number(cell)] == passed
    assert passed or not {"0", "-0.5", "0.1"} & set(cells)


def test_falling_rows_are_found():
    """Rows in which a number, or a date, is more than a later one; blanks and other texts do not count."""
    low, middle, high = ["1", "10", "", "x", "3"], ["2", "", "5", "1", ""], ["3", "9", "4", "2", "20"]
    start, end = ["2020-01-02", "", "2021-01-01"], ["2020-01-01", "2020-01-01", "2021-01-01"]

    numeric = falling([Column.of(cells) for cells in (low, middle, high)], dates=False)
    dates = falling([Column.of(start), Column.of(end)], dates=True)

    assert numeric.tolist() == [1, 2]
    assert dates.tolist() == [0]
