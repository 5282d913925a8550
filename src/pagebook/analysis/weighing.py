"""An index with weights that a reader moves: what the page computes in the browser, computed here as well.

The script of the levers keeps to these few lines of arithmetic; tests compare the two digit by digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pagebook.analysis.words import significant

__all__ = ["DIGITS", "placed", "shares", "weighed"]

DIGITS = 9
"""Significant digits at which two values share a place: further ones depend on the order of adding."""


def weighed(
    values: Sequence[float | None],
    weights: Sequence[float],
    *,
    fill: Sequence[float] | None = None,
    fewest: int = 1,
) -> float | None:
    """Return the weighted mean of the values that there are, or None where they are too few.

    Args:
        values: One for each indicator; None where there is none.
        weights: As many, none below zero; they need not sum to anything.
        fill: What stands in for a missing value, one for each indicator. Without it a missing indicator is
            left out, and the weights of the others count in proportion.
        fewest: How many indicators must have a value of their own.
    """
    if sum(value is not None for value in values) < fewest:
        return None
    whole, total = 0.0, 0.0
    for number, weight in enumerate(weights):
        value = values[number]
        if value is None and fill is not None:
            value = fill[number]
        if value is not None:
            whole += weight
            total += weight * value
    return total / whole if whole > 0 else None


def shares(weights: Sequence[float]) -> list[float]:
    """Return weights as shares of their sum; all zero where it is zero."""
    whole = 0.0
    for weight in weights:
        whole += weight
    return [weight / whole if whole > 0 else 0.0 for weight in weights]


def placed(values: Mapping[str, float | None]) -> dict[str, str]:
    """Return each area's place, highest first: `3`, or `=3` where several share it; empty without a value."""
    rounded = {area: significant(value, DIGITS) for area, value in values.items() if value is not None}
    found = {}
    for area in values:
        if area not in rounded:
            found[area] = ""
            continue
        place = 1 + sum(other > rounded[area] for other in rounded.values())
        tied = sum(other == rounded[area] for other in rounded.values()) > 1
        found[area] = f"={place}" if tied else str(place)
    return found
