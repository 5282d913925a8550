"""Typst as text: strings, content and calls, so that no text of the book can become code.

Text is always written as a string literal (`#"text"`), in which Typst knows two special characters only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Raw", "Value", "call", "content", "label", "literal", "string", "text"]


@dataclass(frozen=True)
class Raw:
    """Typst code that is written as it is, such as content in brackets."""

    code: str


Value: TypeAlias = "Raw | str | int | float | bool | Iterable[Value] | Mapping[str, Value] | None"

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def string(value: str) -> str:
    """Return a string literal."""
    return f'"{value.translate(_ESCAPES)}"'


def text(value: str) -> str:
    """Return text as markup."""
    return f"#{string(value)};" if value else ""


def content(markup: str) -> Raw:
    """Return markup as a value."""
    return Raw(f"[{markup}]")


def literal(value: Value) -> str:
    """Return a value as code: a string, a number, an array, a dictionary, or code as it is."""
    if isinstance(value, Raw):
        return value.code
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return string(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{string(key)}: {literal(part)}" for key, part in value.items())
        return f"({inner or ':'})"
    parts = [literal(part) for part in value]
    # A comma after the only part makes an array of it.
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def call(function: str, *positional: Value, **named: Value) -> str:
    """Return a call as markup; an underscore in a name stands for a hyphen."""
    told = [f"{name.replace('_', '-')}: {literal(value)}" for name, value in named.items()]
    told += [literal(value) for value in positional]
    return f"#{function}({', '.join(told)});"


def label(name: str) -> str:
    """Return the label that names what stands before it."""
    return call("label", name)
