"""Tables behind charts in small type: units told once, addresses folded, parts side by side."""

import pandas as pd
import pytest

from pagebook.figures.figure import MIME
from pagebook.publish.ahead import charts_of
from pagebook.publish.chart import read_chart
from pagebook.publish.pdf.sheets import TEXT_PT, Linked, Sheet, sheet

_POINT, _FIGURE = "\u00a0", "\u2007"


@pytest.fixture(scope="module")
def of(figure):
    """Return a function that lays out a table of columns with titles."""

    def lay(columns: dict[str, str], **cells) -> Sheet:
        chart = figure(table=pd.DataFrame(cells), columns=columns)
        return sheet(read_chart(chart._repr_mimebundle_()[MIME]))

    return lay


def test_a_unit_that_all_numbers_share_is_told_once(of):
    """The unit in the heads of all columns but the years is taken out of them."""
    told = of({"year": "Year", "a": "Coal (Mt (dry))", "b": "Oil (Mt (dry))"}, year=[2020], a=[1.0], b=[2.0])

    assert (told.heads, told.unit) == (("Year", "Coal", "Oil"), "Mt (dry)")


def test_units_that_differ_stay_in_the_heads(of):
    """Heads with units of their own are printed as they are."""
    told = of({"year": "Year", "a": "Women (%)", "b": "Gap (points)"}, year=[2020], a=[1.0], b=[2.0])

    assert (told.heads, told.unit) == (("Year", "Women (%)", "Gap (points)"), "")


def test_points_stand_below_one_another(of):
    """A number gets as much behind it as its decimals are fewer; years and missing values get nothing."""
    told = of({"year": "Year", "a": "A"}, year=[2019, 2020, 2021], a=[1234.25, 3.0, None])

    (part,) = told.parts
    assert part == (("2019", "1,234.25"), ("2020", f"3{_POINT}{_FIGURE * 2}"), ("2021", "–"))
    assert told.right == (False, True)


def test_a_column_that_holds_nothing_is_left_out(of):
    """Empty texts and missing numbers alike; a nought is a number."""
    told = of(
        {"a": "A", "b": "B", "c": "C", "d": "D"}, a=["x"] * 2, b=["", None], c=[None, None], d=[0.0, None]
    )

    assert told.heads == ("A", "D")


def test_what_rows_have_in_common_heads_them(of):
    """A first cell that four rows or more share is no column, if the table is too wide for one line each."""
    names = {"country": "Country", "what": "What", "note": "Note"}
    long = ["A sentence that is too long for a line, with more words in it than there is room for." * 2] * 8

    told = of(names, country=["Peru"] * 4 + ["Ghana"] * 4, what=["a"] * 8, note=long)
    short = of(names, country=["Peru"] * 4 + ["Ghana"] * 4, what=["a"] * 8, note=["b"] * 8)
    mixed = of(names, country=["Peru", "Ghana"] * 4, what=["a"] * 8, note=long)

    assert (told.grouped, told.heads, len(told.widths)) == (True, ("What", "Note"), 2)
    assert [row[0] for part in told.parts for row in part] == ["Peru"] * 4 + ["Ghana"] * 4
    assert [(one.grouped, one.heads[0]) for one in (short, mixed)] == [(False, "Country")] * 2


def test_a_long_table_that_has_no_room_beside_it_goes_on_across_pages(of):
    """So does one of few words in each cell; where there are few rows it stands as a whole."""
    names = {"country": "Country", "what": "What", "a": "A"}
    wide = ["some words of which half a line of the page is full, and more"]

    few = of(names, country=["Peru", "Ghana"] * 4, what=wide * 8, a=[1.0] * 8)
    many = of(names, country=["Peru"] * 20 + ["Ghana"] * 20, what=wide * 40, a=[1.0] * 40)

    assert (few.whole, len(few.parts), few.grouped) == (True, 1, False)
    assert (many.whole, len(many.parts), many.grouped) == (False, 1, True)
    assert (many.heads, len(many.widths), len(many.right)) == (("What", "A"), 2, 2)
    assert sum(few.widths) <= TEXT_PT and sum(many.widths) <= TEXT_PT


def test_addresses_are_folded_into_the_sources(of):
    """The column of addresses is gone; each word of a source is linked, more addresses follow it."""
    told = of(
        {"what": "What", "source": "Source", "address": "Address of the source"},
        what=["a", "b", "c"],
        source=["One; Two", "One", "Book, line 3"],
        address=["https://one.org/; https://two.org/", "https://one.org/; https://two.org/", None],
    )

    assert told.heads == ("What", "Source")
    assert [row[1] for part in told.parts for row in part] == [
        Linked((("One", "https://one.org/"), ("Two", "https://two.org/"))),
        Linked((("One", "https://one.org/"), ("two.org", "https://two.org/"))),
        "Book, line 3",
    ]


def test_an_address_of_another_kind_is_no_link(of):
    """What is not http or https stays a word without a link."""
    told = of(
        {"what": "What", "source": "Source", "address": "Address"},
        what=["a"],
        source=["One"],
        address=["javascript:alert(1)"],
    )

    assert told.parts == ((("a", "One"),),)


def test_narrow_tables_stand_side_by_side(of):
    """Years of few columns are broken into parts, in their order, none wider than the column of text."""
    told = of({"year": "Year", "a": "A"}, year=range(1990, 2024), a=[1.0] * 34)

    assert [len(part) for part in told.parts] == [9, 9, 9, 7]
    assert [row[0] for part in told.parts for row in part] == [str(year) for year in range(1990, 2024)]
    assert sum(told.widths) * 4 <= TEXT_PT


def test_long_texts_take_the_whole_width(of):
    """A table with sentences is one part, and its widths are those of the column of text."""
    told = of({"year": "Year", "a": "Note"}, year=[2020], a=["a sentence of many words " * 8])

    assert (told.whole, len(told.parts)) == (False, 1)
    assert sum(told.widths) == pytest.approx(TEXT_PT)


def test_no_table_of_the_book_is_too_wide(book_root):
    """Each table behind a chart of the real book fits, and keeps every row."""
    charts = [chart for page in sorted(book_root.glob("chapters/**/*.ipynb")) for chart in charts_of(page)]
    tables = [(chart, sheet(chart)) for chart in charts]

    wide = [chart.name for chart, told in tables if sum(told.widths) * len(told.parts) > TEXT_PT + 0.01]
    assert (wide, len(tables) > 300) == ([], True)
    assert [len(chart.rows) for chart in charts] == [sum(map(len, told.parts)) for _, told in tables]
