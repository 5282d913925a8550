"""Grids of rows and columns: what state a cell is in, by mark, colour and word; or how many it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme

__all__ = ["CROSS", "DASH", "DIAMOND", "DISC", "RING", "SQUARE", "Layout", "State", "count_grid", "state_grid"]

# Shapes that differ in outline, and not in their filling alone. The last three are drawn as paths.
DISC, SQUARE, DIAMOND = "circle", "square", "diamond"
RING = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.55,0A0.55,0.55,0,1,0,0.55,0A0.55,0.55,0,1,0,-0.55,0Z"
CROSS = "M-1,-0.6L-0.6,-1L0,-0.4L0.6,-1L1,-0.6L0.4,0L1,0.6L0.6,1L0,0.4L-0.6,1L-1,0.6L-0.4,0Z"
DASH = "M-0.9,-0.2H0.9V0.2H-0.9Z"

# Words stand beside the marks where the plot is at least this wide; below, the legend must do.
_WIDE_PX = 430


@dataclass(frozen=True)
class State:
    """What a cell can be: its word, and the mark and the colour that stand for it."""

    word: str
    shape: str
    colour: str


@dataclass(frozen=True)
class Layout:
    """How a grid is laid out.

    Attributes:
        rows: Rows from the top.
        columns: Columns from the left.
        title: What the columns are.
        row_px: Height of a row.
        upright: Whether the names of the columns stand upright, as many or long ones must.
        heads: Whether a row's name stands above its cells, as a long one must, and not beside them.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    title: str | None = None
    row_px: int = 24
    upright: bool = False
    heads: bool = False

    def x(self) -> alt.X:
        """Return the columns, named above the grid."""
        axis = alt.Axis(
            orient="top",
            domain=False,
            ticks=False,
            labelAngle=-90 if self.upright else 0,
            labelLimit=140,
            labelOverlap=False,
            labelFlush=False,
            labelPadding=4,
            titlePadding=6,
        )
        scale = alt.Scale(domain=list(self.columns), paddingInner=0.06, paddingOuter=0)
        return alt.X("column:N", title=self.title, sort=None, axis=axis, scale=scale)

    def y(self) -> alt.Y:
        """Return the rows, named at the left or, above their cells, by a layer of their own."""
        axis = alt.Axis(grid=True, domain=False, ticks=False, labelLimit=140, tickBand="extent")
        scale = alt.Scale(domain=list(self.rows), paddingInner=0 if self.heads else 0.12, paddingOuter=0)
        return alt.Y("row:N", title=None, sort=None, axis=None if self.heads else axis, scale=scale)

    def names(self) -> list[alt.Chart]:
        """Return the layer of the rows' names where they stand above the cells, else none."""
        if not self.heads:
            return []
        frame = pd.DataFrame({"row": list(self.rows)}, dtype=object)
        place = alt.Y("row:N", sort=None, axis=None, scale=self.y()["scale"], bandPosition=0)
        mark = alt.Chart(frame).mark_text(
            style="row-label", baseline="top", dy=5, limit=alt.ExprRef("width"), lineBreak="\n", lineHeight=14
        )
        return [mark.encode(x=alt.value(0), y=place, text="row:N")]

    @property
    def height(self) -> int:
        """Height of the grid in pixels."""
        return self.row_px * len(self.rows)


def state_grid(
    cells: pd.DataFrame,
    states: Sequence[State],
    layout: Layout,
    told: Mapping[str, str],
    *,
    size: int = 120,
    words: bool = False,
    drop: int = 0,
) -> alt.LayerChart:
    """Return the grid with a mark in each cell and a legend of the states that occur.

    Args:
        cells: One row a cell: `row`, `column`, `state` (a state's word) and the columns of `told`.
        states: In the order of the legend.
        layout: Rows, columns and their names.
        told: Column to title, for the tooltip.
        size: Area of a mark in square pixels.
        words: Whether the word stands beside the mark where there is room.
        drop: How many pixels below the middle of its row a mark stands.
    """
    shown = [state for state in states if state.word in set(cells["state"])]
    names = [state.word for state in shown]
    legend = alt.Legend(title=None, columns=2, symbolType=None) if len(shown) > 1 else None
    colour = alt.Scale(domain=names, range=[state.colour for state in shown])
    shape = alt.Scale(domain=names, range=[state.shape for state in shown])
    base = alt.Chart(_plain(cells)).encode(x=layout.x(), y=layout.y())
    marks = base.mark_point(filled=True, opacity=1, size=size, yOffset=drop).encode(
        color=alt.Color("state:N", scale=colour, legend=legend),
        shape=alt.Shape("state:N", scale=shape, legend=legend),
        tooltip=[alt.Tooltip(f"{column}:N", title=title) for column, title in told.items()],
    )
    beside = base.mark_text(
        style="row-label", baseline="middle", fontSize=11, dx=11, opacity=alt.ExprRef(f"width > {_WIDE_PX}")
    ).encode(text="state:N")
    return alt.LayerChart(layer=[marks, *([beside] if words else []), *layout.names()], height=layout.height)


def count_grid(cells: pd.DataFrame, layout: Layout, told: Mapping[str, str], drop: int = 0) -> alt.LayerChart:
    """Return the grid with each cell's text, on a ground of the cell's colour where it has one.

    Args:
        cells: One row a cell: `row`, `column`, `text`, `fill` (a colour, or missing) and the columns of
            `told`.
        layout: Rows, columns and their names.
        told: Column to title, for the tooltip.
        drop: How many pixels below the middle of its row the text stands.
    """
    tooltip = [alt.Tooltip(f"{column}:N", title=title) for column, title in told.items()]
    frame = _plain(cells)
    filled, bare = frame[frame["fill"].notna()].copy(), frame[frame["fill"].isna()].drop(columns="fill")
    filled["ink"] = [theme.ink_on(str(colour)) for colour in filled["fill"]]
    place = {"x": layout.x(), "y": layout.y()}
    layers = []
    if not filled.empty:
        ground = alt.Chart(filled).encode(**place, tooltip=tooltip)
        layers += [
            ground.mark_rect().encode(color=alt.Color("fill:N", scale=None)),
            ground.mark_text(style="cell", dy=drop).encode(
                text="text:N", color=alt.Color("ink:N", scale=None)
            ),
        ]
    if not bare.empty:
        open_ = alt.Chart(bare).encode(**place, tooltip=tooltip)
        layers.append(open_.mark_text(style="cell-ink", dy=drop).encode(text="text:N"))
    return alt.LayerChart(layer=[*layers, *layout.names()], height=layout.height)


def _plain(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells as text, with missing ones as None, which is what a specification can hold."""
    return cells.astype(object).where(cells.notna(), None)
