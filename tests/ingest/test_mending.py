"""Cells that a spreadsheet wrote in another way."""

from pathlib import Path

import pytest

from pagebook.data import Package
from pagebook.ingest.mending import mended

_SAME = {
    ("events", "year_inferred", "TRUE", "true"): "true",
    ("sdg_links", "target", "17.1", "17.10"): "17.10",
    ("participation", "total", "24.0", "24"): "24",
    ("reported_figures", "value", "1E+06", "1000000"): "1000000",
    ("events", "start", "2024-03-04", "2024-03-03"): "2024-03-04",
    ("events", "title", "", "A title"): "",
}
_WRONG = {
    ("events", "start", "03/04/2024", "2024-04-03"): (
        "'03/04/2024' is not year-month-day, as spreadsheets rewrite dates",
        "write 2024-04-03, as the draft has it, in a cell of text",
    ),
    ("events", "end", "3.4.24", ""): (
        "'3.4.24' is not year-month-day, as spreadsheets rewrite dates",
        "write it as 2025-05-31, in a cell of text",
    ),
    ("identifiers", "code", "5-Mar", "3-5"): (
        "'5-Mar' looks like a date made by a spreadsheet",
        "write '3-5', as the draft has it, in a cell of text",
    ),
}


def _mend(book_root: Path, table: str, column: str, cell: str, before: str):
    spec = Package.load(book_root / "data").tables[table]
    blank = dict.fromkeys(spec.columns, "")
    cells, wrong = mended(spec, blank | {column: cell}, blank | {column: before})
    return cells[column], wrong


@pytest.mark.parametrize("case", _SAME, ids=" ".join)
def test_what_means_the_same_is_as_it_was(book_root: Path, case: tuple[str, str, str, str]):
    """Numbers and truths in another form are the old ones; what a person changed stays changed."""
    assert _mend(book_root, *case) == (_SAME[case], [])


@pytest.mark.parametrize("case", _WRONG, ids=" ".join)
def test_a_date_in_another_form_is_a_problem(book_root: Path, case: tuple[str, str, str, str]):
    """It could be one of two days, so it is told and not guessed."""
    _, column, cell, _ = case

    told = _mend(book_root, *case)

    assert told == (cell, [(column, *_WRONG[case], "date")])
