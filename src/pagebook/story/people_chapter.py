"""The chapter on people and gender: who took part, and what is not known of them."""

from __future__ import annotations

from pagebook.analysis.people import women_share
from pagebook.analysis.words import number, percent
from pagebook.data import Tables
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.chapter import Chapter
from pagebook.story.opening import approximate
from pagebook.story.partners import Partners
from pagebook.story.people_context import Mentions, Work
from pagebook.story.people_gaps import Missing
from pagebook.story.people_numbers import Numbers

__all__ = ["PeoplePage"]


class PeoplePage(Chapter):
    """People at events, women and men where they are told apart; each part is an attribute.

    Args:
        tables: The data package; by default that of the book that holds the working folder.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        partners = Partners(self.tables)
        events, participation = self.tables.select("events"), self.tables.select("participation")
        self._mentions = Mentions(self.tables, partners)
        self._citing = self.citing(events, participation, self._mentions.rows, self._mentions.figures)
        self.numbers = Numbers(events, participation, partners, self._citing)
        self.missing = Missing(self.numbers, participation)
        self.work = Work(self.tables, partners)

    def substitutions(self) -> dict[str, str]:
        """Return the numbers that the chapter's prose names, written out."""
        people, known = self.numbers.people, women_share(self.numbers.counted)
        told = {
            "n_held": str(len(self.numbers.held)),
            "n_counted": str(len(self.numbers.counted)),
            "n_split": str(len(self.numbers.split)),
            "people": "an unknown number of people",
            "share": "an unknown share",
            "n_known": "0",
        }
        if people:
            told["people"] = f"{approximate(people.qualifier, number(people.total, digits=2))} people"
        if known:
            told |= {"share": percent(known.share), "n_known": str(known.people)}
        return {key: text(value) for key, value in told.items()}

    def mentions_summary(self) -> Prose:
        """Return how many rows of the record name women or gender."""
        return self._mentions.summary()

    def mentions(self) -> Prose:
        """Return the rows of the record that name women or gender, with their sources."""
        return self._mentions.listing(self._citing)

    def reported(self) -> Prose:
        """Return the figures on women that sources report."""
        return self._mentions.reported(self._citing)
