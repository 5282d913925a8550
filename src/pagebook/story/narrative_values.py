"""A cell as a sentence has it: a number with its qualifier, its scale and its currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis.words import in_words, money, number, percent
from pagebook.errors import PagebookError
from pagebook.story.opening import approximate

__all__ = ["FORMATS", "ReferenceFault", "parts", "written"]

FORMATS = ("size", "words")
"""What may follow a value after `|`: its size without its sign, or a small number in words."""

_COUNTED = ("total", "value", "amount")
_CURRENCIES = {"USD": "US$"}
_SCALED = re.compile(r"(million|billion|trillion) (.*)")


class ReferenceFault(PagebookError):
    """Raised when a link or a value of a narrative names nothing that can be shown.

    Attributes:
        message: What is wrong.
        expected: What would be right.
    """

    def __init__(self, message: str, expected: str) -> None:
        super().__init__(message, expected)
        self.message, self.expected = message, expected


def parts(value: Any) -> tuple[Any, ...]:
    """Return what a cell holds: each item of a list, the one value, or nothing where it is blank."""
    if isinstance(value, tuple):
        return value
    if pd.isna(value):
        return ()
    return (int(value) if isinstance(value, float) and value.is_integer() else value,)


def written(cells: Mapping[str, Any], column: str, style: str) -> str:
    """Return a cell as a sentence has it: `more than 700`, `34%`, `US$ 2 million`, `four`.

    Args:
        cells: The cells of its row, whose qualifier, unit and currency belong to the number.
        column: Which of them; one whose name ends with `year` holds years.
        style: One of `FORMATS`, or nothing.

    Raises:
        ReferenceFault: The cell is blank.
    """
    value = cells[column]
    if not parts(value):
        raise ReferenceFault(f"shows a blank cell: {column}", "a cell with a value, or no value here")
    if isinstance(value, (str, tuple, bool)):
        return ", ".join(map(str, parts(value)))
    if style == "words":
        return in_words(value)
    size = abs(value) if style == "size" else value
    unit = "year" if column.endswith("year") else str(cells.get("unit", ""))
    told = _quantity(float(size), unit, cells.get("currency"))
    return approximate(cells.get("qualifier") if column in _COUNTED else None, told)


def _quantity(value: float, unit: str, currency: str | None) -> str:
    if unit == "year":
        return str(int(value))
    if unit.startswith("percent") and not unit.startswith("percentage"):
        return percent(value)
    if currency:
        return money(value, _CURRENCIES.get(currency, currency))
    scale = _SCALED.match(unit)
    scaled = " ".join(filter(None, [number(value, digits=6), scale[1] if scale else ""]))
    return f"US$ {scaled}" if unit.partition(" per ")[0].endswith("US$") else scaled
