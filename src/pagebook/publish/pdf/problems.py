"""What cannot be printed: collected over all pages, with page and line, and told together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from docutils import nodes
from sphinx.errors import SphinxError

from pagebook.errors import BuildError

__all__ = ["Link", "PrintError", "Printed", "Problem", "check", "located", "marked", "where"]

# The line that MyST-NB tells of a notebook: the cell's number, from 1, times this, and the line in it and 1.
_CELL = 10_000
_MARK = "//@ "
_SPOT = re.compile(r"┌─ (?P<file>[^\n]*?):(?P<line>\d+):\d+\n")
_SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """What cannot be printed, and where it stands."""

    place: str
    said: str

    def __str__(self) -> str:
        return f"{self.place}: {self.said}"


@dataclass(frozen=True)
class Link:
    """A link to a label, and where it stands."""

    place: str
    label: str


@dataclass
class Printed:
    """What a page became.

    Attributes:
        markup: The page as Typst.
        labels: The labels that it has.
        links: Its links to labels of any page.
        problems: What of it cannot be printed.
    """

    markup: str = ""
    labels: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def with_all_of(self, other: Self) -> Self:
        """Return the page with labels, links and problems of another part of it."""
        parts = (self.labels | other.labels, self.links + other.links, self.problems + other.problems)
        return type(self)(self.markup, *parts)


class PrintError(BuildError, SphinxError):
    """Raised once for all that cannot be printed; Sphinx tells it as it tells its own errors."""

    category = "Not fit to print"

    def __init__(self, problems: Iterable[Problem | str]) -> None:
        found = list(dict.fromkeys(map(str, problems)))
        super().__init__(found)
        self.problems = tuple(found)

    def __str__(self) -> str:
        noun = "problem" if len(self.problems) == 1 else "problems"
        shown = "\n".join(f"  {problem}" for problem in self.problems[:_SHOWN])
        more = len(self.problems) - _SHOWN
        tail = f"\n  … and {more} more" if more > 0 else ""
        return f"the book cannot be printed; {len(self.problems)} {noun}:\n{shown}{tail}"


def check(pages: Iterable[Printed]) -> None:
    """Refuse pages that cannot be printed, and links to what is on none of them.

    Raises:
        PrintError: With every problem found.
    """
    pages = list(pages)
    labels = {label for page in pages for label in page.labels}
    problems = [problem for page in pages for problem in page.problems]
    for page in pages:
        problems += [
            Problem(link.place, f"a link to {link.label!r}, which is nowhere in the book")
            for link in page.links
            if link.label not in labels
        ]
    if problems:
        raise PrintError(problems)


def where(source: str, node: nodes.Node | None) -> str:
    """Return the page and the line of a node; of a notebook, the cell and the line in it."""
    # Docutils gives a text the line where its reader was last, which MyST never tells it.
    while node is not None and (isinstance(node, nodes.Text) or not node.line):
        node = node.parent
    if node is None or not node.line:
        return source
    cell, line = divmod(node.line, _CELL)
    if not cell:
        return f"{source}:{line}"
    return f"{source}, cell {cell}, line {line - 1}" if line > 1 else f"{source}, cell {cell}"


def marked(place: str, node: nodes.Node | None) -> str:
    """Return a comment that tells from where the Typst below it is; `located` finds it again."""
    kind = f" ({type(node).__name__.replace('_', ' ')})" if node is not None else ""
    return f"{_MARK}{place}{kind}".replace("\n", " ").replace("\r", " ")


def located(message: str, hints: Iterable[str], diagnostic: str, pages: Mapping[str, str]) -> str:
    """Return what Typst complains about with the place in the book.

    Args:
        message: What Typst says.
        hints: What it advises.
        diagnostic: Its long message, which tells file and line of the Typst code.
        pages: The names and the texts of the files that were set.
    """
    told = "; ".join((message, *hints))
    spots = [(spot["file"], int(spot["line"])) for spot in _SPOT.finditer(diagnostic)]
    places = [place for file, line in spots if (place := _place(file, line, pages))]
    if places:
        return f"{places[0]}: {told}"
    return f"{Path(spots[0][0]).name}:{spots[0][1]}: {told}" if spots else told


def _place(file: str, line: int, pages: Mapping[str, str]) -> str:
    """Return what the last comment above a line of a page tells, or nothing."""
    name = Path(file).as_posix()
    found = next((text for page, text in pages.items() if name == page or name.endswith(f"/{page}")), "")
    above = reversed(found.split("\n")[:line])
    return next((told.removeprefix(_MARK) for told in above if told.startswith(_MARK)), "")
