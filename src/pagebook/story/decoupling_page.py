"""The chapter on growth and emissions: decoupling and what drives emissions, in all partner countries."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.analysis.decomposition import DIRTIEST
from pagebook.analysis.decoupling import COUPLED, PERIODS
from pagebook.analysis.indicators import ALIKE
from pagebook.data import Tables
from pagebook.figures import Prose
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.decoupling_choices import Choices
from pagebook.story.decoupling_consumption import Consumption
from pagebook.story.decoupling_drivers import Drivers
from pagebook.story.decoupling_states import States
from pagebook.story.growth import Growth, period_years
from pagebook.story.partners import Partners

__all__ = ["METHODS", "DecouplingPage"]

METHODS = (
    *("tapio-2005", "oecd-2002-decoupling", "kaya-1990", "ang-2005", "ang-2015"),
    *("ang-liu-2007", "wood-lenzen-2006", "ipcc-2006-energy"),
)
"""Sources of the methods, in the order of the chapter."""


class DecouplingPage(Chapter):
    """Growth and emissions of all partner countries; each part is an attribute.

    Args:
        tables: The data package; by default that of the book that holds the working folder.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        growth = Growth(self.tables, Partners(self.tables))
        self.states = States(growth)
        self.consumption = Consumption(growth)
        self.drivers = Drivers(growth)
        self.choices = Choices(growth, self.drivers)
        self._cited = self.tables.select("sources", source=list(METHODS)).set_index("source")

    def substitutions(self) -> dict[str, str]:
        """Return what the chapter's prose names."""
        strong, weak = (self.states.having(f"{degree} decoupling") for degree in ("strong", "weak"))
        told = {
            "n_countries": str(len(self.states.newest)),
            "n_strong": words.in_words(len(strong)),
            "n_weak": words.in_words(len(weak)),
            "newest": period_years(PERIODS[-1]).replace("–", " to "),
            "periods": words.join(period_years(period) for period in PERIODS),
            "lower": f"{COUPLED[0]:g}",
            "upper": f"{COUPLED[1]:g}",
            "alike": words.percent(100 * ALIKE),
            "dirtiest": words.number(DIRTIEST),
        }
        return {key: text(value) for key, value in told.items()} | self._numbers()

    def _numbers(self) -> dict[str, str]:
        told = self.choices.chaining()
        # The power of ten is a formula of its own.
        return {
            key: f"{{math}}`{value}`" if key == "residual" else text(value) for key, value in told.items()
        }

    def references(self) -> Prose:
        """Return the publications whose methods the chapter uses, each with its address."""
        rows = self._cited.loc[list(METHODS)].to_dict("records")
        return Prose(bullets(_reference(row["citation"], row["url"]) for row in rows))


def _reference(citation: str, url: object) -> str:
    return link(citation, url) if isinstance(url, str) else text(citation)
