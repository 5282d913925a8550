"""The authored narrative of a country: checked against the rows it rests on, then written for the page.

1. `narrative_text` – Markdown taken apart into sentences, all but plain prose refused
2. `narrative_rows` – the rows that links and values name
3. `narrative_values` – cells as sentences have them
4. `narrative_numbers` – typed numbers against those rows
5. here – every fault of a narrative, and the narrative with its sources
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import groupby

from pagebook.analysis.words import capitalise
from pagebook.data import DOCUMENTS, Problem, Tables
from pagebook.errors import DataError
from pagebook.figures import Prose
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import bullets, directive, quoted
from pagebook.story.citing import Citing
from pagebook.story.narrative_numbers import unbacked
from pagebook.story.narrative_rows import LinkedRow, Rows
from pagebook.story.narrative_text import Fault, Piece, Sentence, read_text
from pagebook.story.narrative_values import ReferenceFault
from pagebook.story.reader import Gap

__all__ = ["DISAGREE", "WORDS", "Narrative", "narrative_problems"]

DISAGREE = "where-sources-disagree"
"""Anchor of the part of a country page that shows the contradictions."""

_CONTRADICTIONS = "row:contradictions/"

WORDS = range(120, 201)
"""How many words a narrative may have; fewer, where there is little on record to tell of."""

_RECORD = ("milestones", "events")
# With so many of them on record, a few sentences do not tell a country's story.
_MUCH_ON_RECORD = 8


class Narrative:
    """What an editor wrote about one country.

    Args:
        tables: The data package; its book holds the narratives.
        country: ISO 3166-1 alpha-3 code.
        slug: Name of the country's page, which names the narrative's file as well.

    Attributes:
        path: The file, below the book's root.
        citations: Every citation of the rows that it names, sorted.

    Raises:
        DataError: The file is no text in UTF-8.
    """

    topic = "Country and programme"

    def __init__(self, tables: Tables, country: str, slug: str) -> None:
        self.path = f"{DOCUMENTS}{slug}.md"
        written = tables.document(self.path)
        self._rows = Rows(tables, country)
        self._text = read_text(written or "")
        self._written = written is not None
        # Where nothing is written, no table is asked; and a book need not have these.
        asked = [name for name in _RECORD if self._written and name in tables.package.tables]
        on_record = sum(len(tables.select(name, area=country)) for name in asked)
        self._words = WORDS if on_record >= _MUCH_ON_RECORD else range(1, WORDS.stop)
        self.problems = tuple(self._problems()) if self._written else ()
        self.citations = tuple(sorted({c for row in self._linked() for c in row.citations}))

    def __bool__(self) -> bool:
        """Return whether there is a narrative."""
        return self._written

    def has(self) -> dict[str, bool]:
        """Return whether there is a narrative to show."""
        return {"narrative": self._written}

    def gaps(self) -> list[Gap]:
        """Return a missing narrative as a gap."""
        return [] if self._written else [Gap(self.topic, "a narrative", "its editors have not written one")]

    def prose(self, citing: Citing) -> Prose:
        """Return the narrative, each linked text leading to its source, then where each statement is from.

        Raises:
            DataError: The narrative has problems; carries all of them.
        """
        if self.problems:
            raise DataError(self.problems)
        paragraphs = [
            " ".join(self._sentence(sentence, citing) for sentence in paragraph)
            for paragraph in self._text.paragraphs
        ]
        origins = [origin for sentence in self._text.sentences for origin in self._origins(sentence, citing)]
        where = directive("dropdown", "Where each statement is from", bullets(dict.fromkeys(origins)))
        return Prose("\n\n".join([*paragraphs, where]) if paragraphs else "")

    def _problems(self) -> Iterator[Problem]:
        faults = [*self._text.faults, *self._references()]
        broken = {fault.line for fault in faults}
        for sentence in self._text.sentences:
            faults += [fault for fault in self._unsupported(sentence) if fault.line not in broken]
        if not faults and (total := len(self.plain.split())) not in self._words:
            wanted = f"{self._words[0]} to {self._words[-1]}"
            if self._words == WORDS:
                wanted += f", as {_MUCH_ON_RECORD} or more milestones and events are on record"
            faults.append(Fault(0, f"has {total} words", wanted))
        for fault in sorted(faults, key=lambda fault: fault.line):
            yield Problem(self.path, fault.line, "", fault.message, fault.expected, "narrative")

    def _references(self) -> Iterator[Fault]:
        """Give the links and values that name nothing."""
        for piece in (piece for sentence in self._text.sentences for piece in sentence.pieces):
            try:
                if piece.target:
                    self._rows.row(piece.target)
                if piece.value:
                    self._rows.value(piece.value)
            except ReferenceFault as fault:
                yield Fault(piece.line, fault.message, fault.expected)

    def _unsupported(self, sentence: Sentence) -> Iterator[Fault]:
        """Give what a sentence says without a row behind it."""
        said = " ".join(sentence.literal.split())
        rows = self._behind(sentence)
        if not rows:
            shown = said if len(said) <= 60 else f"{said[:60].rstrip()}…"
            yield Fault(
                sentence.line, f"no row stands behind “{shown}”", "link what it says: […](row:table/key)"
            )
            return
        told = " | ".join(row.told for row in rows)
        if any(unbacked(said, told)):
            # The name of a source may hold the number: "the report of 2025".
            told = " | ".join([told, *map(self._rows.titles, rows)])
        for token in unbacked(said, told):
            expected = "link the row that says so, or write {value:table/key/column}"
            yield Fault(sentence.line, f"the linked rows do not tell {token!r}", expected)

    def _behind(self, sentence: Sentence) -> list[LinkedRow]:
        """Return the rows that a sentence names by links and values, without those that do not exist."""
        found = []
        for piece in sentence.pieces:
            try:
                found += [self._rows.row(piece.target)] if piece.target else []
                found += [self._rows.value(piece.value)[0]] if piece.value else []
            except ReferenceFault:
                # _references tells about it, with its line.
                continue
        return list(dict.fromkeys(found))

    def _linked(self) -> list[LinkedRow]:
        return [row for sentence in self._text.sentences for row in self._behind(sentence)]

    @property
    def plain(self) -> str:
        """The words that a reader sees, without links; every row and value must be there."""
        return " ".join(
            _words(self._said(piece) for piece in sentence.pieces) for sentence in self._text.sentences
        )

    def _said(self, piece: Piece) -> str:
        if not piece.value:
            return piece.text
        said = self._rows.value(piece.value)[1]
        return capitalise(said) if piece.first else said

    def _sentence(self, sentence: Sentence, citing: Citing) -> str:
        return "".join(self._run(list(run), citing) for _, run in _runs(sentence)).strip()

    def _run(self, pieces: list[Piece], citing: Citing) -> str:
        """Write pieces that share a link: the spaces around them stay, all else is escaped."""
        said = "".join(map(self._said, pieces))
        marked = self._link(said, pieces[0].target, citing)
        if pieces[0].emphasised and said.strip():
            marked = f"*{marked}*"
        return f"{' ' * said[:1].isspace()}{marked}{' ' * (said[-1:].isspace() and bool(said.strip()))}"

    def _link(self, said: str, target: str, citing: Citing) -> str:
        """Link to the first source that has an address; to both sides where sources disagree."""
        if not target:
            return text(said)
        row = self._rows.row(target)
        if target.startswith(_CONTRADICTIONS) and row.cells["area"] == self._rows.country:
            return f"[{text(said)}](#{DISAGREE})"
        return link(said, citing.addresses(row.citations).partition("; ")[0])

    def _origins(self, sentence: Sentence, citing: Citing) -> Iterator[str]:
        """Give one line for each link, and for each value outside a link: what is said, and who says it."""
        for _, run in _runs(sentence):
            pieces = list(run)
            said = quoted(text(_words(map(self._said, pieces))))
            rows = [self._rows.row(pieces[0].target)] if pieces[0].target else []
            rows += [self._rows.value(piece.value)[0] for piece in pieces if piece.value]
            if rows:
                cited = citing.titled(c for row in dict.fromkeys(rows) for c in row.citations)
                yield f"{said}: {cited or 'the tables of this book hold no such row'}"


def _runs(sentence: Sentence) -> Iterator[tuple[object, Iterator[Piece]]]:
    """Part a sentence where a link or a title begins or ends, and at each value that stands alone."""
    return groupby(sentence.pieces, key=lambda p: (p.link, p.emphasised, p.value if not p.link else ""))


def _words(said: Iterable[str]) -> str:
    return " ".join("".join(said).split())


def narrative_problems(tables: Tables, only: Container[str] | None = None) -> list[Problem]:
    """Return every problem of the narratives that there are, in the order of the countries.

    Args:
        tables: The data package; its book holds the narratives.
        only: Codes of the countries to look at; all of them when None.
    """
    countries = tables.select("countries")
    found: list[Problem] = []
    for code, slug in zip(countries["country"], countries["slug"], strict=True):
        if only is not None and code not in only:
            continue
        try:
            found += Narrative(tables, code, slug).problems
        except DataError as error:
            found.append(Problem(f"{DOCUMENTS}{slug}.md", 0, "", str(error.problems[0]), "", "narrative"))
    return found
