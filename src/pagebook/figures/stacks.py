"""Parts of a whole over years, as bands on one another, each named at the right end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.analysis.indicators import Series
from pagebook.figures.axes import Plane
from pagebook.figures.hover import hover_band
from pagebook.figures.scales import placed, round_scale

__all__ = ["Band", "stack_chart", "stack_table"]


@dataclass(frozen=True)
class Band:
    """One part of the whole.

    Attributes:
        key: Column of the table; a Python name.
        label: What stands at its end, short.
        colour: A colour of `theme.CATEGORY`; the same part has the same colour in every chart.
        series: Its observations, none below zero.
    """

    key: str
    label: str
    colour: str
    series: Series


def stack_table(bands: Sequence[Band]) -> pd.DataFrame:
    """Return the parts as a table: a row for each year that has every part, a column for each part."""
    values = {band.key: {item.year: item.value for item in band.series.observations} for band in bands}
    years = sorted(set.intersection(*(set(part) for part in values.values()))) if values else []
    return pd.DataFrame(
        {"year": years, **{key: [part[year] for year in years] for key, part in values.items()}}
    )


def stack_chart(bands: Sequence[Band], unit: str, source: str, top: float | None = None) -> alt.LayerChart:
    """Return the chart, the first band at the bottom; bands that are zero throughout are left out.

    Args:
        bands: At least one with observations.
        unit: Title of the vertical axis.
        source: Named in the tooltip.
        top: Where the axis ends, such as 100 for shares; else at the next round value.
    """
    shown = [band for band in bands if any(item.value for item in band.series.observations)]
    frame = stack_table(bands)
    edges = frame[[band.key for band in shown]].cumsum(axis=1).round(6)
    scale = round_scale([0.0, top if top is not None else float(edges.max().max())], zero=True)
    plane = Plane(int(frame["year"].min()), int(frame["year"].max()), scale, unit)
    over = hover_band(frame, {band.key: band.label for band in reversed(shown)}, plane, source)
    return alt.LayerChart(layer=[_areas(frame, shown, plane), *_keys(edges, shown, plane), over])


def _areas(frame: pd.DataFrame, bands: Sequence[Band], plane: Plane) -> alt.Chart:
    keys = [band.key for band in bands]
    data = frame[["year", *keys]].copy()
    # A new run after missing years is an area of its own: the gap stays empty.
    data["run"] = (data["year"].diff().fillna(1) != 1).cumsum()
    chart: alt.Chart = (
        alt.Chart(data)
        .transform_fold([*keys], as_=["part", "v"])
        .transform_calculate(rank=f"indexof({keys}, datum.part)")
        .mark_area(style="band", opacity=0.9)
        .encode(
            x=plane.x(),
            y=plane.y("v", stacked=True),
            color=alt.Color("part:N", scale=_colours(bands), legend=None),
            detail=alt.Detail("run:N"),
            order=alt.Order("rank:Q"),
        )
    )
    return chart


def _colours(bands: Sequence[Band]) -> alt.Scale:
    return alt.Scale(domain=[band.key for band in bands], range=[band.colour for band in bands])


def _keys(edges: pd.DataFrame, bands: Sequence[Band], plane: Plane) -> list[alt.Chart]:
    """Name each band beside its end, with a square of its colour, as the label may stand off the band."""
    tops = list(edges.iloc[-1])
    middles = [(low + high) / 2 for low, high in zip([0.0, *tops[:-1]], tops, strict=True)]
    rows = [
        {"year": plane.last, "v": slot, "t": band.label, "c": band.key}
        for band, slot in zip(bands, placed(middles, plane.scale), strict=True)
    ]
    data = alt.Chart(pd.DataFrame(rows)).encode(x=plane.x(), y=plane.y("v"))
    colour = alt.Color("c:N", scale=_colours(bands), legend=None)
    square = data.mark_square(size=70, opacity=1, xOffset=9).encode(color=colour)
    return [square, data.mark_text(style="end-label", dx=18).encode(text=alt.Text("t:N"))]
