"""The charts that several sections draw in the same way, with captions and findings computed."""

from __future__ import annotations

from collections.abc import Sequence

from pagebook.analysis import indicators, words
from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Figure
from pagebook.figures.dots import DotRow, dot_chart, dot_table
from pagebook.figures.lines import Line, line_chart, line_table
from pagebook.story.standing_view import PEERS, View

__all__ = ["dots", "period", "versus"]


def period(series: Sequence[Series]) -> str:
    """Return the span of years of some series."""
    years = [item.year for one in series for item in one.observations]
    return words.years(min(years), max(years))


def versus(
    view: View,
    indicator: str,
    name: str,
    title: str,
    *,
    note: str = "",
    zero: bool = False,
    points: bool = False,
) -> Figure | None:
    """Return the line chart of one indicator against its peers; None without an observation of the country.

    Args:
        view: The country.
        indicator: Which one.
        name: Of the figure.
        title: What is measured.
        note: A sentence at the end of the caption.
        zero: Whether the axis begins at zero, as it should for amounts.
        points: Whether the country's values are surveys of single years.
    """
    own = view.series(indicator)
    if not own:
        return None
    lines, unit = view.lines(indicator), view.unit(indicator)
    label = words.chemistry(str(view.about(indicator, "label")))
    roles = [line.role for line in lines if line.role in PEERS]
    caption = [
        f"{label}, {_unit_beside(label, unit)}, {period([line.series for line in lines])}",
        view.peer_caption(roles),
        _break_note(own),
        note,
    ]
    return Figure(
        name,
        title,
        words.paragraph(caption),
        words.paragraph([_path(view, title, own, unit), _final(view, indicator, own.last)]),
        line_chart(lines, words.unit_title(unit), view.source_title(own), zero=zero, points=points),
        line_table(lines),
        {"year": "Year", **{line.role: _column(view, line, unit) for line in lines}},
        view.sources(own),
    )


def _column(view: View, line: Line, unit: str) -> str:
    name = view.name if line.role == "country" else f"Median of {view.group(line.role)}"
    return f"{name} ({words.unit_title(unit)})"


def _break_note(own: Series) -> str:
    if not own.breaks:
        return ""
    years = words.join(own.breaks)
    return (
        f"The line is cut where the series breaks: values before {years} cannot be compared with those since"
    )


def _path(view: View, title: str, own: Series, unit: str) -> str:
    """Tell the first, the highest and the last value of a line."""
    own = own.comparable
    first, last, peak = own.first, own.last, own.peak()
    if first == last:
        return f"{title} in {view.country}: one value, {words.quantity(last.value, unit)} in {last.year}"
    way = indicators.movement(first.value, last.value, unit)
    start, end, top = (words.quantity(item.value, unit) for item in (first, last, peak))
    path = f"{title} in {view.country} {way} from {_bare(start, end)} in {first.year} to {end} in {last.year}"
    return path if peak in (first, last) else f"{path}, highest in {peak.year} at {_bare(top, end)}"


def _bare(told: str, beside: str) -> str:
    """Return a value without the words of its unit, where the value beside it has the same ones."""
    _, space, unit = beside.partition(" ")
    return told.removesuffix(space + unit)


def _unit_beside(label: str, unit: str) -> str:
    """Return the unit as it stands behind the label; what is labelled an index is not one twice."""
    title = words.unit_title(unit)
    return title.removeprefix("index, ") if "index" in label.lower() else title


def _final(view: View, indicator: str, last: Observation) -> str | None:
    stand = view.against(indicator, last)
    return f"in {last.year} the value was {stand}" if stand else None


def dots(
    view: View, indicators_: Sequence[tuple[str, str]], name: str, title: str, what: str, *, note: str = ""
) -> Figure | None:
    """Return the chart of several shares, a row each; None where the country has none of them.

    Args:
        view: The country.
        indicators_: Indicator and what its row is called.
        name: Of the figure.
        title: What is measured.
        what: How the caption begins.
        note: A sentence at the end of the caption.
    """
    there = [(key, label) for key, label in indicators_ if view.series(key)]
    if not there:
        return None
    rows = [_row(view, key, label) for key, label in there]
    own = [view.series(key) for key, _ in there]
    roles = [role for role in PEERS if any(role in row.peers for row in rows)]
    caption = [
        f"{what}, each in its latest year and about ten years before",
        view.peer_caption(roles),
        note,
    ]
    return Figure(
        name,
        title,
        words.paragraph(caption),
        words.paragraph([_row_finding(view, key, row) for (key, _), row in zip(there, rows, strict=True)]),
        dot_chart(rows, view.labels),
        dot_table(rows),
        _dot_columns(view),
        view.sources(*own),
    )


def _row(view: View, key: str, label: str) -> DotRow:
    own = view.series(key)
    medians = view.medians_at(key, own.last.year)
    return DotRow(label, view.unit(key), view.source_title(own), own.last, own.before(10, slack=2), medians)


def _row_finding(view: View, key: str, row: DotRow) -> str:
    value = f"{row.label}: {words.quantity(row.last.value, row.unit)} in {row.last.year}"
    if row.before:
        value += f", {words.quantity(row.before.value, row.unit)} in {row.before.year}"
    stand = view.against(key, row.last)
    return f"{value}; {stand}" if stand else value


def _dot_columns(view: View) -> dict[str, str]:
    return {
        "label": "Indicator",
        "unit": "Unit",
        "year": "Year",
        "value": view.name,
        "earlier_year": "Earlier year",
        "value_before": f"{view.name}, earlier year",
        "partners": "Median of the PAGE partner countries",
        "region": "Median of the region",
        "income": "Median of the income group",
    }
