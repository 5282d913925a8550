"""Tables of years as series: each a run of years with their values, in which lines stand as columns."""

import pandas as pd
import pytest

from pagebook.figures.figure import MIME
from pagebook.publish.chart import Chart, read_chart
from pagebook.publish.pdf.letters import TYPE_PT
from pagebook.publish.pdf.series import Series, series
from pagebook.publish.pdf.sheets import TEXT_PT

_WIDTHS = {"\u2007": 0.497, "\u00a0": 0.2, "\u202f": 0.12, ",": 0.249, ".": 0.249, "–": 0.48, " ": 0.2}
_YEARS = list(range(1990, 2000))


@pytest.fixture(scope="module")
def of(figure):
    """Return a function that makes a chart with a table of columns with titles."""

    def make(columns: dict[str, str], **cells) -> Chart:
        chart = figure(table=pd.DataFrame(cells), columns=columns)
        return read_chart(chart._repr_mimebundle_()[MIME])

    return make


def test_each_column_is_a_run_of_years_with_their_values(of):
    """The unit that all share is told once; every number follows its year, as the web writes it."""
    chart = of(
        {"year": "Year", "a": "Coal (Mt)", "b": "Oil (Mt)"},
        year=_YEARS,
        a=[1234.5, *[2.0] * 9],
        b=[None, *[-0.25] * 9],
    )

    told = series(chart)

    assert isinstance(told, Series)
    assert (told.unit, [name for name, _ in told.rows]) == ("Mt", ["Coal", "Oil"])
    coal, oil = (run.split() for _, run in told.rows)
    assert coal == ["1990", "1,234.5", *(word for year in _YEARS[1:] for word in (str(year), "2"))]
    assert oil == ["1990", "–", *(word for year in _YEARS[1:] for word in (str(year), "−0.25"))]


def test_ten_years_fill_a_line(of):
    """Each year takes the same room with its value, within a hair, and ten of them just fit into a line."""
    chart = of({"year": "Year", "a": "A"}, year=_YEARS, a=[1234.5, 2.25, 30.0, None, *[-999.0] * 6])

    ((_, run),) = series(chart).rows

    widths = [_width(pair) for pair in run.split(" ")]
    line = TEXT_PT / TYPE_PT
    assert max(widths) - min(widths) < 0.13
    assert sum(widths) + 9 * 0.2 < line < sum(widths) + max(widths)


@pytest.mark.parametrize(
    ("years", "values"),
    [(_YEARS[:7], [1.0] * 7), ([1990] * 10, [1.0] * 10), (_YEARS, ["much"] * 10)],
    ids=["few years", "a year twice", "words"],
)
def test_what_is_no_series_stays_a_table(of, years, values):
    """A table of few years, of several rows for a year, or of words is none of series."""
    assert series(of({"year": "Year", "a": "A"}, year=years, a=values)) is None


def _width(text: str) -> float:
    return sum(_WIDTHS.get(letter, 0.497) for letter in text)
