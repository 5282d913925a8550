"""Typst as text: strings, content and calls, so that no text of the book can become code.

Text is always written as a string literal (`#"text"`), in which Typst knows two special characters only.
"""

from __future__ import annotations

import re
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

# A word longer than this may be wider than a column; it may break behind punctuation, else anywhere, but not
# before a combining mark.
_LONG = re.compile(r"(\S{31,})")
_PIECE = re.compile(r"(?:[^/_.?&=,-]{1,24}[/_.?&=,-]{0,8}|[/_.?&=,-]{1,24})[\u0300-\u036f\ufe0e\ufe0f]*")
# A unit with a stroke, behind which a line could break.
_WHOLE = "µg/m³"
# Typst leaves out a space of no width at all, and a sign that allows a break would be copied with the text.
_MAY_BREAK = "#h(.01pt);"


def string(value: str) -> str:
    """Return a string literal."""
    return f'"{value.translate(_ESCAPES)}"'


def text(value: str) -> str:
    """Return text as markup, in which a very long word may break."""
    # Every second part is a long word.
    parts = _LONG.split(value)
    return "".join(_word(part) if odd % 2 else _run(part) for odd, part in enumerate(parts))


def content(markup: str) -> Raw:
    """Return markup as a value."""
    return Raw(f"[{markup}]")


def literal(value: Value) -> str:
    """Return a value as code: a string, a number, an array, a dictionary, or code as it is."""
    if isinstance(value, Raw):
        return value.code
    if isinstance(value, str):
        return string(value)
    # A truth value is a number too: it is asked for first.
    if value is None or isinstance(value, bool):
        return {None: "none", True: "true", False: "false"}[value]
    return repr(value) if isinstance(value, (int, float)) else _group(value)


def call(function: str, *positional: Value, **named: Value) -> str:
    """Return a call as markup; an underscore in a name stands for a hyphen."""
    told = [f"{name.replace('_', '-')}: {literal(value)}" for name, value in named.items()]
    told += [literal(value) for value in positional]
    return f"#{function}({', '.join(told)});"


def label(name: str) -> str:
    """Return the label that names what stands before it."""
    return call("label", name)


def _run(value: str) -> str:
    parts = (f"#{string(part)};" if part else "" for part in value.split(_WHOLE))
    return f"#box({string(_WHOLE)});".join(parts)


def _word(value: str) -> str:
    return _MAY_BREAK.join(map(_run, _PIECE.findall(value)))


def _group(value: Iterable[Value] | Mapping[str, Value]) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{string(key)}: {literal(part)}" for key, part in value.items())
        return f"({inner or ':'})"
    parts = [literal(part) for part in value]
    # A comma after the only part makes an array of it.
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
