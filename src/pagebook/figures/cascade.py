"""Levels, and the steps that lead from one to the next: each bar begins where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.records import inline
from pagebook.figures.scales import round_scale

__all__ = ["DOWN", "LEVEL", "UP", "Step", "cascade_chart"]

LEVEL, UP, DOWN = theme.PEER, theme.SECOND, theme.COUNTRY
"""Colours of levels and of steps up and down; the sign beside a step's name says the same."""

_ROW_PX, _BAR_PX = 34, 11


@dataclass(frozen=True)
class Step:
    """A bar.

    Attributes:
        label: What it is, with its value as readers see it, above the bar.
        value: A level's height, or by how much a step goes up or, where negative, down.
        level: Whether it is a level, which begins at zero and sets where the next step begins.
    """

    label: str
    value: float
    level: bool = False


def cascade_chart(steps: Sequence[Step], unit: str, source: str) -> alt.LayerChart:
    """Return the chart from the top downwards.

    Args:
        steps: The first is a level.
        unit: Title of the axis of numbers.
        source: Named in the tooltips.
    """
    frame = _rows(steps).assign(source=source)
    scale = round_scale([*frame["start"], *frame["end"]], zero=True)
    x = alt.X(
        "start:Q",
        axis=alt.Axis(grid=True, tickCount=5, format=scale.format, title=unit, domain=False, ticks=False),
        scale=alt.Scale(domain=[scale.low, scale.high], nice=False),
    )
    y = alt.Y("row:O", axis=None, sort=None)
    data = alt.Chart(inline(frame, frame.columns))
    bar = data.mark_bar(height=_BAR_PX, yOffset=7).encode(
        x=x,
        x2="end:Q",
        y=y,
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("label:N", title="Step"), alt.Tooltip("source:N", title="Source")],
    )
    zero = alt.Chart(pd.DataFrame({"start": [0]})).mark_rule(style="zero").encode(x=x)
    place = data.encode(x=alt.value(0), y=y, text=alt.Text("label:N"))
    # Lines of the grid run through a label: a border in the page's colour keeps it readable.
    heads = [place.mark_text(style=style, dy=-1) for style in ("row-border", "row-label")]
    return alt.LayerChart(layer=[bar, zero, *heads], height=_ROW_PX * len(steps))


def _rows(steps: Sequence[Step]) -> pd.DataFrame:
    rows, reached = [], 0.0
    for row, step in enumerate(steps):
        start = 0.0 if step.level else reached
        reached = start + step.value
        colour = LEVEL if step.level else UP if step.value > 0 else DOWN
        # Six decimals keep the drawing exact to the pixel and free of the noise of sums.
        bar = {"start": round(start, 6), "end": round(reached, 6)}
        rows.append({"row": row, "label": step.label, **bar, "colour": colour})
    return pd.DataFrame(rows)
