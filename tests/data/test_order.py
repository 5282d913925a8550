"""The order of rows, and rows that repeat."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.data import Field, TableSpec
from pagebook.data.column import Column
from pagebook.data.order import key_order, key_ranks, repeated

KEY = {"area": "string", "indicator": "string", "year": "integer"}
FIELDS = tuple(Field(name, kind, name, "", "", {}, None) for name, kind in KEY.items())
SPEC = TableSpec("indicators", "indicators.csv", "", "", FIELDS, tuple(KEY), (), (), ())
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["PER", "SEN", "ÅLA"]), st.text("ab", max_size=2), st.integers(-20, 2000).map(str)
    ),
    max_size=30,
)


def columns(rows):
    """Return the columns of rows."""
    return {name: Column.of(row[place] for row in rows) for place, name in enumerate(KEY)}


@given(rows=ROWS)
def test_rows_are_ordered_by_key(rows):
    """Texts by code point and numbers by size; rows with one key stay in the order of the file."""
    order = key_order(SPEC, columns(rows))

    by_key = sorted(range(len(rows)), key=lambda row: (rows[row][0], rows[row][1], float(rows[row][2])))
    assert order.tolist() == by_key


@given(rows=ROWS)
def test_equal_rows_are_found(rows):
    """Every row that another equals is found, and no other."""
    counts = Counter(rows)

    assert repeated(list(columns(rows).values())).tolist() == [
        place for place, row in enumerate(rows) if counts[row] > 1
    ]


def test_many_columns_of_many_texts_are_compared_without_overflow():
    """Eight columns with 300 texts each have more combinations than a number of 64 bits can count."""
    column = Column.of([str(number) for number in range(300)] + ["7"])

    assert repeated([column] * 8).tolist() == [7, 300]
    assert repeated([*[column] * 7, Column.of(map(str, range(301)))]).tolist() == []


def test_a_key_that_is_no_number_has_no_order():
    """A year that is not a number cannot be put in order, and is not put anywhere in silence."""
    with pytest.raises(ValueError, match="soon"):
        key_ranks(SPEC, columns([("PER", "co2", "soon")]))
