"""Models of partner countries that work from accounts by sector, as the scenarios do."""

from __future__ import annotations

from typing import Any

from pagebook.analysis.words import count
from pagebook.data import Tables
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.citing import Citing
from pagebook.story.partners import Partners

__all__ = ["kin"]

# What tells in the registry that a model works from such accounts.
_WORDS = ("input-output", "jtam", "just transition assessment", "social accounting")


def kin(tables: Tables) -> Prose:
    """Return who uses such models, each with its stage and sources."""
    models = tables.select("models")
    chosen = models[[_works_so(row) for row in models.to_dict("records")]]
    uses = tables.select("model_use", model=set(chosen["model"])).sort_values(["area", "model"])
    names = dict(zip(chosen["model"], chosen["name"], strict=True))
    partners = Partners(tables)
    citing = Citing(tables, [cited for cell in uses["sources"] for cited in cell])
    lines = [
        f"{partners.link(use['area'])}: {text(names[use['model']])}, {text(use['stage'])}"
        f"{citing.note(use['sources'])}"
        for use in uses.to_dict("records")
    ]
    head = f"The registry has {count('such use', len(lines))} in {count('country', uses['area'].nunique())}:"
    return Prose(f"{text(head)}\n\n{bullets(lines)}")


def _works_so(row: dict[Any, Any]) -> bool:
    told = f"{row['name']} {row['inputs']} {row['purpose']}"
    return any(word in told.casefold() for word in _WORDS)
