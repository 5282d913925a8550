"""The annex of a chapter: each figure's finding in words, and the numbers behind it in small type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pagebook.figures import Source
from pagebook.publish.chart import Chart, safe_link
from pagebook.publish.origin import drawn_from, source_details
from pagebook.publish.pdf.markup import Raw, Value, call, literal
from pagebook.publish.pdf.series import Series, series
from pagebook.publish.pdf.sheets import Cell, Linked, Sheet, parted, sheet

__all__ = ["HEADING", "Shown", "annex", "printed_words"]

HEADING = "The figures in words and numbers"
"""Heading of the annex."""

# Rows of one line that stand together: below a figure's words, and where a long table goes on, on a page.
_FIRST_ROWS, _MORE_ROWS = 60, 78


@dataclass(frozen=True)
class Shown:
    """A figure that a chapter shows.

    Attributes:
        chart: The chart.
        number: How it is called, such as “Figure 3.”.
        figure: Label of the figure.
        words: Label of its place in the annex.
    """

    chart: Chart
    number: str
    figure: str
    words: str


def annex(shown: Sequence[Shown]) -> Iterator[str]:
    """Yield the blocks of the annex as Typst, each figure's words and then its numbers."""
    numbers: dict[object, str] = {}
    for one in shown:
        table = series(one.chart) or sheet(one.chart)
        yield _words(one, table.unit)
        first = numbers.setdefault((one.chart.columns, one.chart.rows), one.number)
        if first != one.number:
            yield call("annex-again", number=first.removesuffix("."))
        elif isinstance(table, Series):
            yield call("annex-series", rows=table.rows)
        elif table.whole:
            yield from _numbers(table)
        else:
            yield _texts(table)


def _words(one: Shown, unit: str) -> str:
    return call(
        "annex-figure",
        number=one.number,
        title=one.chart.title,
        finding=one.chart.finding,
        unit=unit,
        drawn=drawn_from(one.chart),
        sources=[_source(source) for source in one.chart.sources],
        name=one.words,
    )


def printed_words(chart: Chart) -> str:
    """Return all that the annex prints of a chart, to see whether the fonts have it."""
    told = [column.title for column in chart.columns]
    told += [f"{source.title}{source_details(source)}" for source in chart.sources]
    told += [value for row in chart.rows for value in row if isinstance(value, str)]
    return "".join((chart.finding, *told))


def _numbers(table: Sheet) -> Iterator[str]:
    # Blocks are read one after the other, and in each one part after the other: rows keep their order.
    rows, number = [row for part in table.parts for row in part], len(table.parts)
    bounds = sorted({0, *range(_FIRST_ROWS * number, len(rows), _MORE_ROWS * number), len(rows)})
    for first, end in pairwise(bounds):
        yield call(
            "annex-numbers",
            heads=table.heads,
            lines=table.lines,
            widths=_widths(table),
            right=table.right,
            parts=[[list(map(_cell, row)) for row in part] for part in parted(rows[first:end], number)],
        )


def _texts(table: Sheet) -> str:
    rows = [list(map(_cell, row)) for part in table.parts for row in part]
    told = {"heads": table.heads, "widths": _widths(table), "right": table.right}
    if not table.grouped:
        return call("annex-texts", **told, groups=[[None, rows]])
    groups = groupby(rows, key=lambda row: row[0])
    return call("annex-texts", **told, groups=[[name, [row[1:] for row in own]] for name, own in groups])


def _source(source: Source) -> list[Value]:
    return [source.title, safe_link(source.url) or None, source_details(source)]


def _widths(table: Sheet) -> list[Value]:
    return [Raw(f"{width:.1f}pt") for width in table.widths]


def _cell(cell: Cell) -> Value:
    if isinstance(cell, Linked):
        return Raw(f"annex-source({literal([[word, address] for word, address in cell.words])})")
    return cell
