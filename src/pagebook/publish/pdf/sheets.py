"""The table behind a chart as small type: which columns, how wide, and in how many parts side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias
from urllib.parse import urlsplit

from pagebook.publish.chart import Chart, Column, Value, safe_link
from pagebook.publish.figure import readable
from pagebook.publish.pdf.letters import BOLD, width

__all__ = ["TEXT_PT", "Cell", "Linked", "Sheet", "numeric", "parted", "sheet", "without_unit"]

TEXT_PT = 470.0
"""Width of a column of text in points: 166 mm."""

_PAD_PT, _GAP_PT = 4.0, 10.0
_MOST_PARTS, _FEWEST_ROWS = 4, 4
# A table in one part that has so many rows goes on across pages, as tables of longer texts do.
_MANY_ROWS = 24
# Of how many rows that share their first cell it is the head, on the average.
_GROUP_ROWS = 4
# Texts up to this width are short; of the whole width, how much columns of them may take.
_SHORT_PT, _MOST_SHORT = 60.0, 0.65
# A word that is longer may break; which cell of ten is as long as a column is made for.
_MOST_PT, _LONG, _LONGEST, _HALVINGS = 90.0, 0.9, 0.4, 40
_STRETCH = 1.7
# As wide as a figure, and about as wide as a point.
_FIGURE, _POINT = "\u2007", "\u00a0"
_UNIT = re.compile(r"(?P<what>.*?) \((?P<unit>.*)\)")
_BREAKS = re.compile(r"(?<=[-/ ])")


@dataclass(frozen=True)
class Linked:
    """A cell whose words are links: each with its address, or none."""

    words: tuple[tuple[str, str | None], ...]

    @property
    def text(self) -> str:
        """What is printed."""
        return "; ".join(word for word, _ in self.words)


Cell: TypeAlias = "str | Linked"


@dataclass(frozen=True)
class Sheet:
    """A table as it is printed.

    Attributes:
        heads: Heads of the columns.
        unit: Unit of all numbers, if the heads told the same one.
        right: Whether a column is set to the right, as numbers are.
        widths: Of the columns, in points; the rest of the width is shared out by how much they hold.
        lines: How many lines the heads take.
        parts: Rows of the parts that stand side by side; each part begins with the heads.
        whole: Whether it is set without a break: every cell takes one line, and rows are few or side by side.
        grouped: Whether the first cell of a row heads all rows that share it, and is no column.
    """

    heads: tuple[str, ...]
    unit: str
    right: tuple[bool, ...]
    widths: tuple[float, ...]
    lines: int
    parts: tuple[tuple[tuple[Cell, ...], ...], ...]
    whole: bool
    grouped: bool = False


def sheet(chart: Chart) -> Sheet:
    """Return the table behind a chart as it is printed."""
    heads, cells = _told(chart)
    heads, unit = without_unit(heads)
    right = tuple(numeric(column, [row[number] for row in chart.rows]) for number, column in _kept(chart))
    columns = [
        _aligned(column) if numeric else list(column)
        for column, numeric in zip(zip(*cells, strict=True), right, strict=True)
    ]
    cells = list(zip(*columns, strict=True))
    needs = [_need(head, column) for head, column in zip(heads, columns, strict=True)]
    total = sum(needs)
    fitting = int((TEXT_PT + _GAP_PT) / (total + _GAP_PT))
    number = max(1, min(_MOST_PARTS, fitting, len(cells) // _FEWEST_ROWS))
    if total <= TEXT_PT and (number > 1 or len(cells) < _MANY_ROWS):
        widths = _stretched(needs, (TEXT_PT - _GAP_PT * (number - 1)) / number)
        return Sheet(heads, unit, right, widths, _lines(heads, widths), parted(cells, number), whole=True)
    first = int(_is_grouped(chart.columns[0], columns[0]))
    heads, right = heads[first:], right[first:]
    widths = _stretched(needs[first:], TEXT_PT) if total <= TEXT_PT else _shared(heads, columns[first:])
    lines, grouped = _lines(heads, widths), bool(first)
    return Sheet(heads, unit, right, widths, lines, (tuple(cells),), whole=False, grouped=grouped)


def _stretched(needs: Sequence[float], room: float) -> tuple[float, ...]:
    """Return widths that fill the room, unless numbers would stand far from what they are numbers of."""
    share = min(room / sum(needs), _STRETCH)
    return tuple(need * share for need in needs)


def _kept(chart: Chart) -> Iterator[tuple[int, Column]]:
    """Yield the columns that are printed: not those that are empty, nor addresses that sources link to."""
    folded = _folded(chart)
    empty = {n for n in range(len(chart.columns)) if all(row[n] in (None, "") for row in chart.rows)}
    left_out = empty | ({folded[1]} if folded else set())
    return ((n, column) for n, column in enumerate(chart.columns) if n not in left_out)


def _folded(chart: Chart) -> tuple[int, int] | None:
    """Return which column names sources, and which holds their addresses."""
    names = [column.name for column in chart.columns]
    for source, address in (("source", "address"), ("sources", "addresses")):
        if source in names and address in names:
            return names.index(source), names.index(address)
    return None


def _told(chart: Chart) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    kept, folded = list(_kept(chart)), _folded(chart)
    heads = tuple(column.title or column.name for _, column in kept)
    rows = []
    for row in chart.rows:
        cells: list[Cell] = [readable(row[number], column) for number, column in kept]
        if folded:
            source, address = folded
            place = next(n for n, (number, _) in enumerate(kept) if number == source)
            cells[place] = _linked(str(cells[place]), row[address])
        rows.append(tuple(cells))
    return heads, rows


def _aligned(texts: Sequence[Cell]) -> list[Cell]:
    """Return numbers with what they lack for their points to stand below one another."""
    tails = [text.partition(".")[2] if isinstance(text, str) else "" for text in texts]
    most = max(map(len, tails), default=0)
    return [
        f"{text}{'' if tail else _POINT}{_FIGURE * (most - len(tail))}"
        if most and isinstance(text, str) and text != "–"
        else text
        for text, tail in zip(texts, tails, strict=True)
    ]


def _linked(source: str, address: Value) -> Cell:
    """Return a source with its addresses; more addresses follow by the names of their hosts."""
    links = [safe_link(one) for one in str(address or "").split("; ")]
    if not any(links):
        return source
    words = source.split("; ")
    if len(words) > len(links):
        words = [*words[: len(links) - 1], "; ".join(words[len(links) - 1 :])]
    words += [_host(link) for link in links[len(words) :]]
    return Linked(tuple(zip(words, (link or None for link in links), strict=True)))


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def without_unit(heads: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the heads without the unit that all but the first have, and the unit."""
    found = [_UNIT.fullmatch(head) for head in heads[1:]]
    units = {match["unit"] if match else "" for match in found}
    if len(found) > 1 and len(units) == 1 and all(units):
        return (heads[0], *(match["what"] for match in found if match)), units.pop()
    return heads, ""


