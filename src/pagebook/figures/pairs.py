"""Two values a row on one scale, such as women's and men's, joined by a line."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.grid import DIAMOND, DISC
from pagebook.figures.records import inline
from pagebook.figures.scales import round_scale

__all__ = ["Pair", "pair_chart"]

_ROW_PX = 22


@dataclass(frozen=True)
class Pair:
    """The two columns of numbers to compare, and what the legend calls them."""

    first: str
    second: str
    first_word: str
    second_word: str


def pair_chart(rows: pd.DataFrame, pair: Pair, title: str) -> alt.LayerChart:
    """Return a disc and a diamond a row, on one axis from zero.

    Args:
        rows: In the order drawn: `label` (unique) and the two columns of the pair.
        pair: What is compared.
        title: Of the axis of numbers.
    """
    scale = round_scale([*rows[pair.first], *rows[pair.second]], zero=True)
    x = alt.X(
        "a:Q",
        title=title,
        scale=alt.Scale(domain=[scale.low, scale.high], nice=False),
        axis=alt.Axis(tickCount=5, format=scale.format, grid=True, domain=False),
    )
    names = list(rows["label"])
    y = alt.Y("label:N", title=None, sort=names, axis=alt.Axis(labelLimit=140, domain=False, ticks=False))
    ends = rows.assign(a=rows[pair.first], b=rows[pair.second])
    line = (
        alt.Chart(inline(ends, ["label", "a", "b"]))
        .mark_rule(color=theme.PEER, strokeWidth=2)
        .encode(x=x, x2=alt.X2("b:Q"), y=y)
    )
    return alt.LayerChart(layer=[line, _marks(rows, pair, x, y)], height=_ROW_PX * len(rows))


def _marks(rows: pd.DataFrame, pair: Pair, x: alt.X, y: alt.Y) -> alt.Chart:
    words = [pair.first_word, pair.second_word]
    colours = alt.Scale(domain=words, range=[theme.COUNTRY, theme.SECOND])
    shapes = alt.Scale(domain=words, range=[DISC, DIAMOND])
    legend = alt.Legend(title=None, columns=2)
    chart: alt.Chart = (
        alt.Chart(inline(_long(rows, pair), ["label", "a", "who"]))
        .mark_point(filled=True, opacity=1, size=90)
        .encode(
            x=x,
            y=y,
            color=alt.Color("who:N", scale=colours, legend=legend),
            shape=alt.Shape("who:N", scale=shapes, legend=legend),
            tooltip=[
                alt.Tooltip("label:N", title="Country"),
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("a:Q", title=x["title"], format=",.1f"),
            ],
        )
    )
    return chart


def _long(rows: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    parts = [
        rows.assign(a=rows[column], who=word)
        for column, word in ((pair.first, pair.first_word), (pair.second, pair.second_word))
    ]
    return pd.concat(parts, ignore_index=True)
