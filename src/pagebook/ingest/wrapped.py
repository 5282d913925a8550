"""Paragraphs out of the lines of a printed page, where each line ends at the margin."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["unwrapped"]

# What begins a paragraph even after a full line: an item of a list, a heading, "Ghana: On 3 March".
_BEGINS = re.compile(
    r"(?:[-*•✓○◦▪–]|\d{1,2}[.)]|#+)\s|(?:19|20)\d\d$|(?:the )?[A-Z][\w’'-]*(?: [\w’'.-]+){0,3}:\s"
    r"|Outcome \d|Key achievements?\b|[A-Z]{3,6} [-\u2010-\u2015\u2212] [A-Z]"
)
_LABEL = r"Key achievements?(?: in)?(?: (?:19|20)\d\d)(?: \([^()]{0,80}\))?"
_STANDS_ALONE = re.compile(
    rf"(?:19|20)\d\d|{_LABEL}|[A-Z]{{3,6}} [-\u2010-\u2015\u2212] [A-Z][\w ()’'.]{{2,50}}"
)
# The cells of a table stand in one line: a row's label, and what the row says.
_CELLS = re.compile(rf"^({_LABEL}) (?=\S)")
# A line that is much shorter than the widest one is the last of its paragraph.
_FULL = 0.8


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of a page, from its lines that are not blank."""
    full = _FULL * max(map(len, lines), default=0)
    paragraphs: list[str] = []
    ended = True
    for line in lines:
        if ended or _BEGINS.match(line):
            paragraphs.append(line)
        else:
            hyphen = paragraphs[-1].endswith("-") and line[0].islower()
            paragraphs[-1] += line if hyphen else f" {line}"
        ended = len(line) < full or bool(_STANDS_ALONE.fullmatch(line))
    return [_CELLS.sub(r"\1\t", paragraph) for paragraph in paragraphs]
