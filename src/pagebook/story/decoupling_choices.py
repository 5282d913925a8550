"""What hangs on the choices of the decomposition: on chaining, and on the statistics of energy."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.decomposition import FACTORS, Change, rates, two_points
from pagebook.analysis.decoupling import PERIODS
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.decoupling_drivers import SERIES, Drivers, rate
from pagebook.story.growth import Growth

__all__ = ["Choices"]

_START = PERIODS[-1].first


class Choices:
    """Comparisons with what would have come out otherwise.

    Args:
        growth: The series.
        drivers: The decompositions as the book has them.
    """

    def __init__(self, growth: Growth, drivers: Drivers) -> None:
        self._growth, self._drivers = growth, drivers

    def chaining(self) -> dict[str, str]:
        """Return how much hangs on chaining, and how exact the sums are, as the prose names it."""
        known = self._drivers.known
        pairs = [
            (one, two_points(known[area], one.first, one.last))
            for area, found in self._drivers.changes.items()
            for one in found
        ]
        effects = [(one.effects[factor], two.effects[factor]) for one, two in pairs for factor in FACTORS]
        return {
            "n_effects": str(len(effects)),
            "n_turned": words.in_words(sum(chained * direct < 0 for chained, direct in effects)),
            "most_apart": words.percent(100 * max(_apart(one, two) for one, two in pairs)),
            "residual": f"10^{{{_exponent(max(abs(one.residual) for one, _ in pairs))}}}",
        }

    @cached_property
    def _compared(self) -> pd.DataFrame:
        rows = []
        for area, own in self._drivers.known.items():
            other = self._growth.commercial_levels(area)
            last = max(set(own) & set(other), default=_START)
            if _START in other and last > _START:
                first, second = rates(own, _START, last), rates(other, _START, last)
                rows.append(
                    {
                        "country": self._growth.partners.name(area),
                        "period": words.years(_START, last),
                        "energy": first["energy_intensity"],
                        "energy_other": second["energy_intensity"],
                        "carbon": first["carbon_intensity"],
                        "carbon_other": second["carbon_intensity"],
                        "both": first["energy_intensity"] + first["carbon_intensity"],
                    }
                )
        return pd.DataFrame(rows)

    def summary(self) -> Prose:
        """Return in how many countries the two statistics disagree on the way that a factor went."""
        frame = self._compared
        turned = frame[frame["carbon"] * frame["carbon_other"] < 0]["country"]
        told = (
            f"the two statistics disagree in {len(turned)} of {len(frame)} countries on whether CO₂ per unit "
            "of energy rose or fell"
        )
        return Prose(text(words.paragraph([told + (f": {words.join(turned)}" if len(turned) else "")])))

    def table(self) -> Table:
        """Return the last two factors as two energy statistics have them, and their sum."""
        frame, titles = (
            self._compared,
            {
                "energy": "Energy per GDP, SDG",
                "energy_other": "Energy per GDP, traded",
                "carbon": "CO₂ per energy, SDG",
                "carbon_other": "CO₂ per energy, traded",
                "both": "Sum, either way",
            },
        )
        return Table(
            name="two-energy-statistics",
            caption="Energy per unit of GDP and CO₂ per unit of energy, per cent a year, by the SDG measure "
            "and by the statistics of traded energy",
            frame=frame.assign(**{name: frame[name].map(rate) for name in titles}),
            columns={"country": "Country", "period": "Period", **titles},
            sources=self._growth.sources(*SERIES, "primary_energy_per_capita"),
            align={name: "right" for name in titles},
            sortable=True,
        )


def _apart(one: Change, other: Change) -> float:
    """Return the largest gap between two decompositions as a share of the larger level."""
    return max(abs(one.effects[factor] - other.effects[factor]) for factor in FACTORS) / max(
        one.before, one.after
    )


def _exponent(value: float) -> int:
    """Return the power of ten that the value stays below."""
    return int(f"{value:e}".partition("e")[2]) + 1
