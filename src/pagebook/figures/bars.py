"""Parts of one year as bars from zero, with a mark where each stood in an earlier year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.indicators import Observation
from pagebook.figures import theme
from pagebook.figures.scales import Scale, round_scale

__all__ = ["Bar", "bar_chart", "bar_table"]

_ROW_PX = 38


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        label: What it measures.
        last: Its length, and the year of it.
        before: Where it stood earlier.
        doubtful: Whether the estimate is uncertain, which gives it another colour.
    """

    label: str
    last: Observation
    before: Observation | None = None
    doubtful: bool = False


def bar_table(bars: Sequence[Bar]) -> pd.DataFrame:
    """Return the bars as a table: label, and the two observations with their years."""
    return pd.DataFrame(
        [
            {
                "label": bar.label,
                "year": bar.last.year,
                "value": bar.last.value,
                "earlier_year": bar.before.year if bar.before else None,
                "value_before": bar.before.value if bar.before else None,
            }
            for bar in bars
        ]
    ).astype({"earlier_year": "Int64", "value_before": "float64"})


def bar_chart(bars: Sequence[Bar], unit: str, source: str) -> alt.LayerChart:
    """Return the chart in the order given, with each bar's label and value above it.

    Args:
        bars: At least one.
        unit: Unit of the catalogue.
        source: Named in the tooltips.
    """
    frame = _rows(bars, unit, source)
    scale = round_scale([*frame["v"], *frame["w"].dropna()], zero=True)
    x = _across(scale, unit)
    y = alt.Y("row:O", axis=None, sort=None)
    tooltip = [
        alt.Tooltip("what:N", title="Part"),
        alt.Tooltip("now:N", title="Value"),
        alt.Tooltip("then:N", title="Earlier"),
        alt.Tooltip("source:N", title="Source"),
    ]
    data = alt.Chart(frame)
    bar = data.mark_bar(height=12, yOffset=8).encode(
        x=x, x2=alt.X2Datum(0), y=y, color=_colour(), tooltip=tooltip
    )
    zero = alt.Chart(pd.DataFrame({"v": [0]})).mark_rule(style="zero").encode(x=x)
    tick = (
        data.transform_filter("isValid(datum.w)")
        .mark_tick(style="mark-line", height=18, yOffset=8, thickness=2.5)
        .encode(x=alt.X("w:Q", axis=x["axis"], scale=x["scale"]), y=y, tooltip=tooltip)
    )
    place = data.encode(x=alt.value(0), y=y, text=alt.Text("head:N"))
    # The zero line may run through a label: a border in the page's colour keeps the label readable.
    head = [place.mark_text(style=style, dy=-1) for style in ("row-border", "row-label")]
    return alt.LayerChart(layer=[bar, zero, tick, *head], height=_ROW_PX * len(bars))


def _across(scale: Scale, unit: str) -> alt.X:
    return alt.X(
        "v:Q",
        axis=alt.Axis(
            grid=True,
            tickCount=5,
            format=scale.format,
            title=words.unit_title(unit),
            domain=False,
            ticks=False,
        ),
        scale=alt.Scale(domain=[scale.low, scale.high], nice=False),
    )


def _colour() -> alt.Color:
    return alt.Color(
        "doubtful:N",
        scale=alt.Scale(domain=[False, True], range=[theme.COUNTRY, theme.SECOND]),
        legend=None,
    )


def _rows(bars: Sequence[Bar], unit: str, source: str) -> pd.DataFrame:
    def told(item: Observation | None) -> str:
        return f"{words.quantity(item.value, unit)} ({item.year})" if item else "no data"

    return pd.DataFrame(
        [
            {
                "row": n,
                "what": bar.label,
                "v": bar.last.value,
                "w": bar.before.value if bar.before else None,
                "now": told(bar.last),
                "then": told(bar.before),
                "head": f"{bar.label}: {words.number(bar.last.value)}",
                "doubtful": bar.doubtful,
                "source": source,
            }
            for n, bar in enumerate(bars)
        ]
    ).astype({"w": "float64"})
