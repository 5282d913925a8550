"""What it serves: the Sustainable Development Goals, with the strength of the source's wording."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import capitalise, count, join, paragraph
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, card, directive, grid
from pagebook.story.citing import Citing
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap

__all__ = ["STRENGTHS", "Goals", "in_order"]

STRENGTHS = {
    "contributes": ("contributes to", "contributing"),
    "supports": ("supports", "supporting"),
    "aligned": ("is aligned with", "aligned"),
    "general": ("refers to", "a general reference"),
}
"""The strength of a source's wording, strongest first: as a link says it, and as a sentence counts it."""


class Goals:
    """The links from the country's work to goals and targets."""

    topic = "Sustainable Development Goals"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.facts, self.citing = facts, citing
        self.links = facts.sdg_links
        self.titles = dict(zip(facts.goals["goal"], facts.goals["title"], strict=True))
        self.targets = dict(zip(facts.targets["target"], facts.targets["label"], strict=True))

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        goals, suggestions = not self.links.empty, not self.facts.suggestions.empty
        named = bool(self.links["goal"].notna().any())
        return {"goals": goals, "wording": named, "suggestions": suggestions, "serves": goals or suggestions}

    def gaps(self) -> list[Gap]:
        """Return the lack of any link that a source makes."""
        if len(self.links):
            return []
        return [Gap(self.topic, "links to goals or targets", "no source consulted makes one for the country")]

    def summary(self) -> Prose:
        """Return how many links there are and how strongly the sources word them."""
        if self.links.empty:
            return Prose()
        named = self.links.dropna(subset=["goal"])
        if named.empty:
            return Prose(text("The sources speak of the goals in general and name none."))
        links, goals = count("link", len(named)), count("goal", named["goal"].nunique())
        return Prose(text(paragraph([f"The sources make {links} to {goals}{_worded(named['wording'])}"])))

    def cards(self) -> Prose:
        """Return a card for each goal, in its colour, with its targets, wording and sources."""
        named = self.links.dropna(subset=["goal"])
        numbers = sorted({int(goal) for goal in named["goal"]})
        cards = [self._goal(goal, named[named["goal"] == goal]) for goal in numbers]
        loose = self.links[self.links["goal"].isna()].to_dict("records")
        general = bullets(self._general(row) for row in loose)
        return Prose("\n\n".join(part for part in (grid("1", cards), general) if part))

    def suggestions(self) -> Prose:
        """Return this book's own classification of milestones, folded and labelled as such."""
        rows = self.facts.suggestions.to_dict("records")
        if not rows:
            return Prose()
        goals = tally(goal for row in rows for goal in row["goals"])
        ordered = sorted(goals, key=lambda pair: int(pair[0]))
        items = [
            f"**Goal {goal}, {text(self.titles[int(goal)])}** ({count('entry', n)}): {_entries(rows, goal)}"
            for goal, n in ordered
        ]
        title = "A classification by this book’s editors, not by PAGE"
        lead = f"The editors of this book assigned goals to {count('entry', len(rows))} of the record:"
        return Prose(directive("dropdown", title, f"{lead}\n\n{bullets(items)}"))

    def _goal(self, goal: int, rows: pd.DataFrame) -> str:
        items = [
            self._link(row) for row in rows.sort_values(["target", "link"], key=in_order).to_dict("records")
        ]
        return card(f"Goal {goal}: {text(self.titles[goal])}", bullets(items), f"goal pb-goal-{goal}")

    def _link(self, row: dict[Any, Any]) -> str:
        whole = pd.isna(row["target"])
        where = "the goal" if whole else f"target {row['target']} ({self.targets[row['target']]})"
        strength, _ = STRENGTHS[row["wording"]]
        return (
            f"*{capitalise(strength)}* {text(where)}: {text(row['what'])}{self.citing.note(row['sources'])}"
        )

    def _general(self, row: dict[Any, Any]) -> str:
        return f"{text(row['what'])} (no goal named){self.citing.note(row['sources'])}"


def _worded(wording: pd.Series) -> str:
    """Return how strongly the links are worded: how many in each way, or all in one."""
    strengths = dict(tally(wording))
    told = [(strengths[key], said) for key, (_, said) in STRENGTHS.items() if key in strengths]
    if len(told) == 1:
        every = {1: "", 2: "both "}.get(len(wording), "all ")
        return f", {every}worded as {told[0][1]}"
    (n, said), *others = told
    first = f"{n} {'is' if n == 1 else 'are'} worded as {said}"
    return f": {join([first, *(f'{n} as {said}' for n, said in others)])}"


def in_order(column: pd.Series) -> pd.Series:
    """Return keys that put target 17.5 before 17.14, and the targets by letter after those by number."""
    if column.name != "target":
        return column
    return column.map(_after_the_point, na_action="ignore")


def _after_the_point(target: str) -> str:
    """Return `05` for 17.5 and `b` for 17.b."""
    part = target.partition(".")[2]
    return part.zfill(2) if part.isdigit() else part


def _entries(rows: list[dict[Any, Any]], goal: object) -> str:
    """Return the titles of what was assigned to a goal, as Markdown."""
    return text("; ".join(str(row["title"]) for row in rows if goal in row["goals"]))
