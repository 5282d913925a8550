"""The chapter on progress: the index and how sure it is, the places, the stocks, what other choices do."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from pagebook.analysis.progress import DASHBOARD, INDEX, widths
from pagebook.analysis.words import count, in_words, join
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.levers import WeightLevers
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.partners import Partners
from pagebook.story.progress_charts import choices_figure, combined_figure, places_figure, ranks_figure
from pagebook.story.progress_findings import share, widths_finding
from pagebook.story.progress_levers import weight_levers
from pagebook.story.progress_reader import LABEL, Progress
from pagebook.story.progress_tables import missing_table, overview_table, ratings_table, statistics_table
from pagebook.story.progress_users import about, unknown, users

__all__ = ["ProgressPage"]


class ProgressPage(Chapter):
    """The chapter *Progress*."""

    @cached_property
    def progress(self) -> Progress:
        """What is measured, as published."""
        return Progress(self.tables)

    @cached_property
    def partners(self) -> Partners:
        """Names of the partner countries, and links to their pages."""
        return Partners(self.tables)

    def substitutions(self) -> dict[str, str]:
        """Return what the chapter's prose names."""
        progress, version = self.progress, self.progress.design.version
        ranks = progress.ranks.dropna(subset=["rank"])
        first, last = ranks.iloc[0], ranks.iloc[-1]
        served = len(progress.design.chosen(INDEX)), len(progress.design.chosen(DASHBOARD))
        named = progress.design.places["named"] & (progress.design.places["part"] == INDEX)
        parts = progress.design.places["part"].value_counts()
        return {
            "label": text(LABEL.removesuffix(".")),
            "first": text(self.partners.in_text(first["area"])),
            "first_index": text(share(first["index"])),
            "last": text(self.partners.in_text(last["area"])),
            "last_index": text(share(last["index"])),
            "base_year": str(version.base_year),
            "end_year": str(version.end_year),
            "target_year": str(version.target_year),
            "n_index": str(parts[INDEX]),
            "n_dashboard": in_words(parts[DASHBOARD]),
            "n_served": str(served[0]),
            "n_stocks": in_words(served[1]),
            "n_named": in_words(int(named.sum())),
            "n_draws": f"{version.draws:,}",
            "n_other": in_words(len(self._versions) - 1),
            "n_countries": count("country", len(ranks)),
            "absent": text(join(map(progress.name, progress.without_series(INDEX))).lower()),
            "absent_stocks": text(join(map(progress.name, progress.without_series(DASHBOARD))).lower()),
        }

    def about(self) -> Prose:
        """Return what public sources tell of the framework."""
        return about(self.tables)

    def unknown(self) -> Prose:
        """Return what public sources do not tell, and what this book puts in its place."""
        return unknown(self.tables)

    def users(self) -> Prose:
        """Return who uses the framework, as the record tells."""
        return users(self.tables, self.partners)

    def ranks(self) -> Figure:
        """Return the ranks with their intervals."""
        return ranks_figure(self.progress, self.partners)

    def ranks_summary(self) -> Prose:
        """Return what the ranks show, as prose."""
        return Prose(text(self.ranks().finding))

    def widths(self) -> Prose:
        """Return which of the choices the order of countries depends on most."""
        return Prose(text(widths_finding(widths(self.progress.values, self.progress.design))))

    def levers(self) -> WeightLevers:
        """Return the levers with which a reader weighs the places of the index anew."""
        beside = "in the figure above and in its data table"
        return weight_levers(self.progress, self.partners, beside=beside)

    def places(self) -> Figure:
        """Return the ratings by country and place of the index."""
        return self._places

    def places_summary(self) -> Prose:
        """Return what the ratings show, as prose."""
        return Prose(text(self.places().finding))

    def ratings(self) -> Table:
        """Return the rule of each rating in words."""
        return ratings_table(self.progress)

    def stocks(self) -> Figure:
        """Return the ratings by country and place of the dashboard."""
        return self._stocks

    def stocks_summary(self) -> Prose:
        """Return what the dashboard shows, as prose."""
        return Prose(text(self.stocks().finding))

    def combined(self) -> Figure:
        """Return index and dashboard side by side."""
        return combined_figure(self.progress, self.partners)

    def combined_summary(self) -> Prose:
        """Return what index and dashboard show together, as prose."""
        return Prose(text(self.combined().finding))

    def overview(self) -> Table:
        """Return index, rank, interval, dashboard and reading of every country."""
        return overview_table(self.progress, self.partners)

    def missing(self) -> Table:
        """Return the places that are not known, and for which countries."""
        return missing_table(self.progress, self.partners)

    def choices(self) -> Figure:
        """Return the ranks under each way of computing."""
        return choices_figure(self._choices, self._titles)

    def choices_summary(self) -> Prose:
        """Return what the other choices do, as prose."""
        return Prose(text(self.choices().finding))

    def choices_told(self) -> Prose:
        """Return what each other way of computing changes, with its source where it has one."""
        rows = self._versions.iloc[1:]
        citing = self.citing(rows)
        return Prose(
            bullets(
                f"**{text(row['title'])}:** {text(row['note'])}{citing.note(row['sources'])}"
                for row in rows.to_dict("records")
            )
        )

    def statistics(self) -> Table:
        """Return where the numbers are from, indicator by indicator."""
        return statistics_table(self.progress)

    # The prose tells what a figure finds, so that each is asked for twice.
    @cached_property
    def _places(self) -> Figure:
        return places_figure(self.progress, self.partners)

    @cached_property
    def _stocks(self) -> Figure:
        return places_figure(self.progress, self.partners, DASHBOARD)

    @cached_property
    def _versions(self) -> pd.DataFrame:
        """The ways of computing, that of the pages first."""
        rows = self.tables.select("progress_versions")
        return rows.sort_values("standing", ascending=False, kind="stable", ignore_index=True)

    @property
    def _titles(self) -> dict[str, str]:
        return dict(zip(self._versions["version"], self._versions["title"], strict=True))

    @cached_property
    def _choices(self) -> pd.DataFrame:
        """The ranks of the countries by version, in the order of the published ones."""
        found = {}
        for version in self._versions["version"]:
            rows = Progress(self.tables, version).index.set_index("area")["index"]
            found[version] = rows.rank(ascending=False, method="min")
        frame = pd.DataFrame(found).rename_axis("area").reset_index()
        frame = frame.assign(
            label=frame["area"].map(self.partners.name), in_text=frame["area"].map(self.partners.in_text)
        )
        return frame.sort_values([self._versions["version"][0], "label"], ignore_index=True)
