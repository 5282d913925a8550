"""One edition of the book as files in a folder: its tables as text, and what areas are called in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pagebook.data import Package, Problem, RawTable, TableSpec, read_raw
from pagebook.data.texts import text_rows

__all__ = ["Edition"]

_AREAS = frozenset({"areas", "countries"})
_OWN = ("area", "country")
"""Columns that say which country a row is about; others, such as the place of an event, only name one."""


class Edition:
    """The files of one edition.

    Args:
        root: The folder that holds `_config.yml`.
        name: How the edition is called.
    """

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.name = name
        self._tables: dict[str, tuple[RawTable | None, list[Problem]]] = {}
        self._links: dict[str, Mapping[str, str]] = {}

    @cached_property
    def package(self) -> Package:
        """The description of its tables.

        Raises:
            DataError: The description cannot be read.
        """
        return Package.load(self.root / "data")

    def bytes_of(self, path: str) -> bytes | None:
        """Return what a file holds, or None where there is none."""
        file = self.root / path
        return file.read_bytes() if file.is_file() else None

    def path_of(self, table: str) -> str:
        """Return the path of a table's file below the root, with forward slashes."""
        return f"data/{self.package.tables[table].path}"

    def has(self, table: str) -> bool:
        """Return whether the edition has the table and its file."""
        return table in self.package.tables and (self.root / self.path_of(table)).is_file()

    def table(self, name: str) -> tuple[RawTable | None, list[Problem]]:
        """Return a table as text, and what is wrong with its form."""
        if name not in self._tables:
            spec, path = self.package.tables[name], self.path_of(name)
            self._tables[name] = read_raw(self.root / path, path, spec.columns)
        return self._tables[name]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of areas by their codes."""
        found: dict[str, str] = {}
        for table, key in (("areas", "area"), ("countries", "country")):
            if self.has(table):
                rows = text_rows(self.root / self.path_of(table))
                found |= {row.get(key, ""): row.get("name", "") for row in rows}
        return found

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The codes of partner countries by the names of their pages' files."""
        rows = text_rows(self.root / self.path_of("countries")) if self.has("countries") else ()
        return {row.get("slug", ""): row.get("country", "") for row in rows}

    def about(self, table: str, row: Mapping[str, str]) -> str:
        """Return the codes of the areas that a row is about, with commas between; empty when of none."""
        spec = self.package.tables[table]
        for column in _OWN:
            if row.get(column):
                return row[column]
        for key in spec.foreign_keys:
            # An event's people belong to the country of the event.
            outside = len(key.fields) == 1 and key.resource not in _AREAS
            if outside and (found := self._linked(key.resource).get(row.get(key.fields[0], ""), "")):
                return found
        return ", ".join(dict.fromkeys(_listed(spec, row)))

    def called(self, codes: str) -> str:
        """Return the names of areas whose codes stand with commas between."""
        return ", ".join(self.names.get(code) or code for code in codes.split(", ") if code)

    def code_of(self, name: str) -> str:
        """Return the code of the area of that name; empty when there is none."""
        return self._codes.get(name, "")

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {name: code for code, name in self.names.items() if name}

    def _linked(self, table: str) -> Mapping[str, str]:
        """Return for each key of a table which areas its row is about."""
        if table not in self._links:
            self._links[table] = {}
            if self.has(table):
                key = self.package.tables[table].primary_key
                rows = list(text_rows(self.root / self.path_of(table)))
                self._links[table] = {row.get(key[0], ""): self.about(table, row) for row in rows}
        return self._links[table]


def _listed(spec: TableSpec, row: Mapping[str, str]) -> list[str]:
    """Return the areas in cells that hold several, and in those that must name one."""
    found: list[str] = []
    for field in spec.fields:
        if field.list and field.list.resource in _AREAS:
            found += [part for part in row.get(field.name, "").split(field.list.delimiter) if part]
    single = {key.fields[0] for key in spec.foreign_keys if key.resource in _AREAS and len(key.fields) == 1}
    return found + [row[name] for name in spec.columns if name in single and row.get(name)]
