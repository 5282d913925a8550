"""What readers compute with on the page: the numbers behind the levers, and the book's ranks by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pagebook.analysis.weighing import placed
from pagebook.diff.changes import ChartChange, ValueChange
from pagebook.diff.found import Found
from pagebook.diff.page import Page
from pagebook.diff.sizes import relative
from pagebook.figures.levers import index_of
from pagebook.figures.shock import EFFECTS

__all__ = ["compare_levers"]

Cells = Mapping[tuple[str, str], float | None]


def compare_levers(found: Found, old: Page, new: Page) -> None:
    """Add the numbers that differ behind levers, and the book's own ranks that moved."""
    sides = [
        {part.content["name"]: part for part in page.parts if part.form == "levers"} for page in (old, new)
    ]
    for name, part in sides[1].items():
        before, after = sides[0][name].content if name in sides[0] else None, part.content
        if before == after:
            continue
        values = tuple(_values(_cells(before), _cells(after)))
        face = "data" if values else "words"
        size = max((value.size for value in values), default=0.0)
        kind = "added" if before is None else "changed"
        found.charts.append(
            ChartChange(
                kind,  # type: ignore[arg-type]  # one of its kinds
                found.page.key, "", part.section, name, after["title"], (face,), values, None, None, size,
            )
        )  # fmt: skip
        if before is not None:
            _moves(found, before, after)


def _cells(content: Mapping[str, Any] | None) -> Cells:
    """Return each number behind levers by the names of its row and its column."""
    if content is None:
        return {}
    return dict(_of_weights(content) if content["kind"] == "weights" else _of_shock(content))


def _of_weights(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], float | None]]:
    names = {area["code"]: area["name"] for area in content["areas"]}
    for number, lever in enumerate(content["levers"]):
        yield ("weight in the book", lever["label"]), lever["weight"]
        for area, values in content["values"].items():
            yield (names[area], lever["label"]), values[number]


def _of_shock(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], float | None]]:
    measures = {one["code"]: one["label"] for one in content["measures"]}
    options = {one["code"]: one["label"] for one in content["options"]}
    for option, of_option in content["multipliers"].items():
        for measure, effects in of_option.items():
            for effect, value in zip(EFFECTS, effects, strict=True):
                yield (options[option], f"{measures[measure]}, {effect}"), value


def _values(old: Cells, new: Cells) -> Iterator[ValueChange]:
    for row, column in sorted(old.keys() | new.keys()):
        was, now = old.get((row, column)), new.get((row, column))
        if was != now:
            yield ValueChange(row, column, _told(was), _told(now), relative(was, now))


def _told(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}"


def _moves(found: Found, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    if old["kind"] != "weights" or new["kind"] != "weights":
        return
    before, after = (placed(index_of(side)) for side in (old, new))
    names = {area["code"]: area["name"] for side in (old, new) for area in side["areas"]}
    for area in sorted(before.keys() | after.keys()):
        was, now = before.get(area, ""), after.get(area, "")
        if was != now:
            what = f"{new['what']}, place among partner countries"
            found.move("rank", names[area], what, old=was, new=now, country=area)
