"""Drafts as CSV, one file for each table that a document speaks to: for a reviewer, by hand or by command.

Evidence is the document's own words. It stays here, and never goes to `data/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pagebook.data import Package, write_text
from pagebook.data.form import canonical_text
from pagebook.ingest.draft import Draft

__all__ = ["REVIEW", "write_drafts"]

REVIEW = ("decision", "state", "match", "place", "doubts", "evidence")
"""Columns for the reviewer, before the table's own."""

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_drafts(package: Package, drafts: Iterable[Draft], folder: Path, source: str) -> dict[str, Path]:
    """Write the drafts of a document; return the file of each table.

    Args:
        package: The tables' columns.
        drafts: The drafts.
        folder: Where they are kept; a file there is replaced.
        source: The source that accepted rows will cite.
    """
    by_table: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_table.setdefault(draft.table, []).append(draft)
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for table, told in sorted(by_table.items()):
        columns = package.tables[table].columns
        rows = [_row(draft, columns, source) for draft in told]
        files[table] = folder / f"{table}.csv"
        write_text(files[table], canonical_text((*REVIEW, *columns), rows))
    return files


def _row(draft: Draft, columns: Iterable[str], source: str) -> list[str]:
    cells: Mapping[str, str] = {**draft.row, "sources": f"{source}#{draft.place}"}
    review = ["", draft.state, draft.match, draft.place, "; ".join(draft.doubts), _safe(draft.evidence)]
    return review + [_safe(cells.get(name, "")) for name in columns]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
