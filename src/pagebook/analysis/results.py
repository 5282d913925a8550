"""The series of the results framework: yearly beside running totals, breaks, and sums worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["BREAKS", "Sum", "families", "measure", "sums"]

_TOTAL, _YEARLY = "-cumulative", "-yearly"

BREAKS = {
    "countries-plans-supported": "countries-plans-adopted",
    "sectoral-policies-supported": "sectoral-policies-adopted-or-in-adoption",
}
"""The measure that took the place of another, which it must not be joined with: new to old."""


@dataclass(frozen=True)
class Sum:
    """A running total, and what it would be by the total before it and the increase of its year.

    Attributes:
        measure: What is counted, as `measure` gives it.
        indicator: The same in words.
        unit: Unit of the numbers.
        year: Year of the total.
        before: The total of the year before.
        added: The increase of the year.
        published: The total as published.
        sources: Citations of the three.
    """

    measure: str
    indicator: str
    unit: str
    year: int
    before: int
    added: int
    published: int
    sources: tuple[str, ...]

    @property
    def recomputed(self) -> int:
        """The total of the year before and the increase of the year together."""
        return self.before + self.added

    @property
    def difference(self) -> int:
        """By how much the published total is higher; zero where the sum closes."""
        return self.published - self.recomputed


def measure(series: str) -> str:
    """Return what a series counts, without whether it does so by year or as a running total."""
    return series.removesuffix(_TOTAL).removesuffix(_YEARLY)


def sums(results: pd.DataFrame) -> list[Sum]:
    """Return every running total that can be worked out again, sorted by measure and year.

    Series that differ in what they count are never added, so no sum runs across a break.
    """
    cells = {(row["series"], row["year"]): row for row in results.to_dict("records")}
    found = []
    for (series, year), row in sorted(cells.items()):
        stem = series.removesuffix(_TOTAL)
        before, added = cells.get((series, year - 1)), cells.get((stem + _YEARLY, year))
        if series == stem or before is None or added is None:
            continue
        parts = (before, added, row)
        cited = tuple(dict.fromkeys(citation for part in parts for citation in part["sources"]))
        low, rise, total = (int(part["value"]) for part in parts)
        found.append(Sum(stem, row["indicator"], row["unit"], int(year), low, rise, total, cited))
    return found


def families(results: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each measure and year: `measure`, `indicator`, `unit`, `year` and three values.

    `total` is the running total, `added` the increase of the year, and `stated` a value that is neither.
    Measures are sorted by key, one that took another's place right after it.
    """
    kinds = {_TOTAL: "total", _YEARLY: "added"}
    names = [_named(row) for row in results.to_dict("records")]
    rows = results.assign(
        indicator=names,
        measure=results["series"].map(measure),
        kind=[next((k for end, k in kinds.items() if s.endswith(end)), "stated") for s in results["series"]],
    )
    keys = ["measure", "indicator", "unit", "year"]
    wide = rows.pivot_table(index=keys, columns="kind", values="value", aggfunc="first")
    table = wide.reindex(columns=["total", "added", "stated"]).reset_index()
    table.columns.name = None
    place = table["measure"].map(lambda key: f"{BREAKS[key]}~" if key in BREAKS else key)
    return (
        table.assign(place=place)
        .sort_values(["place", "indicator", "year"], ignore_index=True)
        .drop(columns="place")
    )


def _named(row: dict[Any, Any]) -> str:
    """Return the indicator, with its scope where only that tells values apart, as highest and lowest."""
    plain = str(row["series"]).endswith((_TOTAL, _YEARLY)) or pd.isna(row["scope"])
    return str(row["indicator"]) if plain else f"{row['indicator']}, {row['scope']}"
