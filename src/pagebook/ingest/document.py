"""Documents as numbered lines: plain text, Markdown, HTML, Word and PDF.

The number of a line is what a citation says ("line 44"), so the lines of text files keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from pagebook.errors import IngestError
from pagebook.ingest.wrapped import unwrapped

__all__ = ["SUFFIXES", "Document", "Line", "read_document"]


@dataclass(frozen=True)
class Line:
    """A line of a document.

    Attributes:
        place: Where it is, as a citation says it: `line 44`, `p. 3`.
        text: Its text, without space around it.
    """

    place: str
    text: str


@dataclass(frozen=True)
class Document:
    """A document that was read.

    Attributes:
        name: Name of the file.
        lines: Its lines that are not blank.
    """

    name: str
    lines: tuple[Line, ...]


class _Blocks(HTMLParser):
    """Collects the text of a page of the web, a line for each block; scripts and styles say nothing."""

    _SILENT = frozenset({"script", "style", "head", "template", "noscript"})
    _INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "sup", "sub", "u", "small", "abbr", "mark"})

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self._SILENT
        if tag not in self._INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag not in self._INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += data


def read_document(path: Path) -> Document:
    """Read a document.

    Raises:
        IngestError: The file is missing, empty, of a kind that is not read, or damaged.
    """
    read = SUFFIXES.get(path.suffix.lower())
    if read is None:
        known = ", ".join(sorted(SUFFIXES))
        raise IngestError(f"{path.name}: a document ends in one of {known}")
    try:
        lines = tuple(line for line in read(path) if line.text)
    except (OSError, ValueError, KeyError) as error:
        raise IngestError(f"{path.name}: cannot be read: {error}") from error
    if not lines:
        raise IngestError(
            f"{path.name}: has no text; a scanned document must go through text recognition first"
        )
    return Document(path.name, lines)


def _text(path: Path) -> Iterator[Line]:
    told = path.read_bytes()
    # Older updates come from Windows; a byte order mark says which Unicode it is.
    encodings = ("utf-16",) if told[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return _numbered(told.decode(encoding).splitlines())
        except UnicodeDecodeError:
            continue
    raise ValueError("the text is neither UTF-8, UTF-16 nor Windows-1252")


def _html(path: Path) -> Iterator[Line]:
    blocks = _Blocks()
    for line in _text(path):
        blocks.feed(line.text + "\n")
    return _numbered(blocks.lines)


def _word(path: Path) -> Iterator[Line]:
    from docx import Document as Word  # noqa: PLC0415 - only who reads Word needs it
    from docx.table import Table  # noqa: PLC0415

    told: list[str] = []
    for part in Word(str(path)).iter_inner_content():
        if isinstance(part, Table):
            told += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in part.rows]
        else:
            told.append(part.text)
    return _numbered(told)


def _pdf(path: Path) -> Iterator[Line]:
    from pypdf import PdfReader  # noqa: PLC0415 - only who reads PDF needs it

    for number, page in enumerate(PdfReader(path).pages, start=1):
        lines = [_tidy(text) for text in page.extract_text().splitlines()]
        yield from (Line(f"p. {number}", text) for text in unwrapped([line for line in lines if line]))


def _numbered(lines: list[str]) -> Iterator[Line]:
    return (Line(f"line {number}", _tidy(text)) for number, text in enumerate(lines, start=1))


def _tidy(text: str) -> str:
    return re.sub(r"[ \u00a0\u202f\r\f\v]+", " ", text).strip()


SUFFIXES: dict[str, Callable[[Path], Iterator[Line]]] = {
    ".docx": _word,
    ".htm": _html,
    ".html": _html,
    ".md": _text,
    ".pdf": _pdf,
    ".txt": _text,
}
"""What is read, by the end of the file's name."""
