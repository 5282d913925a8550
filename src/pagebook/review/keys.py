"""Keys of new rows, by rule: whose row it is, when it was, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pagebook.data import TableSpec
from pagebook.data.editing import Cells, Key, key_of
from pagebook.pages.partners import slug_of

__all__ = ["naming_columns", "proposed_key"]

# Of what a key is made, in its order. `when` is the year, else that of the first day, else "undated"; of two
# columns with a bar between them the first that is not blank counts. After an exclamation mark all words
# count, for names and codes; of a text the first that tell something do.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "achievements": ("area", "when", "=outcome", "outcome"),
    "contradictions": ("area", "topic"),
    "events": ("area", "when", "title"),
    "exchanges": ("from_areas|to_areas", "when", "what"),
    "framework": ("part", "topic"),
    "funding": ("donor", "when", "nature"),
    "identifiers": ("area", "name"),
    "institutions": ("!name",),
    "milestones": ("area", "when", "title"),
    "models": ("!abbreviation|name",),
    "omissions": ("table", "fact"),
    "publications": ("area", "when", "title"),
    "reported_figures": ("area", "when", "measure"),
    "results": ("!series", "when"),
    "sdg_links": ("area", "target|goal", "what"),
}
_LITTLE = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "its", "of", "on", "or", "page"}
    | {"that", "the", "to", "with"}
)
_MOST_WORDS = 6


def naming_columns(spec: TableSpec) -> tuple[str, ...]:
    """Return the columns without which no key can be proposed: those that say what a row is about."""
    return tuple(
        part for part in _PARTS.get(spec.name, ()) if part in spec.by_name and spec.by_name[part].required
    )


def proposed_key(spec: TableSpec, row: Cells, known: Collection[Key]) -> dict[str, str]:
    """Return the cells of the key that a row still lacks; none where no rule says what they could be.

    Args:
        spec: The table.
        row: The row.
        known: Keys that are taken.
    """
    lacking = [name for name in spec.primary_key if not row.get(name)]
    if len(lacking) != 1:
        return {}
    (column,) = lacking
    for candidate in _candidates(spec, column, row):
        if key_of(spec, {**row, column: candidate}) not in known:
            return {column: candidate}
    return {}


def _candidates(spec: TableSpec, column: str, row: Cells) -> Iterator[str]:
    if spec.by_name[column].type == "integer" and len(spec.primary_key) > 1:
        yield from map(str, range(1, 10_000))
    elif spec.name in _PARTS and all(row.get(name) for name in naming_columns(spec)):
        slug = "-".join(filter(None, (_part(part, row) for part in _PARTS[spec.name])))
        yield slug
        yield from (f"{slug}-{number}" for number in range(2, 10_000))


def _part(part: str, row: Cells) -> str:
    if part == "when":
        return row.get("year", "") or row.get("start", "")[:4] or "undated"
    if part.startswith("="):
        return part[1:]
    told = next((row[name] for name in part.lstrip("!").split("|") if row.get(name)), "")
    slug = slug_of(re.sub(r"['’´`]", "", told.partition(";")[0]))
    if part.startswith("!"):
        return slug
    return "-".join([word for word in slug.split("-") if word not in _LITTLE][:_MOST_WORDS])
