"""In brief: what a reader learns in a minute, in sentences computed from the rows.

A sentence whose value is missing is not written; what is missing stands in the list of gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pagebook.analysis.people import People
from pagebook.analysis.programme import tally
from pagebook.analysis.words import capitalise, count, join, paragraph
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.facts import Facts
from pagebook.story.milestones import counted
from pagebook.story.opening import Headline, approximate

__all__ = ["Brief", "Doubts"]

# What counts as having come of the work, strongest first; plans only where there is nothing else.
_ADOPTED = {
    ("law", "policy", "strategy"): ("step in law, policy or strategy", "steps in law, policy and strategy"),
    ("plan",): ("step in planning", "steps in planning"),
}
_ARTICLES = {"ILO": "the ILO"}


@dataclass(frozen=True)
class Doubts:
    """How many documents and web pages a page uses, and its numbers of contradictions and gaps."""

    sources: int
    conflicts: int
    gaps: int


class Brief:
    """The sentences of one country's summary.

    Args:
        facts: The country's rows.
        milestones: The milestones with their stage, in order of time.
        people: The people at its events, if any number is known.
        numbers: The latest observations of the headline indicators.
        doubts: How sure the page is.
    """

    def __init__(
        self,
        facts: Facts,
        milestones: pd.DataFrame,
        people: People | None,
        numbers: Mapping[str, Headline],
        doubts: Doubts,
    ) -> None:
        self.facts, self.milestones, self.people = facts, milestones, people
        self.numbers, self.doubts = numbers, doubts
        self.name = str(facts.country["name_in_text"])

    def prose(self) -> Prose:
        """Return the summary in two paragraphs: what was done, and where that leaves the reader."""
        done = [self.joined(), self.standing_in_programme(), self.did(), self.met()]
        came = [*self.achieved(), self.adopted(), self.modelled(), self.country_now(), self.sure()]
        return Prose("\n\n".join(text(paragraph(part)) for part in (done, came) if any(part)))

    def beside_narrative(self) -> Prose:
        """Return what neither a narrative nor the cards above it tell: how sure the page is."""
        return Prose(text(paragraph((self.sure(),))))

    def joined(self) -> str | None:
        """Say when the country joined, through which part of it, and who leads."""
        row = self.facts.country
        year, agency = row.get("joined_year"), row.get("lead_agency")
        lead = _ARTICLES.get(str(agency), agency)
        if year is None:
            return f"The lead agency in {self.name} is {lead}" if lead else None
        parts = self.facts.engagements
        through = parts.loc[parts["joined_year"] == year, "subnational"].dropna()
        where = f" through {join(through)}" if len(through) else ""
        return f"{self.name} joined PAGE in {year}{where}" + (f"; its lead agency is {lead}" if lead else "")

    def standing_in_programme(self) -> str | None:
        """Say where the country stands in the programme, in the words of its row."""
        note = self.facts.country.get("status_note")
        return str(note) if note else None

    def did(self) -> str | None:
        """Say how many milestones there are, over which years and of which types."""
        done = self.milestones[self.milestones["stage"] == "done"]
        if done.empty:
            return None
        dated = done["year"].dropna()
        first, last = (int(dated.min()), int(dated.max())) if len(dated) else (None, None)
        # Where some carry no year, the span must not claim them.
        span = f"between {first} and {last}" if first != last else f"in {first}"
        within = "" if len(dated) == len(done) else f", {len(dated)} of them {span}"
        when = capitalise(span) + " the" if first and not within else "The"
        kinds = [counted(kind, n) for kind, n in tally(done["type"])[:3] if n > 1]
        among = f", among them {join(kinds)}" if kinds else ""
        many = count("milestone", len(done))
        return f"{when} public record shows {many} reached{within if first else ''}{among}"

    def met(self) -> str | None:
        """Say how many events were held and how many people came, as far as sources say."""
        held = int((self.facts.events["status"] == "held").sum())
        if not held:
            return None
        if self.people is None:
            return f"It counts {count('event', held)} held; no source says how many people came"
        size = approximate(self.people.qualifier, count("person", self.people.total, "people"))
        if self.people.events == held:
            return f"It counts {count('event', held)} held, with {size}"
        if self.people.events == 1:
            return f"It counts {count('event', held)} held; for one of them a source gives a number: {size}"
        counted = f"for {self.people.events} of them sources give numbers: {size} in all"
        return f"It counts {count('event', held)} held; {counted}"

    def achieved(self) -> list[str]:
        """Say what the latest yearly report states, one sentence of the report's summary an outcome."""
        rows = self.facts.achievements
        if rows.empty:
            return []
        latest = int(rows["year"].max())
        rows = rows[rows["year"] == latest].sort_values("outcome")
        outcomes = [str(outcome) for outcome in rows["outcome"]]
        noun = "outcome" if len(outcomes) == 1 else "outcomes"
        titles = dict(zip(self.facts.outcomes["outcome"], self.facts.outcomes["title"], strict=True))
        named = f", “{titles[rows['outcome'].iloc[0]]}”" if len(outcomes) == 1 else ""
        lead = f"The yearly report of the ILO for {latest} gives results under {noun} {join(outcomes)}{named}"
        return [lead, *(str(cell) for cell in rows["summary"].head(2))]

    def adopted(self) -> str | None:
        """Name the latest laws, policies, strategies and plans that the record counts as done."""
        done = self.milestones[(self.milestones["stage"] == "done") & self.milestones["year"].notna()]
        for kinds, (one, many) in _ADOPTED.items():
            most = 3 if self.facts.achievements.empty else 2
            named = [
                f"“{row['title']}” ({row['year']})"
                for row in done[done["type"].isin(kinds)].tail(most).to_dict("records")
            ]
            if named:
                told = f"{one} on record is" if len(named) == 1 else f"{many} on record are"
                return f"The latest {told} {join(named)}"
        return None

    def modelled(self) -> str | None:
        """Name the models and tools that are or were in use, unless much else is told."""
        if len(self.facts.achievements) > 1:
            return None
        used = self.facts.model_use[self.facts.model_use["stage"].isin(("used", "in use"))]
        models = self.facts.models.set_index("model")["name"]
        names = [models[key] for key in used["model"]]
        if not names:
            return None
        named = f", among them {join(names[:3])}" if len(names) > 3 else f": {join(names)}"
        many = "one model or tool" if len(names) == 1 else f"{len(names)} models or tools"
        return f"The record names {many} as used{named}"

    def country_now(self) -> str | None:
        """Say how much CO₂ the country emits per person and how green its electricity is."""
        co2, electricity = self.numbers.get("co2_per_capita"), self.numbers.get("elec_share_renewables")
        parts = {
            f"emitted {co2.value} of CO₂ per person" if co2 else "": co2 and co2.year,
            f"took {electricity.value} of its electricity from renewables" if electricity else "": electricity
            and electricity.year,
        }
        told = {part: year for part, year in parts.items() if part}
        if not told:
            return None
        if len(set(told.values())) == 1:
            return f"In {next(iter(told.values()))}, {self.name} {join(told)}"
        return f"{capitalise(self.name)} {join(f'{part} in {year}' for part, year in told.items())}"

    def sure(self) -> str:
        """Say what the page rests on and how much of it is open."""
        rests = count("document or web page", self.doubts.sources, "documents and web pages")
        parts = [
            f"rests on {rests} beside statistics",
            f"shows {count('point', self.doubts.conflicts)} where sources disagree"
            if self.doubts.conflicts
            else "",
            f"lists {count('gap', self.doubts.gaps)}" if self.doubts.gaps else "",
        ]
        return f"This account {join(part for part in parts if part)}"
