"""What studies expect and governments aim at: a point or a range a row, never drawn like an observation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.records import inline
from pagebook.figures.scales import Scale, round_scale
from pagebook.figures.wrapping import below_each_other, lines

__all__ = ["Prospect", "outlook_chart"]

_LETTERS, _LINE_PX, _MARK_PX, _GAP_PX = 45, 15, 16, 12
_SHAPES = {"projection": "diamond", "target": "square", "planned": "triangle-up"}
_COLOURS = {"projection": theme.SECOND, "target": theme.COUNTRY, "planned": theme.THIRD}


@dataclass(frozen=True)
class Prospect:
    """One row of the chart.

    Attributes:
        label: What it is, for whom and when, with its value as people write it.
        nature: `projection`, `target` or `planned`.
        low: The value, or the low end of a range.
        high: The value, or the high end of a range.
        told: Scenario and baseline, for the tooltip.
        source: Named in the tooltip.
    """

    label: str
    nature: str
    low: float
    high: float
    told: str
    source: str


def outlook_chart(rows: Sequence[Prospect], unit: str) -> alt.LayerChart:
    """Return the chart in the order given, each row's label above its mark; lines from zero are dashed.

    Args:
        rows: At least one; all have the same unit.
        unit: Title of the axis; `%` stands behind the ticks instead.
    """
    labels = [row.label for row in rows]
    text_px = _LINE_PX * lines(labels, _LETTERS)
    pitch = text_px + _MARK_PX + _GAP_PX
    drop = text_px + 4 + _MARK_PX / 2 - pitch / 2
    frame = pd.DataFrame(
        [{**vars(row), "row": at, "zero": 0} for at, row in enumerate(rows)],
    ).assign(label=below_each_other(labels, _LETTERS), plain=labels)
    x = _across(round_scale([*frame["low"], *frame["high"]], zero=True), unit)
    y = alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    layers = [_zero(x), *_heads(frame, y), *_marks(frame, x, y, drop)]
    return alt.LayerChart(layer=layers, height=pitch * len(rows))


def _across(scale: Scale, unit: str) -> alt.X:
    percent = unit == "%"
    axis = alt.Axis(
        format=scale.format,
        grid=True,
        domain=False,
        ticks=False,
        tickCount=4,
        labelSeparation=8,
        labelExpr="datum.label + '%'" if percent else "datum.label",
    )
    ends = alt.Scale(domain=[scale.low, scale.high], nice=False)
    return alt.X("high:Q", title=None if percent else unit, axis=axis, scale=ends)


def _zero(x: alt.X) -> alt.Chart:
    mark = alt.Chart(pd.DataFrame({"high": [0]})).mark_rule(style="zero")
    chart: alt.Chart = mark.encode(x=x)
    return chart


def _marks(frame: pd.DataFrame, x: alt.X, y: alt.Y, drop: float) -> list[alt.Chart]:
    """Return the dashed lines from zero, the ranges, and the marks at the values and ends of ranges."""
    natures = [nature for nature in _SHAPES if nature in set(frame["nature"])]
    legend = alt.Legend(title=None, columns=3) if len(natures) > 1 else None
    colour = alt.Color(
        "nature:N", scale=alt.Scale(domain=natures, range=[_COLOURS[n] for n in natures]), legend=legend
    )
    shape = alt.Shape(
        "nature:N", scale=alt.Scale(domain=natures, range=[_SHAPES[n] for n in natures]), legend=legend
    )
    columns = ["row", "nature", "low", "high", "zero", "told", "source", "plain"]
    spread = frame[frame["low"] != frame["high"]]
    ends = pd.concat([frame, spread.assign(high=spread["low"])])
    stem = alt.Chart(inline(frame, columns)).mark_rule(strokeDash=[3, 3], yOffset=drop)
    span = alt.Chart(inline(spread, columns)).mark_rule(strokeWidth=5, yOffset=drop)
    point = alt.Chart(inline(ends, columns)).mark_point(
        filled=False, size=90, strokeWidth=2, opacity=1, yOffset=drop
    )
    place = {"x": x, "y": y, "color": colour}
    # An empty layer would be a picture without a name to those who hear the page.
    spans = [] if spread.empty else [span.encode(**place, x2=alt.X2("low:Q"))]
    return [
        stem.encode(**place, x2=alt.X2("zero:Q")),
        *spans,
        point.encode(**place, shape=shape, tooltip=_tooltip()),
    ]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("plain:N", title="What"),
        alt.Tooltip("nature:N", title="Kind"),
        alt.Tooltip("told:N", title="Scenario"),
        alt.Tooltip("source:N", title="Source"),
    ]


def _heads(frame: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Return the labels, each on a border of the page's colour that keeps the lines behind it apart."""
    place = alt.Y("row:O", axis=None, sort=None, scale=y["scale"], bandPosition=0)
    base = alt.Chart(inline(frame, ["row", "label"])).encode(x=alt.value(0), y=place, text="label:N")
    return [
        base.mark_text(
            style=style,
            baseline="top",
            dx=3,
            dy=2,
            limit=alt.ExprRef("width"),
            lineBreak="\n",
            lineHeight=_LINE_PX,
        )
        for style in ("row-border", "row-label")
    ]
