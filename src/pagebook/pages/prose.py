"""Numbers in authored prose: each comes from the data by a substitution, or is part of a name on a list.

What an editor types into a Markdown cell stays as it is when the data change; a number must not.
Allowed are years and dates, the names of `chapters/prose.yml`, and numbers up to ten in words where they
count nothing that the tables hold (`two sides`, but not `four outcomes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from pagebook.data import Problem
from pagebook.pages.notebooks import NotebookError, read_notebook
from pagebook.project import Book
from pagebook.story.narrative_text import sentence_ends

__all__ = ["NAMES", "check_prose", "typed_numbers"]

NAMES = "prose.yml"
"""The list of names that hold a number, in the chapters' folder, each with its reason."""

_KIND = "prose"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A directive holds prose, unless it is one of formulas.
_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?!\{(?!math\})).*?^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(
    r"^[ \t]*(?:[`:~]{3,}.*|:[\w-]+:.*|\d+[.)](?=\s)|\([\w-]+\)=)"  # fences, options, list numbers, labels
    r"|(?:\{[\w:-]+\})?`[^`]*`|\$[^$\n]+\$"  # code, roles, formulas
    r"|\]\([^)]*\)|<[^>]+>|https?://\S+",  # addresses
    re.MULTILINE,
)
_SUBSTITUTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TIME = re.compile(
    rf"(?:\b\d{{1,2}} (?:{_MONTHS}) )?\b(?:19|20)\d{{2}}(?:[–-](?:(?:19|20)\d{{2}}|\d{{2}}))?(?!\w)"
)
_FIGURE = re.compile(r"[^\s(“‘\"–—/]*\d[^\s)”’\"–—/]*")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD = re.compile(
    rf"\b(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:{_TENS})(?:-\w+)?"
    r"|dozen|hundred|thousand|million|billion|trillion)s?\b",
    re.IGNORECASE,
)
# What the tables count, and shares: even a small number of these is one of the data.
_NOUNS = (
    "agencies|chapters|contradictions|countries|documents|donors|events|indicators|institutions|milestones"
    "|models|outcomes|publications|tables|per cent"
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?:two|three|four|five|six|seven|eight|nine|ten)(?= (?:[\w-]+ )?(?:{_NOUNS})\b)",
    re.IGNORECASE,
)


def check_prose(book: Book, notebooks: Sequence[Path]) -> list[Problem]:
    """Return every number that the Markdown cells of notebooks should not hold, and faults of the list."""
    names, problems = _names(book)
    for path in notebooks:
        try:
            cells = read_notebook(path).cells
        except NotebookError:
            # The style check names an unreadable notebook already.
            continue
        for position, cell in enumerate(cells):
            if cell.cell_type == "markdown":
                where = (book.relative(path), f"cell {position}")
                problems += [_problem(*where, *found) for found in typed_numbers(cell.source, names)]
    return problems


def typed_numbers(markdown: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each number that an editor typed, with its sentence.

    Args:
        markdown: Source of a cell.
        names: Names that may hold a number, such as `SDG 8`.
    """
    text = _MARKUP.sub(" ", _CODE.sub(" ", _SUBSTITUTION.sub("…", markdown)))
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-*#|>] )", text):
        plain = " ".join(paragraph.split())
        bounds = [0, *sentence_ends(plain), len(plain)]
        for start, end in pairwise(bounds):
            sentence = plain[start:end].strip()
            yield from ((number, sentence) for number in _numbers(sentence, names))


def _numbers(sentence: str, names: Sequence[str]) -> Iterator[str]:
    rest = sentence
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest)
    rest = _TIME.sub(" ", rest)
    for pattern in (_FIGURE, _WORD, _COUNTED):
        yield from (found[0].strip(".,;:!?*_") for found in pattern.finditer(rest))


def _problem(name: str, cell: str, number: str, sentence: str) -> Problem:
    message = f"types the number {number!r} in “{sentence}”"
    expected = f"bind it as {{{{ … }}}}, or list the name that it belongs to in chapters/{NAMES}"
    return Problem(name, 0, cell, message, expected, _KIND)


def _names(book: Book) -> tuple[list[str], list[Problem]]:
    path = book.chapters / NAMES
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        why = " ".join(str(error).split())
        return [], [_fault(book, f"cannot be read: {why}", "names and their reasons in YAML")]
    if not isinstance(content, Mapping):
        return [], [_fault(book, "is no list of names", "one line for each: 'SDG 8: a goal'")]
    return [str(name) for name in content], list(_faults(book, content))


def _faults(book: Book, content: Mapping[Any, Any]) -> Iterator[Problem]:
    for name, reason in content.items():
        if not isinstance(name, str) or not re.search(r"\d", name) or not re.search(r"[^\W\d]", name):
            yield _fault(book, f"lists {name!r}, which is no name", "letters and a number, such as 'SDG 8'")
        elif not isinstance(reason, str) or not reason.strip():
            yield _fault(book, f"gives no reason for {name!r}", f"'{name}: what it is the name of'")


def _fault(book: Book, message: str, expected: str) -> Problem:
    return Problem(book.relative(book.chapters / NAMES), 0, "", message, expected, _KIND)
