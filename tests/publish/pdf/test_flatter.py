"""A chart that is less high keeps its labels apart, and its dots with the names of their rows."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from pagebook.figures import theme
from pagebook.publish.ahead import charts_of
from pagebook.publish.pdf.flatter import flatter


@pytest.fixture(scope="module")
def charts(book_root):
    """Return the charts of a country's page, by name."""
    page: Path = book_root / "chapters" / "countries" / "mongolia.ipynb"
    return {chart.name: json.loads(chart.specification) for chart in charts_of(page)}


def _labels(told):
    """Return the labels of lines, from above, with their distance from the top in pixels."""
    layers = [one for one in told["layer"] if one["mark"].get("style") in ("end-label", "own-label")]
    low, high = layers[0]["encoding"]["y"]["scale"]["domain"]
    rows = [row for layer in layers for row in told["datasets"][layer["data"]["name"]]]
    return sorted(((high - row["v"]) / (high - low) * told["height"], row["t"]) for row in rows)


def test_labels_of_lines_stay_apart_and_in_their_order(charts):
    """At three quarters of the height the labels of four near lines would stand in one another."""
    told = charts["human-development"]
    former = _labels(told)
    found = _labels(flatter(told, 0.75 * told["height"]))

    near = [0.75 * (below - above) for (above, _), (below, _) in pairwise(former)]
    apart = [below - above for (above, _), (below, _) in pairwise(found)]
    assert min(near) < theme.LABEL_PX - 1
    assert min(apart) >= theme.LABEL_PX - 0.01
    assert [label for _, label in found] == [label for _, label in former]
    assert 0 <= found[0][0] < found[-1][0] <= 0.75 * told["height"] + theme.LABEL_PX


@pytest.mark.parametrize("name", ["decoupling", "electricity-mix"])
def test_what_stands_beside_a_label_moves_with_it(charts, name):
    """The squares of lines and bands stand at the heights of their labels."""
    told = flatter(charts[name], 0.75 * charts[name]["height"])

    heights = {}
    for layer in told["layer"]:
        if layer["mark"]["type"] == "square" or layer["mark"].get("style") in ("end-label", "own-label"):
            rows = told["datasets"][layer["data"]["name"]]
            heights.setdefault(layer["mark"]["type"], []).append([row["v"] for row in rows])
    assert heights["square"] == heights["text"]


def test_dots_move_up_to_the_name_of_their_row(charts):
    """And bars, which have no room above them, do not."""

    def drops(name, change):
        told = change(charts[name])
        return {one["mark"]["yOffset"] for one in told["layer"] if "yOffset" in one["mark"]}

    def flat(told):
        return flatter(told, 0.84 * told["height"])

    assert (drops("access", dict), drops("access", flat)) == ({9}, {5})
    assert drops("emissions-by-sector", flat) == drops("emissions-by-sector", dict) == {8}


def test_a_chart_without_labels_is_as_it_was(charts):
    """But for its height; the chart that was given is not touched."""
    told = charts["milestones"]
    before = json.dumps(told)

    assert flatter(told, 100) == {**told, "height": 100}
    assert json.dumps(told) == before
