"""A map holds the land, the shapes and a mark for each country, told apart by form and colour."""

import pandas as pd

from pagebook.figures.worldmap import feature, read_points, world_map

SQUARE = "0 0, 0 1.5, -1 1.5, 0 0"


def test_points_are_read_as_longitude_and_latitude():
    """A cell of the table of shapes becomes a list of points."""
    assert read_points(SQUARE) == [[0.0, 0.0], [0.0, 1.5], [-1.0, 1.5], [0.0, 0.0]]


def test_states_differ_in_form_and_in_colour():
    """No state is told by colour alone."""
    marks = pd.DataFrame(
        {
            "longitude": [0, 1],
            "latitude": [0, 1],
            "state": ["a", "b"],
            "country": ["A", "B"],
            "page": ["", ""],
        }
    ).assign(since="2014", region="R")
    shape = feature([[read_points(SQUARE)]], state="a")

    drawn = world_map(feature([[read_points(SQUARE)]]), [shape], marks, ["a", "b"]).to_dict()

    encoding = drawn["layer"][-1]["encoding"]
    assert len(set(encoding["shape"]["scale"]["range"])) == 2
    assert len(set(encoding["color"]["scale"]["range"])) == 2
    assert encoding["color"]["scale"]["domain"] == ["a", "b"]
