"""Stored Markdown as statements, cards and tables, in plain text: what a reader sees, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pagebook.diff.grid import Grid

__all__ = ["Block", "Card", "Statement", "blocks"]

_OPEN = re.compile(r"^\s*(:{3,}|`{3,})\s*\{([\w:-]+)\}\s*(.*?)\s*$")
_CLOSE = re.compile(r"^\s*(?::{3,}|`{3,})\s*$")
_OPTION = re.compile(r"^\s*:[\w-]+:.*$")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_PLAIN = frozenset({"container", "grid", "only"})
"""Directives whose argument is no text for readers."""

_HEADLINE, _CARD = "pb-headline", "grid-item-card"
_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=(?![a-z])[\w“‘\"'(\[–-])")
_NO_END = re.compile(r"\b(?:No|Nos|e\.g|i\.e|approx|incl|vs|Dr|Mr|Ms|St|al|pp?|[A-Z])\.\s+$|^\d+\.\s+$")
_NUMBERS = re.compile(r"[-−]?\d[\d.,]*(?: [-−]?\d[\d.,]*)+")
_CITED = re.compile(r"\(.*\)|Sources?: .*", re.DOTALL)


@dataclass(frozen=True)
class Statement:
    """A sentence or a heading.

    Attributes:
        text: Its words.
        cites: The citation behind it, as the page shows it.
        place: The title of the card that it stands on; empty when on none.
    """

    text: str
    cites: str = ""
    place: str = ""


@dataclass(frozen=True)
class Card:
    """A number on a card of its own, with what it counts."""

    value: str
    label: str


Block: TypeAlias = Statement | Card | Grid


def blocks(markdown: str) -> list[Block]:
    """Return what some Markdown of the book says, in order."""
    return _Reading(markdown).found


class _Reading:
    """Markdown read line by line: directives here, what stands between them by a reader of Markdown."""

    def __init__(self, markdown: str) -> None:
        self.found: list[Block] = []
        self._text: list[str] = []
        self._cards: list[tuple[int, str]] = []
        self._lines = iter(markdown.split("\n"))
        for line in self._lines:
            if opened := _OPEN.match(line):
                self._open(len(opened[1]), opened[2], opened[3])
            elif _CLOSE.match(line):
                self._close(len(line.strip()))
            else:
                self._text.append(line)
        self._flush()

    def _open(self, fence: int, name: str, argument: str) -> None:
        if name == "table":
            self._flush()
            self.found.append(_table(argument, self._lines))
            return
        options, first = _options(self._lines)
        if any(_HEADLINE in option for option in options):
            self._flush()
            self.found.append(_card(argument, first, self._lines))
        elif name == _CARD:
            self._flush()
            self._cards.append((fence, plain(argument)))
            self._text.append(first)
        else:
            self._text += ["", "" if name in _PLAIN else argument, "", first]

    def _close(self, fence: int) -> None:
        self._text.append("")
        if self._cards and self._cards[-1][0] == fence:
            self._flush()
            self._cards.pop()

    def _flush(self) -> None:
        place = self._cards[-1][1] if self._cards else ""
        self.found += [replace(one, place=place) for one in _statements(self._text)]
        self._text = []


def plain(markdown: str) -> str:
    """Return a run of Markdown without blocks as the text that it shows."""
    tokens = _reader().parseInline(markdown)
    return " ".join(_shown(token) for token in tokens).strip()


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, without space around them."""
    found, begin = [], 0
    for end in _END.finditer(paragraph):
        if not _NO_END.search(paragraph[begin : end.end()]):
            found.append(paragraph[begin : end.end()].strip())
            begin = end.end()
    return [*found, last] if (last := paragraph[begin:].strip()) else found


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _statements(lines: Sequence[str]) -> Iterator[Statement]:
    for token in _reader().parse("\n".join(lines)):
        if token.type == "inline":
            yield from _cited(sentences(_listed(_shown(token))))
        elif token.type in ("fence", "code_block"):
            yield Statement(_listed(token.content))


def _listed(content: str) -> str:
    """Return a paragraph in one line; a row of bare numbers is a small chart."""
    text = " ".join(content.split())
    return f"Small chart: {text}" if _NUMBERS.fullmatch(text) else text


def _cited(found: Sequence[str]) -> Iterator[Statement]:
    """Yield sentences, each with the brackets that stand behind it and name its sources."""
    waiting = ""
    for text in found:
        if _CITED.fullmatch(text):
            yield Statement(waiting, text)
            waiting = ""
            continue
        if waiting:
            yield Statement(waiting)
        waiting = text
    if waiting:
        yield Statement(waiting)


def _shown(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(_shown(child))
    return " ".join("".join(parts).split())


def _options(lines: Iterator[str]) -> tuple[list[str], str]:
    """Return a directive's options, and the first line behind them."""
    options: list[str] = []
    for line in lines:
        if not _OPTION.match(line):
            return options, line
        options.append(line)
    return options, ""


def _card(value: str, first: str, lines: Iterator[str]) -> Card:
    body = [first]
    for line in lines:
        if _CLOSE.match(line):
            break
        body.append(line)
    said = [piece for piece in _statements(body)]
    return Card(plain(value), " ".join(piece.text for piece in said if piece.text))


def _table(caption: str, lines: Iterator[str]) -> Grid:
    name, rows = "", []
    for line in lines:
        if _CLOSE.match(line):
            break
        if line.strip().startswith(":name:"):
            name = line.partition(":name:")[2].strip()
        elif line.strip().startswith("|") and not _RULE.match(line):
            rows.append(tuple(plain(cell.strip()) for cell in _CELLS.split(line.strip())[1:-1]))
    head, *body = rows or [()]
    return Grid(name, plain(caption), head, tuple(body))
