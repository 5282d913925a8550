"""The data dictionary: the descriptor as a page for people. `data/README.md` is this text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pagebook.data.inputoutput.layouts import FOLDER, LAYOUTS, TABLE
from pagebook.data.package import Field, ForeignKey, Package, Rule, TableSpec

__all__ = ["dictionary", "field_law", "rule_law"]

_TYPES = {
    "boolean": "true or false",
    "date": "date",
    "integer": "whole number",
    "number": "number",
    "string": "text",
}


def dictionary(package: Package) -> str:
    """Return the data dictionary of a package as Markdown that any renderer shows alike."""
    lines = [f"# {package.title}: data dictionary", "", package.description, ""]
    lines += [f"Version {package.version}. Licence of the compilation: {_licences(package.licenses)}.", ""]
    lines += ["## How to read the tables", ""]
    lines += [f"- {convention}" for convention in package.conventions]
    lines += ["", "## The tables", "", "| table | file | what it holds |", "| --- | --- | --- |"]
    for spec in package.tables.values():
        lines.append(
            f"| [{_cell(spec.title)}](#{_anchor(spec.title)}) | `{spec.path}` | {_cell(spec.description)} |"
        )
    for spec in package.tables.values():
        lines += ["", *_table(spec)]
        if spec.name == TABLE:
            lines += ["", *_layouts()]
    return "\n".join(lines) + "\n"


def _table(spec: TableSpec) -> Iterator[str]:
    yield from (f"## {spec.title}", "", spec.description, "")
    yield f"- File: `{spec.path}`"
    yield f"- Key: {_names(spec.primary_key)}"
    if spec.sources:
        yield f"- Sources: {'; '.join(_source(source) for source in spec.sources)}"
    yield f"- Licence: {_licences(spec.licenses)}"
    if spec.alterations:
        yield f"- Alterations: {spec.alterations}"
    for rule in spec.rules:
        yield f"- Rule: {rule_law(rule)}"
    yield from ("", "| column | holds | unit | meaning | rules |", "| --- | --- | --- | --- | --- |")
    for field in spec.fields:
        row = [f"`{field.name}`", _holds(field), field.unit, field.description, field_law(spec, field)]
        yield f"| {' | '.join(map(_cell, row))} |"


def _layouts() -> Iterator[str]:
    yield f"### Files of input-output tables, in `{FOLDER}/<folder>/`"
    for layout, files in LAYOUTS.items():
        yield from ("", f"Layout `{layout}`:", "", "| file | needed | what it holds |", "| --- | --- | --- |")
        for file in files:
            yield f"| `{file.name}` | {'yes' if file.required else ''} | {_cell(file.holds)} |"


def field_law(spec: TableSpec, field: Field) -> str:
    """Return what the cells of a column must keep to, as one line of words; empty when anything goes."""
    parts = ["may not be blank"] if field.required or field.name in spec.primary_key else []
    if field.constraints.get("unique"):
        parts.append("each value once")
    if "enum" in field.constraints:
        parts.append("one of " + ", ".join(f"“{value}”" for value in field.constraints["enum"]))
    parts += [*_bounds(field), *(_points(key) for key in spec.foreign_keys if field.name in key.fields)]
    if field.list and field.list.resource:
        parts.append(f"each value stands in `{field.list.resource}.{field.list.field}`")
    if "pattern" in field.constraints:
        parts.append(f"form `{field.constraints['pattern']}`")
    if field.format == "uri":
        parts.append("http or https")
    return "; ".join(parts)


def _bounds(field: Field) -> list[str]:
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if low is not None and high is not None:
        return [f"{low} to {high}"]
    return [f"at least {low}"] if low is not None else [f"at most {high}"] if high is not None else []


def _points(key: ForeignKey) -> str:
    return f"stands in {_names([f'{key.resource}.{name}' for name in key.reference_fields])}"


def rule_law(rule: Rule) -> str:
    """Return a rule of a table in words."""
    return _LAWS[rule.kind](rule.options)


def _codes_law(options: Mapping[str, Any]) -> str:
    when = options.get("when", {})
    where = " and ".join(f"`{name}` is “{'” or “'.join(values)}”" for name, values in when.items())
    return f"`{options['column']}` is a code of {options['codes']}" + (f" where {where}." if where else ".")


def _parts_law(options: Mapping[str, Any]) -> str:
    unless = options.get("unless", {})
    where = " and ".join(f"`{name}` is “{'” or “'.join(values)}”" for name, values in unless.items())
    law = f"{_names(options['parts'])} together are at most `{options['whole']}`"
    return law + (f", unless {where}." if where else ".")


_LAWS: Mapping[str, Callable[[Mapping[str, Any]], str]] = MappingProxyType(
    {
        "bounds": lambda options: (
            f"values in {_names(options['columns'])} keep within the bounds of their unit "
            f"(see `{options['resource']}`): "
            "a share lies between 0 and 100, and an amount that cannot be negative is not."
        ),
        "codes": _codes_law,
        "date parts": lambda options: (
            f"`{options['year']}` and `{options['month']}` are those of `{options['date']}`, if there is one."
        ),
        "distinct": lambda options: f"no two rows have the same {_names(options['columns'])}.",
        "ordered": lambda options: f"{' ≤ '.join(f'`{name}`' for name in options['columns'])}, where given.",
        "parts": _parts_law,
        "prefix": lambda options: f"`{options['column']}` begins with `{options['of']}`.",
        "some": lambda options: f"at least one of {_names(options['columns'])} is given.",
        "tree": lambda options: f"`{options['column']}` never leads back to the row itself.",
    }
)


def _holds(field: Field) -> str:
    return f"list, separated by “{field.list.delimiter.strip()}”" if field.list else _TYPES[field.type]


def _names(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _licences(licences: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(
        _link(licence.get("title", licence.get("name", "")), licence.get("path", "")) for licence in licences
    )


def _source(source: Mapping[str, Any]) -> str:
    return _link(source["title"], source.get("path", ""))


def _link(title: str, address: str) -> str:
    return f"[{title}]({address})" if address.startswith(("http://", "https://")) else title


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _anchor(title: str) -> str:
    return re.sub(r"[^\w-]", "", title.lower().replace(" ", "-"))
