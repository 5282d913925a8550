"""The chapter on the programme as a whole: outcomes, milestones, results, money, institutions, silence."""

from __future__ import annotations

from pagebook.analysis.words import count
from pagebook.data import Tables
from pagebook.story.chapter import Chapter
from pagebook.story.partners import WORLD, Partners
from pagebook.story.programme_bodies import Bodies
from pagebook.story.programme_funding import Funding
from pagebook.story.programme_milestones import MilestoneYears
from pagebook.story.programme_outcomes import OutcomeGrid
from pagebook.story.programme_results import Results
from pagebook.story.programme_silence import Silence
from pagebook.story.programme_sums import Sums

__all__ = ["ProgrammePage"]


class ProgrammePage(Chapter):
    """The programme as a whole; each part is an attribute that gives prose, figures and tables.

    Args:
        tables: The data package; by default that of the book that holds the working folder.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        read = self.tables.select
        coverage, milestones, results = read("coverage"), read("milestones"), read("results")
        funding, institutions, framework = read("funding"), read("institutions"), read("framework")
        disagreements = read("contradictions", area=WORLD)
        partners = Partners(self.tables)
        years = [] if coverage.empty else [int(coverage["year"].max())]
        citing = self.citing(
            *(coverage, milestones, results, funding, institutions, framework, disagreements),
            *(partners.rows, read("outcomes"), read("achievements", year=years)),
        )
        areas = read("areas", area=set(institutions["area"]))
        self.outcomes = OutcomeGrid(self.tables, partners, coverage, citing)
        self.milestones = MilestoneYears(milestones, citing)
        self.results = Results(self.tables, results, citing)
        self.sums = Sums(self.results.sums, citing)
        self.funding = Funding(funding, results, citing)
        self.bodies = Bodies(institutions, areas, partners, citing)
        self.silence = Silence(framework, disagreements, citing)

    def substitutions(self) -> dict[str, str]:
        """Return the numbers that the chapter's prose names, written out."""
        first, last = self.results.span
        return {
            "reports": self.outcomes.told(),
            "n_milestones": f"{len(self.milestones.rows):,}",
            "n_open_sums": str(len(self.sums.open)),
            "n_sums": str(len(self.sums.sums)),
            "amounts": count("amount", len(self.funding.rows)),
            "results_from": str(first),
            "results_to": str(last),
        }