def numeric(column: Column, values: Iterable[Value]) -> bool:
    """Return whether a column holds numbers, and no years."""
    known = [value for value in values if value is not None and value != ""]
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known)
    return numbers and bool(known) and column.name != "year"


def _need(head: str, cells: Iterable[Cell]) -> float:
    longest = max((width(_text(cell)) for cell in cells), default=0.0)
    return max(longest, *(width(part) * BOLD for part in _BREAKS.split(head))) + _PAD_PT


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Linked) else cell


def _shared(heads: Sequence[str], columns: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """Return widths that give each column its longest word, and all columns about as many lines.

    Short texts are kept in one line where that leaves the long ones room.
    """
    least = [
        min(
            max(width(part) for text in (head, *map(_text, column)) for part in _BREAKS.split(text)), _MOST_PT
        )
        + _PAD_PT
        for head, column in zip(heads, columns, strict=True)
    ]
    longest = [max(width(_text(cell)) for cell in column) for column in columns]
    whole = [
        max(need, size + _PAD_PT) if size <= _SHORT_PT else need
        for need, size in zip(least, longest, strict=True)
    ]
    least = whole if sum(whole) <= TEXT_PT * _MOST_SHORT else least
    wishes = [_usual(column) + _PAD_PT for column in columns]
    # The more of its wish each column gets, the wider they are together: halve until they fill the width.
    low, high = 0.0, TEXT_PT / min(wishes)
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        widths = [max(need, share * wish) for need, wish in zip(least, wishes, strict=True)]
        low, high = (low, share) if sum(widths) > TEXT_PT else (share, high)
    return tuple(wide * TEXT_PT / sum(widths) for wide in widths)


def _usual(column: Sequence[Cell]) -> float:
    """Return the width of a long cell of a column; the longest few count less, but not nothing."""
    sizes = sorted(width(_text(cell)) for cell in column)
    return max(sizes[int(_LONG * (len(sizes) - 1))], sizes[-1] * _LONGEST)


def _lines(heads: Sequence[str], widths: Sequence[float]) -> int:
    return max(_broken(head, room - _PAD_PT) for head, room in zip(heads, widths, strict=True))


def _broken(head: str, room: float) -> int:
    lines, filled = 1, 0.0
    for part in _BREAKS.split(head):
        wide = width(part) * BOLD
        if filled and filled + wide > room:
            lines, filled = lines + 1, 0.0
        filled += wide
    return lines


def _is_grouped(column: Column, cells: Sequence[Cell]) -> bool:
    """Return whether the cells of the first column are texts, the same ones row after row."""
    runs = [text for text, _ in groupby(map(_text, cells))]
    return column.name != "year" and len(cells) >= _GROUP_ROWS * len(runs) and len(set(runs)) == len(runs)


def parted(rows: Sequence[tuple[Cell, ...]], number: int) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    """Return rows in parts of about the same length, in their order."""
    each = -(-len(rows) // number) or 1
    return tuple(tuple(rows[first : first + each]) for first in range(0, len(rows), each))
