"""Running totals worked out again: where the year before and the year's increase do not make the total."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pagebook.analysis.results import Sum
from pagebook.analysis.words import paragraph
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.markdown import text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.citing import IN_TABLE, Citing

__all__ = ["Sums"]


class Sums:
    """The running totals that can be worked out again.

    Args:
        sums: What `analysis.results.sums` returned.
        citing: Knows the sources of the chapter.
    """

    def __init__(self, sums: Sequence[Sum], citing: Citing) -> None:
        self.sums, self.citing = sums, citing
        self.open = [item for item in sums if item.difference]

    def finding(self) -> str:
        """Return in words how many published sums do not close, and by how much at most."""
        most = max(self.open, key=lambda item: abs(item.difference) / item.recomputed)
        above = sum(item.difference > 0 for item in self.open)
        size = abs(most.difference)
        way = "more" if most.difference > 0 else "less"
        return paragraph(
            [
                f"Of {len(self.sums)} running totals that can be worked out again from the total of the year "
                f"before and the increase of the year, {len(self.open)} do not come out",
                f"In {above} the published total is higher, in {len(self.open) - above} it is lower",
                f"The largest gap in proportion is in {_told_sum(most)}: the report gives "
                f"{most.published:,}, {size:,} {way} than the sum of {most.recomputed:,}",
            ]
        )

    def summary(self) -> Prose:
        """Return the finding on sums as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return the sums that do not close: published beside recomputed, as a share of the recomputed."""
        table = self._table()
        told = {"label": "Total", "before": "Year before", "added": "In the year", "source": "Source"}
        parts = [
            Part("above", "published total is higher", theme.COUNTRY),
            Part("below", "published total is lower", theme.SECOND),
        ]
        return Figure(
            name="sums-that-do-not-close",
            title="Running totals that do not follow from the year before",
            caption=(
                "How far the published total lies from the total of the year before plus the increase of the "
                "year, in % of that sum. Both numbers stand with the name of each series. No reason is "
                "given in the sources; the book corrects neither. "
                f"{IN_TABLE}"
            ),
            finding=self.finding(),
            chart=row_bars(table, parts, "% of the sum", told),
            table=table,
            columns={
                "indicator": "Indicator",
                "year": "Year",
                "before": "Total of the year before",
                "added": "Increase of the year",
                "recomputed": "Sum of the two",
                "published": "Total as published",
                "difference": "Difference",
                "source": "Source",
                "address": "Address of the source",
            },
        )

    def _table(self) -> pd.DataFrame:
        rows = [
            {
                "indicator": item.indicator,
                "year": item.year,
                "before": item.before,
                "added": item.added,
                "recomputed": item.recomputed,
                "published": item.published,
                "difference": item.difference,
                "percent": round(100 * item.difference / item.recomputed, 1),
                "label": f"{item.indicator}, {item.year}: published {item.published:,}, "
                f"sum {item.recomputed:,}",
                "sources": item.sources,
            }
            for item in self.open
        ]
        table = self.citing.beside(pd.DataFrame(rows))
        return table.assign(
            above=table["percent"].where(table["percent"] > 0),
            below=table["percent"].where(table["percent"] < 0),
        )


def _told_sum(item: Sum) -> str:
    return f"“{item.indicator}” of {item.year}"
