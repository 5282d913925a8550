"""The partner countries as a chapter names them: in order, and each with a link to its page."""

from __future__ import annotations

from collections.abc import Iterable

from pagebook.data import Tables
from pagebook.figures.markdown import text

__all__ = ["WORLD", "Partners"]

WORLD = "GLOBAL"
"""The area of what the programme did for no country in particular."""

_WORLD_NAME = "Global and regional"


class Partners:
    """The partner countries, by name; the world as a whole comes last.

    Args:
        tables: The data package.
    """

    def __init__(self, tables: Tables) -> None:
        self.rows = tables.select("countries").sort_values("name", ignore_index=True)
        self.names = dict(zip(self.rows["country"], self.rows["name"], strict=True))
        self._in_text = dict(zip(self.rows["country"], self.rows["name_in_text"], strict=True))
        self._slugs = dict(zip(self.rows["country"], self.rows["slug"], strict=True))

    @property
    def codes(self) -> list[str]:
        """The countries' codes, by name."""
        return list(self.names)

    def name(self, area: str) -> str:
        """Return what an area is called: a country's name, or that of the programme as a whole."""
        return str(self.names.get(area, _WORLD_NAME))

    def in_text(self, area: str) -> str:
        """Return what a country is called in a sentence: with its article where it has one."""
        return str(self._in_text.get(area, self.name(area)))

    def link(self, area: str) -> str:
        """Return the name as Markdown that leads to the country's page."""
        name = text(self.name(area))
        return f"[{name}](countries/{self._slugs[area]})" if area in self._slugs else name

    def order(self, areas: Iterable[str]) -> list[str]:
        """Return each of the areas once, countries by name, the world last."""
        return sorted(set(areas), key=lambda area: (area not in self.names, self.name(area)))
