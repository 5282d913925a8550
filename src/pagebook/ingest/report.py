"""The grid of an annual bilateral report, as rows: the state of each outcome in each country."""

from __future__ import annotations

from collections.abc import Iterator

from pagebook.ingest.draft import Draft
from pagebook.ingest.grid import sections_of
from pagebook.ingest.markup import plain
from pagebook.ingest.told import Told

__all__ = ["read_coverage"]

_OUTCOMES = range(1, 5)


def read_coverage(told: Told) -> Iterator[Draft]:
    """Yield the state of each outcome of the programme in each section of a report."""
    if told.kind != "bilateral report":
        return
    for section in sections_of(told.document, told.areas):
        for outcome in _OUTCOMES:
            row, recovery = section.rows.get(outcome), section.recovery.get(outcome)
            cells = {"area": section.area, "outcome": str(outcome), "year": str(told.year or "")}
            cells["status"] = row.status if row else "no row"
            cells["green_recovery_status"] = recovery.status if recovery else ""
            begin = row.line if row else section.line
            evidence = " ".join(plain(line.text) for line in row.texts)[:400] if row else ""
            yield Draft("coverage", cells, begin.place, evidence)
