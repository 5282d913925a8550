"""A chart as HTML: six faces of one figure, with everything from the data escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pagebook.figures import Source
from pagebook.figures.stored import canonical
from pagebook.publish.chart import Chart, Column, Value
from pagebook.publish.citation import Citation, citation_html
from pagebook.publish.origin import figure_origin, named_source

__all__ = ["Addresses", "difference", "figure_html", "readable", "script_json"]


_PERMALINK = (
    '<a class="headerlink" href="#{anchor}" title="Link to this figure"'
    ' aria-label="Link to this figure">#</a>'
)


@dataclass(frozen=True)
class Addresses:
    """Where the files of a figure lie, relative to the page.

    Attributes:
        picture: The static picture.
        csv: The data; without it there is nothing to take away.
        size: Width and height of the picture in pixels, so that the page keeps room for it.
    """

    picture: str
    csv: str | None = None
    size: tuple[int, int] | None = None


def figure_html(
    chart: Chart,
    label: str,
    number: str,
    addresses: Addresses,
    *,
    theme: dict[str, Any] | None,
    cited: Citation | None = None,
) -> str:
    """Return the figure.

    Args:
        chart: The chart.
        label: Anchor of the figure on the page.
        number: HTML in front of the title, such as the figure's number; may be empty.
        addresses: Where picture and CSV lie.
        theme: The light theme that the book's script knows already and need not stand in every chart;
            None for a page without scripts (an e-book).
        cited: How the figure is cited; None leaves it out.
    """
    anchor, title, finding = escape(label), escape(chart.title), escape(chart.finding)
    live = "" if theme is None else _live(chart, finding, addresses, theme)
    size = ' width="{}" height="{}"'.format(*addresses.size) if addresses.size else ""
    cite = "" if cited is None else citation_html(cited, "Cite")
    return f"""\
<figure class="pb-figure" id="{anchor}" aria-labelledby="{anchor}-title" aria-describedby="{anchor}-finding">
<div class="pb-title" id="{anchor}-title">{number}{title}{_PERMALINK.format(anchor=anchor)}</div>
<div class="pb-chart">
{live}<img class="pb-static" src="{escape(addresses.picture)}" alt="{finding}"{size} loading="lazy" />
</div>
<figcaption>{escape(chart.caption)}{_sources(chart.sources)}</figcaption>
<div class="pb-faces">
<details class="pb-description"><summary>Description</summary>
<p id="{anchor}-finding">{finding}</p></details>
<details class="pb-data"><summary>Data table</summary>
<div class="pb-scroll" tabindex="0" role="region" aria-label="{title}: data">
{_table(chart)}
</div></details>
{figure_origin(chart)}{cite}{_downloads(addresses)}</div>
</figure>
"""


def script_json(text: str) -> str:
    """Return JSON that may stand inside a script element: no tag can begin or end in it."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def difference(value: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return what must be laid over `base` to get `value`; keys that only `base` has stay as they are."""
    found: dict[str, Any] = {}
    for key, mine in value.items():
        theirs = base.get(key)
        if isinstance(mine, dict) and isinstance(theirs, dict):
            if inner := difference(mine, theirs):
                found[key] = inner
        elif mine != theirs or key not in base:
            found[key] = mine
    return found


def readable(value: Value, column: Column) -> str:
    """Return a value of the table as people write it: 1,234.5; years without a comma; a dash for no value."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if column.name == "year" or column.name.endswith("_year"):
        return f"{value:.0f}"
    text = (
        f"{value:,.0f}"
        if float(value).is_integer()
        else f"{value:,.{_decimals(value)}f}".rstrip("0").rstrip(".")
    )
    return text.replace("-", "−", 1)


def _decimals(value: float) -> int:
    """Return the decimals that keep six digits that matter, more than our sources publish."""
    digits = len(f"{abs(value):.0f}") if abs(value) >= 1 else 0
    leading_zeros = -int(f"{abs(value):e}".split("e")[1]) - 1 if abs(value) < 1 else 0
    return max(0, 6 - digits + leading_zeros)


def _script(chart: Chart, theme: dict[str, Any]) -> str:
    specification = json.loads(chart.specification)
    own = difference(specification.pop("config", {}), theme)
    datasets = {name: _by_column(rows) for name, rows in specification.pop("datasets", {}).items()}
    content = specification | ({"config": own} if own else {}) | ({"datasets": datasets} if datasets else {})
    return f'<script type="application/json" class="pb-spec">{script_json(canonical(content))}</script>\n'


def _by_column(rows: list[dict[str, Any]]) -> object:
    """Return rows with the names of their columns told once, to halve a page; the script undoes it."""
    names = sorted(rows[0]) if rows else []
    if not names or any(sorted(row) != names for row in rows):
        return rows
    return {"names": names, "rows": [[row[name] for name in names] for row in rows]}


def _sources(sources: Sequence[Source]) -> str:
    if not sources:
        return ""
    word = "Source" if len(sources) == 1 else "Sources"
    return f' <span class="pb-sources">{word}: {"; ".join(_source(source) for source in sources)}.</span>'


def _source(source: Source) -> str:
    """Return a source as a caption names it; edition, licence and day stand in the folded answer."""
    named = named_source(source)
    told = source.publisher and source.publisher not in source.title
    return f"{named} ({escape(str(source.publisher))})" if told else named


def _live(chart: Chart, finding: str, addresses: Addresses, theme: dict[str, Any]) -> str:
    room = f' style="min-height: {addresses.size[1]}px"' if addresses.size else ""
    return f'<div class="pb-live" role="img" aria-label="{finding}"{room}></div>\n{_script(chart, theme)}'


def _downloads(addresses: Addresses) -> str:
    if addresses.csv is None:
        return ""
    link = '<a class="pb-download" href="{}" download="" title="{}">{}</a>\n'
    csv = link.format(escape(addresses.csv), "Data with sources, as CSV", "CSV")
    return csv + link.format(escape(addresses.picture), "Picture, as SVG", "SVG")


def _table(chart: Chart) -> str:
    head = "".join(f'<th scope="col">{escape(column.title or column.name)}</th>' for column in chart.columns)
    body = "\n".join(_row(row, chart.columns) for row in chart.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def _row(row: Sequence[Value], columns: Sequence[Column]) -> str:
    tags = ['th scope="row"', *["td"] * (len(columns) - 1)]
    return f"<tr>{''.join(map(_cell, row, columns, tags))}</tr>"


def _cell(value: Value, column: Column, tag: str) -> str:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    style = ' class="pb-number"' if is_number and tag == "td" else ""
    return f"<{tag}{style}>{escape(readable(value, column))}</{tag.split(maxsplit=1)[0]}>"
