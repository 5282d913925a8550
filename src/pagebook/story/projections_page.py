"""Reported projections, targets and plans in one place, with what stands behind each and its limits."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import count, is_missing, join
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.backing import UNSTATED, Backing
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.outlook import Outlook, Part
from pagebook.story.partners import WORLD, Partners
from pagebook.story.projections_told import economies, told
from pagebook.story.reported import AHEAD, figure_cells
from pagebook.story.studies import Studies

__all__ = ["CHARTS", "ProjectionsPage"]

_INTENDED = ("target", "planned")
_LINE = 5
_MILLION = 1_000_000

CHARTS = {
    "jobs": ("jobs", "Jobs expected or aimed at, fewer than a million", Part(below=_MILLION)),
    "millions": ("jobs", "Jobs expected or aimed at, a million or more", Part("in-millions", least=_MILLION)),
    "expected": (
        "percent",
        "What models expect, in per cent",
        Part("expected", ("projection",), least=_LINE),
    ),
    "small": (
        "percent",
        "What models expect, in per cent: numbers below five",
        Part("expected-small", ("projection",), below=_LINE),
    ),
    "aimed": ("percent", "What is aimed at, in per cent", Part("aimed-at", _INTENDED)),
}
"""Each chart's unit, title and rows; units with one or two numbers need no chart."""

_NATURES = {"projection": "projection", "target": "target", "planned": "plan"}
_INTENDED_KINDS = ("target", "plan")

_WHAT = {"what": "What", "value": "Value", "when": "For"}
_COLUMNS = {
    "projection": {**_WHAT, "setting": "Scenario and baseline", "made": "Kind of model, and who made it"},
    "target": {**_WHAT, "against": "Against", "makers": "Whose"},
    "planned": _WHAT,
}
"""What the table of each nature shows before the source."""


class ProjectionsPage(Chapter):
    """The chapter on what studies expect and governments aim at."""

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every projection, target and plan; counts of a document's own entries are none of the country's."""
        figures = self.tables.select("reported_figures", nature=list(AHEAD))
        return figures[figures["about"] != "document"]

    @cached_property
    def partners(self) -> Partners:
        """Names of the partner countries, and links to their pages."""
        return Partners(self.tables)

    @cached_property
    def backing(self) -> Backing:
        """What stands behind the rows, and all kinds of model, also those that no row comes from."""
        methods = self.tables.select("projection_methods", figure=set(self.rows["figure"]))
        models = self.tables.select("models", model=set(methods["model"].dropna()))
        return Backing(methods, self.tables.select("model_kinds"), models)

    @cached_property
    def cited(self) -> Citing:
        """Writes the citations of figures, methods and kinds of model."""
        return self.citing(self.rows, self.backing.methods, self.backing.kinds)

    @cached_property
    def outlook(self) -> Outlook:
        """The rows in order, with their charts."""
        return Outlook(self.rows, self.partners, self.cited, self.backing)

    @cached_property
    def projections(self) -> pd.DataFrame:
        """The projections alone."""
        return self.outlook.rows[self.outlook.rows["nature"] == "projection"]

    @property
    def worldly(self) -> pd.DataFrame:
        """The rows that a chart may show: about the world, with a number."""
        rows = self.outlook.rows
        return rows[(rows["about"] == "world") & rows[["value", "low", "high"]].notna().any(axis=1)]

    def substitutions(self) -> dict[str, str]:
        """Return the counts and the sentences that the chapter's prose names."""
        rows = self.outlook.rows
        natures = dict(tally(rows["nature"]))
        charted = sum(len(part.of(self._of(unit))) for unit, _, part in CHARTS.values())
        return {
            "n_all": str(len(rows)),
            **{f"n_{key}": count(noun, natures.get(key, 0)) for key, noun in _NATURES.items()},
            "n_countries": count("country", len(set(rows["area"]) - {WORLD})),
            "n_charted": str(charted),
            "n_studies": str(len(self._studies.groups)),
            **{key: text(sentence) for key, sentence in told(rows).items()},
            "economy": text(economies(self.tables, rows)),
        }

    def _of(self, unit: str) -> pd.DataFrame:
        return self.worldly[self.worldly["unit"] == unit]

    @cached_property
    def _studies(self) -> Studies:
        return Studies(self.projections, self.partners, self.cited, self.backing)

    def studies(self) -> Prose:
        """Return the studies, a card each, with their figures, kind of model and its limits."""
        return self._studies.cards()

    def chart(self, key: str) -> Figure:
        """Return one of `CHARTS`."""
        unit, title, part = CHARTS[key]
        worldly = Outlook(
            self.rows[self.rows["figure"].isin(set(self.worldly["figure"]))],
            self.partners,
            self.cited,
            self.backing,
        )
        return worldly.chart(unit, title, part)

    def kinds(self) -> Prose:
        """Return each kind of model, the projections that come from it, what it does and cannot say."""
        kinds = self.backing.kinds.sort_values("position").to_dict("records")
        return Prose(bullets(self._kind(row) for row in kinds if row["kind"] not in _INTENDED_KINDS))

    def _kind(self, row: dict[Any, Any]) -> str:
        own = self.projections[self.projections["model_kind"] == row["kind"]]
        where = join(self.partners.link(area) for area in self.partners.order(own["area"]))
        found = f"{count('projection', len(own))}, in {where}" if len(own) else "no projection on record"
        note = self.cited.note(row["sources"]) if row["sources"] else ""
        return f"**{self.backing.title(row['kind'])}** ({found}). {self.backing.told(row['kind'])}{note}"

    def table(self, nature: str) -> Table:
        """Return every projection, target or plan with what is known of it and its source.

        Args:
            nature: `projection`, `target` or `planned`.
        """
        columns = {**_COLUMNS[nature], "source": "Source"}
        rows = self.outlook.rows[self.outlook.rows["nature"] == nature].to_dict("records")
        noun = _NATURES[nature]
        frame = pd.DataFrame(map(self._cells, rows), columns=list(columns))
        return Table(f"{noun}s", f"Reported {noun}s; none is an observation", frame, columns)

    def _cells(self, row: dict[Any, Any]) -> dict[str, Any]:
        shown = figure_cells(row, self.cited)
        makers = () if is_missing(row["made_by"]) else row["made_by"]
        against = None if is_missing(row["baseline"]) else row["baseline"]
        kind = UNSTATED if is_missing(row["model_kind"]) else row["model_kind"]
        scenario = "no scenario stated" if is_missing(row["scenario"]) else row["scenario"]
        return {
            **shown,
            "what": Prose(f"{self.partners.link(row['area'])}: {text(row['measure'])}"),
            "against": against,
            "setting": f"{scenario}; {f'against {against}' if against else 'no baseline stated'}",
            "makers": join(makers),
            "made": "; ".join(filter(None, [kind, join(makers)])),
        }
