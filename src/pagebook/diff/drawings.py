"""Charts before and after, drawn as pictures that stand in the page itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from pagebook.diff.changes import ChartChange, ValueChange
from pagebook.diff.pieces import anchor, counted, details, more, safe, share, table, words_html
from pagebook.diff.sizes import amount
from pagebook.diff.wording import marked
from pagebook.publish.chart import Chart
from pagebook.publish.picture import draw, size

__all__ = ["chart_html", "told"]

_VALUES = 40
"""Values that the page lists below a chart."""

_FACES = {"data": "the data", "drawing": "the drawing", "words": "the words", "sources": "the sources"}
_KINDS = {"added": "new", "removed": "gone", "moved": "moved"}


def chart_html(change: ChartChange, cache: Path, *, drawn: bool) -> str:
    """Return a chart that changed: before and after, and the values that differ.

    Args:
        change: What changed.
        cache: Folder that keeps pictures.
        drawn: Whether to draw it; the many charts of a great change would take long and fill the page.
    """
    name = anchor("chart", f"{change.page}-{change.figure}")
    pictures = _pictures(change, name, cache) if drawn and change.looks_different else ""
    return (
        f'<figure id="{name}" aria-labelledby="{name}-title">\n'
        f'<figcaption><strong id="{name}-title">{safe(change.title)}</strong> '
        f'<span class="where">{safe(told(change))} · figure {safe(change.figure)}</span></figcaption>\n'
        f"{pictures}{_words(change)}{_values(change)}</figure>\n"
    )


def told(change: ChartChange) -> str:
    """Return in words what became of a chart."""
    if change.kind == "moved":
        return f"moved here from {change.was_on}"
    if change.kind in _KINDS:
        return _KINDS[change.kind]
    faces = [_FACES[face] for face in change.faces]
    return f"changed: {', '.join(faces)}"


def _pictures(change: ChartChange, name: str, cache: Path) -> str:
    sides = (("Before", change.old, "old"), ("After", change.new, "new"))
    shown = [_picture(title, chart, f"{name}-{side}", cache) for title, chart, side in sides if chart]
    return f'<div class="pair">\n{"".join(shown)}</div>\n' if shown else ""


def _picture(title: str, chart: Chart, label: str, cache: Path) -> str:
    picture = draw(chart, label, cache)
    width, height = size(picture)
    # As an image, nothing inside the picture can reach the page, and ids need not differ.
    address = f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"
    return (
        f'<div><p>{title}</p><img src="{address}" alt="{title}: {safe(chart.finding)}"'
        f' width="{width}" height="{height}"></div>\n'
    )


def _words(change: ChartChange) -> str:
    if not (change.old and change.new):
        return ""
    faces = [
        (face, getattr(change.old, face), getattr(change.new, face))
        for face in ("title", "caption", "finding")
    ]
    said = "".join(
        f'<li><span class="where">{face.capitalize()}</span>{words_html(marked(old, new))}</li>\n'
        for face, old, new in faces
        if old != new
    )
    return f'<ul class="told">\n{said}</ul>\n' if said else ""


def _values(change: ChartChange) -> str:
    if not change.values:
        return ""
    cells = sorted(change.values, key=lambda value: -value.size)
    rows = [_row(value) for value in cells[:_VALUES]]
    listed = table(f"{change.title}: values", ("Row", "Column", "Before", "After", "Change"), rows, (2, 3, 4))
    summary = counted(len(cells), "value differs", "values differ")
    return details(safe(summary), listed + more(len(cells) - _VALUES, "values"), unfolded=len(cells) <= 5)


def _row(value: ValueChange) -> Sequence[str]:
    percent = share(value.size, amount(value.old), amount(value.new))
    if not value.column:
        whole = [
            f'<span class="long">{safe(side)}</span>' if side else "–" for side in (value.old, value.new)
        ]
        return safe(value.row), "whole row", *whole, ""
    return safe(value.row), safe(value.column), safe(value.old) or "–", safe(value.new) or "–", percent
