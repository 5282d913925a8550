"""The grid of an annual bilateral report: a section for each country, in it a row for each outcome.

The rows of the grid are torn by page breaks, stand in tables or outside them, and a heading may have lost its
mark; so the text is read line by line, without its markup, and each line belongs to the outcome named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pagebook.ingest.areas import Areas
from pagebook.ingest.document import Document, Line
from pagebook.ingest.markup import plain
from pagebook.ingest.sections import outcome_of, section_area

__all__ = ["Row", "Section", "is_report", "period_year", "sections_of"]

_PERIOD = re.compile(r"reporting period\D*(?:\d{1,2}\s+\w+\D+)?(?:.*?)(?P<year>(?:19|20)\d\d)", re.I)
_ROW = re.compile(
    r"Key achievements?(?: in)?(?: (?:19|20)\d\d)?\s*(?P<note>\([^)]{0,80}\))?\s*(?:$|\t|:)", re.I
)
_RECOVERY = re.compile(r"green recovery", re.I)
_NOT_APPLICABLE = re.compile(r"(?:N\s?/?\s?A|not applicable|n\.a\.)\.?", re.I)
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
        if area := section_area(told, areas):
            if section is not None:
                yield section
            section, outcome, row = Section(area, line), 0, None
        elif section is not None:
            if found := outcome_of(told):
                outcome, row = found, None
                section.rows.setdefault(outcome, Row(line))
            elif outcome:
                row = _begun(section, outcome, line, told) or row
                _keep(row or section.rows[outcome], line, told)
    if section is not None:
        yield section


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


def period_year(document: Document) -> int | None:
    """Return the year of the reporting period that a document prints, None if it prints none."""
    lines = (plain(line.text) for line in document.lines)
    return next((int(found["year"]) for line in lines if (found := _PERIOD.search(line))), None)
