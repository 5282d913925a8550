"""Where a fact is from, written beside it: publisher, year, link and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from pagebook.analysis.words import years
from pagebook.data import Tables, parse_citation
from pagebook.errors import DataError
from pagebook.figures.markdown import link, text

__all__ = ["FEW", "IN_TABLE", "Citing", "places"]

FEW = 4
"""How many sources a caption names; more would bury it."""

IN_TABLE = "The data table names the source of each row."
"""What a caption says where the sources are too many to be named in it."""

_LOCATOR = re.compile(r"(line|p\.)s? (\d+(?:–\d+)?)")


class Citing:
    """Writes citations, knowing the sources of one page.

    Args:
        tables: The data package.
        citations: Every citation that the page may write; their sources are read in one go.
    """

    def __init__(self, tables: Tables, citations: Iterable[str]) -> None:
        wanted = {parse_citation(citation).source for citation in citations}
        rows = tables.select("sources", source=wanted) if wanted else pd.DataFrame({"source": []})
        self.sources = {str(row["source"]): _told(row) for row in rows.to_dict("records")}

    def cite(self, citations: Iterable[str]) -> str:
        """Return the citations as Markdown: `[UN PAGE, 2019](https://…), line 44; …`.

        A source without an address is named in full; two that would read alike are named by their titles.

        Raises:
            DataError: A citation names a source that the table of sources does not have.
        """
        found = _together(citations)
        alike = Counter(_label(self._row(source)) for source in found)
        told = (
            self._one(source, locators, by_title=alike[_label(self._row(source))] > 1)
            for source, locators in found.items()
        )
        return "; ".join(told)

    def titled(self, citations: Iterable[str]) -> str:
        """Return the citations with the titles of their sources: `[Title](https://…), UN PAGE, 2019`."""
        return "; ".join(self._titled(source, found) for source, found in _together(citations).items())

    def note(self, citations: Iterable[str]) -> str:
        """Return the citations as they close a fact: in brackets, or nothing when there are none."""
        cited = self.cite(citations)
        return f" ({cited})" if cited else ""

    def place(self, citations: Iterable[str], within: Iterable[str]) -> str:
        """Return where in the sources of `within` a fact is, or its full note when it has other sources."""
        cited = [parse_citation(citation) for citation in citations]
        if {one.source for one in cited} != {parse_citation(citation).source for citation in within}:
            return self.note(str(one) for one in cited)
        place = places([one.locator for one in cited if one.locator])
        return f" ({text(place)})" if place else ""

    def plain(self, citations: Iterable[str]) -> str:
        """Return the citations as plain text, as a chart's rows carry them."""
        named = (self._row(parse_citation(citation).source) for citation in citations)
        return "; ".join(dict.fromkeys(_label(row) for row in named))

    def addresses(self, citations: Iterable[str]) -> str:
        """Return the addresses of the cited sources, as a chart's rows carry them."""
        named = (self._row(parse_citation(citation).source)["url"] for citation in citations)
        return "; ".join(dict.fromkeys(str(url) for url in named if url))

    def beside(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with columns `source` and `address` that tell where each row is from."""
        cells = frame["sources"]
        return frame.assign(source=list(map(self.plain, cells)), address=list(map(self.addresses, cells)))

    def credits(self, cells: Iterable[Iterable[str]]) -> list[dict[str, Any]]:
        """Return the rows of the few sources that a caption names, sorted by key; none when there are many.

        A chart of many sources carries each row's own source in its data instead.
        """
        cited = {parse_citation(citation).source for cell in cells for citation in cell}
        return [self._row(source) for source in sorted(cited)] if len(cited) <= FEW else []

    def _row(self, source: str) -> dict[str, Any]:
        if source not in self.sources:
            raise DataError([f"no source {source!r} in the table of sources"])
        return self.sources[source]

    def _one(self, source: str, locators: list[str], *, by_title: bool = False) -> str:
        row, place = self._row(source), places(locators)
        named = link(row["title"], row["url"]) if by_title else _named(row)
        return named + (f", {text(place)}" if place else "")

    def _titled(self, source: str, locators: list[str]) -> str:
        row = self._row(source)
        if not row["url"]:
            return self._one(source, locators)
        return link(row["title"], row["url"]) + text(", ".join(["", _label(row), *_place(locators)]))


def _place(locators: list[str]) -> list[str]:
    return [places(locators)] if locators else []


def _together(citations: Iterable[str]) -> dict[str, list[str]]:
    """Return each cited source with its places, each place once."""
    found: dict[str, list[str]] = {}
    for citation in map(parse_citation, citations):
        locators = found.setdefault(citation.source, [])
        if citation.locator and citation.locator not in locators:
            locators.append(citation.locator)
    return found


def _told(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): None if pd.isna(value) else value for key, value in row.items()}


def _label(row: dict[str, Any]) -> str:
    known = [str(row[key]) for key in ("publisher", "year") if row[key]]
    title = str(row["title"])
    if row["url"]:
        return ", ".join(known or [title])
    return title if str(row["year"]) in title else ", ".join([title, *known])


def _named(row: dict[str, Any]) -> str:
    return link(_label(row), row["url"])


def places(locators: list[str]) -> str:
    """Join locators of one source, in order and each once: `line 5`, `line 3` become `lines 3, 5`."""
    locators = list(dict.fromkeys(locators))
    matches = [_LOCATOR.fullmatch(locator) for locator in locators]
    kinds = {match[1] for match in matches if match}
    if len(locators) < 2 or not all(matches) or len(kinds) != 1:
        return ", ".join(locators)
    runs = sorted({_run(match[2]) for match in matches if match})
    outer = [run for run in runs if not any(_inside(run, other) for other in runs)]
    one, many = ("line", "lines") if kinds == {"line"} else ("p.", "pp.")
    several = len(outer) > 1 or outer[0][0] != outer[0][1]
    return f"{many if several else one} {', '.join(years(*run) for run in outer)}"


def _run(lines: str) -> tuple[int, int]:
    first, _, last = lines.partition("–")
    return int(first), int(last or first)


def _inside(run: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether lines lie inside a longer run of lines that is named too."""
    return run != other and other[0] <= run[0] and run[1] <= other[1]
