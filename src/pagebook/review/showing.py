"""How a draft looks in a terminal: at most 80 columns wide by default, with or without colours."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pagebook.data import TableSpec
from pagebook.data.editing import Cells
from pagebook.ingest.entry import Entry

__all__ = ["COMMANDS", "Screen", "differing"]

_WIDTH = 80
# A document must not move the cursor, colour the screen, or turn the direction of the text.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

COMMANDS = {
    "a": "accept: write the row into data/",
    "e": "edit a cell: e, or e title, or e title=Text; - makes it blank",
    "m": "merge into a row that is there: m, or m KEY",
    "r": "reject",
    "s": "skip: decide later",
    "b": "back to the draft before",
    "q": "quit: everything decided is kept",
}
"""What can be done with a draft, by the letter for it."""


class Screen:
    """Where a reviewer reads and answers.

    Args:
        console: Where to print.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDTH)

    def say(self, text: str, style: str = "") -> None:
        """Print a line."""
        self._print(Text(_clean(text), style))

    def problems(self, problems: Iterable[object]) -> None:
        """Print what is wrong, a line for each."""
        for problem in problems:
            self.say(f"! {problem}", "red")

    def ask(self, question: str, told: str = "") -> str:
        """Return the answer to a question.

        Args:
            question: What is asked.
            told: What stands there to be changed, where the terminal can do so.

        Raises:
            EOFError: Nobody answers any more.
        """
        self._console.file.flush()
        with _written_ahead(_clean(told)):
            answer = input(f"{question} ")
        # What is no text in the terminal's encoding must not reach a file.
        whole = answer.encode("utf-8", "replace").decode("utf-8")
        return unicodedata.normalize("NFC", whole).strip()

    def help(self) -> None:
        """Print what can be done."""
        for letter, meaning in COMMANDS.items():
            self.say(f"  {letter}  {meaning}")

    def draft(self, head: str, entry: Entry, spec: TableSpec, row: Cells, there: Cells | None) -> None:
        """Print a draft: where it is from, what it rests on, its cells, and the row that it may be.

        Args:
            head: Its first line.
            entry: The draft.
            spec: Its table.
            row: Its cells, with the keys that are proposed.
            there: The row of the book that it matches.
        """
        self._print(Text(""))
        self.say(head, "bold")
        if entry.draft.evidence:
            self._print(Text(f"“{_clean(entry.draft.evidence)}”", "italic"))
        if entry.draft.doubts:
            self.say(f"doubts: {'; '.join(entry.draft.doubts)}", "yellow")
        self._cells(spec, row, entry.cells, there)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table; all columns but the first two hold numbers."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for place, name in enumerate(header):
            table.add_column(name, justify="left" if place < 2 else "right", overflow="fold")
        for row in rows:
            table.add_row(*(Text(_clean(cell)) for cell in row))
        self._print(table)

    def _cells(self, spec: TableSpec, row: Cells, own: Cells, there: Cells | None) -> None:
        needed = {one.name for one in spec.fields if one.required or one.name in spec.primary_key}
        shown = [name for name in spec.columns if row[name] or name in needed or (there and there.get(name))]
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=there is not None)
        for name in ("", "cell", "draft", *(["in the book"] if there else [])):
            table.add_column(name, overflow="fold")
        different = differing(spec, row, there or row)
        for name in shown:
            number = str(different.index(name) + 1) if name in different else ""
            lacking = "follows from the rest" if (name,) == spec.primary_key else "to be written"
            cell = _cell(row[name], lacking if name in needed else "", proposed=not own[name])
            table.add_row(number, name, cell, *([Text(_clean(there[name]))] if there else []))
        self._print(table)
        blank = [name for name in spec.columns if name not in shown]
        if blank:
            self.say(f"blank: {', '.join(blank)}", "dim")

    def _print(self, what: Text | Table) -> None:
        self._console.print(what, width=self._width, markup=False, highlight=False)


def differing(spec: TableSpec, row: Cells, there: Cells) -> list[str]:
    """Return the columns in which a draft says something else than a row of the book."""
    passed = {*spec.primary_key, "sources"}
    return [name for name in spec.columns if name not in passed and row[name] and row[name] != there[name]]


def _cell(cell: str, lacking: str, *, proposed: bool) -> Text:
    if not cell:
        return Text(f"({lacking})" if lacking else "", "yellow")
    told = Text(_clean(cell))
    return told.append(" (proposed)", "dim") if proposed else told


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


@contextmanager
def _written_ahead(told: str) -> Iterator[None]:
    """Let the next line that is read begin with a text that can be changed, where the system can do so."""
    if sys.platform == "win32":
        # Its Python has no such library.
        yield
        return
    try:
        import readline  # noqa: PLC0415 - a Python may be made without it
    except ImportError:
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(told))
    try:
        yield
    finally:
        readline.set_startup_hook()
