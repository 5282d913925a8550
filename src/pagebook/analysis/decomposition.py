"""What a change is made of: additive LMDI-I, a decomposition that leaves nothing over.

An aggregate that is a product of factors, summed over categories if there are several, changes by the sum of
the effects of its factors: Ang (2005), "The LMDI approach to decomposition analysis: a practical guide",
Energy Policy 33, 867-871, equation 5; Ang (2015), "LMDI decomposition approach: a guide for implementation",
Energy Policy 86, 233-238. The effect of factor k is

    sum over i of L(V_i1, V_i0) ln(x_ki1 / x_ki0),  with  L(a, b) = (a - b) / (ln a - ln b),  L(a, a) = a.

Values that are zero or negative are refused. The literature replaces zeros by a small number (Ang and Liu
2007, Energy Policy 35, 238-246) or by limits (Wood and Lenzen 2006, Energy Policy 34, 1326-1331), because
categories such as a fuel may come into use. The totals of a country never do: a zero there is an error.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from pagebook.analysis.indicators import Series

__all__ = [
    "DIRTIEST",
    "FACTORS",
    "Change",
    "Factor",
    "Levels",
    "chained",
    "decompose",
    "kaya",
    "levels",
    "log_mean",
    "rates",
    "two_points",
]

Factor: TypeAlias = Literal["population", "income", "energy_intensity", "carbon_intensity"]
Key = TypeVar("Key", bound=str)
Floats: TypeAlias = npt.NDArray[np.float64]

FACTORS: tuple[Factor, ...] = ("population", "income", "energy_intensity", "carbon_intensity")
"""The factors of Kaya's identity, in its order."""

DIRTIEST = 115.0
"""Kilograms of CO₂ per gigajoule: the upper default of lignite, the fuel with the most carbon of those that
energy systems burn in quantity (IPCC 2006, guidelines for national greenhouse gas inventories, volume 2,
table 1.4). Emissions and energy that imply more do not count the same fuel."""


class Levels(NamedTuple):
    """A country's totals of one year: persons; billion $; PJ; million tonnes of CO₂."""

    population: float
    gdp: float
    energy: float
    co2: float

    @property
    def carbon_intensity(self) -> float:
        """CO₂ per unit of energy in kilograms per gigajoule."""
        return 1000 * self.co2 / self.energy


@dataclass(frozen=True)
class Change:
    """The change of an aggregate from one year to another, and the effects that sum up to it.

    Attributes:
        first: First year.
        last: Last year.
        before: The aggregate in the first year.
        after: In the last.
        effects: Factor to its effect, in the unit of the aggregate.
    """

    first: int
    last: int
    before: float
    after: float
    effects: Mapping[Factor, float]

    @property
    def change(self) -> float:
        """The whole change."""
        return self.after - self.before

    @property
    def residual(self) -> float:
        """What the effects leave of the change, as a share of the larger value; rounding and no more."""
        return (self.change - math.fsum(self.effects.values())) / max(self.before, self.after)


def log_mean(one: Floats, other: Floats) -> Floats:
    """Return the logarithmic mean of values above zero, the same whichever comes first."""
    small, large = np.minimum(one, other), np.maximum(one, other)
    gap = large - small
    # A difference of logarithms of nearly equal values would lose its digits; log1p of a ratio does not.
    with np.errstate(invalid="ignore"):
        mean = gap / np.log1p(gap / small)
    return np.where(gap == 0, small, mean)


def decompose(
    before: Mapping[Key, float | Sequence[float]], after: Mapping[Key, float | Sequence[float]]
) -> dict[Key, float]:
    """Return the effect of each factor on the sum of the products of all.

    Args:
        before: Factor to its value, or to its values by category in one order for all factors.
        after: The same factors in the later year.

    Raises:
        ValueError: The factors differ, or a value is not a finite number above zero; the message names it.
    """
    if list(before) != list(after):
        raise ValueError(f"factors differ: {', '.join(before)}; {', '.join(after)}")
    old, new = ({name: _positive(name, value) for name, value in side.items()} for side in (before, after))
    mean = log_mean(_product(new), _product(old))
    return {name: math.fsum(mean * np.log(new[name] / old[name])) for name in old}


def _product(factors: Mapping[Key, Floats]) -> Floats:
    product: Floats = np.prod(np.broadcast_arrays(*factors.values()), axis=0)
    return product


def _positive(name: str, value: float | Sequence[float]) -> Floats:
    held = np.atleast_1d(np.asarray(value, dtype=np.float64))
    if not (np.isfinite(held) & (held > 0)).all():
        raise ValueError(f"{name}: logarithms need finite values above zero, and there is {held.min():g}")
    return held


def kaya(known: Levels) -> dict[Factor, float]:
    """Return the factors of Kaya's identity, whose product is the CO₂: P, GDP/P, E/GDP, CO₂/E."""
    return {
        "population": known.population,
        "income": known.gdp / known.population,
        "energy_intensity": known.energy / known.gdp,
        "carbon_intensity": known.co2 / known.energy,
    }


def levels(population: Series, gdp: Series, energy_intensity: Series, co2: Series) -> dict[int, Levels]:
    """Return the totals by year, since the last break, of the years that have all four.

    The energy is that which the intensity was worked out from: the intensity (MJ per $) times the GDP
    (billion $) is in petajoules.
    """
    parts = [{item.year: item.value for item in one.observations} for one in (population, gdp, co2)]
    breaks = [year for one in (population, gdp, energy_intensity, co2) for year in one.breaks]
    found = {}
    for item in energy_intensity.observations:
        if item.year >= max(breaks, default=0) and all(item.year in part for part in parts):
            people, product, carbon = (part[item.year] for part in parts)
            found[item.year] = Levels(people, product, item.value * product, carbon)
    return found


def two_points(known: Mapping[int, Levels], first: int, last: int) -> Change:
    """Return the effects worked out from the first and the last year alone."""
    old, new = known[first], known[last]
    effects = decompose(kaya(old), kaya(new))
    return Change(first, last, old.co2, new.co2, {factor: effects[factor] for factor in FACTORS})


def chained(known: Mapping[int, Levels], first: int, last: int) -> Change:
    """Return the effects worked out from each year to the next, and summed.

    Chained effects follow the path that the country took, and those of two periods sum up to those of both
    together; effects from two points alone do neither.
    """
    years = sorted(year for year in known if first <= year <= last)
    links = [two_points(known, *pair) for pair in pairwise(years)]
    effects = {factor: math.fsum(link.effects[factor] for link in links) for factor in FACTORS}
    return Change(first, last, known[first].co2, known[last].co2, effects)


def rates(known: Mapping[int, Levels], first: int, last: int) -> dict[Factor, float]:
    """Return the mean yearly rates of change of the factors, in per cent, which sum up to that of the CO₂.

    They are logarithmic (continuous) rates: the effects from two points over L(V_1, V_0) and the years. They
    need no unit, so that large and small countries can stand beside each other.
    """
    old, new = kaya(known[first]), kaya(known[last])
    return {factor: 100 * math.log(new[factor] / old[factor]) / (last - first) for factor in FACTORS}
