"""The series behind growth and emissions, of all partner countries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pagebook.analysis.decomposition import Levels, levels
from pagebook.analysis.decoupling import Period, Refused, Span, over
from pagebook.analysis.indicators import REFERENCE_YEAR, Observation, Series
from pagebook.analysis.words import years
from pagebook.data import Tables
from pagebook.story.partners import Partners

__all__ = ["Growth", "period_years"]

_MJ_PER_KWH = 3.6
_READ = (
    *("population", "gdp_ppp", "co2_total", "energy_intensity", "primary_energy_per_capita"),
    *("co2_territorial_gcb2024", "co2_consumption"),
)


def period_years(period: Period, last: int = REFERENCE_YEAR) -> str:
    """Return the years of a declared period, an open one to the year given."""
    return years(period.first, period.last or last)


class Growth:
    """Series by country, with their breaks, and what is judged and decomposed from them.

    Args:
        tables: The data package.
        partners: The partner countries.
    """

    def __init__(self, tables: Tables, partners: Partners) -> None:
        self.partners = partners
        rows = tables.select("indicators", area=partners.codes, indicator=list(_READ))
        breaks = tables.select("breaks", area=partners.codes, indicator=list(_READ))
        cuts = {key: list(part["year"]) for key, part in breaks.groupby(["area", "indicator"])}
        # Single countries run on for a year that the others do not have yet; there is nobody to compare.
        self._series = {
            key: Series.of(part).broken(cuts.get(key, ())).between(0, REFERENCE_YEAR)
            for key, part in rows.groupby(["area", "indicator"])
        }
        wanted = sorted(set(rows["source"]))
        self._sources = tables.select("sources", source=wanted).set_index("source", drop=False)

    def series(self, area: str, indicator: str) -> Series:
        """Return a country's observations; empty where it has none."""
        return self._series.get((area, indicator), Series())

    def sources(self, *indicators: str) -> list[dict[str, Any]]:
        """Return the rows of the sources of some indicators, each once, sorted by key."""
        held = (one.sources for (_, name), one in self._series.items() if name in indicators)
        found = self._sources.loc[sorted({source for sources in held for source in sources})]
        return [
            {str(key): None if pd.isna(cell) else cell for key, cell in row.items()}
            for row in found.to_dict("records")
        ]

    def spans(self, period: Period, pressure: str = "co2_total") -> dict[str, Span | Refused]:
        """Return the state of each country in a period, or why it has none, by country."""
        gdp = {area: self.series(area, "gdp_ppp") for area in self.partners.codes}
        return {area: over(own, self.series(area, pressure), period) for area, own in gdp.items()}

    def levels(self, area: str) -> dict[int, Levels]:
        """Return a country's totals by year, its energy that of the SDG's measure."""
        return self._levels(area, self.series(area, "energy_intensity"))

    def commercial_levels(self, area: str) -> dict[int, Levels]:
        """Return a country's totals by year, its energy that which is traded, without wood and dung."""
        people, gdp = self._by_year(area, "population"), self._by_year(area, "gdp_ppp")
        energy = self.series(area, "primary_energy_per_capita")
        intensity = tuple(
            Observation(item.year, item.value * people[item.year] * _MJ_PER_KWH / (1e9 * gdp[item.year]))
            for item in energy.observations
            if item.year in people and item.year in gdp
        )
        return self._levels(area, Series(intensity, energy.sources))

    def _levels(self, area: str, intensity: Series) -> dict[int, Levels]:
        people, gdp, co2 = (self.series(area, name) for name in ("population", "gdp_ppp", "co2_total"))
        return levels(people, gdp, intensity, co2)

    def _by_year(self, area: str, indicator: str) -> dict[int, float]:
        return {item.year: item.value for item in self.series(area, indicator).observations}

    def names(self, areas: Iterable[str]) -> list[str]:
        """Return what sentences call some countries, by name."""
        return [self.partners.in_text(area) for area in self.partners.order(areas)]
