"""Shapes of JSON."""

from __future__ import annotations

import pytest

from pagebook.data.shape import mismatches

SHAPE = {"name": str, "count?": int, "parts?": [{"limit": (int, float), "*": object}]}


@pytest.mark.parametrize(
    "value",
    [
        {"name": "a"},
        {"name": "a", "count": 3, "parts": []},
        {"name": "a", "parts": [{"limit": 1.5, "more": None}]},
    ],
)
def test_a_value_of_the_shape_has_no_mismatch(value):
    """Parts with a question mark may be absent, and `*` allows any other."""
    assert list(mismatches(value, SHAPE, "it")) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([], [("it is not an object", "expected {…}")]),
        ({}, [("it has no 'name'", "expected one of its own 'name'")]),
        ({"name": " "}, [("it, name is blank", "expected a text")]),
        (
            {"name": "a", "cuont": 3},
            [("it has the unknown part 'cuont'", "expected only name, count, parts")],
        ),
        ({"name": "a", "count": True}, [("it, count is True", "expected a whole number")]),
        ({"name": "a", "parts": {}}, [("it, parts is not a list", "expected […]")]),
        (
            {"name": 1, "parts": [{"limit": "x"}]},
            [
                ("it, name is 1", "expected a text"),
                ("it, parts, item 1, limit is 'x'", "expected a whole number or a number"),
            ],
        ),
    ],
)
def test_each_mismatch_is_told_with_its_place(value, expected):
    """Every difference from the shape is told, with where it is and what would be right."""
    assert list(mismatches(value, SHAPE, "it")) == expected
