"""Pieces of the page of differences: text that is safe in HTML, words with marks, tables that fold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from pagebook.diff.items import Word

__all__ = ["MORE", "anchor", "change", "counted", "details", "more", "safe", "share", "table", "words_html"]

MORE = "the rest is in the output of `pagebook diff … --format json`"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
_NAME = re.compile(r"[^a-z0-9]+")
_TAGS = {"old": ("del", "deleted: "), "new": ("ins", "inserted: ")}


def safe(value: object) -> str:
    """Return a value as text of HTML: nothing in it is markup, steers a terminal, or turns the writing."""
    return escape(_CONTROL.sub("\ufffd", str(value)))


def anchor(kind: str, name: str) -> str:
    """Return an id for something of that kind and name."""
    return f"{kind}-{_NAME.sub('-', name.lower()).strip('-')}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 row` or `1,200 rows`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def share(size: float, old: float | None, new: float | None) -> str:
    """Return by how much a number changed: `+71%`; nothing where no share can be told."""
    if not (size and old) or new is None:
        return ""
    sign = "+" if new > old else "−"
    percent = size * 100
    digits = 0 if percent >= 10 else 1 if percent >= 1 else 2
    return f"{sign}{percent:,.{digits}f}%"


def words_html(words: Iterable[Word]) -> str:
    """Return two texts in one, what went and what came marked for eyes and for screen readers."""
    found = []
    for kind, text in words:
        if kind == "same":
            found.append(safe(text))
        else:
            tag, said = _TAGS[kind]
            found.append(
                f'<{tag}><span class="hidden">[{said}</span>{safe(text)}<span class="hidden">]</span></{tag}>'
            )
    return "".join(found)


def change(old: str, new: str) -> str:
    """Return a value before and now: `2.05 → 3.5`; a dash for none."""
    return f"{safe(old) or '–'} → {safe(new) or '–'}"


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()
) -> str:
    """Return a table that scrolls by itself and stacks on a phone; its cells are HTML already.

    Args:
        caption: What it shows, as text.
        head: Titles of the columns.
        rows: Rows of cells; the first cell of each is its label.
        numbers: Columns that are set right.
    """
    right = set(numbers)
    heads = "".join(
        f'<th scope="col"{_class(place in right)}>{safe(title)}</th>' for place, title in enumerate(head)
    )
    body = "\n".join(_row(row, head, right) for row in rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{safe(caption)}"><table class="stack">'
        f'<caption class="hidden">{safe(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>\n"
    )


def details(summary: str, content: str, *, unfolded: bool = False) -> str:
    """Return content that folds below a summary, both HTML already."""
    return f"<details{' open' if unfolded else ''}><summary>{summary}</summary>\n{content}</details>\n"


def more(left: int, noun: str) -> str:
    """Return the line below a list that was cut; nothing when it was not."""
    return f'<p class="quiet">… and {left:,} more {safe(noun)}; {safe(MORE)}.</p>\n' if left > 0 else ""


def _row(row: Sequence[str], head: Sequence[str], right: set[int]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td data-title="{safe(title)}"{_class(place in right)}>{cell}</td>'
        for place, (title, cell) in enumerate(zip(head[1:], rest, strict=True), start=1)
    )
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def _class(number: bool) -> str:
    return ' class="number"' if number else ""
