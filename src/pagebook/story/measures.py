"""A reported figure as people write it: qualifier, value or range, unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis.words import chemistry, number, percent
from pagebook.story.opening import approximate

__all__ = ["measured"]

# Money is written with its currency in front: US$ 1.2 trillion.
_CURRENCY = "US$"
_IRREGULAR = {"people": "person"}


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
    return percent(value).removesuffix("%") if _is_percent(unit) else number(value, digits=6)


def _is_percent(unit: str) -> bool:
    return unit.split(" ", maxsplit=1)[0] == "percent"


def _with_unit(written: str, unit: str) -> str:
    if unit in ("", "year", "index"):
        return written
    if _is_percent(unit):
        return written + "%" + unit.removeprefix("percent")
    unit = chemistry(unit)
    if _CURRENCY in unit:
        rest = unit.replace(_CURRENCY, "").split()
        return " ".join([_CURRENCY, written, *rest])
    return f"{written} {_singular(unit) if written == '1' else unit}"


def _singular(unit: str) -> str:
    """Return a unit of one: `meetings` is `meeting`, `priority areas` is `priority area`."""
    thing, mark, per = unit.partition(" per ")
    last = thing.split()[-1]
    one = _IRREGULAR.get(last) or (f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s"))
    return f"{thing.removesuffix(last)}{one}{mark}{per}"
