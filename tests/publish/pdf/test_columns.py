"""Columns of tables are as wide as their text needs, and numbers stand in line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.publish.pdf.columns import lacking, lacks, size_of, widths
from pagebook.publish.pdf.markup import Raw


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Value", "1.25", "3", "10.5"], [0.0, 0.0, 1.243, 0.497]),
        (["−3.1", "1,200"], [0.0, 0.746]),
        (["3.8%", "12%"], [0.0, 0.746]),
        (["3.8%", "12"], [0.0, 0.0]),
        (["2014", "–", ""], [0.0, 0.0, 0.0]),
        (["Peru", "1.5 t"], [0.0, 0.0]),
        ([], []),
    ],
    ids=["decimals", "minus and thousands", "per cent", "mixed units", "dashes", "text", "nothing"],
)
def test_numbers_get_the_room_that_they_lack_behind_the_point(texts, told):
    """Each number is given the width of the decimals, and of the point, that the longest has more."""
    assert lacking(texts) == told


def test_cells_lack_room_row_by_row():
    """The room of a whole table is told in the order of its cells."""
    assert lacks([["Country", "t"], ["Peru", "2.05"], ["Ghana", "1"]]) == [0.0, 0.0, 0.0, 0.0, 0.0, 1.243]


def test_a_table_with_cells_that_reach_over_columns_is_not_aligned():
    """Rows that are not alike have no columns of numbers."""
    assert lacks([["a", "b"], ["c"]]) == []
    assert widths([["a", "b"], ["c"]], 2) == 2


def test_short_columns_are_as_wide_as_their_text_and_long_ones_share_the_rest():
    """A column of short cells is set as wide as it is; the longer a text, the larger its share."""
    rows = [["Year", "What", "Source"], ["2014", "w" * 10 + " of some length", "word " * 60]]

    told = widths(rows, 3)

    assert told == Raw("(auto, 4.4fr, 14.6fr,)")


@given(st.lists(st.lists(st.text(max_size=40), min_size=4, max_size=4), min_size=1, max_size=6))
def test_size_falls_only_where_words_are_long(rows):
    """The size of type is one of three, and the largest where all words are short."""
    size = size_of(rows)

    assert size in (8.3, 7.8, 7.5)
    assert size == 8.3 or any(len(word) > 20 for row in rows for text in row for word in text.split())
