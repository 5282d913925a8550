"""Reported projections, targets and plans in one place, with what stands behind each and its limits."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import count, is_missing, join
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.backing import Backing
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.outlook import Outlook, Part
from pagebook.story.partners import WORLD, Partners
from pagebook.story.projections_told import economies, told
from pagebook.story.reported import AHEAD, AHEAD_COLUMNS, figure_cells
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
_KIND_COLUMNS = {
    "kind": "Kind of model",
    "n": "Projections",
    "where": "Countries",
    "does": "What it does",
    "cannot_say": "What it cannot say",
    "source": "Source",
}
_INTENDED_COLUMNS = {
    "country": "Country",
    "measure": "Measure",
    "value": "Value",
    "when": "For",
    "baseline": "Against",
    "makers": "Whose",
    "source": "Source",
}


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

    def kinds(self) -> Table:
        """Return the kinds of model, how many projections come from each, what each does and cannot say."""
        where = self.projections.groupby("model_kind")["country"].agg([len, lambda names: sorted(set(names))])
        cells = [
            {
                **row,
                "n": int(where["len"].get(row["kind"], 0)),
                "where": join(where.iloc[:, 1].get(row["kind"], [])),
                "source": Prose(self.cited.cite(row["sources"])),
            }
            for row in self.backing.kinds.sort_values("position").to_dict("records")
            if row["kind"] not in ("target", "plan")
        ]
        caption = "Kinds of model, the projections on record that come from each, and their limits"
        return Table("kinds", caption, pd.DataFrame(cells, columns=list(_KIND_COLUMNS)), _KIND_COLUMNS)

    def projection_table(self) -> Table:
        """Return every projection with scenario, baseline, kind of model, maker and source."""
        columns = {"country": "Country", **AHEAD_COLUMNS, "makers": "Made by"}
        columns["source"] = columns.pop("source")
        del columns["kind"]
        return self._table(
            "projections", "Reported projections; none is an observation", ("projection",), columns
        )

    def target_table(self) -> Table:
        """Return every target with baseline, whose it is, and source."""
        return self._table("targets", "Reported targets; none is a result", ("target",), _INTENDED_COLUMNS)

    def plan_table(self) -> Table:
        """Return every plan with its source."""
        columns = {
            key: title for key, title in _INTENDED_COLUMNS.items() if key not in ("baseline", "makers")
        }
        return self._table("plans", "Reported plans; none says what was done", ("planned",), columns)

    def _table(self, name: str, caption: str, natures: tuple[str, ...], columns: dict[str, str]) -> Table:
        rows = self.outlook.rows[self.outlook.rows["nature"].isin(natures)]
        frame = pd.DataFrame([self._cells(row) for row in rows.to_dict("records")], columns=list(columns))
        return Table(name, caption, frame, columns, sortable=True, filters=("country",))

    def _cells(self, row: dict[Any, Any]) -> dict[str, Any]:
        makers = () if is_missing(row["made_by"]) else row["made_by"]
        link = Prose(self.partners.link(row["area"]))
        return {**figure_cells(row, self.cited), "country": link, "makers": join(makers)}
