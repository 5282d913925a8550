"""The new edition beside what the book has: added, revised by how much, as before, absent, and suspicious."""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pagebook.analysis.words import significant
from pagebook.update.findings import Finding, Findings
from pagebook.update.gather import Place
from pagebook.update.vintages import Vintage

__all__ = ["Comparison", "Held", "Key", "Revision", "compare"]

Key = tuple[str, str, int]
"""Area, indicator and year."""

Held = tuple[float, str]
"""A value and its source."""

_JUMP = 100.0
_SMALL = 10.0
_FEW = 5


@dataclass(frozen=True)
class Revision:
    """A value that a new edition changes.

    Attributes:
        area: The area.
        year: The year.
        before: The value until now.
        source: Where that came from.
        after: The value from now on.
    """

    area: str
    year: int
    before: float
    source: str
    after: float

    @property
    def percent(self) -> float:
        """By how many per cent of what it was; infinite from zero."""
        return 100 * (self.after - self.before) / abs(self.before) if self.before else math.inf

    def as_json(self) -> dict[str, object]:
        """Return the revision as a JSON object."""
        percent = round(self.percent, 3) if math.isfinite(self.percent) else None
        return {
            "area": self.area,
            "year": self.year,
            "before": self.before,
            "source_before": self.source,
            "after": self.after,
            "percent": percent,
        }


@dataclass
class Comparison:
    """How an indicator changes.

    Attributes:
        indicator: The indicator.
        source: The edition.
        edition: The edition, as people write it.
        added: Places that had no value, with the new one.
        revised: Values that change.
        same: Places whose value stays; they are told by the new edition from now on.
        absent: Places that the new edition does not have; their values stay, with the source that they have.
    """

    indicator: str
    source: str
    edition: str
    added: dict[Place, float] = field(default_factory=dict)
    revised: list[Revision] = field(default_factory=list)
    same: list[Place] = field(default_factory=list)
    absent: dict[Place, str] = field(default_factory=dict)


def compare(
    vintage: Vintage, held: Mapping[Place, Held], areas: Collection[str], found: Findings
) -> Comparison:
    """Return how an indicator changes, and refuse what looks like an error.

    Args:
        vintage: The new edition.
        held: The values that the book has of the indicator.
        areas: The areas of which the book has statistics.
        found: What was found so far.
    """
    result = Comparison(vintage.indicator, vintage.source, vintage.edition)
    new = {place: significant(value) for place, value in vintage.values.items() if place[0] in areas}
    for place in sorted(new):
        if place not in held:
            result.added[place] = new[place]
        elif held[place][0] == new[place]:
            result.same.append(place)
        else:
            result.revised.append(Revision(*place, *held[place], new[place]))
    result.absent = {place: source for place, (_, source) in sorted(held.items()) if place not in new}
    for message, expected, kind in (*_jumps(result, held), *_rewritten(result)):
        found.refuse(Finding(vintage.source, 0, kind, f"{vintage.indicator}: {message}", expected))
    return result


def _rewritten(result: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield a refusal when an edition says something else than it did: an edition is one state."""
    changed = [revision for revision in result.revised if revision.source == result.source]
    if changed:
        one = changed[0]
        yield (
            f"{one.area} in {one.year} was {one.before:g} in this edition and is {one.after:g} now",
            "give the file an edition of its own with --edition",
            "edition",
        )


def _jumps(result: Comparison, held: Mapping[Place, Held]) -> Iterator[tuple[str, str, str]]:
    expected = "look at the unit; --allow jump takes it in"
    pairs = [(r.area, r.year, r.before, r.after) for r in result.revised if r.before and r.after]
    if len(pairs) >= _FEW and (power := _power([after / before for *_, before, after in pairs])):
        yield f"the values are about {power} those until now, probably an error of unit", expected, "jump"
        return
    for (area, year), after in result.added.items():
        before = held.get((area, year - 1), (0.0, ""))[0]
        if before and after:
            pairs.append((area, year, before, after))
    largest: dict[str, float] = {}
    for (area, _), (value, _source) in held.items():
        largest[area] = max(abs(value), largest.get(area, 0.0))
    for area, year, before, after in pairs:
        # A balance near zero, or a technology that begins, changes a hundredfold and is still small.
        small = max(abs(before), abs(after)) < largest[area] / _SMALL
        if not small and not 1 / _JUMP < abs(after / before) < _JUMP:
            yield f"{area} in {year}: {before:g} becomes {after:g}", expected, "jump"


def _power(ratios: list[float]) -> str:
    """Return the power of ten that most ratios come to, in words; blank when it is one, or none."""
    middle = statistics.median(ratios)
    if middle <= 0:
        return ""
    power = round(math.log10(middle))
    near = sum(ratio > 0 and abs(math.log10(ratio) - power) < 0.05 for ratio in ratios)
    if power == 0 or near < 0.6 * len(ratios):
        return ""
    return f"{10**power:,} times" if power > 0 else f"a {10**-power:,}th of"
