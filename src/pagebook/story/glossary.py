"""The glossary: every abbreviation of the book with what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis.words import chemistry
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import directive
from pagebook.story.chapter import Chapter

__all__ = ["GlossaryPage"]


class GlossaryPage(Chapter):
    """Abbreviations of agencies, ministries, models and measures."""

    def substitutions(self) -> dict[str, str]:
        """Return how many abbreviations there are."""
        return {"n_abbreviations": str(len(self.tables.select("glossary")))}

    def entries(self) -> Prose:
        """Return the abbreviations in alphabetical order, as terms that links and the search find."""
        rows = self.tables.select("glossary").to_dict("records")
        rows.sort(key=lambda row: str(row["abbreviation"]).lower())
        return Prose(directive("glossary", "", "\n\n".join(_entry(row) for row in rows)))


def _entry(row: Mapping[Any, Any]) -> str:
    meaning = text(chemistry(str(row["expansion"])))
    note = "" if pd.isna(row["note"]) else f". {text(chemistry(str(row['note'])))}"
    return f"{text(chemistry(str(row['abbreviation'])))}\n  {meaning}{note}"
