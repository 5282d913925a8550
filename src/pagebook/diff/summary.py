"""The summary: Markdown for a comment on a proposal, short enough for it; or plain text for a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pagebook.data import is_document
from pagebook.diff.changes import Changes, ChartChange
from pagebook.diff.drawings import told
from pagebook.diff.html import counts
from pagebook.diff.items import Move, PageState, RowChange, SentenceChange, Word
from pagebook.diff.order import RULE
from pagebook.diff.pieces import counted, share
from pagebook.diff.sections import rankings, unchanged_pages
from pagebook.diff.sizes import amount
from pagebook.figures import markdown

__all__ = ["LIMIT", "markdown_summary", "text_summary"]

LIMIT = 60_000
"""Bytes of a summary; GitHub takes comments of up to 65,536 letters."""

_SHARE = 1 / 12
"""Share of the summary that each section may have even where an earlier one could fill it alone."""

_MANY = 60
"""Sentences that may follow each other page by page; of more, a summary shows some of each page."""

_LONGEST = 600
"""Letters of a sentence that a summary shows."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
_CALLS = re.compile(r"\\?([@#])(?=\w)")


@dataclass(frozen=True)
class _Voice:
    """How a summary is written.

    Attributes:
        marks: What stands around words that went, and around those that came.
        strong: What stands around a name.
        rich: Whether it is Markdown.
    """

    marks: tuple[tuple[str, str], tuple[str, str]]
    strong: str
    rich: bool

    def text(self, value: object) -> str:
        """Return data as text that is no markup, calls nobody and does not steer a terminal."""
        if not self.rich:
            return _CONTROL.sub("\ufffd", str(value))
        # A name behind @ would be told, a number behind # would be linked, even with a backslash before.
        return _CALLS.sub(r"\1&#8203;", markdown.text(value))

    def words(self, words: Iterable[Word]) -> str:
        """Return two texts in one, cut where it is long."""
        found: list[str] = []
        length = 0
        for kind, text in words:
            if length > _LONGEST:
                return "".join([*found, " …"])
            shown = _edges(text, self.text(text)) if kind == "same" else self._marked(kind == "new", text)
            found.append(shown)
            length += len(text)
        return "".join(found)

    def name(self, value: object) -> str:
        """Return the name of something."""
        return f"{self.strong}{self.text(value)}{self.strong}" if str(value) else ""

    def _marked(self, new: bool, text: str) -> str:
        start, end = self.marks[new]
        return f"{start}{_edges(text, self.text(text[:_LONGEST]))}{end}"


_MARKDOWN = _Voice((("<del>", "</del>"), ("<ins>", "</ins>")), "**", True)
_TEXT = _Voice((("[-", "-]"), ("{+", "+}")), "", False)


def markdown_summary(changes: Changes, limit: int = LIMIT) -> str:
    """Return the summary as Markdown of at most so many bytes; what is cut is counted."""
    return _summary(changes, _MARKDOWN, limit)


def text_summary(changes: Changes, limit: int = LIMIT) -> str:
    """Return the summary as plain text for a terminal."""
    return _summary(changes, _TEXT, limit)


def _summary(changes: Changes, voice: _Voice, limit: int) -> str:
    head = [f"# What changed: {voice.text(changes.old)} → {voice.text(changes.new)}", ""]
    if changes.nothing:
        return "\n".join([*head, *_warnings(changes, voice), "Nothing changed."]) + "\n"
    head += [", ".join(f"{number:,} {noun}" for number, noun in counts(changes)) + ".", ""]
    lines = [*head, *_warnings(changes, voice), f"{'_' * voice.rich}{RULE}{'_' * voice.rich}", ""]
    sections = [(title, list(items)) for title, items in _sections(changes, voice)]
    sections = [(title, items) for title, items in sections if items]
    left = limit - _bytes(lines)
    for place, (title, items) in enumerate(sections):
        later = sum(min(int(limit * _SHARE), _bytes(rest) + 60) for _, rest in sections[place + 1 :])
        section = _cut([f"## {title}", ""], items, left - later)
        lines += section
        left -= _bytes(section)
    return "\n".join(lines).rstrip() + "\n"


def _warnings(changes: Changes, voice: _Voice) -> list[str]:
    head = ["> [!WARNING]"] if voice.rich and changes.warnings else []
    mark = "> " if voice.rich else "WARNING: "
    listed = [f"{mark}{voice.text(warning)[:1_000]}" for warning in changes.warnings[:8]]
    return [*head, *listed, ""] if listed else []


def _cut(head: Sequence[str], items: Sequence[str], allowed: int) -> list[str]:
    """Return a section with as many items as fit."""
    found, left = list(head), allowed - _bytes(head) - 60
    for place, item in enumerate(items):
        left -= len(item.encode()) + 1
        if left < 0:
            found.append(f"- … and {len(items) - place:,} more in the page")
            break
        found.append(item)
    return [*found, ""]


