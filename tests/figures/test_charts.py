"""Lines, stacks, dots and bars: gaps stay gaps, bars begin at zero, nothing is hidden."""

import json
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Figure, theme
from pagebook.figures.bars import Bar, bar_chart, bar_table
from pagebook.figures.dots import DotRow, dot_chart, dot_table
from pagebook.figures.lines import Line, line_chart, line_table
from pagebook.figures.stacks import Band, stack_chart, stack_table


def _series(*pairs: tuple[int, float]) -> Series:
    return Series(tuple(Observation(year, value) for year, value in pairs), ("s",))


def _spec(chart: alt.LayerChart) -> dict[str, Any]:
    return Figure("a", "t", "c", "f.", chart, pd.DataFrame({"x": [1]}), {"x": "X"}).spec


def _svg(chart: alt.LayerChart) -> str:
    return vl_convert.vegalite_to_svg({**_spec(chart), "width": 400}, vl_version="6.4")


def _marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


_GAP = Line("country", "Peru", _series((2000, 1.0), (2001, 2.0), (2004, 3.0), (2005, 4.0), (2008, 5.0)))
_PEER = Line("region", "Region", _series((2000, 2.0), (2008, 2.0)))


def test_a_line_breaks_over_missing_years():
    """Years without a value are rows without a value, and the drawn path starts anew after them."""
    spec = _spec(line_chart([_GAP], "Mt", "s"))
    rows = next(rows for rows in spec["datasets"].values() if any(row.get("country") == 1.0 for row in rows))

    assert [row["year"] for row in rows if row["country"] is None] == [2002, 2003, 2006, 2007]
    path = next(part for part in _svg(line_chart([_GAP], "Mt", "s")).split("<path") if theme.COUNTRY in part)
    assert path.split(' d="')[1].split('"')[0].count("M") == 3


def test_a_lone_observation_is_a_point():
    """A value without neighbours cannot be a line and is drawn as a point."""
    circles = _marks(_spec(line_chart([_GAP], "Mt", "s")), "circle")

    spec = _spec(line_chart([_GAP], "Mt", "s"))
    assert [spec["datasets"][circle["data"]["name"]] for circle in circles] == [[{"year": 2008, "v": 5.0}]]


def test_surveys_are_points_without_a_line():
    """With points, each of the country's observations is a point and no line is drawn for it."""
    spec = _spec(line_chart([_GAP, _PEER], "Mt", "s", points=True))

    assert [line["encoding"]["y"]["field"] for line in _marks(spec, "line")] == ["region"]
    assert len(spec["datasets"][_marks(spec, "circle")[-1]["data"]["name"]]) == 5


def test_the_table_of_lines_has_every_year_once():
    """The table runs from the first year of any line to the last and leaves gaps empty."""
    table = line_table([_GAP, _PEER])

    assert list(table["year"]) == list(range(2000, 2009))
    assert list(table["country"].notna()) == [True, True, False, False, True, True, False, False, True]


def test_every_year_has_a_tooltip_with_all_lines():
    """Under the pointer are the year, each line's value or that there is none, and the source."""
    band = _marks(_spec(line_chart([_GAP, _PEER], "Mt", "A source's title")), "rect")[0]

    assert [item["title"] for item in band["encoding"]["tooltip"]] == ["Year", "Peru", "Region", "Source"]
    expressions = {item["as"]: item["calculate"] for item in band["transform"]}
    assert expressions["t_country"].endswith(": 'no data'")
    assert expressions["source"] == "'A source\\'s title'"


def test_stacks_leave_out_years_without_all_parts():
    """A part that is missing is not zero: its year has no stack, and the area starts anew after it."""
    bands = [
        Band("a", "A", theme.CATEGORY[0], _series((2000, 1.0), (2001, 1.0), (2002, 1.0), (2003, 1.0))),
        Band("b", "B", theme.CATEGORY[1], _series((2000, 2.0), (2002, 2.0), (2003, 2.0))),
    ]

    assert list(stack_table(bands)["year"]) == [2000, 2002, 2003]
    spec = _spec(stack_chart(bands, "Mt", "s"))
    area = _marks(spec, "area")[0]
    assert [row["run"] for row in spec["datasets"][area["data"]["name"]]] == [0, 1, 1]
    assert area["encoding"]["y"]["scale"]["domain"][0] == 0


def test_stacks_name_only_parts_that_are_there():
    """A part that is zero throughout has no label; its column stays in the table."""
    bands = [
        Band("a", "A", theme.CATEGORY[0], _series((2000, 1.0), (2001, 1.0))),
        Band("b", "B", theme.CATEGORY[1], _series((2000, 0.0), (2001, 0.0))),
    ]

    spec = _spec(stack_chart(bands, "Mt", "s"))

    assert [row["t"] for row in spec["datasets"][_marks(spec, "text")[0]["data"]["name"]]] == ["A"]
    assert list(stack_table(bands).columns) == ["year", "a", "b"]


def test_bars_begin_at_zero_and_keep_their_sign():
    """The axis holds zero, and a negative value reaches left of it."""
    bars = [
        Bar("Up", Observation(2022, 3.0), Observation(2000, 1.0)),
        Bar("Down", Observation(2022, -2.0), doubtful=True),
    ]

    bar = _marks(_spec(bar_chart(bars, "million tonnes CO2e", "s")), "bar")[0]

    assert bar["encoding"]["x2"] == {"datum": 0}
    low, high = bar["encoding"]["x"]["scale"]["domain"]
    assert (low <= -2, high >= 3) == (True, True)
    assert list(bar_table(bars)["earlier_year"].isna()) == [False, True]


def test_dots_show_the_country_before_and_its_peers():
    """A row has the latest value, the earlier one and the medians that are known, with their years."""
    rows = [
        DotRow(
            "Water",
            "% of population",
            "s",
            Observation(2024, 80.0),
            Observation(2014, 70.0),
            {"partners": 90.0},
        ),
        DotRow("Fuel", "% of population", "s", Observation(2022, 50.0)),
    ]
    labels = {"country": "Peru", "partners": "PAGE median", "region": "Region", "income": "Income group"}

    spec = _spec(dot_chart(rows, labels))

    points = spec["datasets"][_marks(spec, "point")[0]["data"]["name"]]
    assert [(row["what"], row["who"], row["t"], row["year"]) for row in points] == [
        ("Water", "PAGE median", "90%", 2024),
        ("Water", "Ten years before", "70%", 2014),
        ("Water", "Peru", "80%", 2024),
        ("Fuel", "Peru", "50%", 2022),
    ]
    heads = spec["datasets"][_marks(spec, "text")[0]["data"]["name"]]
    assert [row["t"] for row in heads] == ["Water, 2024: 80%", "Fuel, 2022: 50%"]
    assert json.loads(dot_table(rows).to_json(orient="records"))[1]["value_before"] is None


def test_text_and_axes_have_no_colour_of_their_own():
    """What must follow light and dark is coloured by the configuration alone."""
    charts = [
        line_chart([_GAP, _PEER], "Mt", "s"),
        stack_chart([Band("a", "A", theme.CATEGORY[0], _GAP.series)], "Mt", "s"),
        bar_chart([Bar("Up", Observation(2022, 3.0))], "Mt", "s"),
    ]

    for chart in charts:
        for layer in _spec(chart)["layer"]:
            axes = [layer["encoding"].get(side, {}).get("axis") or {} for side in ("x", "y")]
            assert not any("olor" in key for axis in axes for key in axis)
            if layer["mark"]["type"] in ("text", "tick"):
                assert not {"color", "fill", "stroke"} & {*layer["mark"], *layer["encoding"]}
