"""The charts of goals: links with the strength of their wording, and counts by country and goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.grid import DIAMOND, DISC, SQUARE, Layout, count_grid
from pagebook.figures.records import inline
from pagebook.story.goals import STRENGTHS

__all__ = ["SHAPES", "goal_grid", "link_chart"]

SHAPES = {"contributes": DISC, "supports": SQUARE, "aligned": DIAMOND}
"""The mark of each strength of wording; a general remark names no goal and has none."""


def link_chart(links: pd.DataFrame, told: Mapping[str, str]) -> alt.LayerChart:
    """Return a row for each goal and country with a mark for each link, in the goal's colour.

    Args:
        links: `row`, `place` (from 1 within its row), `strength` (a key of `SHAPES`), `colour`, `short` (what
            stands below the mark) and the columns of `told`; in the order drawn.
        told: Column to title, for the tooltip.
    """
    rows = list(dict.fromkeys(links["row"]))
    layout = Layout(rows=rows, columns=(), heads=True, cell_px=38)
    words = [STRENGTHS[key][0] for key in SHAPES if key in set(links["strength"])]
    shapes = [SHAPES[key] for key in SHAPES if key in set(links["strength"])]
    frame = links.assign(words=[STRENGTHS[key][0] for key in links["strength"]])
    places = alt.Scale(domain=[0.5, float(links["place"].max()) + 0.5], nice=False)
    legend = alt.Legend(title=None, columns=3, symbolFillColor=theme.PEER)
    base = alt.Chart(inline(frame, ["row", "place", "words", "colour", "short", *told])).encode(
        x=alt.X("place:Q", axis=None, scale=places), y=layout.y()
    )
    marks = base.mark_point(
        filled=True, opacity=1, size=170, style="outlined", yOffset=layout.drop - 8
    ).encode(
        shape=alt.Shape("words:N", scale=alt.Scale(domain=words, range=shapes), legend=legend),
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip(f"{column}:N", title=title) for column, title in told.items()],
    )
    below = base.mark_text(style="cell-ink", dy=layout.drop + 10, fontSize=10).encode(text="short:N")
    return alt.LayerChart(layer=[marks, below, *layout.names()], height=layout.height)


def goal_grid(
    counts: pd.DataFrame, rows: Sequence[str], colours: Mapping[int, str], told: Mapping[str, str]
) -> alt.LayerChart:
    """Return the grid of countries and all goals, each count on a ground of its goal's colour.

    Args:
        counts: `row`, `goal`, `n` and the columns of `told`.
        rows: The countries, from the top.
        colours: Goal to its colour.
        told: Column to title, for the tooltip.
    """
    cells = counts.assign(
        column=counts["goal"].astype(str), text=counts["n"].astype(str), fill=counts["goal"].map(colours)
    )
    layout = Layout(rows=rows, columns=[str(goal) for goal in sorted(colours)], upright=True, font_px=10)
    return count_grid(cells, layout, told)
