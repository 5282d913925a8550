"""The table of targets: every value that an indicator is measured against, with rule, reason and source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.progress.measuring import options
from pagebook.figures import Table
from pagebook.story.citing import Citing
from pagebook.story.progress_reader import Progress
from pagebook.story.progress_tables import cited

__all__ = ["targets_table"]

_WAYS = {"higher_better": "up", "lower_better": "down"}


def targets_table(progress: Progress, citing: Citing) -> Table:
    """Return every target of every indicator, with its value, its rule and its reason.

    Args:
        progress: What is measured.
        citing: Writes the citations of the targets.
    """
    design = progress.design
    measured = options(progress.values, design, design.targets)
    levels = measured.groupby(["indicator", "option"])["target"].median()
    rows = design.targets.merge(design.indicators[["indicator", "unit"]], on="indicator")
    rows = rows.assign(level=[_level(row, levels) for row in rows.to_dict("records")])
    first = design.indicators.merge(rows[rows["standard"]].drop(columns="unit"), on="indicator")
    others = rows[~rows["standard"]].groupby("indicator")
    also = {
        name: "; ".join(_told(str(row.level), str(row.rule)) for row in own.itertuples())
        for name, own in others
    }
    frame = first.assign(
        way=first["direction"].map(_WAYS),
        why=[f"{words.capitalise(str(row.rule))}. {row.reason_y}" for row in first.itertuples()],
        also=first["indicator"].map(also),
        source=cited(first, citing),
    )
    return Table(
        name="progress-targets",
        caption="Targets of what is published, and those that the draws take as well",
        frame=frame,
        columns={
            "label": "Indicator",
            "way": "Better",
            "level": "Target",
            "why": "Rule and reason",
            "also": "In the draws as well",
            "source": "Source",
        },
    )


def _told(level: str, rule: str) -> str:
    return level if rule == "own base" else f"{level} ({rule})"


def _level(row: Mapping[Any, Any], levels: pd.Series) -> str:
    """Return the value of a target with its unit; a country's own has none that could be told for all."""
    value = levels.get((row["indicator"], row["option"]))
    if row["rule"] == "own base" or value is None or pd.isna(value):
        return "own level"
    return words.quantity(words.significant(value, 3), str(row["unit"]))
