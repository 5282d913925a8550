"""Ranks of areas by one indicator, with ties told as ties and the missing told as missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pagebook.analysis import words
from pagebook.analysis.indicators import Observation

__all__ = ["Rank", "ranked"]


@dataclass(frozen=True)
class Rank:
    """One area's place.

    Attributes:
        area: Its code.
        place: From 1; equal values share the first place of them all.
        tied: Whether another area has the same value.
        observation: The value and its year.
    """

    area: str
    place: int
    tied: bool
    observation: Observation

    @property
    def written(self) -> str:
        """The place as tables have it: `3`, or `=3` for a tie."""
        return f"={self.place}" if self.tied else str(self.place)


def ranked(latest: Mapping[str, Observation], *, lowest_first: bool = False) -> tuple[Rank, ...]:
    """Return the areas in order of their values, ties in order of their codes.

    Values are compared at four significant digits, which is what the sources carry.

    Args:
        latest: Area to its latest observation; an area without one has no place.
        lowest_first: Whether the lowest value comes first, as for what should be low.
    """
    values = {area: words.significant(item.value) for area, item in latest.items()}
    order = sorted(values, key=lambda area: (values[area] if lowest_first else -values[area], area))
    held = list(values.values())
    first = {
        value: order.index(area) + 1 for area, value in reversed([(area, values[area]) for area in order])
    }
    return tuple(
        Rank(area, first[values[area]], held.count(values[area]) > 1, latest[area]) for area in order
    )
