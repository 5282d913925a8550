"""Formulas of the tables: what they may have, and what they come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.errors import ParameterError
from pagebook.update.formulas import formula

VALUES = {("a", 2020): 6.0, ("a", 2019): 4.0, ("b", 2020): 2.0, ("c", 2020): 0.0}


def _lookup(name: str, year: int) -> float | None:
    return VALUES.get((name, year))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", 6.0),
        ("a / 1000", 0.006),
        ("a / (b + c)", 3.0),
        ("2 * a - b", 10.0),
        ("change(a)", 50.0),
        ("a / c", None),
        ("a + d", None),
        ("change(b)", None),
    ],
)
def test_a_formula_has_a_value_where_its_inputs_have(text, expected):
    """The four operations and the change from the year before; nothing where an input is missing or zero."""
    assert formula(text).value(_lookup, 2020) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a ** b",
        "__import__('os')",
        "a.b",
        "change(a + b)",
        "change(a, b)",
        "max(a)",
        "'a'",
        "a if b else c",
    ],
)
def test_what_is_no_formula_is_refused(text):
    """Nothing but numbers, names, four operations and change is read, so that a table cannot run code."""
    with pytest.raises(ParameterError):
        formula(text)


@given(st.text(alphabet="abc+-*/() 1.", max_size=12))
def test_any_text_is_a_formula_or_refused(text):
    """Reading never fails in another way, and what is read can be computed."""
    try:
        read = formula(text)
    except ParameterError as error:
        assert repr(text)[1:-1] in str(error)
        return

    assert all(name in text for name in read.names)
    assert isinstance(read.value(lambda _name, _year: 2.0, 2020), float | None)
