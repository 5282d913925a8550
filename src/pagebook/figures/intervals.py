"""A mark a row with the interval around it, such as a rank and the ranks that other choices would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.grid import DIAMOND, DISC
from pagebook.figures.records import inline

__all__ = ["Interval", "interval_chart"]

_ROW_PX = 24


@dataclass(frozen=True)
class Interval:
    """Columns of numbers, and what the legend calls them.

    Attributes:
        mark: What is told.
        middle: The middle of the interval.
        low: Its lower end.
        high: Its upper end.
        mark_word: Word for `mark`.
        middle_word: Word for `middle`.
    """

    mark: str
    middle: str
    low: str
    high: str
    mark_word: str
    middle_word: str


def interval_chart(
    rows: pd.DataFrame, interval: Interval, title: str, last: int, told: Mapping[str, str]
) -> alt.LayerChart:
    """Return a band, a disc and a diamond a row, on an axis from 1 to `last`.

    Args:
        rows: In the order drawn: `label` (unique), the columns of the interval and of `told`.
        interval: What is drawn.
        title: Of the axis.
        last: Where the axis ends.
        told: Column to title, for the tooltip.
    """
    axis = alt.Axis(
        orient="top", grid=True, domain=False, tickCount=5, format="d", values=_ticks(last), titlePadding=6
    )
    scale = alt.Scale(domain=[0.5, last + 0.5], nice=False, zero=False)
    x = alt.X(f"{interval.low}:Q", title=title, axis=axis, scale=scale)
    names = alt.Axis(labelLimit=140, domain=False, ticks=False)
    y = alt.Y("label:N", title=None, sort=list(rows["label"]), axis=names)
    columns = ["label", interval.low, interval.high, *told]
    band = alt.Chart(inline(rows, columns)).mark_rule(color=theme.EARLIER, strokeWidth=7, strokeCap="round")
    tooltip = [alt.Tooltip(f"{column}:N", title=word) for column, word in told.items()]
    drawn = band.encode(x=x, x2=alt.X2(f"{interval.high}:Q"), y=y, tooltip=tooltip)
    return alt.LayerChart(layer=[drawn, _marks(rows, interval, x, y, tooltip)], height=_ROW_PX * len(rows))


def _ticks(last: int) -> list[int]:
    return [1, *range(5, last - 1, 5), last] if last > 1 else [1]


def _marks(
    rows: pd.DataFrame, interval: Interval, x: alt.X, y: alt.Y, tooltip: list[alt.Tooltip]
) -> alt.Chart:
    words = [interval.mark_word, interval.middle_word]
    parts = [
        rows.assign(at=rows[column], who=word)
        for column, word in ((interval.middle, words[1]), (interval.mark, words[0]))
    ]
    long = pd.concat(parts, ignore_index=True)
    told = [str(tip["shorthand"]).partition(":")[0] for tip in tooltip]
    colours = alt.Scale(domain=words, range=[theme.COUNTRY, theme.SECOND])
    shapes = alt.Scale(domain=words, range=[DISC, DIAMOND])
    legend = alt.Legend(title=None, columns=1, labelLimit=260)
    mark = alt.Chart(inline(long, ["label", "at", "who", *told])).mark_point(
        style="dot", filled=True, opacity=1, size=90
    )
    chart: alt.Chart = mark.encode(
        x=alt.X("at:Q", title=x["title"], axis=x["axis"], scale=x["scale"]),
        y=y,
        color=alt.Color("who:N", scale=colours, legend=legend),
        shape=alt.Shape("who:N", scale=shapes, legend=legend),
        tooltip=tooltip,
    )
    return chart
