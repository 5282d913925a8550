"""Green jobs, a just transition, and the models that look ahead: who uses what, and at which stage."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.themes import GREEN_JOBS
from pagebook.analysis.words import capitalise, count, join, paragraph
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.grid import DASH, DIAMOND, DISC, RING, SQUARE, Layout, State, state_grid
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, directive
from pagebook.story.citing import Citing
from pagebook.story.partners import WORLD
from pagebook.story.theme_page import ThemePage
from pagebook.story.tools import ended, going_through, labelled, model_name

__all__ = ["ModelsPage"]

# From the firmest to the loosest; each has its own mark, so that colour only helps.
_STAGES = (
    State("used", DISC, theme.COUNTRY),
    State("in use", SQUARE, theme.CATEGORY[7]),
    State("in preparation", DIAMOND, theme.SECOND),
    State("planned", RING, theme.PEER),
    State("named", DASH, theme.PEER),
)
# What calculates or measures; the other kinds are assessments, guides, networks and instruments.
_CALCULATING = (*("measurement framework", "model", "scenario study", "software", "statistical method"),)
_COLUMNS = {
    "name": "Model",
    "kind": "Kind",
    "country": "Country",
    "stage": "Stage",
    "status": "Status",
    "use": "Use",
    "source": "Source",
    "address": "Address of the source",
}


class ModelsPage(ThemePage):
    """The chapter on green jobs, a just transition and the models."""

    theme = GREEN_JOBS

    @cached_property
    def models(self) -> pd.DataFrame:
        """The registry of models, assessments and tools, by name."""
        return self.tables.select("models").sort_values(
            "name", key=lambda names: names.str.casefold(), ignore_index=True
        )

    @cached_property
    def uses(self) -> pd.DataFrame:
        """Who uses what, with the names of model and country."""
        uses = self.tables.select("model_use")
        named = uses.merge(self.models[["model", "name", "kind"]], on="model", validate="many_to_one")
        return named.assign(country=[self.partners.name(area) for area in named["area"]])

    @cached_property
    def _registry(self) -> Citing:
        return self.citing(self.models, self.uses)

    def substitutions(self) -> dict[str, str]:
        """Return the counts that the prose names, those of the theme and those of the registry."""
        uses = self.uses
        own = uses[uses["area"] != WORLD]
        just = own[own["name"].str.startswith(("Just Transition Assessment", "JTAM"))]
        stages = dict(tally(uses["stage"]))
        told = [f"{stages[state.word]} {state.word}" for state in _STAGES if state.word in stages]
        return {
            **super().substitutions(),
            "n_models": str(len(self.models)),
            "n_users": count("country", own["area"].nunique()),
            "n_uses": str(len(uses)),
            "stages": text(join(told)),
            "just_transition": join(
                f"{self.partners.link(row['area'])} ({text(row['stage'])})" for row in just.to_dict("records")
            ),
            "n_mute": str(int((~self._told).sum())),
        }

    @property
    def _told(self) -> pd.Series:
        """Whether a source says what goes into a model and what comes out."""
        return (self.models["inputs"].map(len) > 0) & (self.models["outputs"].map(len) > 0)

    def grid(self) -> Figure:
        """Return who uses which model, by stage."""
        rows = self.uses[self.uses["kind"].isin(_CALCULATING)].sort_values(["name", "country"])
        countries = self.partners.order(rows["area"])
        layout = Layout(
            rows=sorted(rows["name"].unique(), key=str.casefold),
            columns=[self.partners.name(area) for area in countries],
            upright=True,
            heads=True,
        )
        cells = rows.assign(row=rows["name"], column=rows["country"], state=rows["stage"])
        return Figure(
            name="models-by-country",
            title="Models and measures by country and stage",
            caption="Models, scenario studies, software and ways to measure; assessments, guides and "
            "instruments stand in the registry below. Used: the work is done; in use: it goes on. A cell "
            "without a mark means that no source names a use.",
            finding=self._grid_finding(rows),
            chart=state_grid(
                cells, _STAGES, layout, {"row": "Model", "column": "Country", "state": "Stage", "use": "Use"}
            ),
            table=self._registry.beside(rows).reset_index(drop=True),
            columns=_COLUMNS,
            sources=self._registry.credits(rows["sources"]),
        )

    def _grid_finding(self, rows: pd.DataFrame) -> str:
        by_country = rows[rows["area"] != WORLD].groupby("country")["name"]
        several = by_country.nunique().sort_values(ascending=False, kind="stable")
        shared = rows[rows["area"] != WORLD].groupby("name")["country"].unique()
        common = [f"{name} ({join(who)})" for name, who in shared.items() if len(who) > 1]
        return paragraph(
            [
                f"The grid has {count('model or measure', rows['name'].nunique(), 'models and measures')} "
                f"with {count('use', len(rows))}, in {count('country', len(several))} and across countries",
                f"{several.index[0]} has the most ({several.iloc[0]})",
                f"More than one country uses {join(common)}" if common else None,
                f"By stage: {join(f'{n} {stage}' for stage, n in tally(rows['stage']))}",
            ]
        )

    def grid_summary(self) -> Prose:
        """Return what the grid shows, as prose."""
        return Prose(text(self.grid().finding))

    def registry(self) -> Prose:
        """Return every model, folded: what it is for, what goes in and out, who uses it, sources."""
        return Prose("\n\n".join(map(self._model, self.models.to_dict("records"))))

    def _model(self, row: dict[Any, Any]) -> str:
        uses = self.uses[self.uses["model"] == row["model"]].to_dict("records")
        where = join(f"{use['country']} ({use['stage']})" for use in uses)
        what = f"*{text(capitalise(row['kind']))}.* {ended(row['purpose'])}"
        note = "" if pd.isna(row["note"]) else text(row["note"])
        parts = [
            f"{what}{self._registry.note(row['sources'])}",
            labelled(going_through(row)) or "No source says what goes in, what comes out, or who builds it.",
            bullets(map(self._use, uses)),
            note,
        ]
        title = model_name(row) + (f" – {text(where)}" if where else "")
        return directive("dropdown", title, "\n\n".join(part for part in parts if part))

    def _use(self, row: dict[Any, Any]) -> str:
        told = labelled({"Use": row["use"], "Status": row["status"]})
        stage = f"**{self.partners.link(row['area'])}**, {text(row['stage'])}."
        return f"{stage} {told}{self._registry.note(row['sources'])}"
