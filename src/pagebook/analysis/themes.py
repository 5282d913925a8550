"""What belongs to a theme: by the themes that a result declares, else by the words of a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

__all__ = ["CIRCULAR", "ENERGY", "GREEN_JOBS", "Theme"]


@dataclass(frozen=True)
class Theme:
    """A theme that runs through several countries.

    Attributes:
        name: As a sentence has it.
        declared: Themes of the table of achievements that belong to it.
        terms: Beginnings of words, in small letters; a title that has one of them names the theme. A term
            that ends with `.` must be a whole word.
        besides: Phrases that are taken out of a title before the terms are looked for.
    """

    name: str
    declared: frozenset[str]
    terms: tuple[str, ...]
    besides: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ends = (re.escape(term.rstrip(".")) + (r"\b" if term.endswith(".") else "") for term in self.terms)
        return re.compile(rf"\b(?:{'|'.join(ends)})", re.IGNORECASE)

    @cached_property
    def _ignored(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.besides)) or r"(?!)", re.IGNORECASE)

    def names(self, text: object) -> bool:
        """Return whether a text names the theme; a missing text does not."""
        return isinstance(text, str) and bool(self._pattern.search(self._ignored.sub(" ", text)))

    def of(self, rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """Return the rows of which any of the columns names the theme, in their order."""
        named = [rows[column].map(self.names).astype(bool) for column in columns]
        return rows[pd.concat(named, axis=1).any(axis=1)]

    def declaring(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows whose list column `themes` declares the theme, in their order."""
        return rows[rows["themes"].map(lambda cell: bool(self.declared & set(cell))).astype(bool)]

    def shown_terms(self) -> tuple[str, ...]:
        """Return the terms as readers see them: `circular…` for the beginning of a word."""
        return tuple(term.rstrip(".") if term.endswith(".") else f"{term}…" for term in self.terms)


CIRCULAR = Theme(
    name="the circular economy",
    declared=frozenset({"circular economy"}),
    terms=("circular", "recycl", "waste"),
)
"""Circular economy, with waste and recycling."""

ENERGY = Theme(
    name="hydrogen and energy",
    declared=frozenset({"hydrogen", "energy transition", "coal", "biofuels", "clean cooking"}),
    terms=("hydrogen", "energy", "renewable", "solar", "biomass", "biofuel", "coal.", "fossil", "electric"),
    besides=("energy transition ministry", "Ministry of Industry, Energy and Mining"),
)
"""Hydrogen, energy sources and the energy transition; the name of a ministry does not count."""

GREEN_JOBS = Theme(
    name="green jobs and a just transition",
    declared=frozenset({"green jobs", "just transition"}),
    terms=(
        *("green job", "green employment", "jobs in the green economy", "climate jobs.", "circular jobs."),
        *("just transition", "just energy.", "transition juste.", "employment in the circular economy"),
    ),
)
"""Green jobs and a just transition."""
