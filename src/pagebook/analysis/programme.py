"""What the programme's tables add up to: counts by type, stage of a milestone, spans of years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

__all__ = ["STAGES", "citations", "foremost", "stage", "tally", "year_span"]

STAGES = ("done", "under way", "planned")

# A target or a plan is not an achievement; a draft or a start is not yet one.
_STAGE_OF = {
    "done": "done",
    "in progress": "under way",
    "initiated": "under way",
    "draft": "under way",
    "planned": "planned",
    "target": "planned",
}


def stage(status: str) -> str:
    """Return one of `STAGES` for a milestone's status; an unknown status counts as planned, the weakest."""
    return _STAGE_OF.get(status, "planned")


def tally(values: Iterable[object]) -> list[tuple[str, int]]:
    """Return each value with how often it occurs, most frequent first, then by name; missing ones go."""
    counts = pd.Series(list(values), dtype="object").dropna().astype(str).value_counts()
    return sorted(((str(value), int(n)) for value, n in counts.items()), key=lambda pair: (-pair[1], pair[0]))


def foremost(counts: Sequence[tuple[str, int]], most: int = 3) -> list[tuple[str, int]]:
    """Return the first of a tally, at most so many; of values that are equally frequent, all or none."""
    if len(counts) <= most:
        return list(counts)
    return [(value, n) for value, n in counts[:most] if n > counts[most][1]]


def year_span(years: pd.Series) -> tuple[int, int] | None:
    """Return the first and the last year, or None when no year is known."""
    known = years.dropna()
    return None if known.empty else (int(known.min()), int(known.max()))


def citations(*frames: pd.DataFrame, columns: Iterable[str] = ("sources",)) -> tuple[str, ...]:
    """Return all citations of the frames' citation columns, sorted, each once."""
    found = {
        citation
        for frame in frames
        for column in columns
        if column in frame
        for cell in frame[column]
        for citation in cell
    }
    return tuple(sorted(found))
