"""The places of countries in every indicator that readers can rank on the page, and which of them moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pagebook.analysis.indicators import Observation
from pagebook.analysis.ranking import ranked
from pagebook.diff.changes import ChartChange, ValueChange
from pagebook.diff.found import Found
from pagebook.diff.page import Page
from pagebook.diff.sizes import relative

__all__ = ["compare_explorers"]

Series = Mapping[str, Mapping[str, Sequence[Any]]]
Ranks = Mapping[str, str]


def compare_explorers(found: Found, old: Page, new: Page) -> None:
    """Add the values and the places that differ where readers choose what to compare."""
    sides = [
        {part.content["name"]: part for part in page.parts if part.form == "explorer"} for page in (old, new)
    ]
    for name, part in sides[1].items():
        before = sides[0][name].content if name in sides[0] else {"series": {}, "indicators": []}
        after = part.content
        if before == after:
            continue
        names = {area["code"]: area["name"] for side in (before, after) for area in _areas(side)}
        labels = {one["code"]: one["label"] for side in (before, after) for one in side["indicators"]}
        values = tuple(_values(before["series"], after["series"], names, labels))
        size = max((value.size for value in values), default=0.0)
        face = "data" if values else "words"
        key, title = found.page.key, after["title"]
        kind = "changed" if name in sides[0] else "added"
        found.charts.append(
            ChartChange(kind, key, "", part.section, name, title, (face,), values, None, None, size)  # type: ignore[arg-type]
        )
        if name in sides[0]:
            _moves(found, before, after, names, labels)


def _areas(content: Mapping[str, Any]) -> list[Mapping[str, str]]:
    return [*content.get("areas", ()), *content.get("groups", ())]


def _values(
    old: Series, new: Series, names: Mapping[str, str], labels: Mapping[str, str]
) -> list[ValueChange]:
    found = []
    for indicator in sorted(old.keys() | new.keys()):
        sides = old.get(indicator, {}), new.get(indicator, {})
        for area in sorted(sides[0].keys() | sides[1].keys()):
            if sides[0].get(area) == sides[1].get(area):
                continue
            before, after = (_years(side.get(area, ())) for side in sides)
            for year in sorted(before.keys() | after.keys()):
                was, now = before.get(year), after.get(year)
                if was != now:
                    row = f"{names.get(area, area)}, {year}"
                    told = [("" if value is None else f"{value:,}") for value in (was, now)]
                    found.append(
                        ValueChange(
                            row, labels.get(indicator, indicator), told[0], told[1], relative(was, now)
                        )
                    )
    return found


def _years(line: Sequence[Any]) -> dict[int, float]:
    """Return a series, stored as its first year and its values, as years and values."""
    values = enumerate(line[1:], start=int(line[0])) if line else ()
    return {year: value for year, value in values if value is not None}


def _moves(
    found: Found,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    names: Mapping[str, str],
    labels: Mapping[str, str],
) -> None:
    before, after = _ranks(old), _ranks(new)
    for indicator in sorted(before.keys() & after.keys()):
        sides = before[indicator], after[indicator]
        for area in sorted(sides[0].keys() | sides[1].keys()):
            was, now = sides[0].get(area, ""), sides[1].get(area, "")
            if was != now:
                what = f"{labels[indicator]}, place among partner countries"
                found.move("rank", names[area], what, old=was, new=now, country=area)


def _ranks(content: Mapping[str, Any]) -> dict[str, Ranks]:
    """Return each indicator's places by country, as the page's script tells them."""
    countries = {area["code"] for area in content.get("areas", ())}
    found: dict[str, Ranks] = {}
    for one in content["indicators"]:
        lines = content["series"].get(one["code"], {})
        years = {area: _years(line) for area, line in lines.items() if area in countries}
        latest = {area: Observation(max(told), told[max(told)]) for area, told in years.items() if told}
        places = ranked(latest, lowest_first=one["direction"] == "lower_better")
        found[one["code"]] = {place.area: place.written for place in places}
    return found
