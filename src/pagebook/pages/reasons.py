"""Why a page must run again, in words short enough for a list and with the rows that are behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pagebook.pages.changes import RowChanges

__all__ = ["Reason", "reason_lines", "rows_reason"]

_NAMED = 5
_LONGEST = 80


@dataclass(frozen=True)
class Reason:
    """One reason why a page must run again.

    Attributes:
        text: The reason in words, such as `indicators: 3 rows changed`.
        table: The table whose rows changed, where rows are known one by one; else empty.
        changed: Keys of rows that have other cells now, in the table's order.
        added: Keys of rows that the page had not read.
        removed: How many rows that the page had read are gone; their keys are gone with them.
    """

    text: str
    table: str = ""
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: int = 0

    def __str__(self) -> str:
        return self.text

    def why(self) -> str:
        """Return the reason with the first keys of its rows."""
        if not self.table:
            return self.text
        kinds = (("changed", self.changed), ("added", self.added))
        parts = [(_counted(len(keys), kind), f": {_first(keys)}") for kind, keys in kinds if keys]
        parts += [(_counted(self.removed, "removed"), "")] if self.removed else []
        return f"{self.table}: {'; '.join(count + named for count, named in parts)}"

    def as_json(self) -> dict[str, Any]:
        """Return the reason as a JSON object with all keys of its rows, where they are known."""
        if not self.table:
            return {"reason": self.text}
        rows = {"changed": list(self.changed), "added": list(self.added), "removed": self.removed}
        return {"reason": self.text, "table": self.table, **rows}


def rows_reason(table: str, rows: RowChanges) -> Reason:
    """Return the reason for changed rows of a table: `indicators: 3 rows changed, 1 added`."""
    changed, added = (
        tuple(_plain(key) for _, key, _ in sorted(found)) for found in (rows.changed, rows.added)
    )
    counts = (("changed", len(changed)), ("added", len(added)), ("removed", len(rows.removed)))
    first, *more = [(count, kind) for kind, count in counts if count]
    words = ", ".join([_counted(*first), *(f"{count:,} {kind}" for count, kind in more)])
    return Reason(f"{table}: {words}", table, changed, added, len(rows.removed))


def reason_lines(pages: Sequence[tuple[str, Sequence[Reason]]]) -> list[str]:
    """Return a line for each page with its reasons; what is a reason for all pages is told once.

    Args:
        pages: Keys of pages and why each must run; a page without reasons gets no line.
    """
    shared = [
        reason for reason in (pages[0][1] if len(pages) > 1 else ()) if all(reason in own for _, own in pages)
    ]
    lines = [f"{len(pages)} pages: {'; '.join(map(str, shared))}"] if shared else []
    for key, reasons in pages:
        own = [str(reason) for reason in reasons if reason not in shared]
        lines += [f"{key}: {'; '.join(own)}"] if own else []
    return lines


def _counted(count: int, kind: str) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'} {kind}"


def _first(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - _NAMED:,} more" if len(keys) > _NAMED else ""
    return ", ".join(keys[:_NAMED]) + more


def _plain(key: str) -> str:
    """Return a key that is safe to print: data may hold what moves a terminal's cursor."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in key)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
