"""The page of differences: one file of HTML that loads nothing and needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pagebook.diff.changes import Changes
from pagebook.diff.order import RULE
from pagebook.diff.page_sections import page_sections
from pagebook.diff.pieces import counted, safe
from pagebook.diff.sections import forms, moves, rows, tables, unchanged, unchanged_pages

__all__ = ["counts", "html_page"]

CHARTS = 50
"""Charts that are drawn unless somebody asks for more."""

_SAFETY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Whatever stood in the data: a browser loads nothing and runs nothing for this page."""


def html_page(changes: Changes, cache: Path, *, charts: int = CHARTS) -> str:
    """Return the page.

    Args:
        changes: The differences.
        cache: Folder that keeps drawings of charts.
        charts: How many charts are drawn before and after, the most important ones.
    """
    title = f"What changed: {changes.old} → {changes.new}"
    style = (files("pagebook.diff") / "static" / "diff.css").read_text("utf-8")
    sections = [] if changes.nothing else list(_sections(changes, cache, charts))
    contents = "".join(f'<li><a href="#{name}">{safe(text)}</a></li>\n' for name, text, _ in sections)
    nav = f'<nav aria-label="Contents"><ul>\n{contents}</ul></nav>\n' if contents else ""
    body = "".join(
        f'<section aria-labelledby="{name}">\n<h2 id="{name}">{safe(text)}</h2>\n{content}</section>\n'
        for name, text, content in sections
    )
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_SAFETY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#content">Skip to the content</a>\n{_header(title, changes)}{nav}'
        f'<main id="content">\n{body or _nothing(changes)}</main>\n'
        f"<footer><p>{safe(RULE)}</p></footer>\n</body>\n</html>\n"
    )


def counts(changes: Changes) -> list[tuple[int, str]]:
    """Return how much of each kind changed, with its noun; kinds without changes are left out."""
    told = (
        (len(changes.moves), "rank, rating or status", "ranks, ratings and statuses"),
        (len(changes.sentences), "sentence", "sentences"),
        (len(changes.numbers), "number", "numbers"),
        (len(changes.charts), "chart", "charts"),
        (len(changes.rows), "cell or row", "cells and rows"),
        (len(changes.tables), "table or column", "tables and columns"),
        (len(changes.forms), "change of form or source", "changes of form or sources"),
    )
    return [(number, one if number == 1 else many) for number, one, many in told if number]


def _header(title: str, changes: Changes) -> str:
    warnings = "".join(f'<p class="warning" role="note">{safe(told)}</p>\n' for told in changes.warnings)
    items = "".join(f"<li><b>{number:,}</b> {safe(noun)}</li>\n" for number, noun in counts(changes))
    listed = f'<ul class="counts" aria-label="How much changed">\n{items}</ul>\n' if items else ""
    return f"<header>\n<h1>{safe(title)}</h1>\n{warnings}{listed}</header>\n"


def _nothing(changes: Changes) -> str:
    return (
        f"<p>Nothing changed between {safe(changes.old)} and {safe(changes.new)}.</p>\n{unchanged(changes)}"
    )


def _sections(changes: Changes, cache: Path, charts: int) -> Iterator[tuple[str, str, str]]:
    """Yield the sections that have something to say: id, heading, content."""
    if changes.moves:
        yield "moves", "Ranks, ratings and statuses", moves(changes)
    if content := page_sections(changes, cache, charts):
        yield "pages", "Page by page", content
    if changes.tables:
        yield "tables", "Tables and columns", tables(changes)
    if changes.rows:
        yield "rows", "Rows of the tables", rows(changes)
    if changes.forms:
        yield "forms", "Form and sources only", forms(changes)
    if same := len(unchanged_pages(changes)):
        yield "same", f"{counted(same, 'page')} that did not change", unchanged(changes)
