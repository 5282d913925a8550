"""The chart of milestones: years across, types or countries down, what is done told apart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pagebook.analysis.programme import STAGES, tally
from pagebook.figures import Figure, theme
from pagebook.story.citing import Citing

__all__ = ["TIMELINE_COLUMNS", "timeline", "timeline_chart"]

# Height in pixels of a row, by how many stages share it in lanes.
_ROW_PX = {1: 24, 2: 32, 3: 42}
_SHAPES = {"done": "circle", "under way": "square", "planned": "diamond"}
_COLOURS = {"done": theme.COUNTRY, "under way": theme.SECOND, "planned": theme.PEER}
TIMELINE_COLUMNS = {
    "year": "Year",
    "title": "Milestone",
    "type": "Type",
    "stage": "Stage",
    "subnational": "Part of the country",
    "source": "Source",
    "address": "Address of the source",
}
"""Titles of the columns of the table behind a timeline."""


def timeline(rows: pd.DataFrame, name: str, finding: str, citing: Citing) -> Figure:
    """Return the timeline of dated milestones.

    Args:
        rows: Milestones with year, type, stage, title, subnational and sources.
        name: The country's name.
        finding: What the chart shows, in words.
        citing: Knows the sources of the page.
    """
    return Figure(
        name="milestones",
        title=f"Milestones of {name} by year and type",
        caption=(
            "Milestones on record by year and type; the larger the mark, the more milestones. "
            "Each milestone’s source stands in the list of milestones."
        ),
        finding=finding,
        chart=timeline_chart(rows, "type", [kind for kind, _ in tally(rows["type"])]),
        table=citing.beside(rows).reset_index(drop=True),
        columns=TIMELINE_COLUMNS,
        sources=citing.credits(rows["sources"]),
    )


def timeline_chart(rows: pd.DataFrame, by: str, order: list[str]) -> alt.Chart:
    """Return the chart of dated milestones, a row for each value of a column.

    Args:
        rows: Milestones with year, stage, title and the column.
        by: The column, such as `type`; its name is what the tooltip calls it.
        order: Values of the column from the top.
    """
    drawn = [value for value in STAGES if value in set(rows["stage"])]
    chart = _chart(_points(rows, by), drawn, by, order)
    return chart.properties(height=len(order) * _ROW_PX[len(drawn)])


def _points(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return one row a mark: year, value of the column, stage, number of milestones, their titles, and place.

    The place is that in the row: 0 is its middle, where a mark stands alone; several stand above one another.
    """
    grouped = rows.groupby(["year", by, "stage"], sort=True)["title"]
    points = grouped.agg(n="count", titles="; ".join).reset_index()
    points = points.sort_values(["year", by, "stage"], key=_in_order, ignore_index=True)
    cells = points.groupby(["year", by])["stage"]
    points["place"] = cells.cumcount() - (cells.transform("size") - 1) / 2
    return points.astype(
        {"year": int, "n": int, by: object, "stage": object, "titles": object, "place": float}
    )


def _in_order(column: pd.Series) -> pd.Series:
    return column.map(STAGES.index) if column.name == "stage" else column


def _chart(points: pd.DataFrame, drawn: list[str], by: str, order: list[str]) -> alt.Chart:
    years = list(range(int(points["year"].min()), int(points["year"].max()) + 1))
    across = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=8)
    legend = alt.Legend(title=None, columns=2) if len(drawn) > 1 else None
    colours = alt.Scale(domain=drawn, range=[_COLOURS[value] for value in drawn])
    shapes = alt.Scale(domain=drawn, range=[_SHAPES[value] for value in drawn])
    chart: alt.Chart = (
        alt.Chart(points)
        .mark_point(filled=True, opacity=1)
        .encode(
            x=alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=across),
            y=alt.Y(f"{by}:N", title=None, sort=order, axis=alt.Axis(grid=True, tickBand="extent")),
            yOffset=alt.YOffset("place:Q", scale=alt.Scale(domain=[-len(drawn) / 2, len(drawn) / 2])),
            color=alt.Color("stage:N", scale=colours, legend=legend),
            shape=alt.Shape("stage:N", scale=shapes, legend=legend),
            size=alt.Size("n:Q", scale=alt.Scale(domain=[1, 6], range=[70, 230], clamp=True), legend=None),
            tooltip=_tooltip(by),
        )
    )
    return chart


def _tooltip(by: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip(f"{by}:N", title=by.capitalize()),
        alt.Tooltip("stage:N", title="Stage"),
        alt.Tooltip("n:Q", title="Milestones"),
        alt.Tooltip("titles:N", title="Titles"),
    ]
