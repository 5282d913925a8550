"""The chart of milestones: years across, types down, what is reached told apart from what is not."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pagebook.analysis.programme import STAGES, tally
from pagebook.figures import Figure, theme
from pagebook.story.citing import Citing

__all__ = ["timeline"]

# Height in pixels of a type's row, by how many stages share it in lanes.
_ROW_PX = {1: 24, 2: 32, 3: 42}
_SHAPES = {"done": "circle", "under way": "square", "planned": "diamond"}
_COLOURS = {"done": theme.COUNTRY, "under way": theme.SECOND, "planned": theme.PEER}
_COLUMNS = {
    "year": "Year",
    "title": "Milestone",
    "type": "Type",
    "stage": "Stage",
    "subnational": "Part of the country",
    "source": "Source",
    "address": "Address of the source",
}


def timeline(rows: pd.DataFrame, name: str, finding: str, citing: Citing) -> Figure:
    """Return the timeline of dated milestones.

    Args:
        rows: Milestones with year, type, stage, title, subnational and sources.
        name: The country's name.
        finding: What the chart shows, in words.
        citing: Knows the sources of the page.
    """
    table = rows.assign(
        source=[citing.plain(cell) for cell in rows["sources"]],
        address=[citing.addresses(cell) for cell in rows["sources"]],
    )
    drawn = [value for value in STAGES if value in set(rows["stage"])]
    kinds = [kind for kind, _ in tally(rows["type"])]
    return Figure(
        name="milestones",
        title=f"Milestones of {name} by year and type",
        caption=(
            "Milestones on record by year and type; the larger the mark, the more milestones. "
            "Each milestone’s source stands in the list below the chart."
        ),
        finding=finding,
        chart=_chart(_points(rows), drawn, kinds).properties(height=len(kinds) * _ROW_PX[len(drawn)]),
        table=table.reset_index(drop=True),
        columns=_COLUMNS,
        sources=citing.credits(rows["sources"]),
    )


def _points(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a mark: year, type, stage, number of milestones and their titles."""
    grouped = rows.groupby(["year", "type", "stage"], sort=True)["title"]
    points = grouped.agg(n="count", titles="; ".join).reset_index()
    return points.astype({"year": int, "n": int, "type": object, "stage": object, "titles": object})


def _chart(points: pd.DataFrame, drawn: list[str], kinds: list[str]) -> alt.Chart:
    years = list(range(int(points["year"].min()), int(points["year"].max()) + 1))
    across = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=8)
    legend = alt.Legend(title=None, columns=3) if len(drawn) > 1 else None
    colours = alt.Scale(domain=drawn, range=[_COLOURS[value] for value in drawn])
    shapes = alt.Scale(domain=drawn, range=[_SHAPES[value] for value in drawn])
    chart: alt.Chart = (
        alt.Chart(points)
        .mark_point(filled=True, opacity=1)
        .encode(
            x=alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=across),
            y=alt.Y("type:N", title=None, sort=kinds, axis=alt.Axis(grid=True, tickBand="extent")),
            yOffset=alt.YOffset("stage:N", scale=alt.Scale(domain=drawn)),
            color=alt.Color("stage:N", scale=colours, legend=legend),
            shape=alt.Shape("stage:N", scale=shapes, legend=legend),
            size=alt.Size("n:Q", scale=alt.Scale(domain=[1, 6], range=[70, 230], clamp=True), legend=None),
            tooltip=_tooltip(),
        )
    )
    return chart


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("type:N", title="Type"),
        alt.Tooltip("stage:N", title="Stage"),
        alt.Tooltip("n:Q", title="Milestones"),
        alt.Tooltip("titles:N", title="Titles"),
    ]
