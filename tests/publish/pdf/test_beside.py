"""Charts of rows on paper: names beside the rows, legends in one line."""

import altair as alt
import pandas as pd
import pytest

from pagebook.figures.rowbars import Part, row_bars
from pagebook.publish.pdf.beside import beside, in_one_line


@pytest.fixture
def bars():
    """Return a chart of two bars, one with a name of several lines, as on the web."""
    rows = pd.DataFrame({"label": ["Short", "A name that is so long " * 4], "a": [1, 2], "b": [3, 4]})
    chart = row_bars(rows, [Part("a", "first"), Part("b", "second")], "people", {"label": "Name"})
    return chart.properties(width="container").to_dict()


def test_names_move_beside_their_rows(bars):
    """The layer of names is gone; the axis of rows has them, in lines, and bars are in the middle."""
    told = beside(bars)

    assert [layer["mark"]["type"] for layer in told["layer"]] == ["bar"]
    assert "yOffset" not in told["layer"][0]["mark"]
    axis = told["layer"][0]["encoding"]["y"]["axis"]
    assert '[0, ["Short"]]' in axis["labelExpr"]
    assert axis["labelOffset"]["condition"] == [{"test": "indexof([1], datum.value) >= 0", "value": -6.5}]


def test_rows_become_as_low_as_their_names_allow(bars):
    """A row is as high as its lines of text, which is less than a name and a bar above each other."""
    assert (beside(bars)["height"], bars["height"]) == (64, 142)


def _rows(names):
    rows = pd.DataFrame({"label": names, "a": range(len(names))})
    told = row_bars(rows, [Part("a", "first")], "people", {"label": "Name"})
    return told.properties(width="container").to_dict()


def test_names_that_fit_one_line_have_one_where_that_makes_rows_lower():
    """A few letters more than a line has are no reason for two; many more are."""
    few, many = ("A name of some fifty letters, which is quite long…", "word " * 12)

    told = beside(_rows(["Short", few]))

    assert f'[1, ["{few}"]]' in told["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert (len(few), told["height"], beside(_rows(["Short", many]))["height"]) == (50, 44, 64)


def test_a_narrow_chart_stays_as_it_is(bars):
    """Where a chart shares its line with another one there is no room at its side."""
    narrow = {**bars, "width": 344}

    assert (beside(narrow), in_one_line(narrow)) == (narrow, narrow)


def test_a_chart_without_names_above_rows_stays_as_it_is():
    """Lines over years have no rows to name."""
    chart = alt.Chart(pd.DataFrame({"x": [1], "y": [2]})).mark_line().encode(x="x:Q", y="y:Q").to_dict()

    assert beside(chart) == chart


def test_a_legend_stands_in_one_line_if_it_fits(bars):
    """As many columns as words; a legend that is too long keeps its own."""
    colour = in_one_line(bars)["layer"][0]["encoding"]["color"]
    long = {"encoding": {"color": {"scale": {"domain": ["long word " * 8] * 9}, "legend": {"columns": 2}}}}

    assert colour["legend"]["columns"] == 2
    assert in_one_line(long) == long
