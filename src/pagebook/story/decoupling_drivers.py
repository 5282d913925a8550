"""What pushed the emissions of all partner countries up and down, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.decomposition import FACTORS, Factor, rates
from pagebook.analysis.decoupling import PERIODS
from pagebook.figures import Figure, Prose, Table, theme
from pagebook.figures.markdown import text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.drivers import LABELS, changes, doubtful, told
from pagebook.story.growth import Growth

__all__ = ["SERIES", "Drivers", "rate"]

SERIES = ("population", "gdp_ppp", "energy_intensity", "co2_total")
"""The indicators that the decomposition reads."""

_COLOURS: Mapping[Factor, str] = {
    "population": theme.CATEGORY[0],
    "income": theme.CATEGORY[2],
    "energy_intensity": theme.CATEGORY[4],
    "carbon_intensity": theme.CATEGORY[3],
}
_IN_TEXT: Mapping[Factor, str] = {
    "population": "population",
    "income": "income per person",
    "energy_intensity": "energy per unit of GDP",
    "carbon_intensity": "CO₂ per unit of energy",
}
_SHORT: Mapping[str, str] = {
    "population": "People",
    "income": "Income",
    "energy_intensity": "Energy per GDP",
    "carbon_intensity": "CO₂ per energy",
}
_START = PERIODS[-1].first


class Drivers:
    """The decompositions of all countries that have the data.

    Args:
        growth: The series.
    """

    def __init__(self, growth: Growth) -> None:
        self._growth = growth
        found = {area: growth.levels(area) for area in growth.partners.codes}
        self.known = {area: own for area, own in found.items() if _START in own and max(own) > _START}
        self.changes = {area: changes(own) for area, own in self.known.items()}

    @cached_property
    def _rates(self) -> pd.DataFrame:
        """The mean yearly rates since the newest period began, the country that rose least first."""
        rows = []
        for area, own in self.known.items():
            found = rates(own, _START, max(own))
            sums: dict[str, float] = {factor: found[factor] for factor in FACTORS}
            sums["net"] = sum(found.values())
            written = {f"{name}_told": rate(value) for name, value in sums.items()}
            name = self._growth.partners.name(area)
            # Four decimals keep the noise of sums out of what a page stores.
            numbers = {key: round(value, 4) for key, value in sums.items()}
            rows.append({"country": name, "to_year": max(own), **numbers, **written})
        frame = pd.DataFrame(rows).sort_values(["net", "country"], ignore_index=True)
        return frame.assign(label=frame["country"] + ": " + frame["net_told"])

    def summary(self) -> Prose:
        """Return which factors pushed emissions up and down, and in how many countries."""
        return Prose(text(self._finding()))

    def _finding(self) -> str:
        frame = self._rates
        rose = {factor: int((frame[factor] > 0).sum()) for factor in FACTORS}
        n = len(frame)
        odd = [area for area, own in self.known.items() if doubtful(own, _START, max(own))]
        names = words.join(self._growth.names(odd))
        return words.paragraph(
            [
                f"from {_START} on, higher income per person pushed emissions up in {rose['income']} of {n} "
                f"countries, and a growing population in {rose['population']}",
                f"energy per unit of GDP fell in {n - rose['energy_intensity']} and CO₂ per unit of energy "
                f"in {n - rose['carbon_intensity']}",
                f"the strongest push upwards came from {_ranked(frame)}",
                f"in {names}, emissions and energy on record do not fit together: there the last two factors "
                "should be read together"
                if odd
                else None,
            ]
        )

    def chart(self) -> Figure:
        """Return the rates of the four factors as bars that point up or down, and what they sum up to."""
        frame = self._rates
        ends = words.join(sorted(map(str, set(frame["to_year"]))), "or")
        rates_told = {f"{factor}_told": LABELS[factor] for factor in FACTORS}
        parts = [Part(factor, LABELS[factor], _COLOURS[factor]) for factor in FACTORS]
        tooltip = {"country": "Country", **rates_told, "net_told": "CO₂ (sum)"}
        return Figure(
            name="drivers-side-by-side",
            title="What pushed CO₂ emissions up and down, country by country",
            caption=f"Mean yearly rates of change from {_START} to the newest year of the energy statistics "
            f"({ends}), in per cent (logarithmic). Parts to the right of zero pushed emissions up, parts to "
            "the left pulled them down. The line across a bar marks their sum, the rate of the emissions; it "
            "stands behind the country’s name.",
            finding=self._finding(),
            chart=row_bars(frame, parts, "per cent a year", tooltip, tick="net"),
            table=frame,
            columns={
                "country": "Country",
                "to_year": "To",
                **{factor: f"{LABELS[factor]} (% a year)" for factor in FACTORS},
                "net": "CO₂ (% a year)",
            },
            sources=self._growth.sources(*SERIES),
        )

    def in_tonnes(self) -> Table:
        """Return the effects in million tonnes by country and period."""
        parts = [
            {
                "country": self._growth.partners.name(area),
                "period": words.years(one.first, one.last),
                **told(one),
            }
            for area, found in self.changes.items()
            for one in found
        ]
        return Table(
            name="drivers-in-tonnes",
            caption="Effects on CO₂ emissions in million tonnes, chained year by year, and their sum",
            frame=pd.DataFrame(parts),
            columns={
                "country": "Country",
                "period": "Period",
                "before": "Before",
                **_SHORT,
                "change": "Change",
                "after": "After",
            },
            sources=self._growth.sources(*SERIES),
            align={name: "right" for name in ("before", *FACTORS, "change", "after")},
            sortable=True,
            filters=("period",),
        )


def _ranked(frame: pd.DataFrame) -> str:
    """Return in how many countries each factor pushed most, the most frequent first."""
    strongest = [str(factor) for factor in frame[list(FACTORS)].idxmax(axis=1)]
    ranked = sorted(
        (factor for factor in FACTORS if factor in strongest), key=lambda factor: -strongest.count(factor)
    )
    told = [f"{_IN_TEXT[factor]} in {strongest.count(factor)}" for factor in ranked]
    return words.join([f"{told[0]} countries", *told[1:]])


def rate(value: float) -> str:
    """Return a yearly rate with its sign: `+2.1%`, `−0.4%`."""
    return f"{value:+.1f}%".replace("-", "−")
