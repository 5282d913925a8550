"""The chart of people by event: women, men, and those whose sex the source does not state."""

from __future__ import annotations

import pandas as pd

from pagebook.figures import Figure, theme
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date

__all__ = ["PARTS", "attendance_chart"]

PARTS = (
    Part("women", "women", theme.COUNTRY),
    Part("men", "men", theme.SECOND),
    Part("not_stated", "sex not stated", theme.PEER),
)
"""Who the people are, as far as a source says; what it does not say stays grey."""

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
    table = citing.beside(rows.assign(when=when))
    told = {"label": "Event", **{part.key: part.label.capitalize() for part in PARTS}, "source": "Source"}
    return Figure(
        name="people",
        title=f"People at events in {name}",
        caption=(
            "People reported for each event that gives a number: women, men, and those whose sex the source "
            "does not state. Numbers that a source rounds are shown as given. "
            "Each event’s source stands in the list of events."
        ),
        finding=finding,
        chart=row_bars(table.assign(label=_labels(table)), PARTS, "people", told),
        table=table,
        columns=_COLUMNS,
        sources=citing.credits(rows["sources"]),
    )


def _labels(table: pd.DataFrame) -> list[str]:
    """Return a label a row; two events of one name and date stay apart by their number."""
    cells = zip(table["when"], table["title"], strict=True)
    plain = [f"{f'{when}: ' if when else ''}{title}" for when, title in cells]
    return [label if plain.count(label) == 1 else f"{label} ({i + 1})" for i, label in enumerate(plain)]
