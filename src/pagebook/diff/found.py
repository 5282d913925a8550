"""What the comparison of one page gathers, before all pages are put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pagebook.diff.changes import ChartChange
from pagebook.diff.grid import CellChange
from pagebook.diff.items import FormChange, Kind, Move, MoveKind, NumberChange, SentenceChange
from pagebook.diff.page import Page
from pagebook.diff.sizes import amount, is_missing, masked, relative, sentence_size
from pagebook.diff.stands import column_kind, rank_number, stands
from pagebook.diff.wording import marked

__all__ = ["Found"]

_SOURCES = frozenset({"Source", "Sources"})


@dataclass
class Found:
    """What changed on one page.

    Attributes:
        page: The page as it is now, or as it was if it is gone.
    """

    page: Page
    moves: list[Move] = field(default_factory=list)
    sentences: list[SentenceChange] = field(default_factory=list)
    numbers: list[NumberChange] = field(default_factory=list)
    charts: list[ChartChange] = field(default_factory=list)
    forms: list[FormChange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _told: set[tuple[str, ...]] = field(default_factory=set, repr=False)

    def __bool__(self) -> bool:
        return bool(self.moves or self.sentences or self.numbers or self.charts or self.forms)

    def sentence(self, section: str, place: str, old: str, new: str) -> None:
        """Take a sentence that changed; one that is new or gone has no text on the other side."""
        kind: Kind = "changed" if old and new else "added" if new else "removed"
        only = bool(old and new) and masked(old) == masked(new)
        self.sentences.append(
            SentenceChange(
                kind,
                self.page.key,
                self.page.country,
                section,
                place,
                old,
                new,
                marked(old, new),
                only,
                sentence_size(old, new) if old and new else 0.0,
            )
        )
        before, after = stands(old), stands(new)
        for what in before.keys() & after.keys():
            if before[what] != after[what]:
                told = f"{section}: {what}" if section else what
                self.move("stand", self.page.title, told, old=before[what], new=after[what])

    def number(self, section: str, what: str, old: str, new: str) -> None:
        """Take a number that changed."""
        size = relative(amount(old), amount(new))
        self.numbers.append(NumberChange(self.page.key, self.page.country, section, what, old, new, size))

    def move(
        self,
        kind: MoveKind,
        name: str,
        what: str,
        *,
        old: str,
        new: str,
        country: str = "",
        subject: str = "",
    ) -> None:
        """Take a rank, rating or status that moved.

        Args:
            subject: What is ranked, told once however many tables and charts of the page state it; by default
                `what`.
        """
        told = (kind, name, subject or what, old, new)
        if told not in self._told:
            self._told.add(told)
            country = country or self.page.country
            self.moves.append(Move(kind, self.page.key, country, name, what, old, new))

    def form(self, told: str) -> None:
        """Take a change of form or sources."""
        self.forms.append(FormChange(self.page.key, told))

    def cell(self, section: str, table: str, change: CellChange, country: str = "") -> None:
        """Take a cell of a table that changed, or a row that came or went."""
        table = _title(table)
        if not change.column:
            self.sentence(section, table, change.old, change.new)
            return
        what = f"{table}, {change.column}"
        kind = column_kind(change.column)
        if kind and (kind != "rank" or _ranks(change)):
            self.move(
                kind, change.row, what, old=change.old, new=change.new, country=country, subject=change.column
            )
        elif change.column in _SOURCES:
            self.form(f"{table}, {change.row}: source {change.old or 'none'} → {change.new or 'none'}")
        elif _numeric(change.old) and _numeric(change.new):
            self.number(section, f"{table}: {change.row}, {change.column}", change.old, change.new)
        else:
            self.sentence(section, f"{table}: {change.row}, {change.column}", change.old, change.new)


def _title(caption: str) -> str:
    """Return the part of a caption that names the table; what follows a colon says what its cells are."""
    return re.split(r"[:;] ", caption, maxsplit=1)[0]


def _ranks(change: CellChange) -> bool:
    return all(rank_number(cell) is not None or is_missing(cell) for cell in (change.old, change.new))


def _numeric(cell: str) -> bool:
    return is_missing(cell) or amount(cell) is not None
