"""What the record tells of the framework that PAGE has for progress: what it is, and who uses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis.programme import citations
from pagebook.data import Tables
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.citing import Citing
from pagebook.story.partners import WORLD, Partners

__all__ = ["about", "unknown", "users"]

_PART = "progress framework"
_MODEL = "gep-framework"
_UNKNOWN = "not in the sources"
# Topics of the statements that tell what the framework is, in the order of the page.
_ABOUT = (
    "purpose",
    "aims",
    "products",
    "what is measured",
    "number of indicators",
    "choice of indicators",
    "boundary topics",
    "link with the goals",
    "how it is taught",
)
# Topics that tell who uses it and what came of it; uses of countries stand in the table of models.
_AFTER = ("introduction", "third edition", "messages of the third edition", "related index")


def about(tables: Tables) -> Prose:
    """Return what public sources tell of the framework, a statement a line."""
    rows = _statements(tables)
    return Prose(_told(tables, rows[rows["topic"].isin(_ABOUT)], _ABOUT))


def unknown(tables: Tables) -> Prose:
    """Return what public sources do not tell."""
    rows = _statements(tables)
    told = rows[rows["topic"] == _UNKNOWN]
    citing = Citing(tables, citations(told))
    return Prose(
        " ".join(f"{text(row['text'])}{citing.note(row['sources'])}" for row in told.to_dict("records"))
    )


def users(tables: Tables, partners: Partners) -> Prose:
    """Return who uses the framework: countries first, then what the world did with it."""
    uses = tables.select("model_use", model=_MODEL)
    rows = _statements(tables)
    after = rows[rows["topic"].isin(_AFTER)]
    citing = Citing(tables, citations(uses))
    items = [
        f"**{partners.link(row['area'])}:** {_sentence(row)}{citing.note(row['sources'])}"
        for row in uses[uses["area"] != WORLD].to_dict("records")
    ]
    return Prose(f"{bullets(items)}\n{_told(tables, after, _AFTER)}")


def _sentence(row: Mapping[Any, Any]) -> str:
    return text(" ".join(str(row[key]) for key in ("use", "status") if not pd.isna(row[key])))


def _statements(tables: Tables) -> pd.DataFrame:
    return tables.select("framework", part=_PART)


def _told(tables: Tables, rows: pd.DataFrame, topics: tuple[str, ...]) -> str:
    citing = Citing(tables, citations(rows))
    ordered = rows.assign(at=rows["topic"].map(topics.index)).sort_values(["at", "statement"])
    return bullets(f"{text(row['text'])}{citing.note(row['sources'])}" for row in ordered.to_dict("records"))
