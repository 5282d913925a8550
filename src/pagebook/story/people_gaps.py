"""Where the numbers of people are missing, and numbers of parts that must not be added."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import count, join, number, paragraph
from pagebook.figures import Figure, Prose
from pagebook.figures.grid import Layout, count_grid
from pagebook.figures.levels import levels
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.dating import event_date
from pagebook.story.opening import approximate
from pagebook.story.partners import WORLD
from pagebook.story.people_numbers import Numbers

__all__ = ["Missing"]

_STEPS = {"held": "events held", "numbered": "with a number of people", "split": "with women and men"}


class Missing:
    """How many of the events held have a number of people, and how many tell women and men apart.

    Args:
        numbers: The events with a number.
        participation: The table of that name.
    """

    def __init__(self, numbers: Numbers, participation: pd.DataFrame) -> None:
        self.numbers, self.participation, self.partners = numbers, participation, numbers.partners

    def table(self) -> pd.DataFrame:
        """Return one row for each partner country, and one for the world, with the three numbers."""
        found = {
            "held": self.numbers.held,
            "numbered": self.numbers.counted,
            "split": self.numbers.split,
        }
        counts = {key: rows["area"].value_counts() for key, rows in found.items()}
        return pd.DataFrame(
            [
                {
                    "area": area,
                    "row": self.partners.name(area),
                    **{key: int(n.get(area, 0)) for key, n in counts.items()},
                }
                for area in [*self.partners.codes, WORLD]
            ]
        )

    def finding(self) -> str:
        """Return in words how much is missing, and where most."""
        rows = self.table()
        bare = rows[(rows["held"] > 0) & (rows["numbered"] == 0)]
        none = rows[rows["held"] == 0]
        share = 100 * rows["numbered"].sum() / rows["held"].sum()
        split = rows[rows["split"] > 0]["row"]
        return paragraph(
            [
                f"A number of people is known for {number(share, digits=2)}% of the "
                f"{rows['held'].sum()} events held, and women and men for {rows['split'].sum()}"
                + (f", in {join(split)}" if len(split) else ""),
                f"{join(bare['row'])} held events, and no source says how many people came"
                if len(bare)
                else None,
                f"For {join(none['row'])} no event is on record" if len(none) else None,
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return the grid of countries and the three steps."""
        table = self.table()
        long = table.melt(id_vars=["area", "row"], value_vars=list(_STEPS), var_name="step", value_name="n")
        heads = {"held": "held", "numbered": "with number", "split": "by sex"}
        cells = long.assign(
            column=long["step"].map(heads),
            words=long["step"].map(_STEPS),
            text=[str(n) if n else "–" for n in long["n"]],
            fill=levels(long["n"]),
        )
        layout = Layout(rows=list(table["row"]), columns=list(heads.values()))
        told = {"row": "Country", "words": "Events", "text": "Number"}
        return Figure(
            name="where-numbers-are-missing",
            title="Events held, with a number of people, and with women and men told apart",
            caption="Number of events. A dash means none; where events were held, it means that the sources "
            "do not tell.",
            finding=self.finding(),
            chart=count_grid(cells, layout, told),
            table=table,
            columns={
                "row": "Country",
                "held": "Events held",
                "numbered": "With a number of people",
                "split": "With women and men",
            },
        )

    def parts(self) -> Prose:
        """Return numbers for parts of an event and second counts; they are told and never added."""
        whole = self.participation["group"] == "all"
        rows = self.participation[~whole].merge(
            self.numbers.held[["event", "title", "area", "start", "end", "precision"]], on="event"
        )
        items = [self._part(row) for row in rows.to_dict("records")]
        return Prose(bullets(items))

    def _part(self, row: dict[Any, Any]) -> str:
        when = event_date(row["start"], row["end"], row["precision"])
        size = approximate(row["qualifier"], count("person", int(row["total"]), "people"))
        note = "" if pd.isna(row["note"]) else f" {text(row['note'])}"
        where = ", ".join(part for part in (self.partners.link(row["area"]), text(when)) if part)
        cited = self.numbers.citing.note(row["sources"])
        return f"{text(row['title'])} ({where}), {text(row['group'])}: {text(size)}.{note}{cited}"
