"""Keys by rule."""

from pathlib import Path

import pytest

from pagebook.data import Package
from pagebook.data.editing import rows_of_table
from pagebook.review.keys import proposed_key

_CASES = {
    "events": (
        {
            "area": "PER",
            "start": "2025-05-03",
            "title": "A PAGE forum on Peru’s green industry, São Tomé",
        },
        {"event": "per-2025-forum-perus-green-industry-sao-tome"},
    ),
    "milestones": ({"area": "PER", "title": "A law"}, {"milestone": "per-undated-law"}),
    "institutions": ({"name": "Ministry of the Environment"}, {"institution": "ministry-of-the-environment"}),
    "sdg_links": (
        {"area": "PER", "goal": "8", "target": "8.5", "what": "Work for all"},
        {"link": "per-8-5-work-all"},
    ),
    "achievement_items": ({"achievement": "per-2025-outcome-1", "what": "A plan"}, {"item": "3"}),
    "participation": ({"event": "x"}, {}),
    "publications": ({"area": "PER"}, {}),
}


@pytest.mark.parametrize("table", _CASES)
def test_a_key_is_made_of_what_the_row_says(book_root: Path, table: str):
    """Country, year and the first telling words; the next number of a list; nothing without a name."""
    spec = Package.load(book_root / "data").tables[table]
    row, expected = _CASES[table]

    told = proposed_key(spec, row, {("per-2025-outcome-1", "1"), ("per-2025-outcome-1", "2")})

    assert told == expected


def test_a_key_that_is_taken_gets_a_number(book_root: Path):
    """No two rows have one key."""
    spec = Package.load(book_root / "data").tables["milestones"]
    row = {"area": "PER", "year": "2025", "title": "A law"}

    told = proposed_key(spec, row, {("per-2025-law",), ("per-2025-law-2",)})

    assert told == {"milestone": "per-2025-law-3"}


def test_keys_look_as_those_that_the_book_has(book_root: Path):
    """For most events and milestones that people named, the rule proposes the same key."""
    package = Package.load(book_root / "data")
    shares = {}
    for table in ("events", "milestones"):
        spec = package.tables[table]
        (key,) = spec.primary_key
        rows = rows_of_table(spec, book_root / "data")
        equal = sum(proposed_key(spec, {**row, key: ""}, ()) == {key: row[key]} for row in rows)
        shares[table] = equal / len(rows)

    assert all(share > 0.7 for share in shares.values()), shares
