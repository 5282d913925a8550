"""An authored narrative as text: plain Markdown taken apart into paragraphs, sentences and pieces.

What a narrative may hold is little: paragraphs, *titles*, links to rows, and values. All else is refused,
so that nothing that an editor pastes reaches a page as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["ABSENCE", "ROW", "Fault", "Piece", "Sentence", "Text", "read_text", "sentence_ends"]

ROW = "row:"
"""How a link to a row starts: `row:countries/PER`."""

ABSENCE = "none:"
"""How a link starts that claims that a table has no such row of the country: `none:milestones?year>2022`."""

_VALUE = re.compile(r"\{value:([^{}]+)\}")
_END = re.compile(r"(?P<word>\S*)[.!?][”’\")]*\s+(?=[“‘\"(]?[A-ZÀ-Þ\d\ue000])")
_ABBREVIATIONS = frozenset({"St", "Dr", "Mr", "Ms", "No", "vs", "e.g", "i.e"})
_MASK = "\ue000"
_REFUSED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "image": "an image",
    "heading_open": "a heading",
    "fence": "a fenced block",
    "code_block": "an indented block",
    "code_inline": "code",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "blockquote_open": "a quotation",
    "hr": "a rule",
    "strong_open": "bold text",
    "hardbreak": "a forced line break",
}
_KNOWN = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "em_open", "em_close"}


@dataclass(frozen=True)
class Fault:
    """Something wrong in one line of a narrative: what it is and what would be right."""

    line: int
    message: str
    expected: str


@dataclass(frozen=True)
class Piece:
    """A run of text, or a value to be put there.

    Attributes:
        text: The text as it reads; empty for a value.
        line: Its line in the file, from 1.
        value: What a value names, such as `participation/kgz-2017-forum/all/total`; empty for text.
        link: Number of the link that it stands in, from 1; 0 outside links.
        target: What that link points to, such as `row:countries/PER`.
        emphasised: Whether it is set off, as titles are.
        first: Whether it opens its sentence.
    """

    text: str
    line: int
    value: str = ""
    link: int = 0
    target: str = ""
    emphasised: bool = False
    first: bool = False


@dataclass(frozen=True)
class Sentence:
    """The pieces of one sentence."""

    pieces: tuple[Piece, ...]

    @property
    def line(self) -> int:
        """The line in which it starts."""
        return self.pieces[0].line

    @property
    def literal(self) -> str:
        """What the editor typed, with each value as one character that is no letter or digit."""
        return "".join(_MASK if piece.value else piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Text:
    """A narrative taken apart: its paragraphs, each a run of sentences, and what is wrong with its form."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    faults: tuple[Fault, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)


def read_text(markdown: str) -> Text:
    """Return a narrative taken apart, with the faults of its form."""
    parser = MarkdownIt("commonmark")
    # The parser would leave a link of a bad scheme as text; as a link it is found and refused below.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    paragraphs: list[tuple[Sentence, ...]] = []
    faults: list[Fault] = []
    for token in parser.parse(markdown):
        line = token.map[0] + 1 if token.map else 1
        if token.type in _REFUSED:
            faults.append(_refused(line, _REFUSED[token.type]))
        if token.type == "inline":
            pieces = list(_pieces(token, line, faults))
            paragraphs.append(tuple(_sentences(pieces)))
    return Text(tuple(paragraph for paragraph in paragraphs if paragraph), tuple(faults))


def sentence_ends(text: str) -> list[int]:
    """Return where the sentences of a text end: the positions of the first letters after them."""
    return [match.end() for match in _END.finditer(text) if match["word"].lstrip("(“‘") not in _ABBREVIATIONS]


def _refused(line: int, what: str) -> Fault:
    return Fault(line, f"holds {what}", "write paragraphs with links to rows, values and *titles* only")


def _pieces(inline: Token, line: int, faults: list[Fault]) -> Iterator[Piece]:
    """Give the pieces of a paragraph in order; what is wrong goes to `faults`."""
    link, target, emphasised = 0, "", False
    for token in inline.children or ():
        if token.type == "link_open":
            link, target = link + 1, _target(str(token.attrs["href"]), line, faults)
        elif token.type == "link_close":
            target = ""
        elif token.type in ("em_open", "em_close"):
            emphasised = token.type == "em_open"
        elif token.type == "softbreak":
            line += 1
            yield Piece(" ", line, link=link if target else 0, target=target, emphasised=emphasised)
        elif token.type == "text":
            like = Piece("", line, link=link if target else 0, target=target, emphasised=emphasised)
            yield from _values(token.content, like, faults)
        else:
            faults.append(_refused(line, _REFUSED.get(token.type, f"a {token.type}")))


def _target(address: str, line: int, faults: list[Fault]) -> str:
    if address.startswith((ROW, ABSENCE)):
        return address
    faults.append(Fault(line, f"links to {address!r}", "link to a row: [joined PAGE](row:countries/PER)"))
    return ""


def _values(content: str, like: Piece, faults: list[Fault]) -> Iterator[Piece]:
    """Take a run of text apart at its values."""
    position = 0
    for match in _VALUE.finditer(content):
        yield from _plain(content[position : match.start()], like, faults)
        # Within a link, a column alone is one of the linked row.
        row = like.target.removeprefix(ROW).partition("#")[0]
        yield replace(like, value=f"{row}/{match[1]}" if row and "/" not in match[1] else match[1])
        position = match.end()
    yield from _plain(content[position:], like, faults)


def _plain(content: str, like: Piece, faults: list[Fault]) -> Iterator[Piece]:
    if found := re.search(r"\{[^{}]*\}?|\}", content):
        expected = "write {value:table/key/column}, and no other braces"
        faults.append(Fault(like.line, f"holds the unknown placeholder {found[0]!r}", expected))
    if content:
        yield replace(like, text=content)


def _sentences(pieces: list[Piece]) -> Iterator[Sentence]:
    """Part the pieces of a paragraph at the ends of its sentences."""
    whole = "".join(_MASK if piece.value else piece.text for piece in pieces)
    bounds = [0, *sentence_ends(whole), len(whole)]
    for start, end in pairwise(bounds):
        inside = list(_between(pieces, start, end))
        if inside:
            yield Sentence((replace(inside[0], first=True), *inside[1:]))


def _between(pieces: list[Piece], start: int, end: int) -> Iterator[Piece]:
    """Give what lies between two places of a paragraph, in which a value takes one place."""
    position = 0
    for piece in pieces:
        length = 1 if piece.value else len(piece.text)
        first, last = max(start - position, 0), min(end - position, length)
        if first < last:
            yield piece if piece.value else replace(piece, text=piece.text[first:last])
        position += length
