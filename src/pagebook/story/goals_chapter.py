"""The chapter on the Sustainable Development Goals: what sources say, and apart what editors suggest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import capitalise, count, join, paragraph, plural
from pagebook.data import Tables
from pagebook.figures import Figure, Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, card, directive, grid
from pagebook.story.chapter import Chapter
from pagebook.story.goals import STRENGTHS, in_order
from pagebook.story.goals_chart import goal_grid, link_chart
from pagebook.story.partners import Partners

__all__ = ["GoalsPage"]


_COLUMNS = {
    "goal": "Goal",
    "target": "Target",
    "country": "Country",
    "strength": "Wording",
    "wording_in_source": "Word in the source",
    "what": "What",
    "source": "Source",
    "address": "Address of the source",
}


class GoalsPage(Chapter):
    """Goals and targets that the work serves, by country and strength of wording.

    Args:
        tables: The data package; by default that of the book that holds the working folder.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        read = self.tables.select
        goals = read("sdg_goals")
        self.titles = dict(zip(goals["goal"].astype(int), goals["title"], strict=True))
        self.colours = dict(zip(goals["goal"].astype(int), goals["colour"], strict=True))
        links = read("sdg_links")
        self.partners = Partners(self.tables)
        self.links = links.dropna(subset=["goal"]).astype({"goal": int})
        self.general = links[links["goal"].isna()]
        targets = read("sdg_targets", target=set(links["target"].dropna()))
        self.targets = dict(zip(targets["target"], targets["label"], strict=True))
        self.stated = pd.concat([_by_goal(read(name), "sdg_goals") for name in ("milestones", "events")])
        self.suggested = _by_goal(read("sdg_suggestions"), "goals")
        self._citing = self.citing(links, self.stated, self.suggested)

    def substitutions(self) -> dict[str, str]:
        """Return the numbers that the chapter's prose names, written out."""
        return {
            "n_links": str(len(self.links)),
            "n_goals": str(self.links["goal"].nunique()),
            "n_all_goals": str(len(self.titles)),
            "with_links": text(join(map(self.partners.name, self.partners.order(self.links["area"])))),
        }

    def finding(self) -> str:
        """Return in words how many links there are, to which goals, for which countries, and how strong."""
        areas = self.partners.order(self.links["area"])
        worded = [
            f"{n} {'say' if n > 1 else 'says'} “{STRENGTHS[key][0]}”"
            for key, n in tally(self.links["wording"])
        ]
        by_goal = self.links["goal"].value_counts()
        most = int(str(by_goal.idxmax()))
        n = self.links["goal"].nunique()
        return paragraph(
            [
                f"Sources link the work to {count('goal', n)} in {count('link', len(self.links))}, "
                f"for {join(map(self.partners.name, areas))}",
                f"Of the links, {join(worded)}",
                f"Goal {most}, {self.titles[most]}, has the most: {by_goal.max()}",
                f"For the other {len(self.partners.codes) - len(areas)} partner countries no source "
                "consulted names a goal in this way",
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return a row for each goal and country, with a mark for each link."""
        rows = self._sorted()
        named = rows.assign(
            row=[
                f"{row['goal']} {self.titles[row['goal']]}: {self.partners.name(row['area'])}"
                for row in rows.to_dict("records")
            ],
            country=rows["area"].map(self.partners.name),
            strength=rows["wording"],
            colour=rows["goal"].map(self.colours),
            short=rows["target"].fillna("goal"),
        )
        named["place"] = named.groupby("row").cumcount() + 1
        table = self._citing.beside(named)
        told = {"row": "Goal", "short": "Target", "words": "Wording", "what": "What", "source": "Source"}
        return Figure(
            name="goals-by-country",
            title="Links from the work to goals and targets, as sources word them",
            caption="One mark for each link; below it stands the target, or “goal” where the source names "
            "the goal as a whole. The shape tells how the source words the link. The colours are those of "
            "the goals.",
            finding=self.finding(),
            chart=link_chart(named.assign(source=table["source"]), told),
            table=table,
            columns=_COLUMNS,
            sources=self._citing.credits(rows["sources"]),
        )

    def cards(self) -> Prose:
        """Return a card for each goal with its links, then what names no goal."""
        rows = self._sorted()
        cards = [
            card(
                f"Goal {goal}: {text(self.titles[int(str(goal))])}",
                bullets(self._link(row) for row in same.to_dict("records")),
                f"goal pb-goal-{goal}",
            )
            for goal, same in rows.groupby("goal", sort=True)
        ]
        return Prose(directive("dropdown", f"All {len(rows)} links with their sources", grid("1", cards)))

    def generals(self) -> Prose:
        """Return the remarks that name no goal."""
        return Prose(
            bullets(
                f"{self.partners.link(row['area'])}: {text(row['what'])}{self._citing.note(row['sources'])}"
                for row in self.general.to_dict("records")
            )
        )

    def stated_finding(self) -> str:
        """Return in words for which milestones and events the sources name goals."""
        return self._count_finding(
            self.stated, "The sources name goals beside {}", "milestone or event", "milestones and events"
        )

    def stated_summary(self) -> Prose:
        """Return the finding on stated goals as prose."""
        return Prose(text(self.stated_finding()))

    def stated_chart(self) -> Figure:
        """Return how many milestones and events carry each goal in the source, by country."""
        return self._grid(
            self.stated,
            "goals-of-milestones-and-events",
            "Goals that sources name beside milestones and events",
            "Number of milestones and events beside which the source names the goal, without saying how the "
            "work serves it. An empty cell means that no source consulted names the goal; it does not mean "
            "that the work does not serve it.",
            self.stated_finding(),
        )

    def suggested_finding(self) -> str:
        """Return in words what the editors suggest."""
        return self._count_finding(
            self.suggested, "The editors of this book see goals in {}", "milestone", "milestones"
        )

    def suggested_summary(self) -> Prose:
        """Return the finding on suggestions as prose, labelled as the editors' own."""
        told = "A classification by this book’s editors, not by PAGE and not by its sources."
        return Prose(f"**{text(told)}** {text(self.suggested_finding())}")

    def suggested_chart(self) -> Figure:
        """Return how many milestones the editors assign to each goal, by country."""
        return self._grid(
            self.suggested,
            "goals-suggested-by-the-editors",
            "Goals suggested by this book’s editors, not by PAGE",
            "Number of milestones that, in the view of this book’s editors, fit the goal; one milestone may "
            "fit several. The sources do not say so. They stand in the table for the milestones alone.",
            self.suggested_finding(),
        )

    def _count_finding(self, rows: pd.DataFrame, lead: str, noun: str, nouns: str) -> str:
        n = len(rows[["area", "title"]].drop_duplicates())
        top = join(
            f"goal {goal}, {self.titles[int(goal)]} ({times})" for goal, times in tally(rows["goal"])[:3]
        )
        areas = rows["area"].nunique()
        return paragraph(
            [
                f"{lead.format(count(noun, n, nouns))} in {areas} {plural('country', areas)}",
                f"The most frequent are {top}",
            ]
        )

    def _grid(self, rows: pd.DataFrame, name: str, title: str, caption: str, finding: str) -> Figure:
        named = self._citing.beside(rows.assign(row=rows["area"].map(self.partners.name)))
        counts = named.groupby(["row", "goal"]).size().rename("n").reset_index()
        counts["named"] = [f"{goal} {self.titles[goal]}" for goal in counts["goal"]]
        order = list(map(self.partners.name, self.partners.order(rows["area"])))
        told = {"row": "Country", "named": "Goal", "n": "Number"}
        return Figure(
            name=name,
            title=title,
            caption=caption,
            finding=finding,
            chart=goal_grid(counts, order, self.colours, told),
            table=named.sort_values(["row", "goal", "title"], ignore_index=True),
            columns={
                "row": "Country",
                "goal": "Goal",
                "title": "What",
                "source": "Source",
                "address": "Address of the source",
            },
        )

    def _sorted(self) -> pd.DataFrame:
        rank = {area: n for n, area in enumerate(self.partners.order(self.links["area"]))}
        rows = self.links.assign(rank=self.links["area"].map(rank))
        return rows.sort_values(["goal", "rank", "target", "link"], key=in_order, ignore_index=True)

    def _link(self, row: dict[Any, Any]) -> str:
        whole = pd.isna(row["target"])
        where = "the goal" if whole else f"target {row['target']} ({self.targets[row['target']]})"
        strength = capitalise(STRENGTHS[row["wording"]][0])
        return (
            f"{self.partners.link(row['area'])}: *{strength}* {text(where)}: {text(row['what'])}"
            f"{self._citing.note(row['sources'])}"
        )


def _by_goal(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one row for each goal of each row: `area`, `title`, `goal`, `sources`."""
    long = rows[["area", "title", column, "sources"]].explode(column).dropna(subset=[column])
    return long.rename(columns={column: "goal"}).astype({"goal": int}).reset_index(drop=True)
