"""The page on how progress is computed: its numbers, targets, places, ways of computing and references."""

from __future__ import annotations

from functools import cached_property

from pagebook.analysis.progress.indexing import MISSING_RULES, WEIGHT_RULES
from pagebook.analysis.progress.targets import RULES
from pagebook.analysis.words import number, percent
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.progress_reader import LABEL, Progress
from pagebook.story.progress_tables import places_table, ratings_table, versions_table
from pagebook.story.progress_targets import targets_table

__all__ = ["ProgressMethodPage"]

_REFERENCES = ("oecd-jrc-2008", "saisana-2005", "sdsn-method-2018", "sen-1968")
"""What the method leans on, beside the sources of targets."""


class ProgressMethodPage(Chapter):
    """The chapter *How progress is computed*."""

    @cached_property
    def progress(self) -> Progress:
        """What is measured, as published."""
        return Progress(self.tables)

    def substitutions(self) -> dict[str, str]:
        """Return the parameters that the prose names, as the table of versions has them."""
        version = self.progress.design.version
        return {
            "label": text(LABEL.removesuffix(".")),
            "base_year": str(version.base_year),
            "base_slack": str(version.base_slack),
            "end_year": str(version.end_year),
            "end_slack": str(version.end_slack),
            "least_years": str(version.least_years),
            "target_year": str(version.target_year),
            "lowest": text(number(version.lowest)),
            "near": text(percent(100 * version.near)),
            "steady": text(percent(100 * version.steady)),
            "least_known": str(version.least_known),
            "least_distance": text(number(version.least_distance)),
            "spread": text(number(version.spread)),
            "draws": f"{version.draws:,}",
            "seed": str(version.seed),
            "kept": text(percent(100 * (version.high - version.low))),
        }

    def rules(self) -> Prose:
        """Return the rules of targets, of weights and for what is missing, in words."""
        groups = (("Targets", RULES), ("Weights", WEIGHT_RULES), ("What is missing", MISSING_RULES))
        return Prose(
            "\n\n".join(
                f"**{name}**\n\n" + bullets(f"*{text(rule)}*: {text(words)}" for rule, words in rules.items())
                for name, rules in groups
            )
        )

    def places(self) -> Table:
        """Return the places of the framework and the series that stand for them."""
        return places_table(self.progress, self.citing(self.progress.design.places))

    def targets(self) -> Table:
        """Return every target."""
        return targets_table(self.progress, self.citing(self.progress.design.targets))

    def ratings(self) -> Table:
        """Return the rule of each rating in words."""
        return ratings_table(self.progress)

    def versions(self) -> Table:
        """Return the ways of computing."""
        rows = self.tables.select("progress_versions")
        return versions_table(rows.sort_values("standing", ascending=False, kind="stable"))

    def references(self) -> Prose:
        """Return the references of the method and of the targets."""
        cited = {one for cell in self.progress.design.targets["sources"] for one in cell}
        rows = self.tables.select("sources", source=sorted({*cited, *_REFERENCES}))
        rows = rows.sort_values("citation")
        return Prose(bullets(_reference(row) for row in rows.to_dict("records")))


def _reference(row: dict[object, object]) -> str:
    return f"{text(row['citation'])} <{row['url']}>"
