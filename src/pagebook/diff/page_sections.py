"""The part of the page of differences that goes page by page: sentences, numbers, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pagebook.data import is_document
from pagebook.diff.changes import Changes, ChartChange
from pagebook.diff.drawings import chart_html
from pagebook.diff.items import NumberChange, PageState, SentenceChange
from pagebook.diff.order import page_weight
from pagebook.diff.pieces import anchor, counted, details, more, safe, share, table, words_html
from pagebook.diff.sizes import amount

__all__ = ["page_sections"]

_SENTENCES, _NUMBERS = 150, 150
"""Entries that a page's list shows."""

_UNFOLDED = 8
"""Pages that stand open at first; those further down are folded."""

_KINDS = {"added": "new page", "removed": "page is gone", "renamed": "page has another name"}


@dataclass
class _Sheet:
    state: PageState
    sentences: list[SentenceChange] = field(default_factory=list)
    numbers: list[NumberChange] = field(default_factory=list)
    charts: list[ChartChange] = field(default_factory=list)


def page_sections(changes: Changes, cache: Path, charts: int) -> str:
    """Return the pages that changed, the most important first.

    Args:
        changes: The differences.
        cache: Folder that keeps drawings of charts.
        charts: How many charts are drawn, over all pages.
    """
    weights = page_weight(changes)
    sheets = {page.key: _Sheet(page) for page in changes.pages if page.kind != "same"}
    for one in changes.sentences:
        sheets[one.page].sentences.append(one)
    for number in changes.numbers:
        sheets[number.page].numbers.append(number)
    drawn = {id(chart) for chart in [one for one in changes.charts if one.looks_different][:charts]}
    for chart in changes.charts:
        sheets[chart.page].charts.append(chart)
    order = sorted(sheets.values(), key=lambda sheet: weights.get(sheet.state.key, (4, 0.0)))
    told = [sheet for sheet in order if sheet.sentences or sheet.numbers or sheet.charts or _said(sheet)]
    listed = [_page(sheet, cache, drawn, at < _UNFOLDED) for at, sheet in enumerate(told)]
    left = sum(one.looks_different for one in changes.charts) - len(drawn)
    note = (
        f'<p class="quiet">{counted(left, "chart")} not drawn here; <code>--charts</code> draws more.</p>\n'
        if left
        else ""
    )
    return note + "".join(listed)


def _said(sheet: _Sheet) -> str:
    return _KINDS.get(sheet.state.kind, "")


def _page(sheet: _Sheet, cache: Path, drawn: set[int], unfolded: bool) -> str:
    state = sheet.state
    lists = (("sentence", sheet.sentences), ("number", sheet.numbers), ("chart", sheet.charts))
    numbers = [counted(len(found), noun) for noun, found in lists if found]
    kind = f"{_said(sheet)}: {state.told}" if state.told else _said(sheet)
    told = ", ".join([*([kind] if kind else []), *numbers])
    title = f"Narrative of {state.title}" if is_document(state.key) else state.title
    summary = (
        f'<h3 id="{anchor("page", state.key)}">{safe(title)}</h3> '
        f'<span class="quiet">{safe(state.key)} · {safe(told)}</span>'
    )
    content = _sentences(sheet.sentences) + _numbers(state.title, sheet.numbers)
    if sheet.charts:
        content += "<h4>Charts</h4>\n"
        content += "".join(chart_html(one, cache, drawn=id(one) in drawn) for one in sheet.charts)
    return details(summary, content, unfolded=unfolded)


def _sentences(found: Sequence[SentenceChange]) -> str:
    if not found:
        return ""
    items = "".join(_sentence(one) for one in found[:_SENTENCES])
    return (
        f'<h4>Sentences</h4>\n<ul class="told">\n{items}</ul>\n{more(len(found) - _SENTENCES, "sentences")}'
    )


def _sentence(one: SentenceChange) -> str:
    where = " · ".join(part for part in (one.section, one.place) if part)
    head = f'<span class="where">{safe(where)}</span>' if where else ""
    return f"<li>{head}{words_html(one.words)}</li>\n"


def _numbers(title: str, found: Sequence[NumberChange]) -> str:
    if not found:
        return ""
    head = ("What", "Before", "After", "Change")
    listed = table(f"Numbers on {title}", head, map(_number, found[:_NUMBERS]), (1, 2, 3))
    return f"<h4>Numbers</h4>\n{listed}{more(len(found) - _NUMBERS, 'numbers')}"


def _number(one: NumberChange) -> Sequence[str]:
    where = f'<span class="where">{safe(one.section)}</span>' if one.section else ""
    percent = share(one.size, amount(one.old), amount(one.new))
    return f"{safe(one.what)}{where}", safe(one.old) or "–", safe(one.new) or "–", percent