def _bytes(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _sections(changes: Changes, voice: _Voice) -> Iterator[tuple[str, Iterator[str]]]:
    yield "Ranks, ratings and statuses", _moves(changes, voice)
    worded = _in_turn([one for one in changes.sentences if not one.numbers_only])
    yield "Statements", (_sentence(one, changes, voice) for one in worded)
    yield "Numbers", _numbers(changes, voice)
    yield "Charts", (_chart(one, changes, voice) for one in changes.charts)
    yield (
        "Tables and columns",
        (f"- {voice.name(one.table)}: {voice.text(one.told)}" for one in changes.tables),
    )
    yield "Rows", (_row(row, voice) for row in changes.rows)
    yield (
        "Form and sources only",
        (f"- {voice.name(changes.title_of(one.place))}: {voice.text(one.told)}" for one in changes.forms),
    )
    pages = [page for page in changes.pages if page.kind in ("added", "removed", "renamed")]
    yield (
        "Pages that came, went or have another name",
        (f"- {voice.name(_called(page))}: {page.kind} {voice.text(page.told)}".rstrip() for page in pages),
    )
    same = [voice.text(page.key) for page in unchanged_pages(changes)]
    yield (
        "Pages that did not change",
        iter([f"{counted(len(same), 'page')}: {', '.join(same)}"] if same else []),
    )


def _in_turn(sentences: Sequence[SentenceChange]) -> list[SentenceChange]:
    """Return the first sentence of each page, then the second, if there are too many for a summary."""
    if len(sentences) <= _MANY:
        return list(sentences)
    met: Counter[str] = Counter()
    turns = []
    for one in sentences:
        turns.append((met[one.page], one))
        met[one.page] += 1
    return [one for _, one in sorted(turns, key=lambda pair: pair[0])]


def _called(page: PageState) -> str:
    return f"{page.title}, narrative" if is_document(page.key) else page.title


def _moves(changes: Changes, voice: _Voice) -> Iterator[str]:
    for move in changes.moves:
        if move.kind != "rank":
            told = (
                f"{voice.text(move.what)}: {_change(move, voice)} ({voice.text(changes.title_of(move.page))})"
            )
            yield f"- {voice.name(move.name)}: {told}"
    for what, places in rankings(changes):
        told = "; ".join(f"{voice.name(move.name)} {_change(move, voice)}" for move in places)
        yield f"- {voice.text(what)}: {told}"


def _change(move: Move, voice: _Voice) -> str:
    return f"{voice.text(move.old) or '–'} → {voice.text(move.new) or '–'}"


def _sentence(one: SentenceChange, changes: Changes, voice: _Voice) -> str:
    where = " · ".join(voice.text(part) for part in (one.section, one.place) if part)
    place = f" ({where})" if where else ""
    return f"- {voice.name(changes.title_of(one.page))}{place}: {voice.words(one.words)}"


def _numbers(changes: Changes, voice: _Voice) -> Iterator[str]:
    """Yield numbers that stand by themselves, and those in sentences, by the share that they changed by."""
    found = []
    for one in changes.numbers:
        old, new = (voice.text(side) or "–" for side in (one.old, one.new))
        percent = share(one.size, amount(one.old), amount(one.new))
        tail = f" ({percent})" if percent else ""
        found.append(
            (
                one.size,
                f"- {voice.name(changes.title_of(one.page))}: {voice.text(one.what)}: {old} → {new}{tail}",
            )
        )
    found += [(one.size, _sentence(one, changes, voice)) for one in changes.sentences if one.numbers_only]
    yield from (line for _, line in sorted(found, key=lambda pair: -pair[0]))


def _chart(one: ChartChange, changes: Changes, voice: _Voice) -> str:
    values = f"; {counted(len(one.values), 'value differs', 'values differ')}" if one.values else ""
    page = voice.name(changes.title_of(one.page))
    return f"- {page}: {voice.text(one.title)}: {voice.text(told(one))}{values}"


def _row(row: RowChange, voice: _Voice) -> str:
    line = row.new_line or row.old_line
    head = f"- {voice.name(row.table)}, {voice.text(row.key)}"
    head += f" ({voice.text(row.name)})" if row.name else ""
    place = f"{voice.text(row.file)}, line {line}"
    if row.kind != "changed":
        text = voice.text((row.old or row.new)[:_LONGEST])
        return f"{head}: row {row.kind}: {text} ({place})"
    old, new = (voice.text(side[:_LONGEST]) or "–" for side in (row.old, row.new))
    return f"{head}: {voice.text(row.column)}: {old} → {new} ({place})"


def _edges(text: str, shown: str) -> str:
    """Return text with the spaces at its ends that escaping took."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' * bool(before)}{shown.strip()}{' ' * bool(after)}" if shown.strip() else " " * bool(text)
