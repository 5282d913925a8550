"""Whether a pressure on the environment parts from the growth of the economy, between two years.

Eight states after Tapio (2005), "Towards a theory of decoupling", Transport Policy 12, 137-151. They follow
from the signs of the two changes and from the elasticity, which is the change of the pressure in per cent
over the change of GDP in per cent. The OECD (2002), "Indicators to measure decoupling of environmental
pressure from economic growth", SG/SD(2002)1/FINAL, tells less: absolute where the economy grew and the
pressure did not, relative where both grew and the pressure grew less; it says nothing of an economy that
shrank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from pagebook.analysis.indicators import ALIKE, Series

__all__ = [
    "COUPLED",
    "OECD",
    "PERIODS",
    "STATES",
    "Decoupling",
    "Period",
    "Refused",
    "Span",
    "State",
    "decoupling",
    "over",
    "span",
]

State: TypeAlias = Literal[
    "strong decoupling",
    "weak decoupling",
    "expansive coupling",
    "expansive negative decoupling",
    "recessive decoupling",
    "recessive coupling",
    "weak negative decoupling",
    "strong negative decoupling",
]
OECD: TypeAlias = Literal["absolute", "relative", "none", "not defined"]

STATES: tuple[State, ...] = get_args(State)
"""All states: first those of an economy that grew, the most parted first; then those of one that shrank."""

COUPLED = (0.8, 1.2)
"""Elasticities that still count as coupled. Tapio leaves a fifth on either side of one, so that small
differences are not read as meaning."""


@dataclass(frozen=True)
class Period:
    """A period that the book declares: its first year, and its last or, where that is None, the newest."""

    first: int
    last: int | None


PERIODS = (Period(1990, 2000), Period(2000, 2010), Period(2010, None))
"""The periods of the book, declared before anything is computed, so that no country gets years that suit it.

Round decades from 1990, the base year of the climate convention and the first of the statistics. Tapio too
goes by decades: a single good or bad year then weighs little. The last period runs on to the newest year.
"""


@dataclass(frozen=True)
class Decoupling:
    """How a pressure stands to the economy between two years.

    Attributes:
        driver: Change of GDP, as a share of its first value.
        pressure: Change of the pressure, likewise.
        elasticity: The second over the first.
        state: Tapio's.
        oecd: In the OECD's terms; `none` where the economy grew and the pressure at least as much, `not
            defined` where the economy shrank.
    """

    driver: float
    pressure: float
    elasticity: float
    state: State
    oecd: OECD

    @property
    def steady(self) -> bool:
        """Whether GDP hardly changed, so that the elasticity divides by next to nothing and says little."""
        return abs(self.driver) <= ALIKE


@dataclass(frozen=True)
class Span:
    """A period as it was judged: its years and what came out."""

    first: int
    last: int
    found: Decoupling


@dataclass(frozen=True)
class Refused:
    """A period that cannot be judged, and why, as a noun phrase."""

    why: str


def decoupling(driver: tuple[float, float], pressure: tuple[float, float]) -> Decoupling:
    """Return the state between two years.

    An elasticity on a limit counts as coupled, and a pressure that did not change at all as one that did not
    grow: a weak decoupling for Tapio (whose strong one is below zero), an absolute one for the OECD.

    Args:
        driver: GDP of the earlier and of the later year.
        pressure: Emissions likewise, in any unit.

    Raises:
        ValueError: A value is not above zero, or the driver did not change, so that no elasticity exists.
    """
    if min(*driver, *pressure) <= 0:
        raise ValueError("changes in per cent need values above zero")
    # Not after / before - 1: its rounding would push values off the limits between the states.
    economy, load = ((after - before) / before for before, after in (driver, pressure))
    if economy == 0:
        raise ValueError("there is no elasticity where the driver did not change")
    elasticity = load / economy
    if economy > 0:
        return Decoupling(economy, load, elasticity, _growing(elasticity), _oecd(economy, load))
    return Decoupling(economy, load, elasticity, _shrinking(elasticity), "not defined")


def _growing(elasticity: float) -> State:
    if elasticity < 0:
        return "strong decoupling"
    if elasticity < COUPLED[0]:
        return "weak decoupling"
    return "expansive coupling" if elasticity <= COUPLED[1] else "expansive negative decoupling"


def _shrinking(elasticity: float) -> State:
    if elasticity < 0:
        return "strong negative decoupling"
    if elasticity < COUPLED[0]:
        return "weak negative decoupling"
    return "recessive coupling" if elasticity <= COUPLED[1] else "recessive decoupling"


def _oecd(economy: float, load: float) -> OECD:
    if load <= 0:
        return "absolute"
    return "relative" if load < economy else "none"


def over(driver: Series, pressure: Series, period: Period) -> Span | Refused:
    """Return the state in a declared period, or why there is none; no break in a series is crossed.

    The newest year is the last that both series have.
    """
    if not driver or not pressure:
        return Refused("no data")
    last = period.last or min(driver.last.year, pressure.last.year)
    return span(driver, pressure, period.first, last)


def span(driver: Series, pressure: Series, first: int, last: int) -> Span | Refused:
    """Return the state between two years, or why there is none; no break in a series is crossed."""
    breaks = sorted(year for year in {*driver.breaks, *pressure.breaks} if first < year <= last)
    if breaks:
        return Refused(f"break in {breaks[0]}")
    ends = [(series.at(first), series.at(last)) for series in (driver, pressure)]
    known = [(before.value, after.value) for before, after in ends if before and after]
    if len(known) < 2 or first >= last:
        return Refused("no data")
    if known[0][0] == known[0][1]:
        return Refused("no change of GDP")
    return Span(first, last, decoupling(*known))
