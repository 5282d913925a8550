"""The report of an update, for people and for programs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from pagebook.analysis.words import count, significant
from pagebook.data.cells import write_number
from pagebook.update.compare import Comparison, Key, Revision
from pagebook.update.derive import Derived
from pagebook.update.findings import Findings
from pagebook.update.gather import Place
from pagebook.update.medians import Medians
from pagebook.update.plan import Plan
from pagebook.update.reading import FileRead

__all__ = ["Report"]

_SIZES = (
    (0.1, "by up to 0.1%"),
    (1.0, "by up to 1%"),
    (5.0, "by up to 5%"),
    (10.0, "by up to 10%"),
    (math.inf, "by more than 10%"),
)
_LARGEST = 3


@dataclass
class Report:
    """What an update found and did.

    Attributes:
        files: What each file was.
        found: What was found.
        plan: What the update does; None when the files could not be understood.
        breaks: Breaks that a publisher flags and the book has not.
        bounded: How many values were given as below or above something, by indicator.
        groups: How many values belong to groups that the book does not carry.
        definitions: Indicators whose definition names a year or an edition.
        classes: Countries that the World Bank's list has in another region or income group than the book.
        written: The files that were changed.
    """

    files: Sequence[FileRead]
    found: Findings
    plan: Plan | None = None
    breaks: Sequence[Key] = ()
    bounded: Mapping[str, int] = field(default_factory=dict)
    groups: int = 0
    definitions: Sequence[str] = ()
    classes: Sequence[str] = ()
    written: Sequence[str] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return bool(self.found.refused)

    def lines(self) -> Iterator[str]:
        """Yield the report as lines of text."""
        for file in self.files:
            yield _file_line(file)
        if self.plan is not None and not self.refused:
            for row in self.plan.sources:
                yield f"new source {row['source']}: {row['citation']}"
            for comparison in self.plan.comparisons:
                yield from _comparison_lines(comparison)
            for derived in self.plan.derived:
                yield from _derived_lines(derived)
            yield from _median_lines(self.plan.medians)
            yield from self._notes(self.plan)
        yield from (f"told: {finding}" for finding in self.found.told)
        yield from (f"refused: {line}" for line in self.found.lines() if self.refused)

    def _notes(self, plan: Plan) -> Iterator[str]:
        for dataset, note in plan.notes.items():
            yield f"{dataset}: {note}"
        for dataset, indicators in plan.lacking.items():
            yield f"{dataset}: nothing in these files of {', '.join(indicators)}"
        for indicator, told in plan.mixed.items():
            parts = ", ".join(f"{number:,} of {source}" for source, number in told.items())
            yield f"{indicator}: rests on several editions: {parts}"
        for area, indicator, year in self.breaks:
            yield f"{indicator}: the publisher flags a break in {year} for {area}; is it one for breaks.csv?"
        for indicator, number in self.bounded.items():
            yield f"{indicator}: {count('value', number)} given as below or above something, not carried"
        if self.classes:
            yield f"in another region or income group than in areas.csv: {', '.join(self.classes)}"
        if self.groups:
            yield f"{count('value', self.groups)} of groups that the book does not carry"
        if self.definitions:
            yield f"definitions with a year or an edition, to be read again: {', '.join(self.definitions)}"

    def as_json(self) -> dict[str, object]:
        """Return the report as a JSON object."""
        plan = self.plan
        return {
            "files": [file.as_json() for file in self.files],
            "refused": [finding.as_json() for finding in self.found.refused],
            "told": [finding.as_json() for finding in self.found.told],
            "sources": list(plan.sources) if plan else [],
            "indicators": [_comparison_json(one) for one in plan.comparisons] if plan else [],
            "derived": [_derived_json(one) for one in plan.derived] if plan else [],
            "medians": _medians_json(plan.medians) if plan else {},
            "mixed": dict(plan.mixed) if plan else {},
            "lacking": dict(plan.lacking) if plan else {},
            "breaks": [{"area": a, "indicator": i, "year": y} for a, i, y in self.breaks],
            "not_carried": dict(self.bounded),
            "definitions": list(self.definitions),
            "classes": list(self.classes),
            "written": list(self.written),
        }


def _file_line(file: FileRead) -> str:
    if file.form == "world-bank countries":
        return f"{file.name}: the World Bank's list of countries"
    others = f"; not mapped: {', '.join(file.others)}" if file.others else ""
    return f"{file.name}: {file.form}; mapped series: {', '.join(file.series) or 'none'}{others}"


def _comparison_lines(one: Comparison) -> Iterator[str]:
    numbers = f"{len(one.added)} added, {len(one.revised)} revised, {len(one.same)} as before"
    yield f"{one.indicator} ({one.source}): {numbers}, {len(one.absent)} absent and kept"
    if one.added:
        yield f"  added: {_spread(one.added)}"
    yield from _revision_lines(one.revised)
    if one.absent:
        sources = Counter(one.absent.values())
        told = ", ".join(f"{number} of {source}" for source, number in sorted(sources.items()))
        yield f"  absent in the new edition, kept with their source: {_spread(one.absent)}; {told}"


def _derived_lines(one: Derived) -> Iterator[str]:
    numbers = f"{len(one.added)} added, {len(one.revised)} revised, {one.same} as before"
    yield f"{one.indicator} = {one.rule}: computed again, {numbers}"
    yield from _revision_lines(one.revised)


def _revision_lines(revised: Sequence[Revision]) -> Iterator[str]:
    if not revised:
        return
    sizes = _sizes(revised)
    shown = ", ".join(f"{number} {name}" for name, number in sizes.items() if number)
    middle = median(abs(one.percent) for one in revised)
    yield f"  revised: {shown}; half by less than {_percent(middle)}"
    for one in _largest(revised):
        numbers = f"{write_number(one.before)} becomes {write_number(one.after)}"
        yield f"    {one.area} {one.year}: {numbers} ({_signed(one.percent)}; before: {one.source})"


def _sizes(revised: Iterable[Revision]) -> dict[str, int]:
    sizes = dict.fromkeys((name for _, name in _SIZES), 0)
    for one in revised:
        sizes[next(name for limit, name in _SIZES if abs(one.percent) <= limit)] += 1
    return sizes


def _largest(revised: Sequence[Revision]) -> list[Revision]:
    return sorted(revised, key=lambda one: (-abs(one.percent), one.area, one.year))[:_LARGEST]


def _percent(value: float) -> str:
    return f"{write_number(significant(value, 2))}%" if math.isfinite(value) else "from zero"


def _signed(value: float) -> str:
    return f"+{_percent(value)}" if value > 0 and math.isfinite(value) else _percent(value)


def _spread(places: Iterable[Place]) -> str:
    """Return how many areas and which years, in words."""
    places = list(places)
    years = sorted({year for _, year in places})
    areas = sorted({area for area, _ in places})
    span = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return f"{', '.join(areas) if len(areas) <= 6 else f'{len(areas)} areas'}, {span}"


def _median_lines(result: Medians) -> Iterator[str]:
    if result.changed or result.same:
        yield f"medians of peer groups: {len(result.changed)} changed, {result.same} as before"
    reasons: dict[str, list[str]] = {}
    for (indicator, group), why in sorted(result.kept.items()):
        reasons.setdefault(why, []).append(f"{indicator} in {group}")
    for why, cases in sorted(reasons.items()):
        shown = "; ".join(cases[:_LARGEST]) + (
            f"; and {len(cases) - _LARGEST} more" if len(cases) > _LARGEST else ""
        )
        yield f"  medians kept from the edition before, as {why}: {shown}"


def _comparison_json(one: Comparison) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "source": one.source,
        "edition": one.edition,
        "added": [{"area": a, "year": y, "value": value} for (a, y), value in sorted(one.added.items())],
        "revised": [revision.as_json() for revision in one.revised],
        "sizes": _sizes(one.revised),
        "same": len(one.same),
        "absent": [{"area": a, "year": y, "source": source} for (a, y), source in one.absent.items()],
    }


def _derived_json(one: Derived) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "rule": one.rule,
        "added": [{"area": a, "year": y, "value": value} for (a, y), value in sorted(one.added.items())],
        "revised": [revision.as_json() for revision in one.revised],
        "sizes": _sizes(one.revised),
        "same": one.same,
    }


def _medians_json(result: Medians) -> dict[str, object]:
    changed = [
        {"group": g, "indicator": i, "year": y, "n": n, "p25": low, "median": middle, "p75": high}
        for (g, i, y), (n, low, middle, high) in sorted(result.changed.items())
    ]
    kept = [{"indicator": i, "group": g, "why": why} for (i, g), why in sorted(result.kept.items())]
    return {"changed": changed, "same": result.same, "kept": kept}
