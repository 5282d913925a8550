"""Series of years as small type: each has its name and a run of years with their values, ten to a line.

A cell for each number takes long to set. As one text, a series is read aloud year by year with its values,
and spaces of the right width let the lines stand below one another like the columns of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pagebook.publish.chart import Chart
from pagebook.publish.figure import readable
from pagebook.publish.pdf.letters import TYPE_PT
from pagebook.publish.pdf.sheets import TEXT_PT, numeric, without_unit

__all__ = ["Series", "series"]

# Fewer years are a table.
_FEWEST = 8
# Years in a line, if there is room for them.
_ACROSS = (10, 8, 6, 5, 4, 3, 2, 1)
# Spaces at which no line breaks, and how wide they are in the book's font, as parts of its size.
_FIGURE, _WORD, _NARROW = "\u2007", "\u00a0", "\u202f"
_WIDTHS = {",": 0.249, ".": 0.249, "–": 0.48, "%": 0.824, _FIGURE: 0.497, _WORD: 0.2, _NARROW: 0.12}
_DIGIT, _WIDE, _SLIM = 0.497, 0.2, 0.12
# Between a year and its value; the least room behind them, before the space at which a line may break.
_WITHIN, _WITHIN_WIDE, _APART = _WORD + _NARROW, _WIDE + _SLIM, 0.7


@dataclass(frozen=True)
class Series:
    """The table behind a chart as series.

    Attributes:
        unit: Unit of all numbers, if the heads told the same one.
        rows: Name of each series, and its years with their values.
    """

    unit: str
    rows: tuple[tuple[str, str], ...]


def series(chart: Chart) -> Series | None:
    """Return the series of a chart, if its table has a row for each of many years and numbers only."""
    years = [row[0] for row in chart.rows]
    if chart.columns[0].name != "year" or len(set(years)) != len(years) or len(years) < _FEWEST:
        return None
    columns = list(zip(*chart.rows, strict=True))[1:]
    told = list(zip(chart.columns[1:], columns, strict=True))
    if not told or not all(numeric(column, values) for column, values in told):
        return None
    heads, unit = without_unit(tuple(column.title or column.name for column in chart.columns))
    known = [readable(year, chart.columns[0]) for year in years]
    values = _filled([readable(value, column) for column, cells in told for value in cells])
    behind = _behind(max(map(_width, known)) + max(map(_width, values)))
    runs = (values[first : first + len(known)] for first in range(0, len(values), len(known)))
    rows = zip(heads[1:], (_run(known, run, behind) for run in runs), strict=True)
    return Series(unit, tuple(rows))


def _run(years: Sequence[str], values: Sequence[str], behind: str) -> str:
    pairs = zip(years, values, strict=True)
    return " ".join(f"{year}{_WITHIN}{value}{behind}" for year, value in pairs)


def _behind(wide: float) -> str:
    """Return the spaces behind a year and its value that let as many of them as fit fill a line."""
    rooms = (TEXT_PT / TYPE_PT / across - _WITHIN_WIDE - _WIDE - wide for across in _ACROSS)
    return _space(next((room - _SLIM for room in rooms if room >= _APART), _APART))


def _filled(numbers: Sequence[str]) -> list[str]:
    """Return numbers with what they lack on both sides to be of one width, their points in line."""
    parts = [number.partition(".") for number in numbers]
    wholes = [_width(whole) for whole, _, _ in parts]
    tails = [_width(f"{point}{tail}") for _, point, tail in parts]
    most, longest = max(wholes), max(tails)
    return [
        f"{_space(most - whole)}{number}{_space(longest - tail)}"
        for number, whole, tail in zip(numbers, wholes, tails, strict=True)
    ]


def _width(text: str) -> float:
    return sum(_WIDTHS.get(letter, _DIGIT) for letter in text)


def _space(wide: float) -> str:
    """Return spaces that are together about as wide: figures first, then what comes nearest."""
    figures = int((wide + _SLIM / 2) / _DIGIT)
    rest = wide - figures * _DIGIT
    ways = ((words, slim) for words in range(3) for slim in range(4))
    words, slim = min(ways, key=lambda way: abs(way[0] * _WIDE + way[1] * _SLIM - rest))
    return _FIGURE * figures + _WORD * words + _NARROW * slim
