"""A chart with everything a reader may need of it: title, caption, finding, rows and sources."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import altair as alt
import pandas as pd

from pagebook.figures.source import Source, as_sources
from pagebook.figures.specification import specification
from pagebook.figures.stored import MIME
from pagebook.figures.table import NAME

__all__ = ["Figure"]


@dataclass(frozen=True)
class Figure:
    """A chart as a notebook stores it; false when it has no rows.

    Attributes:
        name: Kebab-case, unique on the page; with the page's slug it names the download.
        title: What is measured. The page sets it; the chart does not draw it.
        caption: What, unit, period and sources, in plain text.
        finding: The text alternative: what the chart shows, computed from its rows.
        chart: A single or layered altair chart without theme, size or title.
        table: The rows behind the chart, as readers see and download them.
        columns: Column of the table to its title (with unit), in order.
        sources: Rows of the table `sources`, or `Source` objects.
    """

    name: str
    title: str
    caption: str
    finding: str
    chart: alt.TopLevelMixin
    table: pd.DataFrame
    columns: Mapping[str, str]
    sources: Sequence[Source | Mapping[str, Any]] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"figure name {self.name!r}: use kebab-case, such as 'co2-by-source'")
        missing = [column for column in self.columns if column not in self.table]
        if missing:
            raise ValueError(f"figure {self.name}: the table has no column {', '.join(missing)}")
        object.__setattr__(self, "sources", as_sources(self.sources))

    def __bool__(self) -> bool:
        return not self.table.empty

    @property
    def spec(self) -> dict[str, Any]:
        """The themed specification, with title, caption, finding, rows and sources as `usermeta.pagebook`."""
        return specification(self.chart, self.finding, self._meta())

    def _meta(self) -> dict[str, Any]:
        rows = self.table[list(self.columns)].itertuples(index=False, name=None)
        return {
            "name": self.name,
            "title": self.title,
            "caption": self.caption,
            "finding": self.finding,
            "columns": [{"name": name, "title": title} for name, title in self.columns.items()],
            "rows": [[_json(value) for value in row] for row in rows],
            "sources": [source.as_dict() for source in as_sources(self.sources)],
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the bundle that notebooks store: the specification, and the finding as text."""
        return {MIME: self.spec, "text/plain": self.finding}


def _json(value: object) -> object:
    """Return a cell as JSON holds it: a missing one as null, NumPy's numbers as Python's."""
    if isinstance(value, tuple | list):
        return "; ".join(str(item) for item in value)
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else None
    return str(value)
