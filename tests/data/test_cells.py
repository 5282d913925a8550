"""Cells: what a number may look like, and how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.data.cells import is_number, is_whole, write_number


@pytest.mark.parametrize("text", ["0", "-0.5", "46.61", "1e-5", "+3", "0012"])
def test_digits_are_numbers(text):
    """Digits with sign, point and exponent are a number."""
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "-inf", "1_000", "1,5", " 1", "1 ", "0x1", "1e999", "٣", ".5", "5."]
)
def test_other_texts_are_no_numbers(text):
    """What Python would take for a number is none unless it is plain digits and finite."""
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("-12", True), ("9" * 18, True), ("9" * 19, False), ("1.0", False)]
)
def test_whole_numbers_fit_64_bits(text, expected):
    """A whole number has no point and at most 18 digits."""
    assert is_whole(text) is expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_plainly_and_exactly(value):
    """A number's text has no exponent and reads back as the same number."""
    text = write_number(value)

    assert "e" not in text
    assert not text.endswith(".0")
    assert text != "-0"
    assert is_number(text)
    assert float(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(46.61, "46.61"), (100.0, "100"), (-0.0, "0"), (2e-5, "0.00002"), (8.092e9, "8092000000")],
)
def test_numbers_look_as_people_write_them(value, text):
    """The shortest digits, and no more."""
    assert write_number(value) == text
