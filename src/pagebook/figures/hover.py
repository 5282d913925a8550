"""What the pointer finds in a chart over years: all values of the year it is over."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from pagebook.figures.axes import Plane

__all__ = ["hover_band"]


def hover_band(frame: pd.DataFrame, labels: Mapping[str, str], plane: Plane, source: str) -> alt.Chart:
    """Return invisible bands, one a year, whose tooltip tells every value of that year and the source.

    A band is easier to hit than a line, and needs one mark a year instead of one a value.

    Args:
        frame: A column `year` and a column for each label's key.
        labels: Column to what the tooltip calls it.
        plane: The axes of the chart.
        source: Named in the last line of the tooltip.
    """
    over = alt.selection_point(
        name="hover", fields=["year"], on="pointerover", clear="pointerout", empty=False
    )
    told = {
        f"t_{column}": f"isValid(datum['{column}']) ? format(datum['{column}'], ',.4~r') : 'no data'"
        for column in labels
    }
    chart: alt.Chart = (
        alt.Chart(frame)
        .transform_calculate(
            from_year="datum.year - 0.5", to_year="datum.year + 0.5", source=f"{_quoted(source)}", **told
        )
        .mark_rect(style="hover", clip=True)
        .encode(
            x=plane.x("from_year"),
            x2=alt.X2("to_year:Q"),
            opacity=alt.OpacityValue(0, condition={"param": "hover", "value": 0.08, "empty": False}),
            tooltip=[
                alt.Tooltip("year:Q", title="Year", format="d"),
                *(alt.Tooltip(f"t_{column}:N", title=label) for column, label in labels.items()),
                alt.Tooltip("source:N", title="Source"),
            ],
        )
        .add_params(over)
    )
    return chart


def _quoted(text: str) -> str:
    """Return the text as a literal of Vega's expression language."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
