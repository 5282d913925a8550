"""Does JSON have the shape that code is about to rely on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["Finding", "mismatches"]

Finding = tuple[str, str]
"""What is wrong, with its place, and what would be right."""

_NAMES = {str: "a text", bool: "true or false", int: "a whole number", float: "a number", type(None): "null"}


def mismatches(value: Any, wanted: Any, place: str) -> Iterator[Finding]:
    """Return where a JSON value differs from the wanted shape.

    Args:
        value: The JSON value.
        wanted: A type, `object` for anything; a tuple of types, any of which will do; a list with the
            shape of its items; or a mapping of names to shapes, where `name?` may be absent and `*` stands
            for any other name.
        place: How messages name the value.
    """
    if wanted is object:
        return
    if isinstance(wanted, Mapping):
        yield from _object(value, wanted, place)
    elif isinstance(wanted, list):
        if not isinstance(value, list):
            yield f"{place} is not a list", "expected […]"
            return
        for position, item in enumerate(value, start=1):
            yield from mismatches(item, wanted[0], f"{place}, item {position}")
    else:
        types = wanted if isinstance(wanted, tuple) else (wanted,)
        # In Python true is a number; in JSON it is not.
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            yield f"{place} is {value!r:.60}", f"expected {' or '.join(_NAMES[kind] for kind in types)}"
        elif isinstance(value, str) and not value.strip():
            yield f"{place} is blank", "expected a text"


def _object(value: Any, wanted: Mapping[str, Any], place: str) -> Iterator[Finding]:
    if not isinstance(value, Mapping):
        yield f"{place} is not an object", "expected {…}"
        return
    shapes = {name.removesuffix("?"): shape for name, shape in wanted.items()}
    for name in wanted:
        if not name.endswith("?") and name != "*" and name not in value:
            yield f"{place} has no {name!r}", f"expected one of its own {name!r}"
    for name, item in value.items():
        if name in shapes or "*" in shapes:
            yield from mismatches(item, shapes.get(name, shapes.get("*")), f"{place}, {name}")
        else:
            yield f"{place} has the unknown part {name!r}", f"expected only {', '.join(shapes)}"
