"""Grids of rows and columns: what state a cell is in, by mark, colour and word; or how many it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.records import inline
from pagebook.figures.wrapping import below_each_other, lines

__all__ = [
    "CROSS",
    "DASH",
    "DIAMOND",
    "DISC",
    "RING",
    "SQUARE",
    "Layout",
    "State",
    "count_grid",
    "state_grid",
]

# Shapes that differ in outline, and not in their filling alone. The last three are drawn as paths.
DISC, SQUARE, DIAMOND = "circle", "square", "diamond"
RING = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.55,0A0.55,0.55,0,1,0,0.55,0A0.55,0.55,0,1,0,-0.55,0Z"
CROSS = "M-1,-0.6L-0.6,-1L0,-0.4L0.6,-1L1,-0.6L0.4,0L1,0.6L0.6,1L0,0.4L-0.6,1L-1,0.6L-0.4,0Z"
DASH = "M-0.9,-0.2H0.9V0.2H-0.9Z"

# Words stand beside the marks where the plot is at least this wide; below, the legend must do.
_WIDE_PX, _WORD_PX = 430, 64

# Where a row's name stands above its cells: letters that fit on a phone, and the height of a line.
_LETTERS, _LINE_PX = 44, 15


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
        row_px: Height of a row beside whose cells its name stands.
        upright: Whether the names of the columns stand upright, as many or long ones must.
        heads: Whether a row's name stands above its cells, as a long one must, and not beside them.
        cell_px: Height of a cell whose row's name stands above it.
        font_px: Size of the names of the columns and of the cells' text.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    title: str | None = None
    row_px: int = 24
    upright: bool = False
    heads: bool = False
    cell_px: int = 20
    font_px: int = 11

    def x(self) -> alt.X:
        """Return the columns, named above the grid."""
        axis = alt.Axis(
            orient="top",
            domain=False,
            ticks=False,
            labelAngle=-90 if self.upright else 0,
            labelLimit=140,
            labelFontSize=self.font_px + 1,
            labelOverlap=False,
            labelFlush=False,
            labelPadding=4,
            titlePadding=6,
        )
        scale = alt.Scale(type="band", domain=list(self.columns), paddingInner=0.06, paddingOuter=0)
        return alt.X("column:N", title=self.title, sort=None, axis=axis, scale=scale)

    def y(self) -> alt.Y:
        """Return the rows, named at the left or, above their cells, by a layer of their own."""
        axis = alt.Axis(grid=True, domain=False, ticks=False, labelLimit=140, tickBand="extent")
        gap = 0 if self.heads else 0.12
        # Points would stand on a scale of points, which has no room for a name above them.
        scale = alt.Scale(type="band", domain=list(self.rows), paddingInner=gap, paddingOuter=0)
        return alt.Y("row:N", title=None, sort=None, axis=None if self.heads else axis, scale=scale)

    def names(self) -> list[alt.Chart]:
        """Return the layer of the rows' names where they stand above the cells, else none."""
        if not self.heads:
            return []
        frame = pd.DataFrame({"row": list(self.rows), "name": below_each_other(self.rows, _LETTERS)})
        place = alt.Y("row:N", sort=None, axis=None, scale=self.y()["scale"], bandPosition=0)
        mark = alt.Chart(inline(frame, ["row", "name"])).mark_text(
            style="row-label",
            baseline="top",
            dy=4,
            limit=alt.ExprRef("width"),
            lineBreak="\n",
            lineHeight=_LINE_PX,
        )
        return [mark.encode(x=alt.value(0), y=place, text="name:N")]

    @property
    def _name_px(self) -> int:
        return _LINE_PX * lines(self.rows, _LETTERS) + 6

    @property
    def _pitch(self) -> int:
        return self._name_px + self.cell_px + 6 if self.heads else self.row_px

    @property
    def drop(self) -> float:
        """How many pixels below the middle of its row a cell's mark stands."""
        return self._name_px + self.cell_px / 2 - self._pitch / 2 if self.heads else 0

    @property
    def height(self) -> int:
        """Height of the grid in pixels."""
        return self._pitch * len(self.rows)


