"""Grids tell states apart by mark, colour and word, and write their counts so that they can be read."""

import json
import re
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert

from pagebook.figures import Figure, theme
from pagebook.figures.grid import CROSS, DASH, DISC, RING, Layout, State, count_grid, state_grid
from pagebook.figures.levels import STEPS, levels
from pagebook.figures.pairs import Pair, pair_chart
from pagebook.figures.rowbars import Part, row_bars
from pagebook.figures.wrapping import below_each_other, lines

STATES = (
    State("reported", DISC, theme.COUNTRY),
    State("not applicable", CROSS, theme.THIRD),
    State("left blank", RING, theme.SECOND),
    State("no row", DASH, theme.PEER),
)
PHONE, DESK = 316, 700


def _cells(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["row", "column", "state"])


def _spec(chart: alt.LayerChart) -> dict[str, Any]:
    return Figure("a", "t", "c", "f.", chart, pd.DataFrame({"x": [1]}), {"x": "X"}).spec


def _svg(chart: alt.LayerChart, width: int = DESK) -> str:
    return vl_convert.vegalite_to_svg({**_spec(chart), "width": width}, vl_version="6.4")


def _texts(svg: str) -> list[str]:
    """Return the texts of a picture; the lines of one text are joined."""
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", svg, flags=re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", text).split()) for text in drawn]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_state_has_its_own_mark_and_colour_and_its_word_in_the_legend():
    """The four states differ in shape and in colour, and the legend names each."""
    cells = _cells(*(("Peru", str(i), state.word) for i, state in enumerate(STATES)))
    chart = state_grid(cells, STATES, Layout(["Peru"], ["0", "1", "2", "3"]), {"state": "State"})

    encoding = _spec(chart)["layer"][0]["encoding"]

    assert encoding["shape"]["scale"]["domain"] == [state.word for state in STATES]
    assert len(set(encoding["shape"]["scale"]["range"])) == 4
    assert len(set(encoding["color"]["scale"]["range"])) == 4
    assert {state.word for state in STATES} <= set(_texts(_svg(chart)))


def test_a_state_that_does_not_occur_is_not_in_the_legend():
    """The legend promises nothing that the grid lacks."""
    cells = _cells(("Peru", "1", "reported"), ("Peru", "2", "no row"))

    chart = state_grid(cells, STATES, Layout(["Peru"], ["1", "2"]), {})

    assert _spec(chart)["layer"][0]["encoding"]["shape"]["scale"]["domain"] == ["reported", "no row"]


@pytest.mark.parametrize(("width", "seen"), [(PHONE, "0"), (DESK, "1")])
def test_words_stand_beside_the_marks_where_there_is_room(width: int, seen: str):
    """On a phone the words would cover the next mark, so they are not seen there."""
    cells = _cells(("Peru", "1", "reported"), ("Ghana", "1", "reported"))
    chart = state_grid(cells, STATES, Layout(["Peru", "Ghana"], ["1"]), {}, words=True)

    words = re.findall(r"<text[^>]*opacity=\"(\d)\"[^>]*>reported</text>", _svg(chart, width))

    assert words == [seen, seen]


def test_text_on_a_ground_can_be_read():
    """Black or white stands out from every step of the counts by at least 4.5 to 1."""
    grounds = [*STEPS, *theme.CATEGORY]

    contrasts = []
    for ground in grounds:
        low, high = sorted((_luminance(ground), _luminance(theme.ink_on(ground))))
        contrasts.append((high + 0.05) / (low + 0.05))

    assert min(contrasts) >= 4.5


def test_a_count_of_nought_has_no_ground():
    """Nothing on record is not the lightest step of something."""
    found = levels(pd.Series([0, 1, 2, 3, 6, 11, 500]))

    assert found.to_list() == [None, STEPS[0], STEPS[0], STEPS[1], STEPS[2], STEPS[3], STEPS[3]]


def test_a_cell_may_have_two_lines_and_its_neighbour_one():
    """Every text of every cell is drawn once."""
    cells = pd.DataFrame(
        {
            "row": ["A long name of a row", "A long name of a row", "B"],
            "column": ["2016", "2017", "2017"],
            "text": ["36", "50", "break"],
            "below": ["+16", None, None],
            "fill": [STEPS[0], STEPS[0], None],
        }
    )
    layout = Layout(["A long name of a row", "B"], ["2016", "2017"], heads=True, cell_px=32)

    texts = _texts(_svg(count_grid(cells, layout, {"row": "Row"}), PHONE))

    told = sorted(text for text in texts if text.strip())
    assert told == sorted(["36", "+16", "50", "break", "2016", "2017", "A long name of a row", "B"])


def test_labels_are_broken_into_as_many_lines_each():
    """A short label begins with empty lines, so that its last line is next to its bar."""
    labels = ["a few words that are long", "short"]

    assert lines(labels, 12) == 3
    assert below_each_other(labels, 12) == ["a few words\nthat are\nlong", "\n\nshort"]


def test_bars_begin_at_zero_and_unknown_parts_are_not_drawn():
    """A part of nought or of unknown size has no bar, and no word in the legend."""
    rows = pd.DataFrame(
        {"label": ["A", "B"], "women": [8.0, None], "men": [18.0, 0.0], "unknown": [None, None]}
    )
    parts = [Part("women", "women"), Part("men", "men", theme.SECOND), Part("unknown", "unknown", theme.PEER)]

    spec = _spec(row_bars(rows, parts, "people", {"label": "Event"}))

    bars = spec["layer"][0]
    assert [(row["part"], row["value"]) for row in spec["datasets"][bars["data"]["name"]]] == [
        ("women", 8.0),
        ("men", 18.0),
    ]
    assert bars["encoding"]["color"]["scale"]["domain"] == ["women", "men"]
    assert "scale" not in bars["encoding"]["x"]


def test_a_long_label_above_a_bar_is_not_cut_on_a_phone():
    """The whole label is drawn, in several lines, with no ellipsis."""
    label = "Partners that agreed co-financing or follow-up, 2018: published 24, sum 21"
    rows = pd.DataFrame({"label": [label], "n": [3.0]})

    texts = _texts(_svg(row_bars(rows, [Part("n", "n")], None, {"label": "What"}), PHONE))

    assert label in texts


def test_a_pair_has_both_marks_on_one_scale_from_zero():
    """A disc and a diamond differ without their colours, and the axis begins at zero."""
    rows = pd.DataFrame({"label": ["Morocco"], "women": [19.5], "men": [68.4]})

    spec = _spec(pair_chart(rows, Pair("women", "men", "women", "men"), "%"))

    marks = spec["layer"][1]["encoding"]
    assert marks["shape"]["scale"] == {"domain": ["women", "men"], "range": ["circle", "diamond"]}
    assert marks["x"]["scale"]["domain"][0] == 0


def test_a_grid_is_the_same_bytes_each_time():
    """Two charts of the same cells have the same specification, with missing cells as no value."""
    cells = pd.DataFrame(
        {"row": ["A"], "column": ["1"], "text": ["–"], "fill": [None], "note": [float("nan")]}
    )

    first, second = (_spec(count_grid(cells, Layout(["A"], ["1"]), {"note": "Note"})) for _ in range(2))

    assert json.dumps(first) == json.dumps(second)
    (rows,) = (rows for rows in first["datasets"].values() if rows[0].get("text"))
    assert rows == [{"row": "A", "column": "1", "text": "–", "two": False}]
