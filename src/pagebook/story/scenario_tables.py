"""Tables of what spending sets going: the costs, all measures by stage, variants and sectors side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pagebook.analysis.words import number, percent, years
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.citing import Citing
from pagebook.story.scenario_outcome import GASES, JOBS, Outcome, figured
from pagebook.story.scenario_years import Years

__all__ = ["cost_table", "last_years", "measure_table", "side_by_side", "span_table"]

_COSTS = {
    "label": "What is paid for",
    "seller": "Sector",
    "share": "Share",
    "imported": "Of it imported",
    "basis": "Basis",
    "note": "Note",
}
_STAGES = {
    "measure": "Measure",
    "direct": "Where it is spent",
    "indirect": "At suppliers",
    "type_1": "Both",
    "induced": "From income spent",
    "type_2": "All",
}
_SIDES: dict[str, tuple[str, Callable[[Outcome], float]]] = {
    "jobs": ("Jobs", lambda one: one.total(JOBS)),
    "jobs_all": ("With income", lambda one: one.total(JOBS, "type_2")),
    "value_added": ("Value added", lambda one: one.total("value_added")),
    "leak": ("Abroad", lambda one: one.leak),
    "taxes": ("Taxes", lambda one: one.total("taxes")),
    "gases": ("CO₂e", lambda one: one.total(GASES)),
}


def cost_table(costs: pd.DataFrame, names: dict[str, str], citing: Citing, known: Sequence[str]) -> Table:
    """Return what the money buys, item by item, with what is sourced and what assumed.

    Args:
        costs: Items of one variant, in their order.
        names: Sector to its name.
        citing: Knows the sources of the items.
        known: Citations that stand above the table, which rows need not repeat.
    """
    cells = [_cost(row, names, citing, known) for row in costs.to_dict("records")]
    return Table(
        name="costs",
        caption="What the money buys: sector, share of the whole, imported share",
        frame=pd.DataFrame(cells, columns=list(_COSTS)),
        columns=_COSTS,
        align={"share": "right", "imported": "right"},
    )


def _cost(row: dict[Any, Any], names: dict[str, str], citing: Citing, known: Sequence[str]) -> dict[str, Any]:
    bought = row["kind"] == "goods and services"
    basis = f"share: {row['share_basis']}"
    own = [cited for cited in row["sources"] if cited not in known]
    note = "" if pd.isna(row["note"]) else text(row["note"])
    return {
        "label": row["label"],
        "seller": names[row["sector"]] if bought else "none: its own value added",
        "share": percent(100 * row["share"]),
        "imported": percent(100 * row["imported"]) if bought else None,
        "basis": f"{basis}; imports: {row['imported_basis']}" if bought else basis,
        "note": Prose(f"{note}{citing.note(own)}".strip()),
    }


def measure_table(one: Outcome, unit: str) -> Table:
    """Return all measures of an outcome by stage."""
    labels = {
        JOBS: "Jobs for a year",
        "output": f"Output, {unit}",
        "value_added": f"Value added, {unit}",
        "compensation_of_employees": f"Of it pay of employees, {unit}",
        "imports": f"Imports of suppliers, {unit}",
        "taxes": f"Taxes on inputs, {unit}",
        GASES: "Greenhouse gases, tonnes of CO₂e",
    }
    rows = [
        {"measure": label, **{stage: figured(one.total(of, stage)) for stage in list(_STAGES)[1:]}}
        for of, label in labels.items()
    ]
    return Table(
        name="measures",
        caption="Effects by where they arise; those from income spent are an upper limit",
        frame=pd.DataFrame(rows, columns=list(_STAGES)),
        columns=_STAGES,
        align=dict.fromkeys(list(_STAGES)[1:], "right"),
    )


def side_by_side(name: str, caption: str, first: str, outcomes: Sequence[Outcome], unit: str) -> Table:
    """Return outcomes side by side, a row each.

    Args:
        name: Of the table.
        caption: Of the table.
        first: Title of the column that names the outcomes.
        outcomes: In their order.
        unit: Of the money.
    """
    rows = [
        {"what": one.label, **{key: figured(value(one)) for key, (_, value) in _SIDES.items()}}
        for one in outcomes
    ]
    titles = {"what": first, **{key: title for key, (title, _) in _SIDES.items()}}
    units = f"jobs for a year, without and with those from income spent; money in {unit}; tonnes of CO₂e"
    return Table(
        name=name,
        caption=f"{caption}: {units}",
        frame=pd.DataFrame(rows, columns=list(titles)),
        columns=titles,
        align=dict.fromkeys(_SIDES, "right"),
        sortable=len(rows) > 5,
    )


def span_table(variants: Mapping[Prose, Sequence[Outcome]]) -> Table:
    """Return the jobs of scenarios under each of their assumptions.

    Args:
        variants: Link to a scenario to its outcomes, the central one first.
    """
    titles = {
        "what": "Scenario",
        "central": "Jobs, central",
        "low": "Fewest",
        "low_when": "With",
        "high": "Most",
        "high_when": "With",
    }
    cells = [{"what": what, **_span(outcomes)} for what, outcomes in variants.items()]
    return Table(
        name="sensitivity",
        caption="Jobs where the money is spent and at suppliers, under each scenario’s assumptions",
        frame=pd.DataFrame(cells, columns=list(titles)),
        columns=titles,
        align=dict.fromkeys(("central", "low", "high"), "right"),
    )


def _span(outcomes: Sequence[Outcome]) -> dict[str, str]:
    low, high = (pick(outcomes, key=lambda one: one.total(JOBS)) for pick in (min, max))
    return {
        "central": number(outcomes[0].total(JOBS)),
        "low": number(low.total(JOBS)),
        "low_when": low.label,
        "high": number(high.total(JOBS)),
        "high_when": high.label,
    }


def last_years(spans: Sequence[Years]) -> Table:
    """Return the jobs of outcomes in the last year of their spending, by growth of productivity.

    Args:
        spans: At least one; all with the same growths of productivity.
    """
    cells = [
        {
            "what": one.outcome.label,
            "span": years(one.first, one.last),
            **{f"rate_{n}": figured(found["difference"].iloc[-1]) for n, found in enumerate(one.paths)},
        }
        for one in spans
    ]
    rates = {f"rate_{n}": f"Output per job: {label}" for n, label in enumerate(spans[0].labels)}
    return Table(
        name="jobs-in-the-last-year",
        caption="Jobs in the last year when the amount is spent in equal parts over years",
        frame=pd.DataFrame(cells),
        columns={"what": "Spent on", "span": "Years", **rates},
        align=dict.fromkeys(rates, "right"),
    )
