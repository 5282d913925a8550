"""Where the book states a rank, a rating or a status: titles of columns, and turns of phrase in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pagebook.analysis.decoupling import STATES

__all__ = ["STATUS_COLUMNS", "column_kind", "rank_number", "stands"]

STATUS_COLUMNS = frozenset({"green_recovery_status", "phase_status", "status"})
"""Columns of the tables that hold a status."""

_RANK = re.compile(r"\b(place|rank|position)\b", re.IGNORECASE)
_STATUS = re.compile(r"\b(status|stage|phase)\b", re.IGNORECASE)
_RATING = re.compile(r"^against\b|\b(rating|grade|verdict|stand)\b", re.IGNORECASE)

_SIDE = r"(above|below|close to)"
_ONE = re.compile(_SIDE + r" the ([\w-]+) median\b", re.IGNORECASE)
_MANY = re.compile(_SIDE + r" the medians of ((?:[^().]|\([^)]*\))*)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_BETWEEN = re.compile(r",\s*|\s+and\s+")
_AGAIN = re.compile(r"^(above|below|close to)\b")
_DECOUPLING = re.compile(rf"\b({'|'.join(STATES)})\b")
_CALLED = {
    "PAGE": "PAGE median",
    "regional": "regional median",
    "the region": "regional median",
    "income-group": "income-group median",
    "the income group": "income-group median",
}


def column_kind(title: str) -> Literal["rank", "rating", "status", ""]:
    """Return what a column of that title states, empty when it states neither rank nor rating nor status."""
    if _RANK.search(title):
        return "rank"
    if _RATING.search(title):
        return "rating"
    return "status" if _STATUS.search(title) else ""


def rank_number(text: str) -> int | None:
    """Return the place that a cell such as `3` or `=3` states, or None."""
    digits = text.strip().removeprefix("=")
    return int(digits) if digits.isdigit() else None


def stands(sentence: str) -> Mapping[str, str]:
    """Return what a sentence compares with, and how: `{"PAGE median": "above"}`.

    What is said several times in one sentence stands with commas between.
    """
    found: dict[str, list[str]] = {}
    for side, group in _ONE.findall(sentence):
        found.setdefault(_CALLED.get(group, f"{group} median"), []).append(side.lower())
    for side, groups in _MANY.findall(sentence):
        for group in _BETWEEN.split(_BRACKETS.sub("", groups).strip()):
            if _AGAIN.match(group) or group not in _CALLED:
                break
            found.setdefault(_CALLED[group], []).append(side.lower())
    if kinds := _DECOUPLING.findall(sentence):
        found["decoupling"] = kinds
    return {what: ", ".join(said) for what, said in found.items()}
