"""Which rows changed, came and went: found from marks, each row told once."""

import pytest

from pagebook.data import Marks, Rows
from pagebook.pages.changes import RowChanges, merged, row_changes


def _rows(table: dict[str, str], *, start: int = 0) -> Rows:
    texts = [f"{key}\x1f{value}" for key, value in table.items()]
    places = tuple(range(start, start + len(table)))
    return Rows(Marks.of("header", texts, list(table)), tuple(table), places, "")


def _told(found: RowChanges | None) -> tuple[list[str], list[str], int] | None:
    if found is None:
        return None
    changed, added = ([key for _, key, _ in sorted(rows)] for rows in (found.changed, found.added))
    return changed, added, len(found.removed)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a1 b1 c1", "a1 b2 c1", (["b"], [], 0)),
        ("a1 b1 c1", "a2 b2 c2", (["a", "b", "c"], [], 0)),
        ("a1 b1 c1", "a1 c1", ([], [], 1)),
        ("a1 c1", "a1 b1 c1 d1", ([], ["b", "d"], 0)),
        ("a1 b1 c1", "a1 x1 c1", ([], ["x"], 1)),
        ("a1 b1 d1", "a1 b2 c1 d1", (["b"], ["c"], 0)),
        ("", "a1", ([], ["a"], 0)),
        ("a1 b1", "", ([], [], 2)),
        ("a1 b1", "a1 b1", None),
    ],
)
def test_rows_are_paired_by_what_they_hold_and_then_by_key(old, new, expected):
    """A row with another key in the same place is one that went and one that came."""
    before, after = (_rows({item[0]: item[1] for item in side.split()}) for side in (old, new))

    assert _told(row_changes(before.marks, after)) == expected


def test_many_rows_are_compared_quickly():
    """Ten thousand rows, all of them other, some gone, some new, in less than the time of the test."""
    old = _rows({f"k{row}": "1" for row in range(10_000)})
    new = _rows({f"k{row}": "2" for row in range(100, 10_100)})

    changed, added, removed = _told(row_changes(old.marks, new))

    assert (changed[:2], len(changed)) == (["k100", "k101"], 9900)
    assert (len(added), removed) == (100, 100)


def test_a_row_in_two_reads_is_one_row():
    """The same row counts once, changed in one read or lost by one and found by the other."""
    old, new = {"a": "1", "b": "1"}, {"a": "2", "b": "1"}
    whole = row_changes(_rows(old).marks, _rows(new))
    part = row_changes(_rows({"a": "1"}).marks, _rows({"a": "2"}))
    lost = row_changes(_rows({"a": "1"}).marks, _rows({}))
    found = row_changes(_rows({}).marks, _rows({"a": "2"}))

    expected = (["a"], [], 0)
    assert _told(merged([whole, part])) == expected
    assert _told(merged([whole, lost])) == expected
    assert _told(merged([lost, found])) == expected
    assert _told(merged([lost])) == ([], [], 1)
