"""What came of it: the results by outcome, each in one of four states that must not be mixed up."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import join, plural
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, card, grid
from pagebook.story.citing import Citing
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap

__all__ = ["STATES", "Outcomes"]

STATES = {
    "reported": "Reported",
    "not applicable": "Not applicable",
    "left blank": "Left blank",
    "no row": "No row",
}
"""What a card says of each state of the report's grid."""

_EXPLAINED = {
    "reported": "",
    "not applicable": "The report marks this outcome as not applicable.",
    "left blank": "The report has a row for this outcome and leaves it empty; that is not a result of zero.",
    "no row": "The report has no row for this outcome.",
}


class Outcomes:
    """The results that the yearly reports give by outcome."""

    topic = "Results by outcome"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.facts, self.citing = facts, citing
        self.coverage = facts.coverage.sort_values(["year", "outcome"], ignore_index=True)

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        return {"results": not self.coverage.empty}

    def gaps(self) -> list[Gap]:
        """Return the outcomes that the reports leave blank, and countries that they do not cover."""
        if self.coverage.empty:
            return [Gap(self.topic, "results by outcome", "the yearly report has no section on the country")]
        open_ = self.coverage[self.coverage["status"].isin(list(_WHY))]
        return [
            Gap(
                self.topic,
                f"{plural('outcome', len(rows))} {join(rows['outcome'])} in {year}",
                _WHY[str(status)],
            )
            for (year, status), rows in open_.groupby(["year", "status"], sort=True)
        ]

    def cards(self) -> Prose:
        """Return a card for each outcome and year: its state, and what was achieved, with sources."""
        return Prose(grid("1", (self._card(row) for row in self.coverage.to_dict("records"))))

    def _card(self, row: dict[Any, Any]) -> str:
        titles = dict(zip(self.facts.outcomes["outcome"], self.facts.outcomes["title"], strict=True))
        achieved = self._achieved(row)
        parts = [f"**{STATES[row['status']]}**, {row['year']}", *achieved]
        if not achieved:
            parts.append(_EXPLAINED[row["status"]] + self.citing.note(row["sources"]))
        recovery = row["green_recovery_status"]
        if not pd.isna(recovery) and recovery != row["status"]:
            parts.append(f"Its second field, on green recovery: {text(recovery)}.")
        if not pd.isna(row["note"]):
            parts.append(text(row["note"]))
        title = f"Outcome {row['outcome']}: {text(titles[row['outcome']])}"
        return card(title, "\n\n".join(parts), f"state-{row['status'].replace(' ', '-')}")

    def _achieved(self, row: dict[Any, Any]) -> list[str]:
        rows = self.facts.achievements
        same = rows[(rows["outcome"] == row["outcome"]) & (rows["year"] == row["year"])]
        return [part for cell in same.to_dict("records") for part in self._achievement(cell)]

    def _achievement(self, row: dict[Any, Any]) -> list[str]:
        items = self.facts.items[self.facts.items["achievement"] == row["achievement"]]
        listed = bullets(
            f"{text(item['what'])}{self.citing.place(item['sources'], row['sources'])}"
            for item in items.to_dict("records")
        )
        taking_part = [*row["agencies"], *row["institutions"]]
        with_whom = f"*With:* {text(join(taking_part))}" if taking_part else ""
        themes = f"*Themes, as this book marks them:* {text(join(row['themes']))}" if row["themes"] else ""
        source = f"*Source:* {self.citing.cite(row['sources'])}"
        return [part for part in (text(row["summary"]), listed, with_whom, themes, source) if part]


_WHY = {
    "left blank": "left blank in the report",
    "no row": "the report has no row for it",
}
