"""Charts of what spending sets going: jobs and emissions by stage, where the money ends, jobs over years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pagebook.analysis.words import number, paragraph
from pagebook.figures import Figure, theme
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.scenario_outcome import STAGES, Outcome, amount_told
from pagebook.story.scenario_words import in_sentence

__all__ = ["STAGE_COLUMNS", "destination_chart", "stage_chart"]

# More outcomes than this are told by the first and the last.
_FEW = 4

_STAGES = (
    Part("direct", "where the money is spent", theme.COUNTRY),
    Part("indirect", "at suppliers", theme.SECOND),
    Part("induced", "from income spent", theme.PEER),
)
STAGE_COLUMNS = {part.key: part.label.capitalize() for part in _STAGES}
"""Columns of a table of effects by stage, with their titles."""

_ENDS = (
    Part("value_added_direct", "value added where it is spent", theme.COUNTRY),
    Part("value_added_indirect", "value added at suppliers", theme.EARLIER),
    Part("taxes", "taxes on inputs", theme.CATEGORY[6]),
    Part("imported_inputs", "imports of suppliers", theme.CATEGORY[3]),
    Part("abroad", "bought abroad at once", theme.SECOND),
)


def stage_chart(
    figure: Mapping[str, Any],
    rows: pd.DataFrame,
    tell: Callable[[float], str],
    axis: str,
    sources: Sequence[Mapping[str, Any]],
) -> Figure:
    """Return a bar a row, made of what arises where the money is spent, at suppliers and from income.

    Args:
        figure: `name`, `title`, `caption` and `finding` of the figure.
        rows: In the order drawn: `name` (unique) and the stages.
        tell: Writes what arises without income spent into the label of a row.
        axis: Title of the axis.
        sources: Rows of the table of sources.
    """
    totals = rows[list(STAGES)].sum(axis=1)
    both = rows["direct"] + rows["indirect"]
    shown = rows.assign(
        label=[f"{name}: {tell(value)}" for name, value in zip(rows["name"], both, strict=True)],
        both=both,
        total=totals,
        **{f"{stage}_told": rows[stage].map(number) for stage in STAGES},
    )
    told = {"name": "Of", **{f"{part.key}_told": part.label.capitalize() for part in _STAGES}}
    return Figure(
        **figure,
        chart=row_bars(shown, _STAGES, axis, told),
        table=shown.reset_index(drop=True),
        columns={"name": "Of", **STAGE_COLUMNS, "both": f"The first two, {axis}", "total": f"All, {axis}"},
        sources=sources,
    )


def destination_chart(
    figure: Mapping[str, Any], outcomes: Sequence[Outcome], unit: str, sources: Sequence[Mapping[str, Any]]
) -> Figure:
    """Return where the money of each outcome ends: a bar each, of the length of the amount.

    Args:
        figure: `name`, `title` and `caption` of the figure.
        outcomes: In the order drawn; their labels differ.
        unit: Of the money.
        sources: Rows of the table of sources.
    """
    ends = pd.DataFrame([outcome.destinations for outcome in outcomes])
    home = ends["value_added_direct"] + ends["value_added_indirect"]
    names = [outcome.label for outcome in outcomes]
    shown = ends.assign(
        name=names,
        label=[f"{name}: {amount_told(gain, unit)} at home" for name, gain in zip(names, home, strict=True)],
        **{f"{part.key}_told": [amount_told(value, unit) for value in ends[part.key]] for part in _ENDS},
    )
    told = {"name": "Of", **{f"{part.key}_told": part.label.capitalize() for part in _ENDS}}
    return Figure(
        **figure,
        finding=_ending(outcomes, unit),
        chart=row_bars(shown, _ENDS, unit, told),
        table=shown,
        columns={"name": "Of", **{part.key: f"{part.label.capitalize()} ({unit})" for part in _ENDS}},
        sources=sources,
    )


def _ending(outcomes: Sequence[Outcome], unit: str) -> str:
    if len(outcomes) > _FEW:
        return _ends(outcomes)
    return paragraph(
        [
            f"{one.label}: {amount_told(one.total('value_added'), unit)} becomes value added at home, "
            f"{amount_told(one.leak, unit)} go abroad ({one.share(one.leak)} of the money), "
            f"{amount_told(one.total('taxes'), unit)} are taxes on inputs"
            for one in outcomes
        ]
    )


def _ends(outcomes: Sequence[Outcome]) -> str:
    """Return which of many outcomes keep most and least of the money at home."""
    ranked = sorted(outcomes, key=lambda one: -one.total("value_added"))
    most, least = ranked[0], ranked[-1]
    leaking = max(outcomes, key=lambda one: one.leak)
    return paragraph(
        [
            f"Most of the money becomes value added at home in {in_sentence(most.label)} "
            f"({most.share(most.total('value_added'))}), least in {in_sentence(least.label)} "
            f"({least.share(least.total('value_added'))})",
            f"The most goes abroad in {in_sentence(leaking.label)} ({leaking.share(leaking.leak)})",
        ]
    )
