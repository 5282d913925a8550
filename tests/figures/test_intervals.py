"""A chart of intervals draws a band and two marks a row, on an axis of whole ranks."""

import pandas as pd

from pagebook.figures.intervals import Interval, interval_chart

ROWS = pd.DataFrame(
    {
        "label": ["Peru", "Ghana", "Mongolia"],
        "rank": [1, 2, 3],
        "middle": [2, 1, 3],
        "low": [1, 1, 2],
        "high": [3, 2, 3],
    }
)
INTERVAL = Interval("rank", "middle", "low", "high", "Published", "Middle")


def _spec() -> dict[str, object]:
    return interval_chart(ROWS, INTERVAL, "Rank", 3, {"label": "Country", "rank": "Rank"}).to_dict()


def _rows(layer: int) -> list[dict[str, object]]:
    spec = _spec()
    return spec["datasets"][spec["layer"][layer]["data"]["name"]]


def test_each_row_has_a_band_from_low_to_high():
    """The first layer has the ends of the intervals, in the order of the rows."""
    band = _spec()["layer"][0]

    assert [(row["label"], row["low"], row["high"]) for row in _rows(0)] == [
        ("Peru", 1, 3),
        ("Ghana", 1, 2),
        ("Mongolia", 2, 3),
    ]
    assert (band["encoding"]["x"]["field"], band["encoding"]["x2"]["field"]) == ("low", "high")
    assert band["encoding"]["y"]["sort"] == ["Peru", "Ghana", "Mongolia"]


def test_the_two_marks_differ_in_shape_and_are_named():
    """Each row has both marks; the legend tells them apart without colour."""
    marks = _spec()["layer"][1]

    assert {(row["label"], row["who"]): row["at"] for row in _rows(1)} == {
        ("Peru", "Published"): 1,
        ("Ghana", "Published"): 2,
        ("Mongolia", "Published"): 3,
        ("Peru", "Middle"): 2,
        ("Ghana", "Middle"): 1,
        ("Mongolia", "Middle"): 3,
    }
    scale = marks["encoding"]["shape"]["scale"]
    assert scale == {"domain": ["Published", "Middle"], "range": ["circle", "diamond"]}


def test_the_axis_begins_and_ends_at_the_first_and_the_last_rank():
    """Ticks stand at whole ranks, half a rank inside the ends."""
    x = _spec()["layer"][0]["encoding"]["x"]

    assert x["axis"]["values"] == [1, 3]
    assert x["scale"]["domain"] == [0.5, 3.5]
