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
    about = design.indicators.reset_index(names="at")[["indicator", "at", "label", "unit", "direction"]]
    rows = design.targets.merge(about, on="indicator").sort_values(
        ["at", "standard", "option"], ascending=[True, False, True], ignore_index=True
    )
    levels = (
        options(progress.values, design, design.targets).groupby(["indicator", "option"])["target"].median()
    )
    frame = rows.assign(
        level=[_level(row, levels) for row in rows.to_dict("records")],
        used=["published" if used else "in the draws" for used in rows["standard"]],
        unit=rows["unit"].map(words.unit_title),
        way=rows["direction"].map(_WAYS),
        source=cited(rows, citing),
    )
    return Table(
        name="progress-targets",
        caption="Targets: which is published, and which the draws take as well",
        frame=frame,
        columns={
            "label": "Indicator",
            "way": "Better",
            "level": "Target",
            "unit": "Unit",
            "rule": "Rule",
            "used": "Used",
            "reason": "Reason",
            "source": "Source",
        },
        align={"level": "right"},
        sortable=True,
        filters=["used"],
    )


def _level(row: Mapping[Any, Any], levels: pd.Series) -> str:
    """Return the value of a target; a country's own has none that could be told for all."""
    value = levels.get((row["indicator"], row["option"]))
    if row["rule"] == "own base" or value is None or pd.isna(value):
        return ""
    unit = str(row["unit"])
    return words.percent(value) if unit.startswith("%") else words.number(words.significant(value, 3))
