"""The chapter on data gaps: what is recent, old or missing in the statistics and in the record."""

from __future__ import annotations

from pagebook.analysis.gaps import LAST_OLD_YEAR, MISSING, OLD, RECENT
from pagebook.analysis.indicators import OLD_AFTER, REFERENCE_YEAR
from pagebook.data import Tables
from pagebook.story.chapter import Chapter
from pagebook.story.gaps_record import RecordGaps
from pagebook.story.gaps_statistics import StatisticsGaps
from pagebook.story.partners import Partners

__all__ = ["GapsPage"]


class GapsPage(Chapter):
    """What the book does not know, country by country; each part is an attribute.

    Args:
        tables: The data package; by default that of the book that holds the working folder.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        partners = Partners(self.tables)
        self.statistics = StatisticsGaps(self.tables, partners)
        self.record_rows = RecordGaps(self.tables, partners)

    def substitutions(self) -> dict[str, str]:
        """Return the numbers that the chapter's prose names, written out."""
        counts = self.statistics.counts()
        return {
            "n_countries": str(len(self.statistics.partners.codes)),
            "n_indicators": str(len(self.statistics.catalogue)),
            "n_themes": str(len(self.statistics.themes)),
            "n_recent": f"{counts[RECENT]:,}",
            "n_old": str(counts[OLD]),
            "n_missing": str(counts[MISSING]),
            "reference_year": str(REFERENCE_YEAR),
            "old_after": str(OLD_AFTER),
            "last_old_year": str(LAST_OLD_YEAR),
            "n_omissions": str(len(self.tables.select("omissions"))),
        }
