"""The parts of a document: which country each paragraph is about, under which outcome and which heading.

Readers of prose work on passages. A passage is a paragraph without markup, put together again where a page
break has torn it; it knows of each position which line that was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document, Line
from pagebook.ingest.markup import blocks, plain

__all__ = [
    "Form",
    "Located",
    "Passage",
    "country_paragraph",
    "located",
    "outcome_of",
    "passages_of",
    "section_area",
    "year_heading",
]

# "ILO – MONGOLIA", "UNEP - Kyrgyz Republic (PAGE 2.0)": an agency, a dash, a country; nothing else.
_SECTION = re.compile(
    r"(?:ILO|UNDP|UNEP|UNIDO|UNITAR)['’]?\s*[-\u2010-\u2015\u2212]\s*(?P<name>[A-Z][\w’' ,.&/-]{2,40}?)"
    r"(?:\s*\((?P<phase>[^)]*)\))?(?:\s+LEVEL)?",
)
_GLOBAL = re.compile(r"global\b", re.I)
_OUTCOME = re.compile(r"Outcome\s+(?P<outcome>[1-9])\s*[-\u2010-\u2015\u2212:.]\s*\S")
_ROW = re.compile(r"Key achievements?(?: in)?(?: (?:19|20)\d\d)?\s*(?:\([^)]{0,80}\))?\s*:?", re.I)
# "Ghana: On 3 March …": a monthly update names the country of a paragraph at its beginning.
_COUNTRY = re.compile(
    r"(?:\*\*|#+\s*)?(?P<name>(?:the )?[A-Z][\w’'.-]*(?: [\w’'.-]+){0,4}?)(?:\*\*)?\s?:(?:\*\*)?\s+(?=\S)"
)
_YEAR = re.compile(
    r"(?:#+\s*|\d{1,2}[.)]\s*|[-*•]\s*|\*\*)?(?P<first>(?:19|20)\d\d)"
    r"(?:\s*[-\u2010-\u2015/]\s*(?P<last>(?:19|20)\d\d))?(?:\*\*|:)?"
)
_ITEM = re.compile(r"^(?:[-*•✓○◦▪]|\d{1,2}[.)]|[ivx]{1,4}[.)])\s+")
_MARKED = re.compile(r"^(?:#+\s|<h[1-6]\b|<(?:b|strong)>[^<]*</(?:b|strong)>\s*$|\*\*[^*]*\*\*\s*$)", re.I)
_ENDS = re.compile(r"[.!?:;][”’\"')\]]*$")
# A heading that has lost its mark: short, and no sentence.
_HEADING_LENGTH = 90

Form: TypeAlias = Literal["paragraph", "item", "heading"]


@dataclass(frozen=True)
class Located:
    """A line with the part of the document that it stands in.

    Attributes:
        area: Code of the country; GLOBAL for the programme; empty before the first section.
        outcome: Outcome of the programme, 0 outside the grid of outcomes.
        line: The line, with its markup.
    """

    area: str
    outcome: int
    line: Line


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item of a list, a cell, or a heading.

    Attributes:
        area: Code of the country that it is about; GLOBAL for the programme; empty where nothing tells.
        outcome: Outcome of the programme, 0 outside the grid of outcomes.
        heading: The heading above it, without markup; empty for a heading.
        text: Its text without markup; links are their words.
        raw: Its text with markup, for those who look for links.
        form: Whether it is a paragraph (or a cell), an item of a list, or a heading.
        starts: Where in `text` each of its lines begins, and the place of that line.
    """

    area: str
    outcome: int
    heading: str
    text: str
    raw: str
    form: Form
    starts: tuple[tuple[int, str], ...]

    @property
    def place(self) -> str:
        """Where it begins, as a citation says it."""
        return self.place_at(0)

    def place_at(self, position: int) -> str:
        """Return the place of what stands at a position of the text."""
        return self.starts[bisect_right(self.starts, position, key=lambda start: start[0]) - 1][1]


