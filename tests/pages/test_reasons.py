"""Reasons in words: short in lists, with rows where they are asked for, shared ones once."""

import pytest

from pagebook.pages.changes import RowChanges
from pagebook.pages.reasons import Reason, reason_lines, rows_reason

LIBRARY, TEMPLATE = Reason("library changed"), Reason("template changed")
ROWS = Reason("indicators: 3 rows changed", "indicators", ("a", "b", "c"))


def _reason(changed: list[str], added: list[str], removed: int) -> Reason:
    places = enumerate([*changed, *added])
    rows = [(place, key, b"") for place, key in places]
    gone = frozenset(number.to_bytes(5) for number in range(removed))
    return rows_reason(
        "t", RowChanges(frozenset(rows[: len(changed)]), frozenset(rows[len(changed) :]), gone)
    )


@pytest.mark.parametrize(
    ("rows", "text", "why"),
    [
        ((["k"], [], 0), "t: 1 row changed", "t: 1 row changed: k"),
        (([], ["k", "l"], 1), "t: 2 rows added, 1 removed", "t: 2 rows added: k, l; 1 row removed"),
        (
            (list("abcdefg"), ["h"], 1200),
            "t: 7 rows changed, 1 added, 1,200 removed",
            "t: 7 rows changed: a, b, c, d, e and 2 more; 1 row added: h; 1,200 rows removed",
        ),
        ((["\x1b[2J" + "x" * 90], [], 0), "t: 1 row changed", f"t: 1 row changed: \ufffd[2J{'x' * 75}…"),
    ],
    ids=["one", "come and gone", "many", "hostile"],
)
def test_rows_are_told_in_words(rows, text, why):
    """The list tells how many, the long form which; what would move a cursor is not printed."""
    reason = _reason(*rows)

    assert (str(reason), reason.why()) == (text, why)


def test_a_reason_without_rows_says_no_more_at_length():
    """There is nothing to name."""
    assert (LIBRARY.why(), LIBRARY.as_json()) == ("library changed", {"reason": "library changed"})


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ([("SEN", [ROWS])], ["SEN: indicators: 3 rows changed"]),
        (
            [("SEN", [LIBRARY, ROWS]), ("PER", [LIBRARY])],
            ["2 pages: library changed", "SEN: indicators: 3 rows changed"],
        ),
        (
            [("SEN", [TEMPLATE, ROWS]), ("notes", [LIBRARY])],
            ["SEN: template changed; indicators: 3 rows changed", "notes: library changed"],
        ),
        ([("SEN", []), ("PER", [])], []),
        ([], []),
    ],
    ids=["one page", "shared", "different", "asked for", "no page"],
)
def test_what_all_pages_share_is_told_once(pages, lines):
    """One line a page, fewer where all have a reason in common, none for pages that were only asked for."""
    assert reason_lines(pages) == lines
