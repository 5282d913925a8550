"""Baseline against scenario over years, with productivity that grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pagebook.analysis.inputoutput.leontief import Leontief, Models
from pagebook.analysis.inputoutput.structure import intensity, measures
from pagebook.data.accounts import Accounts
from pagebook.errors import ParameterError

__all__ = ["Rate", "path"]

Rate = float | pd.Series | pd.DataFrame
"""Growth a year, as a share: one number, by sector, or years by sectors (each since the year before)."""


def path(
    economy: Accounts | Models,
    shocks: pd.DataFrame,
    *,
    of: Sequence[str] = ("output",),
    productivity: Mapping[str, Rate] | None = None,
    growth: Rate = 0.0,
    closed: bool = False,
) -> pd.DataFrame:
    """What a scenario adds to a baseline, year by year and sector by sector.

    The baseline is the table's final demand, grown each year; the scenario adds the year's shock:
    f(t) = f(0) Π (1 + growth) + shock(t), x(t) = (I − A)⁻¹ f(t), jobs(t) = ê x(t) / Π (1 + productivity).
    Technology, import shares and prices stay those of the table's year, so that all money is in that year's
    prices. The demands of all years are solved for at once.

    Args:
        economy: A table, or its models.
        shocks: Years (ascending, not before the table's) by sectors: what is demanded more in that year.
        of: Measures.
        productivity: Satellite to the growth of output per unit of it, such as output per job for
            `employment`; its parts follow it. What is not named keeps its intensity.
        growth: Growth of the baseline's final demand.
        closed: Whether households spend what the shocks let them earn. The baseline is the same then.

    Returns:
        A row for each measure, year and sector: measure, year, sector, baseline, scenario, difference.

    Raises:
        ParameterError: Years, sectors or measures that do not fit.
    """
    models = economy if isinstance(economy, Models) else Models(economy)
    accounts = models.accounts
    years = _years(accounts, shocks)
    demand = _levels(accounts, growth, years) * accounts.final_demand.sum(axis=1)
    baseline = models.open.output_for(demand.T).T
    added = _model(models, closed).output_for(shocks.set_axis(years).T).T
    rates = _rates(accounts, productivity or {})
    told = []
    for measure in of:
        held = intensity(accounts, measure) / _levels(accounts, rates.get(measure, 0.0), years)
        told.append(_rows(measure, baseline * held, added * held))
    return pd.concat(told, ignore_index=True)


def _model(models: Models, closed: bool) -> Leontief:
    if not closed:
        return models.open
    return models.closed or Leontief(models.accounts, closed=True)  # the latter says what is not told


def _years(accounts: Accounts, shocks: pd.DataFrame) -> list[int]:
    years = [int(year) for year in shocks.index]
    if not years or years != sorted(set(years)) or years[0] < accounts.year:
        raise ParameterError(f"years of shocks must ascend and not be before {accounts.year}, not {years}")
    return years


def _rates(accounts: Accounts, productivity: Mapping[str, Rate]) -> dict[str, Rate]:
    names = {satellite.name for satellite in accounts.satellites}
    unknown = sorted(set(productivity) - names)
    if unknown:
        raise ParameterError(
            f"{accounts.table} has no satellite {', '.join(unknown)}; it has {', '.join(measures(accounts))}"
        )
    followed = {part.name: part.part_of for part in accounts.satellites if part.part_of in productivity}
    return {part: productivity[whole] for part, whole in followed.items()} | dict(productivity)


def _levels(accounts: Accounts, rate: Rate, years: list[int]) -> pd.DataFrame:
    """The product of 1 + rate from the table's year to each of the years: years by sectors."""
    every = list(range(accounts.year + 1, years[-1] + 1))
    first = pd.DataFrame(1.0, [accounts.year], accounts.sectors)
    growth = 1.0 + _yearly(accounts, rate, every)
    return pd.concat([first, growth]).cumprod().loc[years]


def _yearly(accounts: Accounts, rate: Rate, every: list[int]) -> pd.DataFrame:
    sectors = accounts.sectors
    if isinstance(rate, pd.DataFrame):
        yearly = rate.reindex(index=every, columns=sectors)
    elif isinstance(rate, pd.Series):
        yearly = pd.DataFrame([rate.reindex(sectors)] * len(every), every, sectors)
    else:
        yearly = pd.DataFrame(rate, every, sectors)
    missing = yearly.columns[yearly.isna().any()].tolist()
    if missing:
        raise ParameterError(
            f"growth is not told for all years from {accounts.year + 1}: {', '.join(missing)}"
        )
    return yearly.astype(float)


def _rows(measure: str, baseline: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    tall = baseline.rename_axis("year").reset_index().melt("year", var_name="sector", value_name="baseline")
    change = added.rename_axis("year").reset_index().melt("year", value_name="difference")["difference"]
    tall["scenario"] = tall["baseline"] + change
    tall["difference"] = change
    tall = tall.sort_values("year", kind="stable", ignore_index=True)
    tall.insert(0, "measure", measure)
    return tall
