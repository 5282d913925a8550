"""Sheets of drafts go through a spreadsheet and come back as they are meant."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.data import Package
from pagebook.ingest.sheets import REVIEW, read_sheet, sheet_text

_COLUMNS = ("event", "title", "start")
_ROWS = [
    {"draft": "d1", "decision": "accept", "title": "A plan; and more, “quoted”", "start": "2024-03-03"},
    {"draft": "d2", "title": "=1+1", "evidence": "- a point"},
]


def told(path: Path) -> list[dict[str, str]]:
    """Return the cells of a sheet that are not blank."""
    rows, problems = read_sheet(path, path.name, _COLUMNS)
    assert problems == []
    return [{name: cell for name, cell in row.cells.items() if cell} for row in rows]


def test_no_cell_of_a_sheet_is_a_formula():
    """What begins like a formula is guarded by an apostrophe."""
    text = sheet_text(_COLUMNS, _ROWS)

    assert text.split("\n")[2] == "d2,,,,,,,,'- a point,,'=1+1,"


_DIALECTS = {
    "as written": lambda text: text.encode(),
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "carriage returns": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "semicolons": lambda text: _with_delimiter(text, ";").encode(),
    "semicolons, named": lambda text: ("sep=;\n" + _with_delimiter(text, ";")).encode("utf-8-sig"),
    "Unicode text": lambda text: _with_delimiter(text, "\t").replace("\n", "\r\n").encode("utf-16"),
    "blank rows": lambda text: text.replace("\nd2", "\n\n,,,,\nd2").encode() + b",,,,,,,,,,,\n\n",
    "blank columns": lambda text: "".join(f"{line},,\n" for line in text.splitlines()).encode(),
    "short rows": lambda text: "".join(line.rstrip(",") + "\n" for line in text.splitlines()).encode(),
}


def _with_delimiter(text: str, delimiter: str) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerows(csv.reader(io.StringIO(text, newline="")))
    return buffer.getvalue()


@pytest.mark.parametrize("dialect", _DIALECTS)
def test_a_sheet_says_the_same_in_every_dialect(tmp_path: Path, dialect: str):
    """Whatever a spreadsheet writes around the cells, they come back."""
    path = tmp_path / "events.csv"
    path.write_bytes(_DIALECTS[dialect](sheet_text(_COLUMNS, _ROWS)))

    assert told(path) == _ROWS


def test_columns_and_rows_may_change_their_order(tmp_path: Path):
    """Cells are found by the names of their columns; columns that only tell may be missing."""
    path = tmp_path / "events.csv"
    path.write_text("title,decision,start,event,draft\nB,,,,d2\nA,accept,2024-03-03,x,d1\n", "utf-8")

    assert told(path) == [
        {"draft": "d2", "title": "B"},
        {"draft": "d1", "title": "A", "decision": "accept", "start": "2024-03-03", "event": "x"},
    ]


@pytest.mark.parametrize("cell", [" =1+1", "\uff1d1+1", "\u00a0@name", "-name"])
def test_what_some_spreadsheets_take_for_a_formula_is_guarded_too(cell):
    """Blanks in front and wide signs: the law is that of the data and of what readers download."""
    text = sheet_text(["title"], [{"draft": "d1", "title": cell}])

    assert f",'{cell}" in text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("='+-@;,\"\t\n"), max_size=8))
def test_any_cell_comes_back(tmp_path_factory: pytest.TempPathFactory, cell: str):
    """Guarding formulas and taking the guard away is no change, apostrophes of one's own included."""
    path = tmp_path_factory.mktemp("sheet") / "events.csv"
    wanted = unicodedata.normalize("NFC", cell.strip())
    path.write_text(sheet_text(_COLUMNS, [{"draft": "d1", "title": wanted}]), "utf-8", newline="")

    assert told(path) == [{"draft": "d1", "title": wanted} if wanted else {"draft": "d1"}]


_BROKEN = {
    "": "events.csv: the file is empty; delete it to begin anew",
    "draft,decision,event,start\nd1,,,\n": (
        "events.csv:1: title: the column is missing; put it back, or delete the file to begin anew"
    ),
    "draft,decision,event,title,start,my notes\nd1,,,,,hm\n": (
        "events.csv:1: my notes: the column is unknown; "
        "delete it; notes of your own belong in a file of their own"
    ),
    "draft,decision,event,title,start,title\nd1,,,,,\n": (
        "events.csv:1: title: the column stands more than once; keep one of them"
    ),
    "draft,decision,event,title,start\nd1,,,,,stray\n": (
        "events.csv:2: a cell stands under no heading; move it below one, or delete it"
    ),
    'draft,decision,event,title,start\nd1,,,"open,\n': (
        "events.csv: cannot be split into cells: unexpected end of data; save it as CSV in UTF-8"
    ),
}


@pytest.mark.parametrize("text", _BROKEN)
def test_a_sheet_that_is_not_clear_is_refused(tmp_path: Path, text: str):
    """Each fault is told with its place and what would be right."""
    path = tmp_path / "events.csv"
    path.write_text(text, "utf-8")

    rows, problems = read_sheet(path, path.name, _COLUMNS)

    assert (rows, [str(problem) for problem in problems]) == ([], [_BROKEN[text]])


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path):
    """Windows-1252 has lost the characters that it lacks, so it is not read."""
    path = tmp_path / "events.csv"
    path.write_bytes("draft,decision,event,title,start\nd1,,,Año,\n".encode("cp1252"))

    _, problems = read_sheet(path, path.name, _COLUMNS)

    assert [problem.expected for problem in problems] == ["save it as CSV in UTF-8"]


def test_no_table_has_a_column_of_the_reviewers(book_root: Path):
    """Each column of a sheet has a name of its own."""
    package = Package.load(book_root / "data")

    assert {name for spec in package.tables.values() for name in spec.columns} & set(REVIEW) == set()
