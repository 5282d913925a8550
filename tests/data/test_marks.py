"""Marks of rows: short, the same for the same rows, and recognised when they are damaged."""

import pytest

from pagebook.data import KEY_BYTES, Marks, Tables
from pagebook.data.marks import MOST_MARKED
from pagebook.data.tables import rows_of


def test_marks_tell_rows_and_keys_apart():
    """A row with other cells has another mark that begins alike, since its key is the same."""
    before = Marks.of("header", ["a\x1f1", "b\x1f1"], ["a", "b"])
    after = Marks.of("header", ["a\x1f1", "b\x1f2"], ["a", "b"])

    assert before.header == after.header
    assert before.rows[0] == after.rows[0]
    assert before.rows[1] != after.rows[1]
    assert before.rows[1][:KEY_BYTES] == after.rows[1][:KEY_BYTES]


def test_marks_survive_their_text():
    """Text and back gives the same marks, also without rows; a row takes less than seven characters."""
    many = Marks.of("header", [str(row) for row in range(999)], [str(row) for row in range(999)])
    none = Marks.of("header", [], [])

    assert Marks.loads(many.dumps(), 999) == many
    assert Marks.loads(none.dumps(), 0) == none
    assert len(many.dumps()) < 7 * 999


def test_the_form_of_marks_is_kept():
    """Records of years lie in the book's history: other bytes here need another number before them."""
    marks = Marks.of("header", ["a\x1f1", "b\x1f1"], ["a", "b"])

    assert marks.dumps() == "1:mHtgEla+QzS55u/53a9A"


@pytest.mark.parametrize(
    "text",
    [
        *(None, 7, "", "1:", "1:?", "1:AAAA", "1:AAAAAAA=", "1:AAAAAAAAAAAAAAAAAAA="),
        *("AAAAAAAAAAAAAA==", "2:AAAAAAAAAAAAAA=="),
    ],
)
def test_what_is_no_text_of_marks_gives_none(text):
    """Marks of another number of rows are as useless as no marks."""
    assert Marks.loads(text, 1) is None


def test_rows_know_their_keys_and_places(small):
    """Keys are in words, and places count from the top of the whole table."""
    rows = rows_of(Tables(small.data), "indicators", {"area": ["SEN"]})

    assert rows is not None
    assert (rows.keys, rows.positions) == (("SEN co2 2014",), (3,))
    assert len(rows.marks.rows) == 1


def test_what_has_no_rows_or_too_many_gets_no_marks(small):
    """The descriptor has no rows, and a long read would make a record longer than its page."""
    lines = [f"PER,co2,{year},1" for year in range(1000, 1001 + MOST_MARKED)]
    small.write("indicators.csv", "\n".join(["area,indicator,year,value", *lines, ""]))
    tables = Tables(small.data)

    assert rows_of(tables, "indicators", {}) is None
    assert rows_of(tables, "datapackage.json", {}) is None
