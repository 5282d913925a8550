"""Derived indicators, computed again wherever a value that they rest on moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pagebook.analysis.words import significant
from pagebook.update.compare import Held, Key, Revision
from pagebook.update.formulas import Formula
from pagebook.update.gather import Place

__all__ = ["DERIVED", "Derived", "derive", "derive_world"]

DERIVED = "derived"
"""The source of what is computed here."""


@dataclass
class Derived:
    """How a derived indicator changes.

    Attributes:
        indicator: The indicator.
        rule: Its formula.
        added: Places that had no value, with the new one.
        revised: Values that change.
        same: How many were computed again and stay.
        moved_by: The edition that moved each value.
    """

    indicator: str
    rule: str
    added: dict[Place, float] = field(default_factory=dict)
    revised: list[Revision] = field(default_factory=list)
    same: int = 0
    moved_by: dict[Place, str] = field(default_factory=dict)


def derive(
    formulas: Mapping[str, Formula], values: Mapping[Key, Held], moved: Mapping[Key, str]
) -> tuple[list[Derived], dict[Key, str]]:
    """Return how derived indicators change, and all that moved, each with the edition that moved it.

    Only what rests on a value that moved is computed: inputs are rounded, so that values whose inputs stay
    would change in their last digit for no reason.

    Args:
        formulas: The formulas, each after those that it rests on.
        values: All values of the book, with the new edition in place.
        moved: Values that are new or changed, and by which edition.
    """
    now, moved = dict(values), dict(moved)
    results = []
    for indicator, rule in formulas.items():
        result = Derived(indicator, rule.text)
        for (area, year), edition in _touched(rule, moved).items():
            computed = rule.value(_lookup(now, area), year)
            if computed is None:
                continue
            key, after = (area, indicator, year), significant(computed)
            before, source = now.get(key, (None, ""))
            if before == after:
                result.same += 1
                continue
            if before is None:
                result.added[area, year] = after
            else:
                result.revised.append(Revision(area, year, before, source, after))
            now[key], moved[key] = (after, DERIVED), edition
            result.moved_by[area, year] = edition
        results.append(result)
    return results, moved


def derive_world(
    formulas: Mapping[str, Formula], world: Mapping[str, Mapping[Place, float]]
) -> dict[str, dict[Place, float]]:
    """Return derived indicators of every country, where all inputs came with this update.

    Args:
        formulas: The formulas, each after those that it rests on.
        world: Indicators as their editions have them, not rounded.
    """
    known: dict[str, dict[Place, float]] = {name: dict(values) for name, values in world.items()}
    for indicator, rule in formulas.items():
        if all(name in known for name in rule.names):
            places = set.intersection(*(set(known[name]) for name in rule.names))
            computed = {place: rule.value(_world(known, place[0]), place[1]) for place in places}
            known[indicator] = {place: value for place, value in computed.items() if value is not None}
    return known


def _touched(rule: Formula, moved: Mapping[Key, str]) -> dict[Place, str]:
    touched: dict[Place, str] = {}
    for (area, name, year), edition in sorted(moved.items()):
        if name in rule.names:
            touched.setdefault((area, year), edition)
    return touched


def _lookup(values: Mapping[Key, Held], area: str) -> Callable[[str, int], float | None]:
    return lambda name, year: values.get((area, name, year), (None, ""))[0]


def _world(known: Mapping[str, Mapping[Place, float]], area: str) -> Callable[[str, int], float | None]:
    return lambda name, year: known[name].get((area, year))
