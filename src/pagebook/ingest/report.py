"""The annual bilateral report: a section for each country, and in it a row for each outcome of the programme.

The rows of the grid are torn by page breaks, stand in tables or outside them, and a heading may have lost its
mark; so the text is read line by line, without its markup, and each line belongs to the outcome named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document, Line
from pagebook.ingest.draft import Draft

__all__ = ["Section", "is_report", "plain", "read_coverage", "sections_of"]

_TAGS = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_LINK = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|^[#>\s]+|\\(?=[()\[\]*_#])")
_PERIOD = re.compile(r"reporting period\D*(?:\d{1,2}\s+\w+\D+)?(?:.*?)(?P<year>(?:19|20)\d\d)", re.I)
# "ILO – MONGOLIA", "UNEP - Kyrgyz Republic (PAGE 2.0)": an agency, a dash, a country; nothing else.
_HEADING = re.compile(
    r"(?:ILO|UNDP|UNEP|UNIDO|UNITAR)['’]?\s*[-\u2010-\u2015\u2212]\s*(?P<name>[A-Z][\w’' ,.&/-]{2,40}?)"
    r"(?:\s*\((?P<phase>[^)]*)\))?(?:\s+LEVEL)?",
)
_OUTCOME = re.compile(r"Outcome\s+(?P<outcome>[1-9])\s*[-\u2010-\u2015\u2212:.]\s*\S")
_ROW = re.compile(
    r"Key achievements?(?: in)?(?: (?:19|20)\d\d)?\s*(?P<note>\([^)]{0,80}\))?\s*(?:$|\t|:)", re.I
)
_RECOVERY = re.compile(r"green recovery", re.I)
_NOT_APPLICABLE = re.compile(r"(?:N\s?/?\s?A|not applicable|n\.a\.)\.?", re.I)
_GLOBAL = re.compile(r"global\b", re.I)
_FEWEST = 2


@dataclass
class Row:
    """What stands in one row of the grid.

    Attributes:
        line: Where the row begins.
        texts: What stands in it.
    """

    line: Line
    texts: list[Line] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Whether the row reports something, says that it does not apply, or was left blank."""
        told = [line for line in self.texts if re.search(r"\w", line.text)]
        if not told:
            return "left blank"
        return "not applicable" if all(_NOT_APPLICABLE.fullmatch(line.text) for line in told) else "reported"


@dataclass
class Section:
    """A country's part of a report.

    Attributes:
        area: Code of the country, or GLOBAL.
        line: Its heading.
        rows: The row of each outcome that has one.
        recovery: The rows about green recovery.
    """

    area: str
    line: Line
    rows: dict[int, Row] = field(default_factory=dict)
    recovery: dict[int, Row] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return a line without its markup: tags, emphasis, addresses of links; cells stay apart by tabs."""
    told = unescape(_TAGS.sub("", text))
    told = _LINK.sub(lambda match: match["text"], told)
    told = "\t".join(_MARKS.sub("", cell).strip() for cell in told.split("\t"))
    return re.sub(r" {2,}", " ", told).strip(" ")


def is_report(document: Document, areas: Areas) -> bool:
    """Return whether a document has sections by country and rows by outcome."""
    sections = list(sections_of(document, areas))
    return len(sections) >= _FEWEST and any(section.rows for section in sections)


def sections_of(document: Document, areas: Areas) -> Iterator[Section]:
    """Yield the sections of a report, in its order."""
    section: Section | None = None
    outcome = 0
    row: Row | None = None
    for line in document.lines:
        told = plain(line.text)
        if area := _area(told, areas):
            if section is not None:
                yield section
            section, outcome, row = Section(area, line), 0, None
        elif section is not None:
            if found := _OUTCOME.match(told.lstrip("\t")):
                outcome, row = int(found["outcome"]), None
                section.rows.setdefault(outcome, Row(line))
            elif outcome:
                row = _begun(section, outcome, line, told) or row
                _keep(row or section.rows[outcome], line, told)
    if section is not None:
        yield section


def read_coverage(document: Document, areas: Areas, year: int | None = None) -> Iterator[Draft]:
    """Yield the state of each outcome of the programme in each section.

    Args:
        document: The report.
        areas: The countries that the book knows.
        year: The year of the report where it does not print its period.
    """
    told = year or _year(document.lines)
    outcomes = range(1, 5)
    for section in sections_of(document, areas):
        for outcome in outcomes:
            row, recovery = section.rows.get(outcome), section.recovery.get(outcome)
            cells = {"area": section.area, "outcome": str(outcome), "year": str(told or "")}
            cells["status"] = row.status if row else "no row"
            cells["green_recovery_status"] = recovery.status if recovery else ""
            begin = row.line if row else section.line
            evidence = " ".join(plain(line.text) for line in row.texts)[:400] if row else ""
            yield Draft("coverage", cells, begin.place, evidence)


def _area(told: str, areas: Areas) -> str:
    heading = _HEADING.fullmatch(told)
    if heading is None:
        return ""
    return "GLOBAL" if _GLOBAL.search(heading["name"]) else areas.code(heading["name"].strip())


def _begun(section: Section, outcome: int, line: Line, told: str) -> Row | None:
    """Return the row that a line begins: that of the achievements, or that of green recovery."""
    head = _ROW.match(told.lstrip("\t"))
    if head is None:
        return None
    rows = section.recovery if _RECOVERY.search(head["note"] or "") else section.rows
    if rows is section.rows and outcome in rows and not rows[outcome].texts:
        return rows[outcome]
    return rows.setdefault(outcome, Row(line))


def _keep(row: Row, line: Line, told: str) -> None:
    head = _ROW.match(told.lstrip("\t"))
    text = told.lstrip("\t")[head.end() :] if head else told
    if text.strip("\t -|"):
        row.texts.append(Line(line.place, text.strip("\t ")))


def _year(lines: Iterable[Line]) -> int | None:
    return next((int(found["year"]) for line in lines if (found := _PERIOD.search(plain(line.text)))), None)
