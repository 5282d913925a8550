"""What a table of the data package holds, as a folded block for readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pagebook.analysis import words
from pagebook.data import LAYOUTS, Field, TableSpec
from pagebook.data.inputoutput.layouts import FOLDER, TABLE, LayoutFile
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import bullets, directive

__all__ = ["licences", "table_block"]

# One word between single backticks, so that nothing of what stands around it can become markup.
_NAME = re.compile(r"(?<!`)`[^`{}\s]+`(?!`)")


def licences(known: tuple[Mapping[str, Any], ...]) -> str:
    """Return licences by their titles, each linked to its text."""
    return words.join(link(licence["title"], licence.get("path", "")) for licence in known)


def table_block(spec: TableSpec) -> str:
    """Return a table folded: what it is, its file, keys and licence, and a list of its columns."""
    # The label that pages link to, when they say which tables they read (`pagebook.publish.provenance`).
    label = f"table-{spec.name.replace('_', '-')}"
    return directive("dropdown", text(spec.title), _described(spec), name=label)


def _described(spec: TableSpec) -> str:
    facts = [f"File: `data/{spec.path}`", f"Key: {text(words.join(spec.primary_key))}"]
    facts += [f"{text(words.join(key.fields))} points to {text(key.resource)}" for key in spec.foreign_keys]
    if spec.licenses:
        facts.append(f"Licence: {licences(spec.licenses)}")
    parts = [_code(spec.description), bullets(facts), "**Columns**", bullets(map(_column, spec.fields))]
    if spec.name == TABLE:
        parts += [_layout(*layout) for layout in LAYOUTS.items()]
    return "\n\n".join(parts)


def _layout(name: str, files: tuple[LayoutFile, ...]) -> str:
    """Describe the files of a layout, which no table of the package lists."""
    told = (
        f"`{file.name}`{'' if file.required else ' (may be missing)'}: {_code(file.holds)}" for file in files
    )
    return f"Files of the layout {text(name)}, in `data/{FOLDER}/<folder>/`:\n\n{bullets(told)}"


def _code(words_and_names: str) -> str:
    """Return a sentence as Markdown, what stands in backticks as names of code."""
    pieces = re.split(rf"({_NAME.pattern}| )", words_and_names)
    return "".join(piece if piece == " " or _NAME.fullmatch(piece) else text(piece) for piece in pieces)


def _column(field: Field) -> str:
    kind = "list" if field.list else field.type
    unit = f", {_code(field.unit)}" if field.unit else ""
    need = ", always given" if field.required else ""
    allowed = field.constraints.get("enum", ())
    options = f" One of: {text(words.join(allowed, 'or'))}." if allowed else ""
    return f"**{text(field.name)}** ({kind}{unit}{need}): {_code(field.description)}{options}"
