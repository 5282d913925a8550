"""What a page depends on in a description, as text to be hashed: for cells little, for readers all of it."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from pagebook.data.package import Package, TableSpec

__all__ = ["package_text", "reading_text"]


def reading_text(spec: TableSpec) -> str:
    """Return what of a table's description decides how its cells are read; titles and units do not."""
    columns = [
        [field.name, field.type, *([field.list.delimiter, field.list.citation] if field.list else [])]
        for field in spec.fields
    ]
    return json.dumps([columns, spec.primary_key])


def package_text(package: Package) -> str:
    """Return all that a page can see of a description, in its order, the same wherever the folder lies."""
    content = _plain(package)
    del content["folder"]
    return json.dumps(content, default=_plain)


def _plain(value: Any) -> dict[str, Any]:
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return dict(value)
