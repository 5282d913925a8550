"""What the sources say of their own counting, and what they do not tell."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import count
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets, directive
from pagebook.story.citing import Citing

__all__ = ["Silence"]

_MISSING = "not in the sources"

# The chart of running totals tells each of these with both numbers.
_CHARTED = "sums that do not close"


class Silence:
    """The statements on the frameworks, and the contradictions about the programme as a whole.

    Args:
        framework: The table of that name.
        contradictions: The rows of that table about the programme as a whole.
        citing: Knows the sources of the chapter.
    """

    def __init__(self, framework: pd.DataFrame, contradictions: pd.DataFrame, citing: Citing) -> None:
        self.framework, self.contradictions, self.citing = framework, contradictions, citing

    def missing(self) -> Prose:
        """Return what the sources on the frameworks do not give."""
        rows = self.framework[self.framework["topic"] == _MISSING]
        return Prose(bullets(self._statement(row) for row in rows.to_dict("records")))

    def frameworks(self) -> Prose:
        """Return what the sources say about the frameworks and reports and no chart tells, folded by part."""
        rest = self.framework[~self.framework["topic"].isin((_MISSING, _CHARTED))]
        blocks = [
            directive(
                "dropdown",
                text(f"{str(part).capitalize()}: {count('statement', len(rows))}"),
                bullets(self._statement(row) for row in rows.to_dict("records")),
            )
            for part, rows in rest.groupby("part", sort=True)
        ]
        return Prose("\n\n".join(blocks))

    def disagreements(self) -> Prose:
        """Return the contradictions about the programme as a whole, both sides with their sources, folded."""
        told = [self._contradiction(row) for row in self.contradictions.to_dict("records")]
        title = f"{count('contradiction', len(told))} about the programme as a whole"
        return Prose(directive("dropdown", text(title), "\n\n".join(told)) if told else "")

    def _statement(self, row: dict[Any, Any]) -> str:
        topic = "" if row["topic"] == _MISSING else f"*{text(str(row['topic']).capitalize())}.* "
        return f"{topic}{text(row['text'])}{self.citing.note(row['sources'])}"

    def _contradiction(self, row: dict[Any, Any]) -> str:
        sides = [
            f"{text(row[f'says_{side}'])}{self.citing.note(row[f'sources_{side}'])}" for side in ("a", "b")
        ]
        handled = "" if pd.isna(row["handling"]) else f"\n\n*{text(row['handling'])}*"
        return f"**{text(row['topic'])}**\n\n{bullets(sides)}{handled}"
