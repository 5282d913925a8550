"""The page of one scenario of spending, as its notebook shows it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pagebook.analysis.words import number
from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.chapter import Chapter

__all__ = ["ScenarioPage"]


class ScenarioPage(Chapter):
    """What a scenario's page shows.

    Args:
        scenario: Key of the scenario.
        tables: The data package; by default that of the book that holds the working folder.

    Raises:
        ParameterError: There is no such scenario; the message lists them.
        BookNotFoundError: The working folder is not inside a book.
    """

    def __init__(self, scenario: str, tables: Tables | None = None) -> None:
        super().__init__(tables)
        self._rows = self.tables.select("io_scenarios", scenario=scenario)
        if self._rows.empty:
            allowed = ", ".join(self.tables.part("io_scenarios", ["scenario"])["scenario"])
            raise ParameterError(f"unknown scenario {scenario!r}; allowed: {allowed}")

    @cached_property
    def row(self) -> dict[Any, Any]:
        """The scenario's row."""
        found: dict[Any, Any] = self._rows.to_dict("records")[0]
        return found

    def substitutions(self) -> dict[str, str]:
        """Return the name of the scenario and what is spent."""
        amount = number(float(self.row["amount"]), str(self.row["amount_unit"]))
        return {"name": text(self.row["name"]), "amount": text(amount)}

    def note(self) -> Prose:
        """Return what a reader should know of the scenario, with its sources."""
        citing = self.citing(self._rows)
        return Prose(f"{text(self.row['note'])}{citing.note(self.row['sources'])}")
