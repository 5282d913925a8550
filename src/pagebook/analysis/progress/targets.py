"""The values that targets have: as declared, of a quarter of a group of countries, or a country's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagebook.analysis.progress.design import Design

__all__ = ["RULES", "levels_of", "valued"]

RULES = {
    "goal": "a value that the Sustainable Development Goals or another agreement names",
    "threshold": "a limit from science",
    "world quartile": "the level of the best quarter of all countries in the base year",
    "partners": "the level of the best of the countries compared in the base year, by a quantile",
    "own base": "the country’s own level in the base year, which must not get worse",
}
"""The rules by which a target is set, in words."""

_QUARTILES = {0.25: "p25", 0.5: "median", 0.75: "p75"}


def valued(targets: pd.DataFrame, pairs: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return the pairs with the value of each target that is given for their indicators.

    Args:
        targets: Rows of `progress_targets`.
        pairs: What `windows.windows` returns.
        design: The base year, the directions, the quartiles of groups.

    Returns:
        A row a pair and target: the pair's columns, `option`, `direction`, `target`.

    Raises:
        ValueError: A target has a rule that does not exist.
    """
    unknown = sorted(set(targets["rule"]) - set(RULES))
    if unknown:
        raise ValueError(f"no target rule {unknown[0]!r}; there are: {', '.join(RULES)}")
    directions = design.indicators[["indicator", "direction"]]
    fixed = targets.merge(directions, on="indicator").assign(
        level=lambda frame: [_level(row, pairs, design) for row in frame.to_dict("records")]
    )
    joined = pairs.merge(fixed[["indicator", "option", "rule", "direction", "level"]], on="indicator")
    own = joined["rule"] == "own base"
    return joined.assign(target=joined["level"].where(~own, joined["base"])).drop(columns=["level", "rule"])


def levels_of(design: Design, indicator: str, group: str, quantile: float) -> tuple[int, float] | None:
    """Return the year and the value of a group's quartile nearest to the base year; None without one.

    Raises:
        ValueError: The quantile is none of the quartiles that are known of groups.
    """
    if quantile not in _QUARTILES:
        raise ValueError(f"{indicator}: of groups of countries only the quartiles are known, not {quantile}")
    rows = design.levels
    rows = rows[(rows["indicator"] == indicator) & (rows["group"] == group)]
    if rows.empty:
        return None
    off = (rows["year"].astype("int64") - design.version.base_year).abs()
    row = rows.assign(off=off).sort_values(["off", "year"]).iloc[0]
    return int(row["year"]), float(row[_QUARTILES[quantile]])


def _level(row: dict[Any, Any], pairs: pd.DataFrame, design: Design) -> float:
    """Return the level that a target has for all countries; missing where each has its own."""
    rule, indicator = str(row["rule"]), str(row["indicator"])
    if rule in ("goal", "threshold"):
        return float(row["value"])
    if rule == "world quartile":
        found = levels_of(design, indicator, str(row["group"]), _best(row))
        return found[1] if found else np.nan
    if rule == "partners":
        base = pairs["base"][pairs["indicator"] == indicator]
        return float(base.quantile(_best(row))) if len(base) else np.nan
    return np.nan


def _best(row: dict[Any, Any]) -> float:
    """Return the quantile counted from the lowest value; tables count it from the worst."""
    quantile = float(row["quantile"])
    return quantile if row["direction"] == "higher_better" else 1 - quantile
