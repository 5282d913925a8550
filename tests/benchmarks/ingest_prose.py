"""What makes a draft of an undated thing right: a goal, a figure, an institution, a publication.

A known institution or publication counts for the documents that its row cites; where a document names one of
another's, the draft is neither right nor wrong. Figures that were counted from a text (bullets, names in a
list) and periods are rows that no rule finds, and are left out; so are the years of targets, measured alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest_rows import Measure, Row

from pagebook.ingest.draft import Draft
from pagebook.ingest.spelling import normal
from pagebook.ingest.statements import AT_EVENT

NOT_FOUND_BY_RULES = frozenset({"period", "year"})


@dataclass(frozen=True)
class Named(Measure):
    """Compares names, however they are spelt."""

    def key(self, row: Row) -> tuple[str, ...]:
        """Return the address, otherwise the name in the form in which names are compared."""
        return (row.get("url", "") or normal(row.get(self.keys[0], "")),)


@dataclass(frozen=True)
class Works(Named):
    """Compares publications: by address or title, or as ingest has matched them, by most of their words."""

    def same(self, draft: Draft, row: Row) -> bool:
        """Return whether a draft is a row, or was taken for it."""
        return super().same(draft, row) or (bool(draft.match) and draft.match == row.get(self.identity))


@dataclass(frozen=True)
class Amounts(Measure):
    """Compares numbers by their size: a cut of 20 % may be told as 20 or as -20."""

    def key(self, row: Row) -> tuple[str, ...]:
        """Return area, sizes and unit."""
        numbers = [float(row[name]) for name in ("value", "low", "high") if row.get(name)]
        sizes = " ".join(f"{number:g}" for number in sorted(map(abs, numbers)))
        return (row.get("area", ""), sizes, *(row.get(name, "") for name in self.keys))

    def concerns(self, draft: Draft, rows: Sequence[Row]) -> bool:
        """Return whether a draft is compared: of people at an event, only one that a row wants."""
        wanted = AT_EVENT not in draft.doubts or self.key(draft.row) in {self.key(row) for row in rows}
        return wanted and super().concerns(draft, rows)


def _stated(row: Row) -> bool:
    return row.get("basis") != "counted" and row.get("unit") not in NOT_FOUND_BY_RULES


PROSE: tuple[Measure, ...] = (
    Measure("goals and targets", "sdg_links", ("area", "goal", "target")),
    Measure("the same with wording", "sdg_links", ("area", "goal", "target", "wording")),
    Amounts("figures", "reported_figures", ("unit",), _stated),
    Amounts("the same with qualifier", "reported_figures", ("unit", "qualifier"), _stated),
    Amounts("years of targets", "reported_figures", ("unit",), lambda row: row.get("unit") == "year"),
    Named("institutions", "institutions", ("name",), identity="institution"),
    Works("publications", "publications", ("title",), identity="publication"),
)
