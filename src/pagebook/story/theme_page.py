"""One theme through all countries: results, milestones, events, publications, reported figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, ClassVar

import pandas as pd

from pagebook.analysis.programme import stage, tally
from pagebook.analysis.themes import CIRCULAR, ENERGY, Theme
from pagebook.analysis.words import count, join, paragraph, years
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.backing import Backing
from pagebook.story.blocks import bullets, directive, quoted
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.events import event_item
from pagebook.story.library import publication_item
from pagebook.story.milestones import milestone_item
from pagebook.story.outlook import Outlook
from pagebook.story.partners import WORLD, Partners
from pagebook.story.reported import telling
from pagebook.story.studies import Studies
from pagebook.story.timeline import TIMELINE_COLUMNS, timeline_chart

__all__ = ["CircularPage", "EnergyPage", "ThemePage"]

# The lists of a country, in the order in which they stand: title of a row, how many rows there are.
_LISTS: dict[str, tuple[str, Callable[[dict[Any, Any], Citing], str]]] = {
    "milestones": ("milestone", lambda row, citing: milestone_item(row, citing, dated=True)),
    "events": ("event", event_item),
    "publications": ("publication", publication_item),
}


class ThemePage(Chapter):
    """What the record says of a theme; a class below names the theme."""

    theme: ClassVar[Theme]

    @cached_property
    def rows(self) -> dict[str, pd.DataFrame]:
        """The rows of the theme by table, chosen as `rule` says."""
        select, theme = self.tables.select, self.theme
        events = select("events")
        named = theme.of(events, "title")
        within = events["event"].isin(set(named["event"])) | events["parent"].isin(set(named["event"]))
        figures = select("reported_figures")
        milestones = theme.of(select("milestones"), "title")
        return {
            "achievements": theme.declaring(select("achievements")),
            "milestones": milestones.assign(
                stage=milestones["status"].map(stage),
                country=[self.partners.name(area) for area in milestones["area"]],
            ).sort_values(["year", "month", "milestone"]),
            "events": events[within].sort_values(["start", "event"]),
            "publications": theme.of(select("publications"), "title", "alt_title").sort_values(
                ["year", "title"]
            ),
            "figures": theme.of(telling(figures[figures["about"] == "world"]), "measure", "scenario"),
        }

    @cached_property
    def partners(self) -> Partners:
        """Names of the partner countries, and links to their pages."""
        return Partners(self.tables)

    @cached_property
    def cited(self) -> Citing:
        """Writes the citations of all rows of the theme."""
        return self.citing(*self.rows.values(), self.backing.methods)

    @cached_property
    def backing(self) -> Backing:
        """What stands behind the theme's projections."""
        return Backing.read(self.tables, set(self.rows["figures"]["figure"]))

    @cached_property
    def outlook(self) -> Outlook:
        """The reported figures of the theme."""
        return Outlook(self.rows["figures"], self.partners, self.cited, self.backing)

    def substitutions(self) -> dict[str, str]:
        """Return the counts that the chapter's prose names, and the rule of selection."""
        rows = self.rows
        areas = {area for frame in rows.values() for area in frame["area"]} - {WORLD}
        held = rows["events"]["status"] == "held"
        return {
            "n_countries": count("country", len(areas)),
            "n_results": count("result", len(rows["achievements"])),
            "n_milestones": count("milestone", len(rows["milestones"])),
            "n_events": count("event", len(rows["events"])),
            "n_held": str(int(held.sum())),
            "n_publications": count("publication", len(rows["publications"])),
            "n_ahead": str(len(self.outlook.ahead)),
            "n_seen": str(len(self.outlook.seen)),
            "most": self._most(tally(area for area in rows["milestones"]["area"] if area != WORLD)[:3]),
            "rule": text(self._rule()),
        }

    def _most(self, ranked: Iterable[tuple[str, int]]) -> str:
        return join(f"{self.partners.link(area)} ({n})" for area, n in ranked)

    def _rule(self) -> str:
        """Return in words how rows are chosen."""
        declared = join(map(quoted, sorted(self.theme.declared)), "or")
        terms = join(map(quoted, self.theme.shown_terms()), "or")
        besides = join(map(quoted, self.theme.besides), "and")
        return paragraph(
            [
                f"A result by outcome belongs here when the book’s data mark it with the theme {declared}",
                f"Milestones, events and publications declare no themes: they belong here when their title "
                f"has {terms}, an event also when the event that it is part of does",
                "A reported figure belongs here when what it measures or its scenario has such a word",
                f"The names {besides} do not count" if besides else None,
                "Work that is described in other words is missed",
            ]
        )

    def timeline(self) -> Figure:
        """Return the milestones of the theme by country and year, what is done told apart."""
        dated = self._dated
        order = self.partners.order(dated["area"])
        return Figure(
            name="milestones",
            title=f"Milestones on {self.theme.name}, by country and year",
            caption="Milestones on record whose title names the theme, as far as sources give a year; the "
            "larger the mark, the more milestones. No mark means that no source names one. Each milestone "
            "stands with its source in the lists by country.",
            finding=self._finding(dated),
            chart=timeline_chart(dated, "country", [self.partners.name(area) for area in order]),
            table=self.cited.beside(dated).reset_index(drop=True),
            columns={"country": "Country", **TIMELINE_COLUMNS},
            sources=self.cited.credits(dated["sources"]),
        )

    @property
    def _dated(self) -> pd.DataFrame:
        rows = self.rows["milestones"]
        return rows[rows["year"].notna() & (rows["status"] != "target")]

    def _finding(self, dated: pd.DataFrame) -> str:
        by_country, by_year = tally(dated["country"]), tally(dated["year"])
        stages = [(name, int((dated["stage"] == name).sum())) for name in ("under way", "planned")]
        open_ = [f"{n} {name}" for name, n in stages if n]
        undated = int(self.rows["milestones"]["year"].isna().sum())
        done = int((dated["stage"] == "done").sum())
        span = years(int(dated["year"].min()), int(dated["year"].max()))
        return paragraph(
            [
                f"{count('milestone', len(dated))} fall in {span}: {join([f'{done} done', *open_])}",
                f"{by_country[0][0]} has the most ({by_country[0][1]})",
                f"The fullest year is {by_year[0][0]}, with {by_year[0][1]}",
                f"The chart leaves out {count('milestone', undated)} without a year" if undated else None,
            ]
        )

    def timeline_summary(self) -> Prose:
        """Return what the timeline shows, as prose."""
        return Prose(text(self._finding(self._dated)))

    def results(self) -> Prose:
        """Return the results that declare the theme, a line each, by country."""
        rows = self.rows["achievements"]
        order = self.partners.order(rows["area"])
        ranked = rows.assign(place=rows["area"].map(order.index)).sort_values(["place", "year", "outcome"])
        return Prose(bullets(self._result(row) for row in ranked.to_dict("records")))

    def _result(self, row: dict[Any, Any]) -> str:
        what = f"outcome {row['outcome']}, {row['year']}"
        summary = f"{text(row['summary'])}{self.cited.note(row['sources'])}"
        return f"**{self.partners.link(row['area'])}** *({what})*: {summary}"

    def projections(self) -> Table:
        """Return the theme's projections, targets and plans."""
        return self.outlook.projections()

    def observed(self) -> Table:
        """Return the theme's observed and estimated figures."""
        return self.outlook.observed()

    def by_country(self) -> Prose:
        """Return milestones, events and publications, folded by country, the world last."""
        areas = self.partners.order(area for name in _LISTS for area in self.rows[name]["area"])
        return Prose("\n\n".join(map(self._country, areas)))

    def _country(self, area: str) -> str:
        own = {name: frame[frame["area"] == area] for name, frame in self.rows.items() if name in _LISTS}
        counts = join(count(_LISTS[name][0], len(frame)) for name, frame in own.items() if len(frame))
        parts = [
            f"**{name.capitalize()}**\n\n{bullets(_LISTS[name][1](row, self.cited) for row in records)}"
            for name, frame in own.items()
            if (records := frame.to_dict("records"))
        ]
        if area != WORLD:
            parts.append(f"All of the country’s record: {self.partners.link(area)}")
        title = text(f"{self.partners.name(area)}: {counts}")
        return directive("dropdown", title, "\n\n".join(parts))


class CircularPage(ThemePage):
    """The chapter on the circular economy."""

    theme = CIRCULAR

    def ahead_in_percent(self) -> Figure:
        """Return what studies expect and countries aim at, in per cent."""
        return self.outlook.chart("percent", "Circular economy: what is expected and aimed at, in per cent")


class EnergyPage(ThemePage):
    """The chapter on hydrogen and energy scenarios."""

    theme = ENERGY

    def hydrogen(self) -> Prose:
        """Return a card for each country with what its study of hydrogen expects, side by side."""
        rows = self.outlook.ahead
        told = rows[(rows["measure"].fillna("") + rows["scenario"].fillna("")).str.contains("hydrogen")]
        return Studies(told, self.partners, self.cited, self.backing).cards()

    def ahead_in_jobs(self) -> Figure:
        """Return the jobs that studies expect, gained and lost."""
        return self.outlook.chart("jobs", "Hydrogen and energy: jobs that studies and plans expect")

    def ahead_in_percent(self) -> Figure:
        """Return what studies expect and countries aim at, in per cent."""
        return self.outlook.chart(
            "percent", "Hydrogen and energy: what is expected and aimed at, in per cent"
        )
