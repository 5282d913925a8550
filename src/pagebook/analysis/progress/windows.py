"""The two observations that progress compares: near the base year and near the end year, never between."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagebook.analysis.progress.design import Design

__all__ = ["prepared", "slopes", "windows"]

Array = npt.NDArray[np.float64]


def prepared(values: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return the indicators' observations, those that count per something divided by it in the same year.

    Args:
        values: `area`, `indicator`, `year`, `value`.
        design: Which indicators, and per what.

    Returns:
        `area`, `indicator`, `year`, `value`, without missing values.
    """
    own = design.indicators[["indicator", "per", "factor"]]
    rows = values[["area", "indicator", "year", "value"]].dropna().merge(own, on="indicator")
    rows = rows.astype({"year": "int64", "value": "float64"})
    divisors = values[["area", "indicator", "year", "value"]].rename(
        columns={"indicator": "per", "value": "divisor"}
    )
    divisors = divisors.dropna().astype({"year": "int64"})
    rows = rows.merge(divisors, on=["area", "per", "year"], how="left")
    whole = rows["per"].isna()
    divided = rows["value"] / rows["divisor"].astype("float64") * rows["factor"].astype("float64")
    rows["value"] = rows["value"].where(whole, divided)
    return rows[["area", "indicator", "year", "value"]].dropna().reset_index(drop=True)


def windows(rows: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return the pair of observations of each area and indicator that lies nearest to the two years.

    Of pairs equally near the one with the earlier base year is taken, then the one with the later end.

    Args:
        rows: What `prepared` returns.
        design: The years and their slack.

    Returns:
        `area`, `indicator`, `base_year`, `base`, `end_year`, `end`; no row where no pair fits.
    """
    version = design.version
    base = _near(rows, version.base_year, version.base_slack, "base")
    end = _near(rows, version.end_year, version.end_slack, "end")
    pairs = base.merge(end, on=["area", "indicator"])
    pairs = pairs[pairs["end_year"] - pairs["base_year"] >= version.least_years]
    pairs = _unbroken(pairs, design.breaks)
    pairs = pairs.assign(off=pairs["base_off"] + pairs["end_off"], late=-pairs["end_year"])
    ranked = pairs.sort_values(["area", "indicator", "off", "base_year", "late"])
    first = ranked.drop_duplicates(["area", "indicator"])
    return first[["area", "indicator", "base_year", "base", "end_year", "end"]].reset_index(drop=True)


def slopes(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Return the change a year within each pair's years: the median of the slopes between all observations.

    Source: the estimator of Theil (1950) and Sen (1968), which single odd years do not move.

    Args:
        rows: What `prepared` returns.
        pairs: What `windows` returns.

    Returns:
        One slope a row of `pairs`, with its index.
    """
    keyed = pairs[["area", "indicator", "base_year", "end_year"]].assign(pair=range(len(pairs)))
    inside = rows.merge(keyed, on=["area", "indicator"])
    inside = inside[inside["year"].between(inside["base_year"], inside["end_year"])].sort_values("pair")
    # Every pair has two observations at least, so that each has a part of its own.
    starts = np.flatnonzero(np.diff(inside["pair"].to_numpy())) + 1
    years, values = (np.split(inside[name].to_numpy("float64"), starts) for name in ("year", "value"))
    found = list(map(_slope, years, values)) if len(pairs) else []
    return pd.Series(found, pairs.index, dtype="float64")


def _slope(years: Array, values: Array) -> float:
    left, right = np.triu_indices(len(years), 1)
    return float(np.median((values[right] - values[left]) / (years[right] - years[left])))


def _near(rows: pd.DataFrame, year: int, slack: int, name: str) -> pd.DataFrame:
    off = (rows["year"] - year).abs()
    near = rows.assign(**{f"{name}_off": off})[off <= slack]
    return near.rename(columns={"year": f"{name}_year", "value": name})


def _unbroken(pairs: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs between whose years no series breaks."""
    if breaks.empty:
        return pairs
    met = pairs.reset_index().merge(breaks, on=["area", "indicator"])
    crossed = met[(met["base_year"] < met["year"]) & (met["year"] <= met["end_year"])]
    return pairs[~pairs.index.isin(crossed["index"])]
