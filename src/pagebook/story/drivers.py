"""What pushes emissions up and down, in words and as bars; shared by country pages and the chapter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.decomposition import DIRTIEST, FACTORS, Change, Factor, Levels, chained
from pagebook.analysis.decoupling import PERIODS
from pagebook.figures.cascade import Step

__all__ = [
    "LABELS",
    "changes",
    "doubtful",
    "driver_table",
    "largest_of",
    "most",
    "pushes",
    "steps",
    "told",
    "tonnes",
]

LABELS: Mapping[Factor, str] = {
    "population": "Population",
    "income": "Income per person",
    "energy_intensity": "Energy per unit of GDP",
    "carbon_intensity": "CO₂ per unit of energy",
}
"""What charts and tables call the factors."""

_WORDS: Mapping[Factor, str] = {
    "population": "people",
    "income": "income per person",
    "energy_intensity": "energy per unit of GDP",
    "carbon_intensity": "CO₂ per unit of energy",
}
_MORE_LESS = {"population": ("more", "fewer"), "income": ("higher", "lower")}


def changes(known: Mapping[int, Levels]) -> list[Change]:
    """Return the chained decompositions of the declared periods that the years cover; the last is open."""
    found = []
    for period in PERIODS:
        last = period.last or max(known, default=0)
        if period.first in known and last in known and period.first < last:
            found.append(chained(known, period.first, last))
    return found


def doubtful(known: Mapping[int, Levels], first: int, last: int) -> list[int]:
    """Return the years in which the CO₂ is more than the energy could give off if all of it were lignite."""
    return [
        year for year in sorted(known) if first <= year <= last and known[year].carbon_intensity > DIRTIEST
    ]


def tonnes(value: float, largest: float, *, signed: bool = False) -> str:
    """Return million tonnes with as many decimals as the largest number beside it needs for four digits."""
    decimals = max(0, 3 - math.floor(math.log10(largest)))
    told = f"{abs(value):,.{decimals}f}"
    sign = "−" if value < 0 and float(told.replace(",", "")) else "+" if signed else ""
    return sign + told


def steps(found: Sequence[Change]) -> list[Step]:
    """Return the levels and, between them, the effects, as a cascade draws them."""
    largest = largest_of(found)

    def level(year: int, value: float) -> Step:
        return Step(f"Emissions in {year}: {tonnes(value, largest)}", value, level=True)

    drawn = [level(found[0].first, found[0].before)]
    for one in found:
        drawn += [
            Step(
                f"{LABELS[factor]}: {tonnes(one.effects[factor], largest, signed=True)}", one.effects[factor]
            )
            for factor in FACTORS
        ]
        drawn.append(level(one.last, one.after))
    return drawn


def driver_table(found: Sequence[Change]) -> pd.DataFrame:
    """Return a row a period: years, the emissions at both ends, the change, and the effects."""
    rows = [
        {
            "from_year": one.first,
            "to_year": one.last,
            "before": one.before,
            **{factor: round(one.effects[factor], 6) for factor in FACTORS},
            "change": round(one.change, 6),
            "after": one.after,
        }
        for one in found
    ]
    return pd.DataFrame(rows)


def told(one: Change) -> dict[str, str]:
    """Return the same of one change as text, all with the decimals that its largest number needs."""
    largest = largest_of([one])
    effects: dict[str, str] = {
        factor: tonnes(one.effects[factor], largest, signed=True) for factor in FACTORS
    }
    return {
        "before": tonnes(one.before, largest),
        **effects,
        "change": tonnes(one.change, largest, signed=True),
        "after": tonnes(one.after, largest),
    }


def largest_of(found: Sequence[Change]) -> float:
    """Return the largest level or effect: all numbers that stand together have the decimals that it needs."""
    return max(max(one.before, one.after, *map(abs, one.effects.values())) for one in found)


def pushes(one: Change, largest: float) -> str:
    """Return what pushed emissions the way they went, largest first, and what worked against it."""
    rising = one.change >= 0
    sides = {
        way: [factor for factor in _by_size(one) if (one.effects[factor] > 0) == way] for way in (True, False)
    }
    ahead, against = ("pushed them up", "held them back") if rising else ("pushed them down", "held them up")
    parts = [
        f"{_effects(one, sides[rising], largest)} {ahead}",
        f"{_effects(one, sides[not rising], largest)} {against}",
    ]
    return ", while ".join(
        part for part, side in zip(parts, (sides[rising], sides[not rising]), strict=True) if side
    )


def most(one: Change, largest: float) -> str:
    """Return the largest effect either way in a clause of its own."""
    ranked = _by_size(one)
    up = next((factor for factor in ranked if one.effects[factor] > 0), None)
    down = next((factor for factor in ranked if one.effects[factor] < 0), None)
    parts = [
        f"{_effects(one, [factor], largest)} {what}"
        for factor, what in ((up, "pushed up most"), (down, "pulled down most"))
        if factor
    ]
    return words.join(parts)


def _by_size(one: Change) -> list[Factor]:
    return sorted(FACTORS, key=lambda factor: (-abs(one.effects[factor]), FACTORS.index(factor)))


def _effects(one: Change, factors: Sequence[Factor], largest: float) -> str:
    return words.join(
        f"{_MORE_LESS.get(factor, ('more', 'less'))[one.effects[factor] <= 0]} {_WORDS[factor]} "
        f"({tonnes(one.effects[factor], largest, signed=True)})"
        for factor in factors
    )
