"""Lines over years: a country's own, and those of its peers, with labels at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt
import pandas as pd

from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import theme
from pagebook.figures.axes import Plane
from pagebook.figures.hover import hover_band
from pagebook.figures.scales import placed, round_scale

__all__ = ["OWN", "Line", "Role", "line_chart", "line_table"]

Role = Literal["country", "second", "third", "partners", "region", "income"]

_STROKES: dict[Role, tuple[str, float, list[int]]] = {
    "country": (theme.COUNTRY, 2.5, [1, 0]),
    "second": (theme.SECOND, 2.5, [1, 0]),
    "third": (theme.THIRD, 2.5, [7, 3]),
    "partners": (theme.PEER, 1.5, [1, 0]),
    "region": (theme.PEER, 1.5, [6, 3]),
    "income": (theme.PEER, 1.5, [2, 2]),
}


# Lines of the country itself, drawn strong; the others are its peers.
OWN: frozenset[Role] = frozenset({"country", "second", "third"})


@dataclass(frozen=True)
class Line:
    """One line of a chart.

    Attributes:
        role: Whose line it is, which gives its colour and dashes.
        label: What stands at its end, short.
        series: Its observations; the line breaks where years are missing.
    """

    role: Role
    label: str
    series: Series


def line_table(lines: Sequence[Line]) -> pd.DataFrame:
    """Return the lines as a table: a row for each year from the first to the last, a column for each line."""
    years = [item.year for line in lines for item in line.series.observations]
    frame = pd.DataFrame({"year": range(min(years), max(years) + 1) if years else []})
    for line in lines:
        values = {item.year: item.value for item in line.series.observations}
        frame[line.role] = frame["year"].map(values).astype("float64")
    return frame


def line_chart(
    lines: Sequence[Line], unit: str, source: str, *, zero: bool = False, points: bool = False
) -> alt.LayerChart:
    """Return the chart: peers behind, the country in front, all values of the year under the pointer.

    Args:
        lines: At least one line with observations; each role once.
        unit: Title of the vertical axis.
        source: Named in the tooltip.
        zero: Whether the axis must begin at zero.
        points: Whether the country's observations are points without a line, as for surveys of single years.
    """
    frame = line_table(lines)
    scale = round_scale([item.value for line in lines for item in line.series.observations], zero)
    plane = Plane(int(frame["year"].min()), int(frame["year"].max()), scale, unit)
    layers = [hover_band(frame, {line.role: line.label for line in lines}, plane, source)]
    for line in sorted(lines, key=lambda line: list(_STROKES).index(line.role), reverse=True):
        alone = points and line.role == "country"
        if not alone:
            layers.extend(_stroke(part, line, plane) for part in _cut(frame, line))
        layers.extend(_dots(line, plane, every=alone))
    return alt.LayerChart(layer=[*layers, *_end_labels(lines, plane)])


def _cut(frame: pd.DataFrame, line: Line) -> list[pd.DataFrame]:
    """Return the rows of each stretch between breaks: no line crosses one."""
    if not line.series.breaks:
        return [frame]
    ends = [(part.first.year, part.last.year) for part in line.series.stretches()]
    return [frame[frame["year"].between(first, last)] for first, last in ends]


def _stroke(frame: pd.DataFrame, line: Line, plane: Plane) -> alt.Chart:
    colour, width, dash = _STROKES[line.role]
    # Rows without a value break the line: a missing year is never bridged.
    mark = alt.Chart(frame).mark_line(
        stroke=colour,
        strokeWidth=width,
        strokeDash=dash,
        strokeJoin="round",
        invalid="break-paths-show-domains",
    )
    chart: alt.Chart = mark.encode(x=plane.x(), y=plane.y(line.role))
    return chart


def _dots(line: Line, plane: Plane, *, every: bool) -> list[alt.Chart]:
    """Draw the observations that a line cannot show, as they have no neighbour, or all of them."""
    shown: list[Observation] = [item for run in line.series.runs() if every or len(run) == 1 for item in run]
    if not shown:
        return []
    frame = pd.DataFrame({"year": [item.year for item in shown], "v": [item.value for item in shown]})
    size = 50 if line.role in OWN else 14
    mark = alt.Chart(frame).mark_circle(style="dot", color=_STROKES[line.role][0], size=size, opacity=1)
    return [mark.encode(x=plane.x(), y=plane.y("v"))]


def _end_labels(lines: Sequence[Line], plane: Plane) -> list[alt.Chart]:
    slots = placed([line.series.last.value for line in lines], plane.scale)
    # Where a label stands off its line, its colour tells which line is meant.
    several = sum(line.role in OWN for line in lines) > 1
    layers = []
    for own in (False, True):
        rows = [
            {"year": plane.last, "v": slot, "t": line.label, "c": line.role}
            for line, slot in zip(lines, slots, strict=True)
            if (line.role in OWN) == own
        ]
        if rows:
            data = alt.Chart(pd.DataFrame(rows)).encode(x=plane.x(), y=plane.y("v"))
            mark = data.mark_text(style="own-label" if own else "end-label")
            if own and several:
                layers.append(data.mark_square(size=70, opacity=1, xOffset=9).encode(color=_colours()))
                mark = data.mark_text(style="own-label", dx=18)
            layers.append(mark.encode(text=alt.Text("t:N")))
    return layers


def _colours() -> alt.Color:
    strokes = {role: stroke for role, (stroke, _, _) in _STROKES.items() if role in OWN}
    return alt.Color("c:N", scale=alt.Scale(domain=list(strokes), range=list(strokes.values())), legend=None)
