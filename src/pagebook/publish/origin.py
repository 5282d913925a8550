"""“Where is this from?”: the tables, rows, sources and licences behind a figure, a section or a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pagebook.analysis.words import count
from pagebook.data import INPUT_OUTPUT, is_accounts_file
from pagebook.data.inputoutput.layouts import TABLE
from pagebook.figures import Source
from pagebook.publish.chart import Chart, safe_link
from pagebook.story.dating import event_date

__all__ = [
    "TableRead",
    "drawn_from",
    "figure_origin",
    "file_titles",
    "named_source",
    "page_origin",
    "section_origin",
    "source_details",
    "tables_read",
]

_FIGURE, _SECTION = "Where is this from?", "Where is this section from?"


@dataclass(frozen=True)
class TableRead:
    """What a page read of a table of the data package.

    Attributes:
        table: Name of the table.
        rows: How many rows were read; a row that is read twice counts twice.
        columns: The columns by which rows were chosen; none when all rows were read.
    """

    table: str
    rows: int
    columns: tuple[str, ...]


def tables_read(reads: Iterable[Mapping[str, Any]]) -> list[TableRead]:
    """Return the reads of a page's record, one for each table that gave rows, by name."""
    rows: dict[str, int] = {}
    columns: dict[str, set[str]] = {}
    for read in reads:
        name = str(read["table"])
        rows[name] = rows.get(name, 0) + int(read["rows"])
        columns.setdefault(name, set()).update(map(str, read["where"]))
    return [TableRead(name, rows[name], tuple(sorted(columns[name]))) for name in sorted(rows) if rows[name]]


def file_titles(reads: Iterable[TableRead], titles: Mapping[str, str]) -> dict[str, str]:
    """Return titles of the files of input-output tables that were read, which have none in the package.

    Args:
        reads: What a page read.
        titles: Table to its title.
    """
    files = [read.table for read in reads if is_accounts_file(read.table) and not read.table.endswith("/")]
    return {file: f"{titles[TABLE]}: {file.removeprefix(INPUT_OUTPUT)}" for file in files if TABLE in titles}


def named_source(source: Source) -> str:
    """Return a source's title, linked where it has an address."""
    address = safe_link(source.url)
    return f'<a href="{escape(address)}">{escape(source.title)}</a>' if address else escape(source.title)


def figure_origin(chart: Chart) -> str:
    """Return the folded answer for a figure."""
    drawn = drawn_from(chart)
    if not chart.sources:
        return _folded(_FIGURE, f"<p>{drawn} Each row there names its own source.</p>\n")
    return _folded(_FIGURE, f"<p>{drawn}</p>\n{_listed(chart.sources)}")


def drawn_from(chart: Chart) -> str:
    """Return how many rows a figure shows."""
    return f"Drawn from {count('row', len(chart.rows))}, all in the data table."


def source_details(source: Source) -> str:
    """Return publisher, edition, licence and day of access of a source, as far as they are known."""
    day = event_date(source.accessed, None, "day") if source.accessed else ""
    told = (
        source.publisher,
        # Some are numbers and years, some say themselves what they are.
        source.version and (f"version {source.version}" if source.version[0].isdigit() else source.version),
        source.licence and f"licence: {source.licence}",
        day and f"accessed {day}",
    )
    return "; ".join(part for part in told if part)


def section_origin(charts: Sequence[Chart], cited: int) -> str:
    """Return the folded answer for a section: its figures' sources, and how many are cited in its text."""
    sources = {source.id: source for chart in charts for source in chart.sources}
    figures = count("figure", len(charts))
    rows = count("row", sum(len(chart.rows) for chart in charts))
    told = f"{figures} of this section show {rows}" if len(charts) > 1 else f"The figure shows {rows}"
    links = count("address", cited, "addresses")
    text = f" In the text, {links} {'is' if cited == 1 else 'are'} cited beside the facts." if cited else ""
    return _folded(_SECTION, f"<p>{told[:1].upper()}{told[1:]}.{text}</p>\n{_listed(list(sources.values()))}")


def page_origin(reads: Sequence[TableRead], titles: Mapping[str, str], anchors: Mapping[str, str]) -> str:
    """Return the folded answer for a page: which tables of the data package it read.

    Args:
        reads: What the page read.
        titles: Table to its title.
        anchors: Table to the address of its description, as far as there is one.
    """
    rows = "\n".join(
        _row(read, titles.get(read.table, read.table), anchors.get(read.table)) for read in reads
    )
    return (
        '<details class="pb-origin" id="where-this-page-is-from">'
        "<summary>Where is this page from?</summary>\n"
        "<p>The tables of the data package that the page read; a row read twice counts twice. "
        "The sources of the rows stand beside the facts.</p>\n"
        '<div class="pb-scroll" tabindex="0" role="region" aria-label="Tables that the page read">\n'
        '<table><thead><tr><th scope="col">Table</th><th scope="col">Rows</th>'
        f'<th scope="col">Chosen by</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n'
        "</div>\n</details>\n"
    )


def _row(read: TableRead, title: str, anchor: str | None) -> str:
    named = f'<a href="{escape(anchor)}">{escape(title)}</a>' if anchor else escape(title)
    chosen = escape(", ".join(read.columns)) or "all rows"
    return f'<tr><th scope="row">{named}</th><td class="pb-number">{read.rows:,}</td><td>{chosen}</td></tr>'


def _listed(sources: Sequence[Source]) -> str:
    items = "".join(f"<li>{_told(source)}</li>" for source in sources)
    return f"<ul>{items}</ul>\n" if items else ""


def _told(source: Source) -> str:
    details = escape(source_details(source))
    return f"{named_source(source)}. {details}" if details else named_source(source)


def _folded(question: str, body: str) -> str:
    return f'<details class="pb-origin"><summary>{question}</summary>\n{body}</details>\n'
