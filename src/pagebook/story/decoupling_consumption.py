"""Whether emissions part from growth on a country's territory, and whether they do in what it consumes."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.decoupling import PERIODS, Period, Span
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.growth import Growth
from pagebook.story.standing_decoupling import signed_share

__all__ = ["Consumption"]

_MADE, _USED = "co2_territorial_gcb2024", "co2_consumption"
_PARTED = ("strong decoupling", "weak decoupling")


class Consumption:
    """States of production and of consumption, of the countries that have both.

    Both series are of one edition of the Global Carbon Budget, an older one than that of all other figures:
    national totals are revised between editions, so that a later territorial series would not belong.

    Args:
        growth: The series.
    """

    def __init__(self, growth: Growth) -> None:
        self._growth = growth
        ends = [
            growth.series(area, _USED).last.year
            for area in growth.partners.codes
            if growth.series(area, _USED)
        ]
        self._period = Period(PERIODS[-1].first, min(ends))

    @cached_property
    def _both(self) -> pd.DataFrame:
        made, used = (self._growth.spans(self._period, name) for name in (_MADE, _USED))
        rows = [
            {
                "area": area,
                "country": self._growth.partners.name(area),
                "gdp": signed_share(home.found.driver),
                "made": signed_share(home.found.pressure),
                "made_state": home.found.state,
                "used": signed_share(away.found.pressure),
                "used_state": away.found.state,
            }
            for area, home, away in zip(made, made.values(), used.values(), strict=True)
            if isinstance(home, Span) and isinstance(away, Span)
        ]
        return pd.DataFrame(rows)

    def summary(self) -> Prose:
        """Return whether states differ when emissions are counted where goods are consumed."""
        both, names = self._both, self._growth.names
        home, away = both["made_state"].isin(_PARTED), both["used_state"].isin(_PARTED)
        only_home, only_away = names(both[home & ~away]["area"]), names(both[away & ~home]["area"])
        lacking = names(set(self._growth.partners.codes) - set(both["area"]))
        told = [
            f"from {self._period.first} to {self._period.last}, {home.sum()} of {len(both)} countries had "
            f"strong or weak decoupling on their territory, and {away.sum()} in what they consumed",
            f"on the territory alone: {words.join(only_home)}" if only_home else None,
            f"in consumption alone: {words.join(only_away)}" if only_away else None,
            self._revised(),
            f"for {words.join(lacking)} there are no statistics of consumption" if lacking else None,
        ]
        return Prose(text(words.paragraph(told)))

    def _revised(self) -> str | None:
        """Tell whose territorial state the newer edition changes, over the same years."""
        newer = self._growth.spans(self._period)
        states = {area: one.found.state for area, one in newer.items() if isinstance(one, Span)}
        other = [
            row.area
            for row in self._both.itertuples()
            if states.get(str(row.area)) not in (None, row.made_state)
        ]
        names = words.join(self._growth.names(map(str, other)))
        return f"the newer edition of the territorial series changes the state of {names}" if other else None

    def table(self) -> Table:
        """Return the states of production and of consumption side by side."""
        years = words.years(self._period.first, self._period.last or self._period.first)
        return Table(
            name="states-of-consumption",
            caption=f"Emissions of the territory and of consumption, {years}, both of one edition of the "
            "Global Carbon Budget, an older one than that of the other figures",
            frame=self._both,
            columns={
                "country": "Country",
                "gdp": "GDP",
                "made": "CO₂, territory",
                "made_state": "State, territory",
                "used": "CO₂, consumption",
                "used_state": "State, consumption",
            },
            sources=self._growth.sources("gdp_ppp", _MADE, _USED),
            align={name: "right" for name in ("gdp", "made", "used")},
            sortable=True,
        )
