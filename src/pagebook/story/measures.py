"""A reported figure as people write it: qualifier, value or range, unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis.words import number, percent
from pagebook.story.opening import approximate

__all__ = ["measured"]

# Money is written with its currency in front: US$ 1.2 trillion.
_CURRENCIES = {"USD": "US$", "US$": "US$", "IDR": "IDR", "R$": "R$", "BRL": "R$", "EUR": "€"}


def measured(row: Mapping[str, Any]) -> str:
    """Return a figure's value or range with its qualifier and unit.

    Args:
        row: A row of `reported_figures` that has a value, or a low or a high end.
    """
    unit = "" if pd.isna(row["unit"]) else str(row["unit"])
    if not pd.isna(row["value"]):
        return approximate(row["qualifier"], _with_unit(_written(row["value"], unit), unit))
    ends = [_written(row[key], unit) for key in ("low", "high") if not pd.isna(row[key])]
    if len(ends) == 2:
        return approximate(row["qualifier"], _with_unit(" to ".join(ends), unit))
    bound = "at least " if pd.isna(row["high"]) else "at most "
    return bound + _with_unit(ends[0], unit)


def _written(value: float, unit: str) -> str:
    if unit == "year":
        return str(int(value))
    return percent(value).removesuffix("%") if unit.startswith("percent") else number(value, digits=6)


def _with_unit(written: str, unit: str) -> str:
    if unit in ("", "year"):
        return written
    if unit.startswith("percent"):
        return written + "%" + unit.removeprefix("percent")
    parts = unit.split()
    currency = next((part for part in parts if part in _CURRENCIES), None)
    if currency is None:
        return f"{written} {unit}"
    rest = [part for part in parts if part != currency]
    return " ".join([_CURRENCIES[currency], written, *rest])
