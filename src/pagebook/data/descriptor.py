"""Read `datapackage.json` and find everything in it that would mislead the rest of the library."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pagebook.data.problems import Problem
from pagebook.data.shape import Finding, mismatches

__all__ = ["DESCRIPTOR", "read_descriptor"]

DESCRIPTOR = "datapackage.json"
"""Name of the descriptor in the data folder."""

_TYPES = ("boolean", "date", "integer", "number", "string")
_TITLED = {"title": str, "name?": str, "path?": str, "role?": str}
_FIELD = {
    "name": str,
    "type": str,
    "title": str,
    "description": str,
    "unit?": str,
    "format?": str,
    "trueValues?": [str],
    "falseValues?": [str],
    "list?": {"delimiter": str, "citation?": bool, "reference?": {"resource": str, "field": str}},
    "constraints?": {
        "required?": bool,
        "unique?": bool,
        "enum?": [(str, int)],
        "minimum?": (int, float, str),
        "maximum?": (int, float, str),
        "pattern?": str,
    },
}
_RESOURCE = {
    "name": str,
    "path": str,
    "title": str,
    "description": str,
    "alterations?": str,
    "profile?": str,
    "format?": str,
    "mediatype?": str,
    "encoding?": str,
    "sources": [_TITLED],
    "licenses": [_TITLED],
    "rules?": [{"kind": str, "*": object}],
    "schema": {
        "fields": [_FIELD],
        "primaryKey": [str],
        "missingValues?": [object],
        "foreignKeys?": [{"fields": [str], "reference": {"resource": object, "fields": [str]}}],
    },
}
_PACKAGE = {
    "profile?": str,
    "name": str,
    "title": str,
    "description": str,
    "version": str,
    "homepage?": str,
    "keywords?": [str],
    "conventions?": [str],
    "licenses": [_TITLED],
    "contributors": [_TITLED],
    "resources": [_RESOURCE],
}


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
    # What a value means can only be judged when it has the shape that it should have.
    findings = list(mismatches(content, _PACKAGE, "the package")) or list(_package(content))
    return content, [Problem(file, 0, "", message, expected, "descriptor") for message, expected in findings]


class _RepeatedNameError(Exception):
    """A JSON object names one thing twice, of which a parser would drop one in silence."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if repeated:
        raise _RepeatedNameError(f"one object has {repeated[0]!r} twice")
    return dict(pairs)


def _package(content: Mapping[str, Any]) -> Iterator[Finding]:
    resources = content["resources"]
    yield from _repeated("resource", [item["name"] for item in resources])
    yield from _repeated("path", [item["path"] for item in resources])
    for item in resources:
        yield from _resource(item)
    columns = {item["name"]: [field["name"] for field in item["schema"]["fields"]] for item in resources}
    for item in resources:
        yield from _references(item, columns)


def _resource(item: Mapping[str, Any]) -> Iterator[Finding]:
    place = f"resource {item['name']!r}"
    path = PurePosixPath(item["path"])
    if path.is_absolute() or ".." in path.parts or "\\" in item["path"] or path.suffix != ".csv":
        yield f"{place} has the path {item['path']!r}", "expected a CSV inside the data folder"
    fields, key = item["schema"]["fields"], item["schema"]["primaryKey"]
    names = [field["name"] for field in fields]
    if not fields or not key:
        yield f"{place} has no columns or no primary key", "expected at least one of each"
    yield from _repeated(f"{place}: column", names)
    for field in fields:
        yield from _field(field, f"{place}, field {field['name']!r}")
    for name in key:
        if name not in names:
            yield f"{place} has the primary key {name!r}", f"expected one of {', '.join(names)}"


def _field(field: Mapping[str, Any], place: str) -> Iterator[Finding]:
    kind = field["type"]
    if kind not in _TYPES:
        yield f"{place} has the type {kind!r}", f"expected one of {', '.join(_TYPES)}"
    numeric = kind in ("integer", "number")
    if numeric and "unit" not in field:
        yield f"{place} holds numbers without a unit", "expected 'unit', such as 'people' or 'year'"
    constraints = field.get("constraints", {})
    for name in ("minimum", "maximum"):
        if name in constraints and isinstance(constraints[name], str) == numeric:
            yield f"{place} has the {name} {constraints[name]!r}", f"expected a value of the type {kind}"
    try:
        re.compile(constraints.get("pattern", ""))
    except re.error as error:
        yield f"{place} has the pattern {constraints['pattern']!r} ({error})", "expected a regular expression"


def _references(item: Mapping[str, Any], columns: Mapping[str, list[str]]) -> Iterator[Finding]:
    name = item["name"]
    for key in item["schema"].get("foreignKeys", ()):
        # An empty name means the table itself.
        target = str(key["reference"]["resource"]) or name
        own, other = key["fields"], key["reference"]["fields"]
        known = set(own) <= set(columns[name]) and set(other) <= set(columns.get(target, ()))
        if not known or not own or len(own) != len(other):
            message = f"resource {name!r} refers from {', '.join(own)} to {', '.join(other)} of {target!r}"
            yield message, "expected columns that both tables have"
    for field in item["schema"]["fields"]:
        reference = field.get("list", {}).get("reference")
        if reference and reference["field"] not in columns.get(reference["resource"], ()):
            message = f"resource {name!r}, field {field['name']!r} refers to {'.'.join(reference.values())}"
            yield message, "expected a table and a column of the package"


def _repeated(what: str, names: list[str]) -> Iterator[Finding]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what} {name!r} stands {count} times", "expected it once"
