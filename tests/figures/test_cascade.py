"""Cascades: each step begins where the one before it ended, and a level begins at zero."""

from typing import Any

import pandas as pd
import pytest

from pagebook.figures import Figure
from pagebook.figures.cascade import DOWN, LEVEL, UP, Step, cascade_chart

_STEPS = [
    Step("Before: 10", 10.0, level=True),
    Step("People: +4", 4.0),
    Step("Energy: −6", -6.0),
    Step("After: 8", 8.0, level=True),
    Step("People: +1", 1.0),
]


@pytest.fixture
def spec() -> dict[str, Any]:
    """Return the specification of a cascade of two levels and three steps."""
    chart = cascade_chart(_STEPS, "Mt", "a source")
    return Figure("a", "t", "c", "f.", chart, pd.DataFrame({"x": [1]}), {"x": "X"}).spec


def _bars(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return next(rows for rows in spec["datasets"].values() if "colour" in rows[0])


def test_steps_begin_where_the_one_before_ended(spec):
    """From 10 over 14 down to 8, which the level repeats from zero; and up to 9."""
    assert [(bar["start"], bar["end"]) for bar in _bars(spec)] == [(0, 10), (10, 14), (14, 8), (0, 8), (8, 9)]


def test_colours_tell_levels_from_steps_up_and_down(spec):
    """The colour repeats what the sign in the label says."""
    assert [bar["colour"] for bar in _bars(spec)] == [LEVEL, UP, DOWN, LEVEL, UP]


def test_every_bar_has_its_label_and_the_axis_holds_zero(spec):
    """Labels stand in the order of the steps; the axis begins at zero and ends beyond the highest point."""
    across = spec["layer"][0]["encoding"]["x"]

    assert [bar["label"] for bar in _bars(spec)] == [step.label for step in _STEPS]
    assert across["scale"]["domain"][0] == 0 and across["scale"]["domain"][1] >= 14
