"""What PAGE did, year by year: the timeline of milestones and their list."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.programme import foremost, stage, tally
from pagebook.analysis.words import capitalise, count, in_words, join, paragraph
from pagebook.figures import Figure, Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import LONG, bullets, directive
from pagebook.story.citing import Citing
from pagebook.story.dating import month_year
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap
from pagebook.story.timeline import timeline

__all__ = ["NOUNS", "Milestones", "busiest", "most_frequent"]

NOUNS = {
    "policy": "policy step",
    "plan": "planning step",
    "strategy": "step on strategy",
    "law": "legal step",
    "institution": "institutional step",
    "study": "study",
    "model": "modelling exercise",
    "training": "training activity",
    "forum": "forum or meeting",
    "finance": "finance step",
    "programme": "programme step",
    "other": "other step",
}
"""What one milestone of a type is called in a sentence."""

_PLURALS = {"strategy": "steps on strategy", "forum": "forums and meetings"}


def counted(kind: str, n: int) -> str:
    """Return a number of milestones of a type in words: `1 study`, `4 forums and meetings`."""
    return count(NOUNS[kind], n, _PLURALS.get(kind))


def busiest(years: pd.Series) -> str | None:
    """Name the one year or the two years with the most milestones; None where no year stands out."""
    counts = years.value_counts()
    peaks = sorted(int(year) for year in counts[counts == counts.max()].index)
    if counts.max() < 2 or len(peaks) >= min(3, len(counts)):
        return None
    if len(peaks) == 1:
        return f"The year with the most is {peaks[0]}, with {counts.max()}"
    return f"The years with the most are {join(peaks)}, with {counts.max()} each"


def most_frequent(kinds: pd.Series) -> str | None:
    """Name up to three types with the most milestones; None where there is one type, or none stands out."""
    found = foremost(tally(kinds))
    if kinds.nunique() < 2 or not found:
        return None
    named = join(f"{kind} ({n})" for kind, n in found)
    return f"The most frequent {'type is' if len(found) == 1 else 'types are'} {named}"


class Milestones:
    """The milestones on record for one country."""

    topic = "Milestones"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        rows = facts.milestones.assign(stage=facts.milestones["status"].map(stage))
        self.rows = rows.sort_values(["year", "month", "milestone"], ignore_index=True)
        self.name, self.citing = str(facts.country["name_in_text"]), citing
        self.joined = facts.country.get("joined_year")

    @property
    def dated(self) -> pd.DataFrame:
        """The milestones that the chart can place: a year is known, and it is not a far target."""
        return self.rows[self.rows["year"].notna() & (self.rows["status"] != "target")]

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        return {"milestones": not self.rows.empty, "timeline": len(self.dated) > 1}

    def gaps(self) -> list[Gap]:
        """Return the milestones without a year."""
        n = int(self.rows["year"].isna().sum())
        if not n:
            return []
        return [Gap(self.topic, f"the year of {count('milestone', n)}", "the source gives none")]

    def finding(self) -> str:
        """Return in words what the timeline shows."""
        dated = self.dated
        first, last = int(dated["year"].min()), int(dated["year"].max())
        when = f"between {first} and {last}" if first != last else f"in {first}"
        done = int((dated["stage"] == "done").sum())
        share = "all" if done == len(dated) else str(done) if done else "none"
        return paragraph(
            [
                f"{self.name} has {count('milestone', len(dated))} on record {when}, {share} of them done",
                most_frequent(dated["type"]),
                busiest(dated["year"]),
            ]
        )

    def earlier(self) -> str | None:
        """Say how many milestones are older than the country's part in PAGE; None when there are none."""
        n = 0 if self.joined is None else int((self.dated["year"] < self.joined).sum())
        if not n:
            return None
        told = "milestone dates" if n == 1 else "milestones date"
        return f"{capitalise(in_words(n))} {told} from before the country joined"

    def summary(self) -> Prose:
        """Return what the timeline shows, as prose; empty when no milestone has a place on it."""
        if self.dated.empty:
            return Prose()
        undated, targets = int(self.rows["year"].isna().sum()), len(self.rows) - len(self.dated)
        more = [
            count("milestone without a year", undated, "milestones without a year") if undated else "",
            count("target", targets - undated) if targets > undated else "",
        ]
        told = join(part for part in more if part)
        listed = f"The list also has {told}" if told else None
        return Prose(text(paragraph([self.finding(), self.earlier(), listed])))

    def chart(self) -> Figure | Prose:
        """Return the timeline by year and type, with what is done told apart; empty prose for none."""
        if self.dated.empty:
            return Prose()
        return timeline(self.dated, self.name, self.finding(), self.citing)

    def listing(self) -> Prose:
        """Return every milestone with its source, by year, folded when there are many."""
        blocks = []
        for year in self.rows["year"].drop_duplicates():
            same = self.rows["year"].isna() if pd.isna(year) else self.rows["year"] == year
            items = [milestone_item(row, self.citing) for row in self.rows[same].to_dict("records")]
            blocks.append(f"**{'Year not stated' if pd.isna(year) else int(year)}**\n\n{bullets(items)}")
        body = "\n\n".join(blocks)
        if len(self.rows) <= LONG:
            return Prose(body)
        return Prose(directive("dropdown", f"All {len(self.rows)} milestones with their sources", body))


def milestone_item(row: dict[Any, Any], citing: Citing, *, dated: bool = False) -> str:
    """Return a milestone as an item of a list: title, month, type, status, part of the country, sources.

    Args:
        row: A row of `milestones`.
        citing: Knows the sources of the page.
        dated: Whether the item names its year, as it must where the list is not in parts by year.
    """
    month = month_year(row["year"], row["month"])
    if not dated:
        month = "" if pd.isna(row["month"]) else month.split()[0]
    status = "" if stage(row["status"]) == "done" else row["status"]
    labels = [month, row["type"], status, row["subnational"]]
    told = ", ".join(text(label) for label in labels if label and not pd.isna(label))
    note = "" if pd.isna(row["note"]) else f" {text(row['note'])}"
    return f"{text(row['title'])} *({told})*.{note}{citing.note(row['sources'])}"