def state_grid(
    cells: pd.DataFrame,
    states: Sequence[State],
    layout: Layout,
    told: Mapping[str, str],
    *,
    size: int = 120,
    words: bool = False,
) -> alt.LayerChart:
    """Return the grid with a mark in each cell and a legend of the states that occur.

    Args:
        cells: One row a cell: `row`, `column`, `state` (a state's word) and the columns of `told`.
        states: In the order of the legend.
        layout: Rows, columns and their names.
        told: Column to title, for the tooltip.
        size: Area of a mark in square pixels.
        words: Whether the word stands beside the mark where there is room.
    """
    shown = [state for state in states if state.word in set(cells["state"])]
    names = [state.word for state in shown]
    legend = alt.Legend(title=None, columns=2) if len(shown) > 1 else None
    colour = alt.Scale(domain=names, range=[state.colour for state in shown])
    shape = alt.Scale(domain=names, range=[state.shape for state in shown])
    base = alt.Chart(inline(cells, ["row", "column", "state", *told])).encode(x=layout.x(), y=layout.y())
    aside = alt.ExprRef(f"width > {_WIDE_PX} ? {-_WORD_PX / 2} : 0") if words else 0
    marks = base.mark_point(filled=True, opacity=1, size=size, xOffset=aside, yOffset=layout.drop).encode(
        color=alt.Color("state:N", scale=colour, legend=legend),
        shape=alt.Shape("state:N", scale=shape, legend=legend),
        tooltip=[alt.Tooltip(f"{column}:N", title=title) for column, title in told.items()],
    )
    beside = base.mark_text(
        style="row-label",
        baseline="middle",
        fontSize=11,
        dx=11,
        xOffset=aside,
        opacity=alt.ExprRef(f"width > {_WIDE_PX} ? 1 : 0"),
    ).encode(text="state:N")
    return alt.LayerChart(layer=[marks, *([beside] if words else []), *layout.names()], height=layout.height)


def count_grid(cells: pd.DataFrame, layout: Layout, told: Mapping[str, str]) -> alt.LayerChart:
    """Return the grid with each cell's text, on a ground of the cell's colour where it has one.

    Args:
        cells: One row a cell: `row`, `column`, `text`, `fill` (a colour, or missing), perhaps `below` (a
            second line), and the columns of `told`.
        layout: Rows, columns and their names.
        told: Column to title, for the tooltip.
    """
    tooltip = [alt.Tooltip(f"{column}:N", title=title) for column, title in told.items()]
    cells = cells if "below" in cells else cells.assign(below=None)
    layers = []
    for filled, part in ((True, cells[cells["fill"].notna()]), (False, cells[cells["fill"].isna()])):
        if part.empty:
            continue
        ink = [theme.ink_on(str(colour)) for colour in part["fill"]] if filled else None
        rows = part.assign(ink=ink, two=part["below"].notna())
        data = inline(rows, ["row", "column", "text", "below", "two", "fill", "ink", *told])
        base = alt.Chart(data).encode(x=layout.x(), y=layout.y(), tooltip=tooltip)
        layers += [*_grounds(base, layout, filled), *_texts(base, layout, filled, bool(rows["two"].any()))]
    return alt.LayerChart(layer=[*layers, *layout.names()], height=layout.height)


def _grounds(base: alt.Chart, layout: Layout, filled: bool) -> list[alt.Chart]:
    """Return the grounds of the cells; each fills its row unless the row's name stands in it."""
    height = layout.cell_px if layout.heads else alt.Undefined
    mark = base.mark_rect(height=height, yOffset=layout.drop)
    return [mark.encode(color=alt.Color("fill:N", scale=None))] if filled else []


def _texts(base: alt.Chart, layout: Layout, filled: bool, two: bool) -> list[alt.Chart]:
    """Return the texts of the cells, in one line or in two."""
    style = "cell" if filled else "cell-ink"

    def line(field: str, shift: float) -> alt.Chart:
        mark = base.mark_text(style=style, dy=layout.drop + shift, fontSize=layout.font_px)
        ink = {"color": alt.Color("ink:N", scale=None)} if filled else {}
        chart: alt.Chart = mark.encode(text=f"{field}:N", **ink)
        return chart

    if not two:
        return [line("text", 0)]
    half = (layout.font_px + 3) / 2
    return [
        line("text", 0).transform_filter("!datum.two"),
        line("text", -half).transform_filter("datum.two"),
        line("below", half).transform_filter("datum.two"),
    ]
