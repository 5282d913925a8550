"""Rows of a frame as the data of a chart: only the columns it draws, and nothing where a cell is missing."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

__all__ = ["inline"]


def inline(frame: pd.DataFrame, columns: Iterable[str]) -> alt.InlineData:
    """Return the columns as data that stand in the chart; a missing cell has no value there.

    A frame itself would give missing text as not-a-number, which no specification can hold.
    """
    kept = frame[list(dict.fromkeys(columns))].astype(object)
    rows = kept.to_dict("records")
    return alt.InlineData([{str(k): v for k, v in row.items() if not pd.isna(v)} for row in rows])
