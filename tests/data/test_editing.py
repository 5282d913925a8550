"""Rows are put into tables and taken out of them; the rest of the file stays as it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagebook.data import Package
from pagebook.data.editing import rows_of_table, with_changes, with_rows, without_rows
from pagebook.errors import DataError


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_rows_taken_out_and_put_back_give_the_same_bytes(
    book_root: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    """For any small table and any of its rows, out and in again is no change."""
    package = Package.load(book_root / "data")
    small = sorted(package.tables.keys() - {"indicators", "peer_medians"})
    spec = package.tables[data.draw(st.sampled_from(small))]
    before = (book_root / "data" / spec.path).read_text("utf-8")
    rows = rows_of_table(spec, book_root / "data")
    taken = data.draw(st.lists(st.sampled_from(rows), max_size=3, unique_by=lambda row: tuple(row.values())))
    elsewhere = tmp_path_factory.mktemp("data")
    (elsewhere / spec.path).parent.mkdir(parents=True, exist_ok=True)

    without = without_rows(spec, book_root / "data", lambda row: row in taken)
    (elsewhere / spec.path).write_text(without, "utf-8")

    assert (without == before) == (not taken)
    assert with_rows(spec, elsewhere, taken) == before


def test_a_key_that_is_there_and_a_column_that_is_not_are_refused(book_root: Path):
    """Both faults are told, and where."""
    package = Package.load(book_root / "data")
    added = [{"goal": "8", "title": "Again"}, {"goal": "18", "name": "None"}]

    with pytest.raises(DataError) as refused:
        with_rows(package.tables["sdg_goals"], book_root / "data", added)

    assert [problem.message for problem in refused.value.problems] == [
        "the row 8 is there already",
        "no column name",
    ]


def test_changed_cells_leave_all_other_lines_as_they_are(book_root: Path):
    """One line goes, one changes in the named cell, one is added in its place, and no other moves."""
    spec, folder = Package.load(book_root / "data").tables["sdg_goals"], book_root / "data"
    before = (folder / spec.path).read_text("utf-8").splitlines()

    added = {"goal": "18", "title": "One more"}
    text = with_changes(spec, folder, [added], {("8",): {"title": "Work, and growth"}}, [("3",)])

    after = text.splitlines()
    old = {line.partition(",")[0]: line for line in before}
    new = {line.partition(",")[0]: line for line in after}
    assert list(new) == [key for key in old if key != "3"] + ["18"]
    assert {key for key in new if new[key] != old.get(key)} == {"8", "18"}
    assert new["8"].startswith('8,"Work, and growth",')


def test_a_row_that_is_not_there_cannot_change(book_root: Path):
    """The fault names the key."""
    spec = Package.load(book_root / "data").tables["sdg_goals"]

    with pytest.raises(DataError) as refused:
        with_changes(spec, book_root / "data", [], {("99",): {"title": "None"}})

    assert [problem.message for problem in refused.value.problems] == ["there is no row 99"]
