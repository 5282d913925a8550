"""Steps of one colour for counts: the darker, the more."""

from __future__ import annotations

import pandas as pd

__all__ = ["STEPS", "levels"]

STEPS = ("#dcebf8", "#a9cdec", "#2a74b5", "#12456f")
"""Four steps of the country's blue, light to dark, each of which black or white text can be read on."""

# From how many on a count takes the next step.
_FROM = (1, 3, 6, 11)


def levels(counts: pd.Series) -> pd.Series:
    """Return the colour of each count: none for nought, darker from 3, 6 and 11 on."""
    steps = [STEPS[sum(n >= least for least in _FROM) - 1] if n > 0 else None for n in counts]
    return pd.Series(steps, counts.index, dtype="object")
