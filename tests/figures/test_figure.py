"""A chart with all that a reader may need of it."""

import json
import os
import subprocess
import sys

import altair as alt
import pandas as pd
import pytest

from pagebook.figures import Figure, theme
from pagebook.figures.stored import canonical

_SOURCE = {
    "source": "s",
    "title": "A title",
    "publisher": None,
    "url": "https://a.org",
    "accessed": "2026-03-01",
}


def _chart() -> alt.LayerChart:
    frame = pd.DataFrame({"x": [2000, 2001], "y": [1.5, 2.0]})
    hover = alt.selection_point(on="pointerover", empty=False)
    line = alt.Chart(frame).mark_line().encode(x="x", y="y")
    return alt.layer(line, alt.Chart(frame).mark_rect().encode(x="x").add_params(hover))


def _figure() -> Figure:
    table = pd.DataFrame({"year": [2000, 2001], "value": [1.5, float("nan")], "hidden": ["a", "b"]})
    return Figure(
        "a-chart",
        "Title",
        "Caption.",
        "It rose.",
        _chart(),
        table,
        {"year": "Year", "value": "Mt"},
        [_SOURCE],
    )


def test_the_bundle_holds_the_specification_and_the_finding():
    """A notebook stores the specification, and the finding for whoever cannot see it."""
    bundle = _figure()._repr_mimebundle_()

    assert sorted(bundle) == ["application/vnd.vegalite.v5+json", "text/plain"]
    assert bundle["text/plain"] == bundle["application/vnd.vegalite.v5+json"]["description"] == "It rose."


def test_usermeta_carries_what_the_page_prints():
    """Title, caption, finding, the columns shown, rows and sources travel with the chart."""
    assert _figure().spec["usermeta"]["pagebook"] == {
        "name": "a-chart",
        "title": "Title",
        "caption": "Caption.",
        "finding": "It rose.",
        "columns": [{"name": "year", "title": "Year"}, {"name": "value", "title": "Mt"}],
        "rows": [[2000, 1.5], [2001, None]],
        "sources": [
            {
                "id": "s",
                "title": "A title",
                "publisher": None,
                "licence": None,
                "url": "https://a.org",
                "version": None,
                "accessed": "2026-03-01",
            }
        ],
    }


def test_the_chart_has_a_fixed_size_and_wears_the_theme():
    """Width and height are the theme's (JupyterLab hangs on the container's), on a transparent ground."""
    spec = _figure().spec

    assert (spec["width"], spec["height"], spec["config"]) == (
        theme.WIDTH,
        theme.HEIGHT,
        theme.config("light"),
    )
    assert spec["config"]["background"] == "transparent"


def test_drawing_other_charts_before_changes_nothing():
    """Names of data, views and parameters depend on the chart alone."""
    first = canonical(_figure().spec)
    for _ in range(3):
        _figure().spec  # noqa: B018 (drawn for its effect on altair's counters)

    assert canonical(_figure().spec) == first
    assert all(len(name) == 12 for name in json.loads(first)["datasets"])


def test_hash_seeds_change_nothing():
    """Another process with another hash seed writes the same bytes."""
    code = (
        "import altair as alt, pandas as pd\n"
        "from pagebook.figures import Figure\n"
        "from pagebook.figures.stored import canonical\n"
        "frame = pd.DataFrame({'x': [2000, 2001], 'y': [1.5, 2.0]})\n"
        "hover = alt.selection_point(on='pointerover', empty=False)\n"
        "chart = alt.layer(alt.Chart(frame).mark_line().encode(x='x', y='y').add_params(hover))\n"
        "print(canonical(Figure('a', 't', 'c', 'f.', chart, frame, {'x': 'X'}).spec))\n"
    )

    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert printed[0] == printed[1] and printed[0].startswith("{")


def test_rows_that_look_like_altairs_names_keep_their_text():
    """A cell that reads `view_1` is data."""
    frame = pd.DataFrame({"x": ["view_1", "param_2"]})
    chart = alt.Chart(frame).mark_bar().encode(x="x")

    spec = Figure("a", "t", "c", "f.", chart, frame, {"x": "X"}).spec

    assert next(iter(spec["datasets"].values())) == [{"x": "view_1"}, {"x": "param_2"}]
    assert spec["usermeta"]["pagebook"]["rows"] == [["view_1"], ["param_2"]]


def test_missing_numbers_in_the_chart_are_refused_or_null():
    """No NaN reaches the JSON."""
    frame = pd.DataFrame({"x": [1.0, float("nan")]})
    spec = Figure("a", "t", "c", "f.", alt.Chart(frame).mark_bar().encode(x="x"), frame, {"x": "X"}).spec

    assert "NaN" not in json.dumps(spec)


def test_a_figure_without_rows_is_false():
    """A page can leave an empty chart out."""
    empty = Figure("a", "t", "c", "f.", _chart(), pd.DataFrame({"x": []}), {"x": "X"})

    assert (bool(empty), bool(_figure())) == (False, True)


def test_bad_names_and_columns_are_refused():
    """A name that cannot be a label, or a column that is not there, is said at once."""
    frame = pd.DataFrame({"x": [1]})
    with pytest.raises(ValueError, match="kebab-case"):
        Figure("A chart", "t", "c", "f.", _chart(), frame, {"x": "X"})
    with pytest.raises(ValueError, match="has no column y"):
        Figure("a", "t", "c", "f.", _chart(), frame, {"y": "Y"})
