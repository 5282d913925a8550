"""The parts of the page of differences that speak of the whole book: ranks, rows, form, what stayed."""

from __future__ import annotations

from collections.abc import Sequence

from pagebook.data import is_document
from pagebook.diff.changes import Changes
from pagebook.diff.items import Move, PageState, RowChange
from pagebook.diff.pieces import anchor, change, counted, details, more, safe, share, table
from pagebook.diff.sizes import amount

__all__ = ["forms", "moves", "rankings", "rows", "tables", "unchanged", "unchanged_pages"]

_MOVES, _ROWS, _FORMS = 300, 500, 300
"""Entries that a list shows; of a row, in each table."""

_FOLDED = 30
"""Entries from which on a list is folded at first."""

_OPEN = 6
"""Changes of a table up to which new rows and those that are gone show all their cells at first."""

_KINDS = {"rating": "Rating", "status": "Status", "stand": "Against a median"}


def moves(changes: Changes) -> str:
    """Return the ratings and statuses that moved, then the rankings in which places did."""
    stated = [move for move in changes.moves if move.kind != "rank"]
    found = ""
    if stated:
        head = ("What", "Kind", "Before → after", "Stated in")
        body = (_stated(move, changes) for move in stated[:_MOVES])
        found = table("Ratings and statuses that moved", head, body) + more(len(stated) - _MOVES, "moves")
    if ranks := rankings(changes):
        listed = "".join(f"<li>{_ranking(what, places)}</li>\n" for what, places in ranks[:_MOVES])
        summary = f"<h3>{counted(len(ranks), 'ranking')} with other places</h3>"
        content = f'<ul class="told">\n{listed}</ul>\n{more(len(ranks) - _MOVES, "rankings")}'
        found += details(summary, content, unfolded=len(ranks) <= _FOLDED)
    return found


def rankings(changes: Changes) -> list[tuple[str, list[Move]]]:
    """Return the rankings in which places moved, in each those first that moved by most."""
    found: dict[str, list[Move]] = {}
    for move in changes.moves:
        if move.kind == "rank":
            found.setdefault(move.what, []).append(move)
    return list(found.items())


def _stated(move: Move, changes: Changes) -> Sequence[str]:
    return (
        f'{safe(move.name)}<span class="where">{safe(move.what)}</span>',
        _KINDS[move.kind],
        f"<strong>{change(move.old, move.new)}</strong>",
        safe(changes.title_of(move.page)),
    )


def _ranking(what: str, places: Sequence[Move]) -> str:
    told = "; ".join(f"{safe(move.name)} <strong>{change(move.old, move.new)}</strong>" for move in places)
    return f'<span class="where">{safe(what)}</span>{told}'


def tables(changes: Changes) -> str:
    """Return what became of tables and their columns."""
    items = "".join(
        f"<li><code>{safe(one.table)}</code>: {safe(one.told)}</li>\n" for one in changes.tables[:_FORMS]
    )
    return f"<ul>\n{items}</ul>\n{more(len(changes.tables) - _FORMS, 'changes')}"


def rows(changes: Changes) -> str:
    """Return the cells and rows that changed, table by table, the table with the greatest change first."""
    by_table: dict[str, list[RowChange]] = {}
    for row in changes.rows:
        by_table.setdefault(row.table, []).append(row)
    return "".join(_table(name, found) for name, found in by_table.items())


def _table(name: str, found: Sequence[RowChange]) -> str:
    numbers = [(kind, sum(row.kind == kind for row in found)) for kind in ("added", "removed", "changed")]
    nouns = {"changed": "cell"}
    told = ", ".join(f"{counted(n, nouns.get(kind, 'row'))} {kind}" for kind, n in numbers if n)
    summary = (
        f'<h3 id="{anchor("table", name)}">{safe(name)}</h3> '
        f'<span class="quiet">{safe(told)} · {safe(found[0].file)}</span>'
    )
    head = ("Row", "Line", "Column", "Before", "After", "Change")
    cells = (_row(row, len(found) <= _OPEN) for row in found[:_ROWS])
    listed = table(f"Changes of {name}", head, cells, (1, 5))
    return details(summary, listed + more(len(found) - _ROWS, "changes"), unfolded=len(found) <= _FOLDED)


def _row(row: RowChange, unfolded: bool) -> Sequence[str]:
    country = f'<span class="where">{safe(row.name)}</span>' if row.name else ""
    key = f"{safe(row.key)}{country}"
    if row.kind == "changed":
        percent = share(row.size, amount(row.old), amount(row.new))
        told = safe(row.old) or "–", safe(row.new) or "–"
        return key, f"{row.new_line}", f"<code>{safe(row.column)}</code>", *told, percent
    cells = "".join(f"<dt>{safe(column)}</dt><dd>{safe(cell)}</dd>" for column, cell in row.cells)
    whole = details("All cells", f'<dl class="row">{cells}</dl>', unfolded=unfolded)
    return f"{key}{whole}", f"{row.new_line or row.old_line}", f"row {row.kind}", "", "", ""


def forms(changes: Changes) -> str:
    """Return what changed in form or sources only."""
    items = "".join(
        f"<li><strong>{safe(form.place)}</strong>: {safe(form.told)}</li>\n"
        for form in changes.forms[:_FORMS]
    )
    listed = f"<ul>\n{items}</ul>\n{more(len(changes.forms) - _FORMS, 'changes')}"
    summary = counted(len(changes.forms), "change")
    return details(summary, listed, unfolded=len(changes.forms) <= _FOLDED)


def unchanged(changes: Changes) -> str:
    """Return the pages that a reader sees no difference on."""
    items = "".join(
        f'<li>{safe(page.title)} <span class="quiet">{safe(page.key)}</span></li>\n'
        for page in unchanged_pages(changes)
    )
    return f'<ul class="keys">\n{items}</ul>\n'


def unchanged_pages(changes: Changes) -> list[PageState]:
    """Return the pages that did not change; narratives, which stand on pages, are none."""
    return [page for page in changes.pages if page.kind == "same" and not is_document(page.key)]
