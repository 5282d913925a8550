"""Bars below their labels, so that a long label needs no more than the width of a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.records import inline
from pagebook.figures.wrapping import below_each_other, lines

__all__ = ["Part", "row_bars"]

# As many letters of the label's size fit on the narrowest phone.
_LETTERS, _LEGEND_LETTERS = 44, 18
_LINE_PX, _BAR_PX, _GAP_PX = 15, 14, 12

# On a phone, numbers that would run into one are left out in part.
_ACROSS = alt.Axis(
    tickCount=4, format=",~d", domain=False, grid=True, labelOverlap="parity", labelSeparation=8
)


@dataclass(frozen=True)
class Part:
    """A part of each bar: its column, its word in the legend, its colour."""

    key: str
    label: str
    colour: str = theme.COUNTRY


def row_bars(
    rows: pd.DataFrame,
    parts: Sequence[Part],
    title: str | None,
    told: Mapping[str, str],
    tick: str | None = None,
) -> alt.LayerChart:
    """Return a bar a row, from zero, made of its parts in their order.

    Args:
        rows: In the order drawn: `label` (unique), a column of numbers for each part (missing: no such
            part) and the columns of `told`.
        parts: At least one; of several, the legend names those that occur.
        title: Of the axis of numbers.
        told: Column to title, for the tooltip of a bar.
        tick: Column of a number to mark across the bar, such as a sum worked out again.
    """
    labels = below_each_other(list(rows["label"]), _LETTERS)
    text_px = lines(list(rows["label"]), _LETTERS) * _LINE_PX
    height = text_px + _BAR_PX + _GAP_PX
    drop = text_px + 3 + _BAR_PX / 2 - height / 2
    frame = rows.assign(row=range(len(rows)), label=labels)
    y = alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    layers = [_bars(frame, parts, title, told, y).mark_bar(height=_BAR_PX, yOffset=drop), _heads(frame, y)]
    if tick:
        mark = alt.Chart(inline(frame.dropna(subset=[tick]), ["row", tick])).mark_tick(
            style="mark-line", thickness=2.5, height=_BAR_PX + 6, yOffset=drop
        )
        layers.append(mark.encode(x=alt.X(f"{tick}:Q"), y=y))
    return alt.LayerChart(layer=layers, height=height * len(rows))


def _bars(
    frame: pd.DataFrame, parts: Sequence[Part], title: str | None, told: Mapping[str, str], y: alt.Y
) -> alt.Chart:
    long = _long(frame, parts, told)
    shown = [part for part in parts if part.label in set(long["part"])]
    colours = alt.Scale(domain=[part.label for part in shown], range=[part.colour for part in shown])
    # Two long words side by side are wider than a phone.
    columns = 1 if max((len(part.label) for part in shown), default=0) > _LEGEND_LETTERS else 2
    legend = alt.Legend(title=None, columns=columns, labelLimit=260) if len(parts) > 1 else None
    chart: alt.Chart = alt.Chart(inline(long, long.columns)).encode(
        y=y,
        x=alt.X("value:Q", title=title, axis=_ACROSS),
        color=alt.Color("part:N", scale=colours, legend=legend),
        order=alt.Order("rank:Q"),
        tooltip=[alt.Tooltip(f"{column}:N", title=title_) for column, title_ in told.items()],
    )
    return chart


def _heads(frame: pd.DataFrame, y: alt.Y) -> alt.Chart:
    place = alt.Y("row:O", axis=None, sort=None, scale=y["scale"], bandPosition=0)
    mark = alt.Chart(inline(frame, ["row", "label"])).mark_text(
        style="row-label",
        baseline="top",
        dy=2,
        limit=alt.ExprRef("width"),
        lineBreak="\n",
        lineHeight=_LINE_PX,
    )
    chart: alt.Chart = mark.encode(x=alt.value(0), y=place, text="label:N")
    return chart


def _long(frame: pd.DataFrame, parts: Sequence[Part], told: Mapping[str, str]) -> pd.DataFrame:
    """Return one row a bar's part; a part of zero or unknown size has none."""
    found = [
        {
            **{column: row[column] for column in told},
            "row": row["row"],
            "value": float(row[part.key]),
            "part": part.label,
            "rank": rank,
        }
        for row in frame.to_dict("records")
        for rank, part in enumerate(parts)
        if pd.notna(row[part.key]) and row[part.key] != 0
    ]
    return pd.DataFrame(found, columns=[*told, "row", "value", "part", "rank"])
