"""What stands behind reported projections: the kind of model, who made it, and what it cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pagebook.analysis.words import capitalise, is_missing
from pagebook.data import Tables
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets

__all__ = ["UNSTATED", "Backing", "backed_by"]

UNSTATED = "not stated"
"""The kind of a projection whose sources name no kind of model."""

# Column of the table of methods to its name beside the columns of a figure, which has some of the same.
_BESIDE = {
    "figure": "figure",
    "kind": "model_kind",
    "model": "model",
    "made_by": "made_by",
    "note": "method_note",
    "sources": "method_sources",
}


@dataclass(frozen=True)
class Backing:
    """The methods of some figures and the kinds of model among them.

    Attributes:
        methods: Rows of `projection_methods`.
        kinds: Rows of `model_kinds`, those of the methods at least.
        models: Rows of `models`, those of the methods at least.
    """

    methods: pd.DataFrame
    kinds: pd.DataFrame
    models: pd.DataFrame

    @classmethod
    def read(cls, tables: Tables, figures: set[str]) -> Backing:
        """Return what stands behind the figures, reading no other figure's row."""
        methods = tables.select("projection_methods", figure=figures)
        kinds = tables.select("model_kinds", kind=set(methods["kind"]))
        return cls(methods, kinds, tables.select("models", model=set(methods["model"].dropna())))

    def beside(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return figures with what stands behind them in `model_kind`, `model_name`, `made_by` and others.

        An observation has nothing behind it: its cells are blank.
        """
        own = self.methods[list(_BESIDE)].rename(columns=_BESIDE)
        names = dict(zip(self.models["model"], self.models["name"], strict=True))
        beside = rows.merge(own, on="figure", how="left", validate="one_to_one")
        return beside.assign(model_name=beside["model"].map(names))

    def limits(self, rows: pd.DataFrame) -> str:
        """Return a line for each kind of model behind the projections of `rows`, as `beside` gives them."""
        told = set(rows.loc[rows["nature"] == "projection", "model_kind"].dropna())
        kinds = self.kinds[self.kinds["kind"].isin(told)].sort_values("position")
        return bullets(f"**{self.title(row['kind'])}.** {_limit(row)}" for row in kinds.to_dict("records"))

    @staticmethod
    def title(kind: str) -> str:
        """Return what a line on a kind of model begins with, as Markdown."""
        return "Kind of model not stated" if kind == UNSTATED else text(capitalise(kind))

    def told(self, kind: str) -> str:
        """Return what a kind of model does and cannot say, as Markdown."""
        (row,) = self.kinds[self.kinds["kind"] == kind].to_dict("records")
        return _limit(row)


def backed_by(row: dict[Any, Any]) -> list[str]:
    """Return the citations of a figure and of what is said of its method, each once."""
    cells = (row[column] for column in ("sources", "method_sources"))
    return list(dict.fromkeys(citation for cell in cells if not is_missing(cell) for citation in cell))


def _limit(row: dict[Any, Any]) -> str:
    limit = text(_lower(row["cannot_say"]))
    if row["kind"] == UNSTATED:
        return f"Without it, nobody can say {limit}"
    return f"{text(row['does'])} *It cannot say:* {limit}"


def _lower(sentence: str) -> str:
    return "" if is_missing(sentence) else f"{sentence[0].lower()}{sentence[1:]}"