def section_area(told: str, areas: Areas) -> str:
    """Return the country (or GLOBAL) that a heading without markup begins the section of; empty for none."""
    heading = _SECTION.fullmatch(told)
    if heading is None:
        return ""
    return "GLOBAL" if _GLOBAL.search(heading["name"]) else areas.code(heading["name"].strip())


def outcome_of(told: str) -> int:
    """Return the outcome that a line without markup begins, 0 for none."""
    found = _OUTCOME.match(told.lstrip("\t"))
    return int(found["outcome"]) if found else 0


def country_paragraph(line: Line, areas: Areas) -> tuple[str, str] | None:
    """Return the country that a paragraph names at its beginning, and the text after that."""
    head = _COUNTRY.match(line.text)
    code = areas.code(head["name"]) if head else ""
    return (code, line.text[head.end() :]) if head and code else None


def year_heading(text: str) -> tuple[int, int] | None:
    """Return the first and the last year that a line consists of, as the headings of a timeline do."""
    found = _YEAR.fullmatch(text)
    if found is None:
        return None
    first = int(found["first"])
    return first, max(first, int(found["last"] or first))


def located(document: Document, areas: Areas, area: str = "") -> Iterator[Located]:
    """Yield the lines of a document with the section and the outcome they stand in.

    Args:
        document: The document.
        areas: The countries that the book knows.
        area: The country before the first section is named: that of the whole document.
    """
    outcome = 0
    for printed in document.lines:
        begun = country_paragraph(printed, areas)
        line = replace(printed, text=begun[1]) if begun else printed
        told = plain(line.text)
        if found := section_area(told, areas):
            area, outcome = found, 0
        elif begun:
            area, outcome = begun[0], 0
        else:
            outcome = outcome_of(told) or outcome
        yield Located(area, outcome, line)


def passages_of(document: Document, areas: Areas, area: str = "") -> list[Passage]:
    """Return the passages of a document, in its order; the words of the grid are none of them.

    Args:
        document: The document.
        areas: The countries that the book knows.
        area: The country of the whole document, where it is about one.
    """
    found: list[Passage] = []
    heading, last = "", ""
    for one in located(document, areas, area):
        told = plain(one.line.text).lstrip("\t")
        if section_area(told, areas) or outcome_of(told):
            heading, last = "", ""
            continue
        for block in blocks(one.line.text):
            text = plain(block)
            if _ROW.fullmatch(text):
                heading, last = "", ""
            elif _is_heading(one.line, block, text, last):
                found.append(_passage(one, "", block, "heading"))
                heading, last = found[-1].text, ""
            elif found and last and _goes_on(last, text):
                found[-1] = _joined(found[-1], one.line.place, block)
                last = found[-1].text
            else:
                found.append(_passage(one, heading, block))
                last = found[-1].text
    return found


def _passage(one: Located, heading: str, block: str, form: Form = "paragraph") -> Passage:
    text = plain(block)
    told = _ITEM.sub("", text)
    if told != text and form != "heading":
        form = "item"
    return Passage(one.area, one.outcome, heading, told, block, form, ((0, one.line.place),))


def _joined(passage: Passage, place: str, block: str) -> Passage:
    start = (len(passage.text) + 1, place)
    text, raw = f"{passage.text} {plain(block)}", f"{passage.raw} {block}"
    return replace(passage, text=text, raw=raw, starts=(*passage.starts, start))


def _is_heading(line: Line, block: str, text: str, last: str) -> bool:
    """Return whether a block heads what follows: it is marked, or short and no sentence."""
    if _MARKED.match(block):
        return True
    # What stands in a table is no heading, unless it is marked as one.
    bare = "\t" not in line.text and "<p" not in line.text
    torn = bool(last) and not _ENDS.search(last)
    short = len(text) <= _HEADING_LENGTH and not _ENDS.search(text)
    return bare and short and not torn and text[0].isupper() and not _ITEM.match(text) and "http" not in text


def _goes_on(last: str, text: str) -> bool:
    """Return whether a block continues the one before: that one ends in no sentence, this one begins none."""
    return not _ENDS.search(last) and not _ITEM.match(text) and text[0].islower()
