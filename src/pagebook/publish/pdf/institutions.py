"""The index of institutions: where a text names one of those that the data know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx

from pagebook.data import DESCRIPTOR, Package
from pagebook.data.texts import text_rows

__all__ = ["Institutions", "institutions"]

# Two capitals may stand for many things.
_ABBREVIATION = 3
_IN_BRACKETS = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True)
class Institutions:
    """The institutions of the book.

    Attributes:
        entries: Key to the name as the index prints it, in its order.
        everywhere: Name, as texts have it, to the key; names that mean one institution in any chapter.
        at_home: Name of a chapter's file to the names that mean an institution in the chapter of its country.
    """

    entries: Mapping[str, str]
    everywhere: Mapping[str, str]
    at_home: Mapping[str, Mapping[str, str]]

    def spotter(self, docname: str) -> Spotter:
        """Return what finds the institutions in the texts of a page."""
        return Spotter({**self.everywhere, **self.at_home.get(docname.rpartition("/")[2], {})})


class Spotter:
    """Finds the institutions that a text names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        longest = sorted(names, key=lambda name: (-len(name), name))
        told = "|".join(map(re.escape, longest))
        # All names begin with a capital or a figure: most words are passed by at once.
        self._pattern = re.compile(rf"(?<!\w)(?=[A-Z0-9])(?:{told})(?!\w)") if names else None

    def found(self, text: str) -> list[str]:
        """Return the keys of the institutions that a text names, each once."""
        if self._pattern is None:
            return []
        return list(dict.fromkeys(self._names[match[0]] for match in self._pattern.finditer(text)))


def institutions(app: Sphinx) -> Institutions:
    """Return the institutions of the book's data; a book without such a table has none."""
    return _read(Path(app.srcdir) / "data", app.config.pagebook_fingerprint)


@cache
def _read(data: Path, fingerprint: str) -> Institutions:
    """Read once for a state of the files, which the fingerprint tells."""
    if not (data / DESCRIPTOR).is_file():
        return Institutions({}, {}, {})
    package = Package.load(data)
    rows, countries, areas = (list(_rows(package, table)) for table in ("institutions", "countries", "areas"))
    slugs = {row["country"]: row["slug"] for row in countries}
    names = {row["area"]: row["name"] for row in areas}
    entries = {row["institution"]: _entry(row, rows, names) for row in rows}
    ordered = sorted(entries.items(), key=lambda item: item[1].casefold())
    homes: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["area"] in slugs:
            own = homes.setdefault(slugs[row["area"]], {})
            own |= dict.fromkeys(_called(row, names), row["institution"])
    return Institutions(dict(ordered), _everywhere(rows, slugs), homes)


def _rows(package: Package, name: str) -> Iterator[dict[str, str]]:
    # As text, not as a frame: the library of frames may start threads, and Sphinx forks after this.
    if name in package.tables:
        yield from text_rows(package.folder / package.tables[name].path)


def _entry(row: Mapping[str, str], rows: list[dict[str, str]], names: Mapping[str, str]) -> str:
    """Return the name with its abbreviation; with its country where others are called the same."""
    name, short = row["name"], row["abbreviation"]
    told = [short] if short and short not in name else []
    if sum(other["name"] == name for other in rows) > 1 and row["area"] in names:
        told.append(names[row["area"]])
    return f"{name} ({', '.join(told)})" if told else name


def _called(row: Mapping[str, str], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what an institution is called where it is clear which one is meant."""
    full = [row["name"], *filter(None, row["aliases"].split("; "))]
    for name in full:
        yield name
        yield _IN_BRACKETS.sub("", name)
        yield name.removesuffix(f", {names.get(row['area'], '')}")
    if len(row["abbreviation"]) >= _ABBREVIATION:
        yield row["abbreviation"]


def _everywhere(rows: list[dict[str, str]], slugs: Mapping[str, str]) -> dict[str, str]:
    """Return the names that only one institution has; a ministry is one of many outside its country."""
    told: dict[str, set[str]] = {}
    for row in rows:
        if row["area"] not in slugs or row["type"] != "ministry":
            for name in _called(row, {}):
                told.setdefault(name, set()).add(row["institution"])
    return {name: min(keys) for name, keys in told.items() if len(keys) == 1}
