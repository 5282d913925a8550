"""Drafts of the institutions that a document names: each once, known or new, with where it is named first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pagebook.ingest.draft import Draft, State
from pagebook.ingest.institutions import institution_type
from pagebook.ingest.known import Known, Mention
from pagebook.ingest.markup import plain
from pagebook.ingest.rows import Record, cell, records
from pagebook.ingest.sections import Passage, section_area
from pagebook.ingest.sentences import sentences
from pagebook.ingest.spelling import normal
from pagebook.ingest.told import Told

__all__ = ["Mentions", "institutions_of", "mentions_of", "sentence_at"]

Mentions: TypeAlias = Sequence[Sequence[Mention]]
"""The institutions that each passage of a document names."""


@dataclass
class _Body:
    """An institution with all that the document says of its name."""

    mention: Mention
    place: str
    evidence: str
    names: list[str] = field(default_factory=list)
    abbreviation: str = ""
    doubts: list[str] = field(default_factory=list)


def mentions_of(told: Told) -> Mentions:
    """Return the institutions that each passage of a document names."""
    known, agency = Known.of(told.tables, told.areas), _agency(told)
    return [
        known.mentions(passage.text, "" if passage.area == "GLOBAL" else passage.area, agency)
        for passage in told.passages
    ]


def institutions_of(told: Told, mentions: Mentions) -> Iterator[Draft]:
    """Yield a draft for each institution that a document names."""
    bodies: dict[tuple[str, str], _Body] = {}
    for passage, found in zip(told.passages, mentions, strict=True):
        for mention in found:
            key = (mention.key, "") if mention.key else (normal(mention.name), mention.area)
            body = bodies.setdefault(key, _body(mention, passage))
            body.names.append(mention.name)
            body.abbreviation = body.abbreviation or mention.abbreviation
            body.doubts += [doubt for doubt in mention.doubts if doubt not in body.doubts]
    rows = {str(row["institution"]): row for row in records(told.tables, "institutions")}
    for key, body in _merged(bodies).items():
        yield _known(rows[key[0]], body) if body.mention.key else _new(body)


def _agency(told: Told) -> str:
    """Return the agency whose report it is, as the headings of its sections name it; else empty."""
    headings = (plain(line.text) for line in told.document.lines)
    named = Counter(
        found.group()
        for text in headings
        if section_area(text, told.areas) and (found := re.match(r"[A-Z]+", text))
    )
    return named.most_common(1)[0][0] if named else ""


def sentence_at(passage: Passage, position: int) -> str:
    """Return the sentence of a passage that stands at a position."""
    begin = 0
    for sentence in sentences(passage.text):
        begin = passage.text.index(sentence, begin)
        if position < begin + len(sentence):
            return sentence
        begin += len(sentence)
    return passage.text


def _body(mention: Mention, passage: Passage) -> _Body:
    start = mention.position[0]
    return _Body(mention, passage.place_at(start), sentence_at(passage, start))


def _merged(bodies: Mapping[tuple[str, str], _Body]) -> dict[tuple[str, str], _Body]:
    """Return the institutions without those that are others with a word too many, or no country."""
    kept = dict(bodies)
    for (form, area), body in bodies.items():
        if body.mention.key or " " not in form:
            continue
        shorter = (form.rsplit(" ", 1)[0], area)
        known = [
            other
            for other in bodies.values()
            if other.mention.key and normal(other.mention.name) == shorter[0]
        ]
        elsewhere = [key for key in bodies if key[0] == form and key[1] and not area]
        elsewhere += [key for key in bodies if key[0].endswith(f" {form}") and key[1] == area]
        if (shorter in bodies and not shorter[0].endswith(("of", "and", "for"))) or known or elsewhere:
            del kept[form, area]
    return kept


def _known(row: Record, body: _Body) -> Draft:
    """Return the draft of an institution that the book has; it differs if it is named otherwise."""
    aliases = [alias for alias in cell(row["aliases"]).split("; ") if alias]
    forms = {normal(cell(row["name"])), normal(cell(row["abbreviation"])), *map(normal, aliases)}
    # "National Steering Committee, Peru": the country behind the comma is ours.
    forms |= {normal(cell(row["name"]).rsplit(", ", 1)[0])}
    others = [
        name for name in dict.fromkeys(body.names) if not any(_says(normal(name), form) for form in forms)
    ]
    short = cell(row["abbreviation"])
    cells = {name: cell(row[name]) for name in ("name", "type", "subtype", "area", "note")}
    cells |= {"institution": cell(row["institution"]), "abbreviation": short or body.abbreviation}
    cells |= {"aliases": "; ".join([*aliases, *others])}
    printed = body.abbreviation and body.abbreviation not in (short, *aliases)
    doubts = [
        *body.doubts,
        *(f"the short form printed is {body.abbreviation!r}" for _ in range(bool(printed))),
    ]
    doubts += [
        f"also named {name!r}" for name in others if not any(repr(name) in doubt for doubt in body.doubts)
    ]
    state: State = "different" if others or printed else "same"
    return Draft(
        "institutions", cells, body.place, body.evidence, tuple(doubts), state, cell(row["institution"])
    )


def _new(body: _Body) -> Draft:
    name = Counter(body.names).most_common(1)[0][0]
    cells = {"name": name, "abbreviation": body.abbreviation, "type": institution_type(name)}
    cells["area"] = body.mention.area
    doubts = [*body.doubts, *("its country is not told" for _ in range(not body.mention.area))]
    return Draft("institutions", cells, body.place, body.evidence, tuple(doubts))


def _says(form: str, known: str) -> bool:
    """Return whether a form is a known one, or one with its agency, its country or its plural."""
    return bool(known) and (
        form == known or form.startswith(f"{known} ") or form.endswith(f" {known}") or f"{known}s" == form
    )
