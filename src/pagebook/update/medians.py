"""Medians and quartiles of peer groups, computed again where values of their countries move."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from pagebook.analysis.words import significant
from pagebook.update.gather import Place

__all__ = ["Group", "Median", "Medians", "medians"]

_FEWEST = 5
_NEW_YEAR = 2 / 3
_COVERED = 0.8

Median = tuple[int, float, float, float]
"""How many countries, lower quartile, median, upper quartile."""


@dataclass(frozen=True)
class Group:
    """A group of countries.

    Attributes:
        group: Its key.
        partners: Whether its values are those of the book; of other groups, only a publisher's file has all.
        members: Its countries; None where they are not known.
    """

    group: str
    partners: bool
    members: frozenset[str] | None


@dataclass
class Medians:
    """How the medians change.

    Attributes:
        changed: Group, indicator and year with the new medians.
        same: How many were computed again and stay.
        kept: Indicator and group whose medians stay those of the edition before, and why.
    """

    changed: dict[tuple[str, str, int], Median] = field(default_factory=dict)
    same: int = 0
    kept: dict[tuple[str, str], str] = field(default_factory=dict)


def medians(
    groups: Iterable[Group],
    before: Mapping[tuple[str, str, int], Median],
    own: Mapping[str, Mapping[Place, float]],
    world: Mapping[str, Mapping[Place, float]],
    moved: Mapping[str, Collection[int]],
) -> Medians:
    """Return how the medians change; only indicators that have medians get them.

    A year that has medians keeps its place. A year that has none gets them when five countries have a value,
    and two thirds of the number in the best year: the median of the first few to report is none of the group.

    Args:
        groups: The groups.
        before: The medians until now.
        own: The values of the book, by indicator.
        world: The values of the new editions, by indicator, of every country.
        moved: The years in which the book's values of an indicator moved, by indicator.
    """
    result = Medians()
    most: dict[tuple[str, str], int] = {}
    for (name, indicator, _), (number, *_cuts) in before.items():
        most[name, indicator] = max(number, most.get((name, indicator), 0))
    for group in groups:
        for indicator in sorted({*moved, *world}):
            if (group.group, indicator) not in most:
                continue
            years = (
                moved.get(indicator, ()) if group.partners else {year for _, year in world.get(indicator, ())}
            )
            values = own.get(indicator, {}) if group.partners else world.get(indicator)
            if group.members is None or values is None:
                result.kept[indicator, group.group] = _why(group)
                continue
            for year in sorted(years):
                key = (group.group, indicator, year)
                _year(result, key, _of_members(group, values, year), before.get(key), most[key[:2]])
    return result


def _why(group: Group) -> str:
    if group.members is None:
        return "its countries are not known: add the World Bank's list of countries to the files"
    return "not all that it is computed from came with this update"


def _of_members(group: Group, values: Mapping[Place, float], year: int) -> list[float]:
    return [values[area, year] for area in sorted(group.members or ()) if (area, year) in values]


def _year(
    result: Medians, key: tuple[str, str, int], found: list[float], old: Median | None, most: int
) -> None:
    group, indicator, _ = key
    if old is not None and len(found) < _COVERED * old[0]:
        result.kept[indicator, group] = "the new edition has too few of its countries in some years"
    elif old is not None or len(found) >= max(_FEWEST, _NEW_YEAR * most):
        new = _median(found)
        if new == old:
            result.same += 1
        else:
            result.changed[key] = new


def _median(values: list[float]) -> Median:
    low, middle, high = (significant(float(value)) for value in np.quantile(values, (0.25, 0.5, 0.75)))
    return len(values), low, middle, high
