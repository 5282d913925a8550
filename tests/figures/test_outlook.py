"""The chart of what is expected: ranges as bars, no observation among them."""

import pytest

from pagebook.figures.outlook import Prospect, outlook_chart

ROWS = [
    Prospect(
        "Indonesia, 2030: Cut in waste, 18 to 52%", "projection", 18, 52, "scenario: circular", "SR Asia"
    ),
    Prospect("Kazakhstan, 2030: Share recycled, 40%", "target", 40, 40, "target", "UN PAGE"),
]


def _drawn(unit: str) -> dict:
    return outlook_chart(ROWS, unit).to_dict(validate=True)


def _data(spec: dict, layer: int) -> list[dict]:
    return spec["datasets"][spec["layer"][layer]["data"]["name"]]


def test_a_range_has_a_bar_and_a_mark_at_both_ends():
    """A single value has one mark and no bar."""
    spec = _drawn("%")
    kinds = [layer["mark"]["type"] for layer in spec["layer"]]
    span, points = kinds.index("rule", 4), kinds.index("point")

    assert [(row["low"], row["high"]) for row in _data(spec, span)] == [(18, 52)]
    assert sorted(row["high"] for row in _data(spec, points)) == [18, 40, 52]


def test_without_a_range_there_is_no_layer_for_ranges():
    """A layer without marks would be announced as a picture without a name."""
    layers = outlook_chart(ROWS[1:], "%").to_dict()["layer"]

    assert [layer["mark"].get("strokeWidth") for layer in layers if layer["mark"]["type"] == "rule"].count(
        5
    ) == 0


def test_marks_are_hollow_and_lines_dashed():
    """Nothing looks like an observation."""
    marks = [layer["mark"] for layer in _drawn("%")["layer"]]

    assert [mark["filled"] for mark in marks if mark["type"] == "point"] == [False]
    assert any(mark.get("strokeDash") for mark in marks if mark["type"] == "rule")


def test_kinds_differ_by_shape():
    """A target has another mark than a projection."""
    point = next(layer for layer in _drawn("%")["layer"] if layer["mark"]["type"] == "point")

    assert point["encoding"]["shape"]["scale"] == {
        "domain": ["projection", "target"],
        "range": ["diamond", "square"],
    }


@pytest.mark.parametrize(("unit", "title"), [("%", None), ("jobs", "jobs")])
def test_the_axis_names_its_unit_once(unit: str, title: str | None):
    """Per cent stands behind each tick, any other unit as the axis's title."""
    x = _drawn(unit)["layer"][0]["encoding"]["x"]

    assert x["title"] == title
    assert ("%" in x["axis"]["labelExpr"]) == (unit == "%")


def test_the_scale_reaches_zero_and_holds_both_signs():
    """Losses stand left of zero, on the same scale."""
    loss = Prospect("Guyana, 2035: Jobs lost", "projection", -90_000, -90_000, "", "")

    spec = outlook_chart([*ROWS, loss], "jobs").to_dict()

    low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low <= -90_000 < 0 <= high
