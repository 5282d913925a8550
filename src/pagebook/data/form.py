"""Is the file written as pagebook itself would write it? Equal tables must be equal bytes."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from pagebook.data.formulas import begins_formula
from pagebook.data.order import key_ranks
from pagebook.data.problems import Problem
from pagebook.data.raw import RawTable
from pagebook.data.sheet import Sheet

__all__ = ["canonical_text", "cell_fault", "form_problems"]

# C0 and C1 controls (a newline may stand in a quoted cell), byte order mark, replacement character,
# and the invisible marks that turn the direction of text or hide in names.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")

_LONGEST = 10_000


def canonical_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the one text of a CSV: `\\n` at line ends, quotes only where a cell needs them."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def form_problems(sheet: Sheet) -> list[Problem]:
    """Return what differs from the canonical form: characters, order of rows, quotes and line ends."""
    problems = []
    for name in sheet.cells:
        problems += sheet.judge(name, cell_fault, sheet.plain(name))
    return problems + _order(sheet) + _writing(sheet.raw)


def cell_fault(cell: str) -> tuple[str, str, str] | None:
    """Return what is wrong with the characters of a cell: message, what would be right, kind of problem."""
    if found := _UNSEEN.search(cell):
        code = f"U+{ord(found[0]):04X}"
        return f"the cell holds the unseen character {code}", "delete it", "character"
    if len(cell) > _LONGEST:
        return f"the cell has {len(cell):,} characters", f"shorten it to at most {_LONGEST:,}", "character"
    if cell != cell.strip():
        return "the cell begins or ends with a blank", f"write {cell.strip()[:80]!r}", "character"
    if not cell.isascii() and not unicodedata.is_normalized("NFC", cell):
        return (
            "an accent is written as a character of its own",
            "write it composed (Unicode NFC)",
            "character",
        )
    if begins_formula(cell):
        # Readers open these files in spreadsheets as they are: there is no copy in which it could be masked.
        return f"the cell begins like a spreadsheet's formula, with {cell[0]!r}", "reword it", "formula"
    return None


def _order(sheet: Sheet) -> list[Problem]:
    key = sheet.spec.primary_key
    if not sheet.has(key) or not sheet.lines:
        return []
    try:
        ranks = key_ranks(sheet.spec, sheet.cells)
    except ValueError:
        # A key that is not a number is a problem of its own, and cannot be put in order.
        return []
    falls = np.flatnonzero(np.diff(ranks) < 0)
    if not len(falls):
        return []
    row = int(falls[0]) + 1
    message = f"the row belongs above line {sheet.lines[row - 1]}"
    return [sheet.problem(row, "", message, f"sort the rows by {', '.join(key)}", "order")]


def _writing(raw: RawTable) -> list[Problem]:
    content = raw.content
    if b"\r" in content:
        line = content.count(b"\n", 0, content.index(b"\r")) + 1
        return [
            Problem(raw.file, line, "", "the line ends with a carriage return", "end lines with \\n", "form")
        ]
    if not content.endswith(b"\n"):
        line = content.count(b"\n") + 1
        return [Problem(raw.file, line, "", "the last line does not end", "end it with \\n", "form")]
    if b'"' not in content or not raw.whole:
        return []
    wanted = canonical_text(raw.header, zip(*raw.columns, strict=True)).split("\n")
    pairs = enumerate(zip(content.decode().split("\n"), wanted, strict=False), start=1)
    differing = next((number for number, (found, right) in pairs if found != right), None)
    if differing is None:
        return []
    return [
        Problem(
            raw.file,
            differing,
            "",
            "the line is quoted in another way",
            _quote_advice(wanted, differing),
            "form",
        )
    ]


def _quote_advice(wanted: Sequence[str], line: int) -> str:
    right = wanted[line - 1]
    return f"write {right if len(right) <= 120 else right[:117] + '…'}"
