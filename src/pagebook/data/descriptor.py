"""Read `datapackage.json` and find everything in it that would mislead the rest of the library."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pagebook.data.problems import Problem

__all__ = ["DESCRIPTOR", "read_descriptor"]

DESCRIPTOR = "datapackage.json"
"""Name of the descriptor in the data folder."""

_TYPES = ("boolean", "date", "integer", "number", "string")
_CONSTRAINTS = ("enum", "maximum", "minimum", "pattern", "required", "unique")
_TEXTS = ("name", "title", "description", "version")

Finding = tuple[str, str]
"""What is wrong (with the place in the descriptor) and what would be right."""


def read_descriptor(path: Path, file: str) -> tuple[Any, list[Problem]]:
    """Return the descriptor as JSON, and its problems; the JSON is only to be used when there are none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_unique)
    except FileNotFoundError:
        return None, [
            Problem(file, 0, "", "the descriptor is missing", "expected a data package", "descriptor")
        ]
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        return None, [Problem(file, 0, "", reason, "expected a file that can be read", "descriptor")]
    except UnicodeDecodeError:
        return None, [Problem(file, 0, "", "the descriptor is not UTF-8", "save it as UTF-8", "descriptor")]
    except json.JSONDecodeError as error:
        expected = "expected JSON"
        return None, [Problem(file, error.lineno, "", f"not JSON: {error.msg}", expected, "descriptor")]
    except _RepeatedNameError as error:
        return None, [Problem(file, 0, "", str(error), "keep one of them", "descriptor")]
    findings = _package(content)
    return content, [Problem(file, 0, "", message, expected, "descriptor") for message, expected in findings]


class _RepeatedNameError(Exception):
    """A JSON object names one thing twice, of which a parser would drop one in silence."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if repeated:
        raise _RepeatedNameError(f"one object has {repeated[0]!r} twice")
    return dict(pairs)


def _package(content: Any) -> Iterator[Finding]:
    if not isinstance(content, Mapping) or not isinstance(content.get("resources"), list):
        yield "the descriptor has no list of resources", "expected a Frictionless data package"
        return
    yield from _texts(content, "the package", _TEXTS)
    for part in ("licenses", "contributors"):
        if not isinstance(content.get(part), list) or not content[part]:
            yield f"the package has no {part}", f"expected a list {part!r}"
    resources = [item for item in content["resources"] if isinstance(item, Mapping)]
    if len(resources) < len(content["resources"]):
        yield "a resource is not an object", "expected an object with name, path and schema"
    yield from _repeated("resource", [str(item.get("name")) for item in resources])
    yield from _repeated("path", [str(item.get("path")) for item in resources])
    before = len(resources)
    sound = [item for item in resources if not list(_resource(item))]
    for item in resources:
        yield from _resource(item)
    if len(sound) == before:
        yield from _references(sound)


def _resource(item: Mapping[str, Any]) -> Iterator[Finding]:
    place = f"resource {item.get('name')!r}"
    yield from _texts(item, place, ("name", "path", "title", "description"))
    path = PurePosixPath(str(item.get("path", "")))
    if path.is_absolute() or ".." in path.parts or path.suffix != ".csv":
        yield f"{place} has the path {str(path)!r}", "expected a CSV inside the data folder"
    schema = item.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    if not isinstance(schema, Mapping) or not isinstance(fields, list) or not fields:
        yield f"{place} has no fields", "expected schema.fields"
        return
    if not all(isinstance(field, Mapping) for field in fields):
        yield f"{place} has a field that is not an object", "expected name, type, title and description"
        return
    yield from _repeated(f"column of {place}", [str(field.get("name")) for field in fields])
    for field in fields:
        yield from _field(field, f"{place}, field {field.get('name')!r}")
    names = {field.get("name") for field in fields}
    for name in _as_list(schema.get("primaryKey")) or ["(none)"]:
        if name not in names:
            yield f"{place} has the primary key {name!r}", "expected names of its own columns"
    for rule in _as_list(item.get("rules")):
        if not isinstance(rule, Mapping) or not isinstance(rule.get("kind"), str):
            yield f"{place} has a rule without a kind", "expected an object with 'kind'"


def _field(field: Mapping[str, Any], place: str) -> Iterator[Finding]:
    yield from _texts(field, place, ("name", "title", "description"))
    if field.get("type") not in _TYPES:
        yield f"{place} has the type {field.get('type')!r}", f"expected one of {', '.join(_TYPES)}"
    if field.get("type") in ("integer", "number") and not field.get("unit"):
        yield f"{place} holds numbers without a unit", "expected 'unit' (such as 'people', 'year', 'number')"
    constraints = field.get("constraints", {})
    for name in constraints if isinstance(constraints, Mapping) else ["(not an object)"]:
        if name not in _CONSTRAINTS:
            yield f"{place} has the constraint {name!r}", f"expected one of {', '.join(_CONSTRAINTS)}"
    listed = field.get("list")
    if listed is not None and (not isinstance(listed, Mapping) or not listed.get("delimiter")):
        yield f"{place} has a list without a delimiter", "expected an object with 'delimiter'"


def _references(resources: list[Mapping[str, Any]]) -> Iterator[Finding]:
    columns = {item["name"]: {field["name"] for field in item["schema"]["fields"]} for item in resources}
    for item in resources:
        for key in item["schema"].get("foreignKeys", ()):
            reference = key["reference"]
            target = reference["resource"] or item["name"]
            own, other = _as_list(key["fields"]), _as_list(reference["fields"])
            known = set(own) <= columns[item["name"]] and set(other) <= columns.get(target, set())
            if not known or len(own) != len(other):
                yield (
                    f"resource {item['name']!r} refers from {own} to {other} of {target!r}",
                    "expected columns that both tables have",
                )
        for field in item["schema"]["fields"]:
            reference = field.get("list", {}).get("reference", {})
            if reference and reference.get("field") not in columns.get(reference.get("resource"), set()):
                yield (
                    f"resource {item['name']!r}, field {field['name']!r} refers to {dict(reference)}",
                    "expected a table and a column of the package",
                )


def _texts(item: Mapping[str, Any], place: str, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        if not isinstance(item.get(name), str) or not item[name].strip():
            yield f"{place} has no {name}", f"expected a text {name!r}"


def _repeated(what: str, names: list[str]) -> Iterator[Finding]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what} {name!r} stands {count} times", "expected it once"


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
