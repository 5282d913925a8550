"""Suggestions for what somebody may have meant."""

from __future__ import annotations

import pytest

from pagebook.data.nearest import suggestion


@pytest.mark.parametrize(
    ("wrong", "known", "expected"),
    [
        ("per", ["PER", "SEN"], "did you mean 'PER'?"),
        ("12.9", ["12.8", "17.9", "2.9"], "did you mean '12.8'?"),
        ("xyz", ["b", "a"], "expected one of a, b"),
        (
            "xyz",
            [f"key-{number:04}" for number in range(4000)],
            "expected one of 4,000 known values, such as 'key-0000'",
        ),
        ("xyz", [], "the other table has no rows"),
    ],
)
def test_the_nearest_value_or_a_few_are_named(wrong, known, expected):
    """A near value is suggested, else the few known ones, else how many there are."""
    assert suggestion(wrong, known) == expected
