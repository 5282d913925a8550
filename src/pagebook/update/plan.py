"""What an update does, worked out before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pagebook.data.editing import Cells
from pagebook.update.areas import COUNTRIES
from pagebook.update.compare import Comparison, Held, Key, Revision, compare
from pagebook.update.derive import DERIVED, Derived, derive, derive_world
from pagebook.update.findings import Findings
from pagebook.update.gather import Place
from pagebook.update.mapping import Declared
from pagebook.update.medians import Medians, medians
from pagebook.update.staging import Statistics
from pagebook.update.vintages import Vintage, source_row

__all__ = ["Plan", "plan"]


@dataclass(frozen=True)
class Plan:
    """What an update does.

    Attributes:
        comparisons: How each indicator changes that the files tell.
        derived: How derived indicators change.
        medians: How the medians of peer groups change.
        sources: Rows of the sources that are new.
        values: The values that there will be.
        mixed: Indicators that will rest on several sources, with the number of values of each.
        lacking: Indicators that a data set tells, of which the files have nothing, by data set.
        notes: What is to be known of the data sets, by data set.
    """

    comparisons: Sequence[Comparison]
    derived: Sequence[Derived]
    medians: Medians
    sources: Sequence[Cells]
    values: Mapping[Key, Held]
    mixed: Mapping[str, Mapping[str, int]]
    lacking: Mapping[str, Sequence[str]]
    notes: Mapping[str, str]

    def texts(self, now: Statistics) -> dict[str, str]:
        """Return the texts of the tables after the update, by path below the data folder."""
        replaced = list(self._replaced())
        return now.texts(self.values, {**now.medians, **self.medians.changed}, self.sources, replaced)

    def _replaced(self) -> Iterator[tuple[str, Revision, str]]:
        for comparison in self.comparisons:
            for revision in comparison.revised:
                yield comparison.indicator, revision, comparison.source
        for result in self.derived:
            for revision in result.revised:
                yield result.indicator, revision, result.moved_by[revision.area, revision.year]


def plan(
    declared: Declared,
    now: Statistics,
    told: Sequence[Vintage],
    found: Findings,
    *,
    accessed: str,
    groups: Mapping[str, tuple[str, str]],
) -> Plan:
    """Work out what an update does.

    Args:
        declared: What the tables declare.
        now: The statistics as they are.
        told: What the files tell.
        found: What was found so far.
        accessed: The day on which the files were read.
        groups: Region and income group of each country, where they are known.
    """
    held = _by_indicator(now.values)
    comparisons = [compare(vintage, held.get(vintage.indicator, {}), now.areas, found) for vintage in told]
    values, moved = _with(now.values, comparisons)
    derived, moved = derive(declared.derivations, values, moved)
    for result in derived:
        after = {**result.added, **{(r.area, r.year): r.after for r in result.revised}}
        values |= {(area, result.indicator, year): (value, DERIVED) for (area, year), value in after.items()}
    return Plan(
        comparisons,
        [result for result in derived if result.added or result.revised or result.same],
        medians(
            now.peer_groups(groups, COUNTRIES),
            now.medians,
            *_moved(declared, told, values, moved, now.partners),
        ),
        _sources(now, told, accessed),
        values,
        _mixed(values, {c.indicator for c in comparisons}),
        _lacking(declared, told),
        {v.dataset.dataset: v.dataset.note for v in told if v.dataset.note},
    )


def _by_indicator(values: Mapping[Key, Held]) -> dict[str, dict[Place, Held]]:
    found: dict[str, dict[Place, Held]] = {}
    for (area, indicator, year), held in values.items():
        found.setdefault(indicator, {})[area, year] = held
    return found


def _with(
    values: Mapping[Key, Held], comparisons: Sequence[Comparison]
) -> tuple[dict[Key, Held], dict[Key, str]]:
    """Return the values with the new editions in place, and which of them moved."""
    after, moved = dict(values), {}
    for one in comparisons:
        changed = {**one.added, **{(r.area, r.year): r.after for r in one.revised}}
        for (area, year), value in changed.items():
            key = (area, one.indicator, year)
            after[key], moved[key] = (value, one.source), one.source
        for area, year in one.same:
            # Confirmed: the series is of one edition, and says so.
            after[area, one.indicator, year] = (values[area, one.indicator, year][0], one.source)
    return after, moved


def _moved(
    declared: Declared,
    told: Sequence[Vintage],
    values: Mapping[Key, Held],
    moved: Mapping[Key, str],
    partners: frozenset[str],
) -> tuple[dict[str, dict[Place, float]], dict[str, dict[Place, float]], dict[str, set[int]]]:
    """Return the values of the book, those of every country, and the years that moved, by indicator."""
    years: dict[str, set[int]] = {}
    for area, indicator, year in moved:
        if area in partners:
            years.setdefault(indicator, set()).add(year)
    own = {
        indicator: {place: value for place, (value, _) in held.items()}
        for indicator, held in _by_indicator(values).items()
        if indicator in years
    }
    world = derive_world(declared.derivations, {vintage.indicator: vintage.values for vintage in told})
    return own, world, years


def _sources(now: Statistics, told: Sequence[Vintage], accessed: str) -> list[Cells]:
    known = {row["source"] for row in now.sources}
    rows = {vintage.source: source_row(vintage, accessed) for vintage in told if vintage.source not in known}
    return [rows[source] for source in sorted(rows)]


def _lacking(declared: Declared, told: Sequence[Vintage]) -> dict[str, list[str]]:
    have = {vintage.indicator for vintage in told}
    lacking: dict[str, list[str]] = {vintage.dataset.dataset: [] for vintage in told}
    for series in declared.series:
        if series.dataset in lacking and series.indicator not in have:
            lacking[series.dataset].append(series.indicator)
    return {dataset: indicators for dataset, indicators in lacking.items() if indicators}


def _mixed(values: Mapping[Key, Held], indicators: set[str]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for (_, indicator, _), (_, source) in values.items():
        if indicator in indicators:
            counts.setdefault(indicator, Counter())[source] += 1
    return {
        indicator: dict(sorted(told.items())) for indicator, told in sorted(counts.items()) if len(told) > 1
    }
