"""A network as rails: a row a member, an upright line a tie, a mark where a member has part in it.

Unlike a net of nodes and lines it needs no layout that differs from run to run, shows ties of many members
as well as of two, and keeps every name in full at the left, on a phone too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import altair as alt
import pandas as pd

from pagebook.figures import theme
from pagebook.figures.records import inline

__all__ = ["ROLES", "Tie", "rails"]

ROLES = {
    "shared": ("circle", theme.COUNTRY),
    "learned": ("square", theme.SECOND),
    "shared and learned": ("diamond", theme.THIRD),
}
"""What a member's part in a tie can be, with its mark and colour."""

_DASHES: dict[str, list[int]] = {"held": [1, 0], "planned": [4, 3]}
_ROW_PX, _NAME_LETTERS, _LABEL_PX = 25, 21, 140


@dataclass(frozen=True)
class Tie:
    """One line of the network.

    Attributes:
        label: What stands above the line, such as its number and year, and the status where it is planned;
            unique.
        status: `held` or `planned`.
        parts: Member to its part, one of `ROLES`.
        told: Title to text, for the tooltip.
    """

    label: str
    status: str
    parts: Mapping[str, str]
    told: Mapping[str, str] = field(default_factory=dict)


def rails(ties: Sequence[Tie], members: Sequence[str]) -> alt.LayerChart:
    """Return the network.

    Args:
        ties: From the left.
        members: From the top; each has a row, whether or not it has part in a tie.
    """
    names = {member: "\n".join(textwrap.wrap(member, _NAME_LETTERS)) for member in members}
    x, y = _across([tie.label for tie in ties]), _down(list(names.values()))
    layers = [_lines(ties, members, names, x, y), _marks(ties, names, x, y)]
    return alt.LayerChart(layer=layers, height=_ROW_PX * len(members))


def _across(labels: list[str]) -> alt.X:
    axis = alt.Axis(
        orient="top",
        domain=False,
        ticks=False,
        labelAngle=-90,
        labelOverlap=False,
        labelFlush=False,
        labelFontSize=10,
        labelLimit=130,
        labelPadding=4,
    )
    return alt.X("tie:N", title=None, sort=None, axis=axis, scale=alt.Scale(domain=labels, padding=0.3))


def _down(names: list[str]) -> alt.Y:
    axis = alt.Axis(
        grid=True,
        domain=False,
        ticks=False,
        labelLimit=_LABEL_PX,
        # A name of two lines has a line break in it.
        labelExpr="split(datum.label, '\\n')",
        labelFontSize=11,
        labelLineHeight=12,
    )
    return alt.Y("member:N", title=None, sort=None, axis=axis, scale=alt.Scale(domain=names, padding=0.5))


def _lines(
    ties: Sequence[Tie], members: Sequence[str], names: Mapping[str, str], x: alt.X, y: alt.Y
) -> alt.Chart:
    rows = []
    for tie in ties:
        rank = sorted(members.index(member) for member in tie.parts)
        first, last = (names[members[at]] for at in (rank[0], rank[-1]))
        rows.append({"tie": tie.label, "member": first, "to": last, "status": tie.status})
    drawn = [status for status in _DASHES if status in {tie.status for tie in ties}]
    scale = alt.Scale(domain=drawn, range=[_DASHES[status] for status in drawn])
    mark = alt.Chart(inline(pd.DataFrame(rows), rows[0])).mark_rule(strokeWidth=1.5)
    chart: alt.Chart = mark.encode(
        x=x,
        y=y,
        y2=alt.Y2("to:N"),
        # The label above a planned tie says so in words.
        strokeDash=alt.StrokeDash("status:N", scale=scale, legend=None),
    )
    return chart


def _marks(ties: Sequence[Tie], names: Mapping[str, str], x: alt.X, y: alt.Y) -> alt.Chart:
    rows = [
        {"tie": tie.label, "member": names[member], "part": part, **tie.told}
        for tie in ties
        for member, part in tie.parts.items()
    ]
    drawn = [part for part in ROLES if part in {row["part"] for row in rows}]
    shapes = alt.Scale(domain=drawn, range=[ROLES[part][0] for part in drawn])
    colours = alt.Scale(domain=drawn, range=[ROLES[part][1] for part in drawn])
    legend = alt.Legend(title=None, columns=2)
    told = dict.fromkeys(title for tie in ties for title in tie.told)
    mark = alt.Chart(inline(pd.DataFrame(rows), rows[0])).mark_point(
        style="dot", filled=True, opacity=1, size=70
    )
    chart: alt.Chart = mark.encode(
        x=x,
        y=y,
        shape=alt.Shape("part:N", scale=shapes, legend=legend),
        color=alt.Color("part:N", scale=colours, legend=legend),
        tooltip=[
            alt.Tooltip("member:N", title="Country"),
            alt.Tooltip("part:N", title="Part"),
            *(alt.Tooltip(f"{title}:N", title=title) for title in told),
        ],
    )
    return chart
