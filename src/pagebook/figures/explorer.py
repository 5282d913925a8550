"""Data that the reader explores on the page: any indicator, any areas, any years, without a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from pagebook.figures.source import Source
from pagebook.figures.stored import EXPLORER
from pagebook.figures.table import NAME

__all__ = ["Explorer", "ExplorerArea", "ExplorerIndicator"]


@dataclass(frozen=True)
class ExplorerArea:
    """An area that can be chosen.

    Attributes:
        code: Its code in the data.
        name: For people.
        groups: Codes of the groups that it belongs to; empty for a group.
    """

    code: str
    name: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExplorerIndicator:
    """An indicator that can be chosen.

    Attributes:
        code: Its code in the data.
        label: For people.
        unit: Of its values.
        definition: In a sentence or two.
        theme: Under which it is listed.
        direction: `higher_better`, `lower_better` or `context`.
        sources: Ids of the sources.
    """

    code: str
    label: str
    unit: str
    definition: str
    theme: str
    direction: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Explorer:
    """What the reader chooses from, and what is chosen at first.

    Attributes:
        name: Kebab-case, unique on the page.
        title: What the reader can do here.
        areas: The countries.
        groups: Groups whose medians can stand beside them.
        indicators: The indicators.
        values: Columns `area` (a country's or a group's code), `indicator`, `year`, `value`, sorted.
        breaks: Columns `area`, `indicator`, `year`: no line is drawn from the years before into this one.
        sources: The sources of the indicators.
        indicator: Code of the indicator that is shown at first.
        shown: Codes of the areas that are shown at first.
    """

    name: str
    title: str
    areas: Sequence[ExplorerArea]
    groups: Sequence[ExplorerArea]
    indicators: Sequence[ExplorerIndicator]
    values: pd.DataFrame
    breaks: pd.DataFrame
    sources: Sequence[Source]
    indicator: str
    shown: Sequence[str]

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"explorer name {self.name!r}: use kebab-case, such as 'compare'")
        known = {area.code for area in self.areas}
        if missing := [code for code in self.shown if code not in known]:
            raise ValueError(f"explorer {self.name}: no area {', '.join(missing)} to show")
        if self.indicator not in {indicator.code for indicator in self.indicators}:
            raise ValueError(f"explorer {self.name}: no indicator {self.indicator} to show")

    @property
    def content(self) -> dict[str, Any]:
        """All of it as JSON holds it; a series is its first year and its values, null where missing."""
        return {
            "name": self.name,
            "title": self.title,
            "areas": [asdict(area) | {"groups": list(area.groups)} for area in self.areas],
            "groups": [{"code": group.code, "name": group.name} for group in self.groups],
            "indicators": [asdict(one) | {"sources": list(one.sources)} for one in self.indicators],
            "series": _series(self.values),
            "breaks": [
                [str(row["indicator"]), str(row["area"]), int(row["year"])]
                for row in self.breaks.to_dict("records")
            ],
            "sources": {source.id: source.as_dict() for source in self.sources},
            "indicator": self.indicator,
            "shown": list(self.shown),
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the bundle that notebooks store."""
        return {EXPLORER: self.content, "text/plain": self.title}


def _series(values: pd.DataFrame) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {}
    told = values.dropna(subset=["value"])
    for (indicator, area), rows in told.groupby(["indicator", "area"], sort=True):
        by_year: Mapping[int, float] = dict(
            zip(map(int, rows["year"]), map(float, rows["value"]), strict=True)
        )
        first, last = min(by_year), max(by_year)
        line = [_short(by_year.get(year)) for year in range(first, last + 1)]
        found.setdefault(str(indicator), {})[str(area)] = [first, *line]
    return found


def _short(value: float | None) -> float | int | None:
    """Return a whole number without its decimal point, which saves a tenth of the page."""
    return int(value) if value is not None and value.is_integer() else value
