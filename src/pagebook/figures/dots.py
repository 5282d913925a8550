"""Several shares side by side: a country's latest value, where it came from, and its peers, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import altair as alt
import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.indicators import Observation
from pagebook.figures import theme
from pagebook.figures.lines import Role
from pagebook.figures.scales import round_scale

__all__ = ["DotRow", "dot_chart", "dot_table"]

_ROW_PX = 46
_EARLIER = "Ten years before"

# Peers differ by shape, not by colour alone; the country is the large disc.
_SHAPES: dict[Role, str] = {"partners": "diamond", "region": "square", "income": "triangle-up"}


@dataclass(frozen=True)
class DotRow:
    """One row of the chart.

    Attributes:
        label: What is measured.
        unit: Unit of the catalogue; rows of one chart share the size of their unit, such as per cent.
        source: Named in the tooltips.
        last: The country's newest observation.
        before: Its observation about ten years earlier, where there is one.
        peers: Role to the median of the same year.
    """

    label: str
    unit: str
    source: str
    last: Observation
    before: Observation | None = None
    peers: dict[Role, float] = field(default_factory=dict)


def dot_table(rows: Sequence[DotRow]) -> pd.DataFrame:
    """Return the rows as a table: label, unit, the two observations with their years, the medians."""
    return pd.DataFrame(
        [
            {
                "label": row.label,
                "unit": words.chemistry(row.unit),
                "year": row.last.year,
                "value": row.last.value,
                "earlier_year": row.before.year if row.before else None,
                "value_before": row.before.value if row.before else None,
                **{role: row.peers.get(role) for role in _SHAPES},
            }
            for row in rows
        ]
    ).astype({"earlier_year": "Int64", "value_before": "float64", **dict.fromkeys(_SHAPES, "float64")})


def dot_chart(rows: Sequence[DotRow], labels: dict[Role, str]) -> alt.LayerChart:
    """Return the chart, with a row's label and value above it, so that a phone's width is enough.

    Args:
        rows: At least one.
        labels: What the legend calls the country and each kind of peer.
    """
    points = _points(rows, labels)
    scale = round_scale(list(points["v"]), zero=True)
    top = 100.0 if scale.high > 60 and max(points["v"]) <= 100 else scale.high
    x = alt.X(
        "v:Q",
        axis=alt.Axis(
            grid=True,
            tickCount=5,
            format=scale.format,
            title=None,
            domain=False,
            ticks=False,
            labelExpr="datum.label + '%'",
        ),
        scale=alt.Scale(domain=[min(0.0, scale.low), top], nice=False),
    )
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0.1), sort=None)
    layers = [_trail(rows, x, y), _heads(rows, y), _marks(points, labels, x, y)]
    return alt.LayerChart(layer=layers, height=_ROW_PX * len(rows))


def _points(rows: Sequence[DotRow], labels: dict[Role, str]) -> pd.DataFrame:
    found = []
    for n, row in enumerate(rows):
        told = [(labels[role], row.peers[role], row.last.year) for role in _SHAPES if role in row.peers]
        if row.before:
            told.append((_EARLIER, row.before.value, row.before.year))
        told.append((labels["country"], row.last.value, row.last.year))
        found += [
            {
                "row": n,
                "who": who,
                "v": value,
                "what": row.label,
                "year": year,
                "t": words.quantity(value, row.unit),
                "source": row.source,
            }
            for who, value, year in told
        ]
    sizes = {labels["country"]: 130, _EARLIER: 80}
    return pd.DataFrame(found).assign(size=lambda frame: frame["who"].map(sizes).fillna(75).astype(int))


def _trail(rows: Sequence[DotRow], x: alt.X, y: alt.Y) -> alt.Chart:
    frame = pd.DataFrame(
        [
            {"row": n, "v": row.before.value if row.before else row.last.value, "to": row.last.value}
            for n, row in enumerate(rows)
        ]
    )
    mark = alt.Chart(frame).mark_rule(color=theme.EARLIER, strokeWidth=3, yOffset=9)
    chart: alt.Chart = mark.encode(x=x, x2=alt.X2("to:Q"), y=y)
    return chart


def _heads(rows: Sequence[DotRow], y: alt.Y) -> alt.Chart:
    frame = pd.DataFrame(
        [
            {"row": n, "t": f"{row.label}, {row.last.year}: {words.quantity(row.last.value, row.unit)}"}
            for n, row in enumerate(rows)
        ]
    )
    mark = alt.Chart(frame).mark_text(style="row-label", dy=-4)
    chart: alt.Chart = mark.encode(x=alt.value(0), y=y, text=alt.Text("t:N"))
    return chart


def _marks(points: pd.DataFrame, labels: dict[Role, str], x: alt.X, y: alt.Y) -> alt.Chart:
    there = set(points["who"])
    kinds = [
        (labels["country"], "circle", theme.COUNTRY),
        (_EARLIER, "circle", theme.EARLIER),
        *((labels[role], shape, theme.PEER) for role, shape in _SHAPES.items()),
    ]
    names, shapes, colours = (
        list(column) for column in zip(*(k for k in kinds if k[0] in there), strict=True)
    )
    legend = alt.Legend(title=None, columns=2)
    chart: alt.Chart = (
        alt.Chart(points)
        .mark_point(style="dot", filled=True, opacity=1, yOffset=9)
        .encode(
            x=x,
            y=y,
            color=alt.Color("who:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            shape=alt.Shape("who:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
            # Square pixels as they are: a scale of names would give the legend two sizes to choose from.
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("what:N", title="Indicator"),
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("year:Q", title="Year", format="d"),
                alt.Tooltip("t:N", title="Value"),
                alt.Tooltip("source:N", title="Source"),
            ],
        )
    )
    return chart
