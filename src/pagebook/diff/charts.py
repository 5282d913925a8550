"""Which charts of a page differ, each known by its id and not by where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pagebook.diff.changes import ChartChange, ValueChange
from pagebook.diff.edition import Edition
from pagebook.diff.found import Found
from pagebook.diff.grid import Grid, compare_grids
from pagebook.diff.page import Page
from pagebook.diff.sizes import amount, relative
from pagebook.diff.stands import column_kind, rank_number
from pagebook.errors import BuildError
from pagebook.publish.chart import Chart, read_chart
from pagebook.publish.figure import readable

__all__ = ["compare_charts", "with_moved"]

_NOT_DRAWN = ("datasets", "description")

Placed = tuple[str, Chart]


def compare_charts(found: Found, old: Page, new: Page, edition: Edition) -> None:
    """Add the charts that differ between two editions of a page."""
    bundles = [[part for part in page.parts if part.form == "chart"] for page in (old, new)]
    if [part.content for part in bundles[0]] == [part.content for part in bundles[1]]:
        return
    before, after = _charts(found, old), _charts(found, new)
    for name, (section, chart) in after.items():
        if name not in before:
            found.charts.append(_whole(found, section, chart, added=True))
        elif before[name][1] != chart:
            _changed(found, section, before[name][1], chart, edition)
    for name, (section, chart) in before.items():
        if name not in after:
            found.charts.append(_whole(found, section, chart, added=False))


def with_moved(charts: Iterable[ChartChange]) -> list[ChartChange]:
    """Return the changes with charts that went from one page and came to another told as moved."""
    every = list(charts)
    gone = [one for one in every if one.kind == "removed"]
    found: list[ChartChange] = []
    left: list[ChartChange] = []
    for one in every:
        was = next((other for other in gone if _same(other, one) and other not in left), None)
        if one.kind == "added" and was:
            left.append(was)
            found.append(replace(one, kind="moved", old=was.old, was_on=was.page, faces=()))
        else:
            found.append(one)
    return [one for one in found if one not in left]


def _same(old: ChartChange, new: ChartChange) -> bool:
    return old.figure == new.figure and old.page != new.page and old.old == new.new


def _charts(found: Found, page: Page) -> dict[str, Placed]:
    charts: dict[str, Placed] = {}
    for part in page.parts:
        if part.form == "chart":
            try:
                chart = read_chart(part.content)
            except BuildError as error:
                found.warnings.append(f"{page.path}: {error}")
            else:
                charts[chart.name] = part.section, chart
    return charts


def _whole(found: Found, section: str, chart: Chart, *, added: bool) -> ChartChange:
    return ChartChange(
        "added" if added else "removed",
        found.page.key,
        found.page.country,
        section,
        chart.name,
        chart.title,
        ("data",),
        (),
        None if added else chart,
        chart if added else None,
    )


def _changed(found: Found, section: str, old: Chart, new: Chart, edition: Edition) -> None:
    faces = tuple(_faces(old, new))
    values = []
    for change in compare_grids(_grid(old), _grid(new)):
        if column_kind(change.column) == "rank" and rank_number(change.new) is not None:
            what = f"{new.title}, {change.column}"
            country = edition.code_of(change.row)
            found.move(
                "rank",
                change.row,
                what,
                old=change.old,
                new=change.new,
                country=country,
                subject=change.column,
            )
        size = relative(amount(change.old), amount(change.new)) if change.column else 0.0
        values.append(ValueChange(change.row, change.column, change.old, change.new, size))
    if set(faces) & {"data", "drawing"}:
        key, country = found.page.key, found.page.country
        size = max((value.size for value in values), default=0.0)
        found.charts.append(
            ChartChange(
                "changed", key, country, section, new.name, new.title, faces, tuple(values), old, new, size
            )
        )
        return
    # A chart that looks the same has nothing to show but its words.
    for face in ("title", "caption", "finding"):
        if (was := getattr(old, face)) != (now := getattr(new, face)):
            found.sentence(section, f"chart {new.title}: {face}", was, now)
    if "sources" in faces:
        found.form(f"chart {new.title}: {_credits(old)} → {_credits(new)}")


def _faces(old: Chart, new: Chart) -> Iterable[str]:
    if (old.rows, old.columns) != (new.rows, new.columns):
        yield "data"
    elif _drawing(old) != _drawing(new):
        yield "drawing"
    if any(getattr(old, face) != getattr(new, face) for face in ("title", "caption", "finding")):
        yield "words"
    if old.sources != new.sources:
        yield "sources"


def _drawing(chart: Chart) -> tuple[Mapping[str, Any], Sequence[Any]]:
    """Return what of the specification is drawn, data apart from the names that they go by."""
    specification = json.loads(chart.specification)
    data = specification.get("datasets", {})
    told = json.dumps({key: value for key, value in specification.items() if key not in _NOT_DRAWN})
    for number, name in enumerate(data):
        told = told.replace(name, f"data-{number}")
    return json.loads(told), list(data.values())


def _grid(chart: Chart) -> Grid:
    rows = tuple(
        tuple(readable(value, column) for value, column in zip(row, chart.columns, strict=True))
        for row in chart.rows
    )
    return Grid(chart.name, chart.title, tuple(column.title for column in chart.columns), rows)


def _credits(chart: Chart) -> str:
    return "; ".join(source.credit for source in chart.sources) or "no source"
