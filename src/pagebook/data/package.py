"""The data package: what tables there are, and what each column of them means and may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pagebook.data.descriptor import DESCRIPTOR, read_descriptor
from pagebook.errors import DataError

__all__ = ["Field", "ForeignKey", "ListSpec", "Package", "Rule", "TableSpec"]

Json = Mapping[str, Any]


@dataclass(frozen=True)
class ListSpec:
    """How a cell holds several values.

    Attributes:
        delimiter: Stands between two values.
        resource: The table that each value must be in, or None.
        field: The column of that table, or None.
        citation: Whether each value is a citation, `source` or `source#locator`.
    """

    delimiter: str
    resource: str | None
    field: str | None
    citation: bool


@dataclass(frozen=True)
class Field:
    """A column.

    Attributes:
        name: Its name in the header.
        type: `string`, `integer`, `number`, `boolean` or `date`.
        title: Its name for people.
        description: What it means.
        unit: Unit of its numbers, empty when it has none of its own.
        constraints: `required`, `unique`, `enum`, `minimum`, `maximum`, `pattern` of Table Schema.
        list: How it holds several values, or None when it holds one.
        format: `uri` for links, else `default`.
    """

    name: str
    type: str
    title: str
    description: str
    unit: str
    constraints: Json
    list: ListSpec | None
    format: str = "default"

    @property
    def required(self) -> bool:
        """Whether the cell may not be blank."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values, taken together, must stand in another table (or the same one)."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A law about a row or a table that Table Schema cannot say; `rules.py` lists the kinds."""

    kind: str
    options: Json


@dataclass(frozen=True)
class TableSpec:
    """A table of the package.

    Attributes:
        path: The CSV, relative to the data folder.
        sources: Where the rows come from, as Frictionless sources (`title`, perhaps `path`).
        licenses: Licences, as Frictionless licences (`name`, `title`, `path`).
        rules: Laws beyond types and keys.
        alterations: What was changed from the sources, such as rounding; empty when nothing was.
    """

    name: str
    path: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    sources: tuple[Json, ...]
    licenses: tuple[Json, ...]
    rules: tuple[Rule, ...] = ()
    alterations: str = ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The header, in order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The columns by name."""
        return MappingProxyType({field.name: field for field in self.fields})


@dataclass(frozen=True)
class Package:
    """The whole of `datapackage.json`.

    Attributes:
        folder: The data folder.
        conventions: What holds for all tables, one sentence or two each.
        tables: The tables by name, in the order of the descriptor.
    """

    folder: Path
    name: str
    title: str
    description: str
    version: str
    licenses: tuple[Json, ...]
    contributors: tuple[Json, ...]
    conventions: tuple[str, ...]
    tables: Mapping[str, TableSpec]

    @classmethod
    def load(cls, folder: Path) -> Package:
        """Return the package described in a folder's `datapackage.json`.

        Raises:
            DataError: The descriptor is missing, not JSON, or no package; with all problems at once.
        """
        content, problems = read_descriptor(folder / DESCRIPTOR, f"{folder.name}/{DESCRIPTOR}")
        if problems:
            raise DataError(problems)
        specs = [_table(resource) for resource in content["resources"]]
        return cls(
            folder=folder,
            name=content["name"],
            title=content["title"],
            description=content["description"],
            version=content["version"],
            licenses=tuple(content["licenses"]),
            contributors=tuple(content["contributors"]),
            conventions=tuple(content.get("conventions", ())),
            tables=MappingProxyType({spec.name: spec for spec in specs}),
        )


def _table(resource: Json) -> TableSpec:
    schema = resource["schema"]
    return TableSpec(
        name=resource["name"],
        path=resource["path"],
        title=resource["title"],
        description=resource["description"],
        fields=tuple(_field(field) for field in schema["fields"]),
        primary_key=_names(schema["primaryKey"]),
        foreign_keys=tuple(_foreign_key(key, resource["name"]) for key in schema.get("foreignKeys", ())),
        sources=tuple(resource.get("sources", ())),
        licenses=tuple(resource.get("licenses", ())),
        rules=tuple(
            Rule(rule["kind"], {name: value for name, value in rule.items() if name != "kind"})
            for rule in resource.get("rules", ())
        ),
        alterations=resource.get("alterations", ""),
    )


def _field(field: Json) -> Field:
    return Field(
        name=field["name"],
        type=field["type"],
        title=field["title"],
        description=field["description"],
        unit=field.get("unit", ""),
        constraints=MappingProxyType(dict(field.get("constraints", {}))),
        list=_list(field["list"]) if "list" in field else None,
        format=field.get("format", "default"),
    )


def _list(value: Json) -> ListSpec:
    reference = value.get("reference", {})
    return ListSpec(
        value["delimiter"],
        reference.get("resource"),
        reference.get("field"),
        bool(value.get("citation", False)),
    )


def _foreign_key(key: Json, own: str) -> ForeignKey:
    # Frictionless writes a reference to the table itself as an empty resource name.
    reference = key["reference"]
    return ForeignKey(_names(key["fields"]), reference["resource"] or own, _names(reference["fields"]))


def _names(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
