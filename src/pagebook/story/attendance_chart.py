"""The chart of people by event: women, men, and those whose sex the source does not state."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pagebook.figures import Figure, theme
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date

__all__ = ["attendance_chart"]

_ROW_PX = 42
_GROUPS = {"women": "women", "men": "men", "not_stated": "sex not stated"}
_COLOURS = [theme.COUNTRY, theme.SECOND, theme.PEER]
_COLUMNS = {
    "when": "Date",
    "title": "Event",
    "women": "Women",
    "men": "Men",
    "not_stated": "Sex not stated",
    "total": "People",
    "qualifier": "Number is",
    "source": "Source",
    "address": "Address of the source",
}


def attendance_chart(rows: pd.DataFrame, name: str, finding: str, citing: Citing) -> Figure:
    """Return bars of people by event, split where the source splits them.

    Args:
        rows: What `analysis.people.attendance` returned, in order of time.
        name: The country's name.
        finding: What the chart shows, in words.
        citing: Knows the sources of the page.
    """
    when = [event_date(*cells) for cells in zip(rows["start"], rows["end"], rows["precision"], strict=True)]
    table = rows.assign(
        when=when,
        source=[citing.plain(cell) for cell in rows["sources"]],
        address=[citing.addresses(cell) for cell in rows["sources"]],
    )
    return Figure(
        name="people",
        title=f"People at events in {name}",
        caption=(
            "People reported for each event that gives a number: women, men, and those whose sex the source "
            "does not state. Numbers that a source rounds are shown as given. "
            "Each event’s source stands in the list below the chart."
        ),
        finding=finding,
        chart=_bars(table).properties(height=_ROW_PX * len(table)),
        table=table,
        columns=_COLUMNS,
        sources=citing.credits(rows["sources"]),
    )


def _bars(table: pd.DataFrame) -> alt.LayerChart:
    rows = table.assign(label=_labels(table))
    scale = alt.Scale(paddingInner=0.55, paddingOuter=0.4)
    y = alt.Y("label:N", title=None, sort=list(rows["label"]), axis=None, scale=scale)
    colours = alt.Scale(domain=list(_GROUPS.values()), range=_COLOURS)
    bars = (
        alt.Chart(_long(rows))
        .mark_bar(height=14)
        .encode(
            y=y,
            x=alt.X("people:Q", title="people", axis=alt.Axis(tickCount=4, format=",d")),
            color=alt.Color("who:N", scale=colours, legend=_legend(rows)),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("label:N", title="Event"),
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("people:Q", title="People", format=",d"),
            ],
        )
    )
    names = (
        alt.Chart(rows[["label"]].astype(object))
        .mark_text(style="row-label", dy=-11, limit=alt.ExprRef("width"))
        .encode(y=y, x=alt.value(0), text="label:N")
    )
    return alt.LayerChart(layer=[bars, names])


def _long(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a bar's part; a part of zero or unknown size has none."""
    long = rows.melt(id_vars="label", value_vars=list(_GROUPS), var_name="who", value_name="people")
    long = long[long["people"].fillna(0) > 0]
    return pd.DataFrame(
        {
            "label": long["label"].astype(object),
            "who": long["who"].map(_GROUPS).astype(object),
            "rank": long["who"].map(list(_GROUPS).index).astype(int),
            "people": long["people"].astype(int),
        }
    )


def _legend(rows: pd.DataFrame) -> alt.Legend:
    shown = [who for key, who in _GROUPS.items() if rows[key].fillna(0).sum() > 0]
    return alt.Legend(values=shown, columns=3)


def _labels(table: pd.DataFrame) -> list[str]:
    """Return a label a row; two events of one name and date stay apart by their number."""
    cells = zip(table["when"], table["title"], strict=True)
    plain = [f"{f'{when}: ' if when else ''}{title}" for when, title in cells]
    return [label if plain.count(label) == 1 else f"{label} ({i + 1})" for i, label in enumerate(plain)]
