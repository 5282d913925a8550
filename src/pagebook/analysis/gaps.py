"""What is missing or old in the statistics, by country and indicator."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pagebook.analysis.indicators import OLD_AFTER, REFERENCE_YEAR

__all__ = ["LAST_OLD_YEAR", "MISSING", "OLD", "RECENT", "by_theme", "currency"]

RECENT, OLD, MISSING = "recent", "old", "missing"

LAST_OLD_YEAR = REFERENCE_YEAR - OLD_AFTER
"""A newest value of this year or before is old."""


def currency(observations: pd.DataFrame, areas: Sequence[str], catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each area and indicator: `area`, `indicator`, `theme`, `year`, `state`.

    `year` is that of the newest value, missing where there is none; `state` is `recent`, `old` or `missing`.
    Rows are in the order of the areas and, within one, of the catalogue. Observations without a column of
    values have one each, as the table of indicators requires.
    """
    known = observations[observations["value"].notna()] if "value" in observations else observations
    newest = known.groupby(["area", "indicator"])["year"].max()
    index = pd.MultiIndex.from_product(
        [list(areas), list(catalogue["indicator"])], names=["area", "indicator"]
    )
    table = newest.reindex(index).astype("Int64").reset_index()
    themes = dict(zip(catalogue["indicator"], catalogue["theme"], strict=True))
    state = pd.Series(RECENT, table.index)
    state = state.mask((table["year"] <= LAST_OLD_YEAR).fillna(False), OLD).mask(
        table["year"].isna(), MISSING
    )
    return table.assign(theme=table["indicator"].map(themes), state=state)


def by_theme(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each area and theme: `indicators` and how many are `recent`, `old`, `missing`."""
    counts = table.groupby(["area", "theme", "state"], sort=False).size().unstack("state")
    counts = counts.reindex(columns=[RECENT, OLD, MISSING]).fillna(0).astype(int)
    counts.columns.name = None
    return counts.assign(indicators=counts.sum(axis=1)).reset_index()
