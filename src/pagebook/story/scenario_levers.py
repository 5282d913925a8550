"""The levers of the scenarios: any amount, in any scenario or sector, by the multipliers of the chapter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pagebook.figures.levers import Measure, Option, ShockLevers
from pagebook.figures.source import as_sources
from pagebook.story.scenario_outcome import GASES, JOBS, STAGES, Outcome

__all__ = ["shock_levers"]

_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3}

_BOUNDS = (0.001, 20.0)
"""Between which shares of the book's amount the levers move: with more no economy would stay as it was."""

_NOTE = (
    "Computed from the input-output table as the figures above are: gross, with fixed proportions and "
    "without prices. Twice the money takes twice as much of everything; real economies have limits."
)


def shock_levers(
    things: Sequence[Outcome],
    sectors: Sequence[Outcome],
    unit: str,
    sources: Iterable[Mapping[str, Any]],
    *,
    beside: str,
) -> ShockLevers:
    """Return levers over scenarios and sectors.

    Args:
        things: What each scenario sets going, the first one shown at first.
        sectors: What the same amount sets going in each sector.
        unit: Of the amount: a scale and a currency, such as `million R$`.
        sources: Rows of the sources.
        beside: In a phrase, where the figure of the book's amount stands.
    """
    scale_name, _, currency = unit.partition(" ")
    scale, first = _SCALES[scale_name], things[0]
    multipliers = [row for one in (*things, *sectors) for row in _multipliers(one)]
    return ShockLevers(
        name="spending",
        title="Spend another amount on something else",
        options=[
            *(Option(_code(one), one.label, "Scenarios", _note(one)) for one in things),
            *(Option(_code(one), one.label, "Sectors") for one in sectors),
        ],
        measures=[
            Measure(JOBS, "Jobs"),
            Measure("value_added", "Value added", currency=currency, scale=scale),
            Measure("imports", "Imports", currency=currency, scale=scale),
            Measure(GASES, "Greenhouse gases", "tonnes of CO₂e"),
        ],
        multipliers=pd.DataFrame(multipliers, columns=["option", "measure", "effect", "value"]),
        currency=currency,
        scale=scale,
        scale_name=scale_name,
        prices=f"in prices of {first.models.accounts.year}",
        option=_code(first),
        amount=first.amount,
        least=first.amount * _BOUNDS[0],
        most=first.amount * _BOUNDS[1],
        note=_NOTE,
        beside=beside,
        sources=as_sources(sources),
    )


def _code(one: Outcome) -> str:
    return f"{one.scenario}-{one.key}"


def _note(one: Outcome) -> str:
    return f"{one.share(one.abroad)} of the money is spent abroad at once." if one.abroad > 0 else ""


def _multipliers(one: Outcome) -> Iterable[tuple[str, str, str, float]]:
    """Yield what a unit of the amount brings; what is bought abroad at once is a direct import."""
    for measure in (JOBS, "value_added", "imports", GASES):
        total = one.effects(measure).total
        for stage in STAGES:
            at_once = one.abroad if (measure, stage) == ("imports", "direct") else 0.0
            yield _code(one), measure, stage, (float(total[stage]) + at_once) / one.amount
