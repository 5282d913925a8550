"""What a spreadsheet may run, and what it shows."""

import pytest

from pagebook.data.formulas import begins_formula

RUN = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "＝1",
    "＋A1",
    "－A1",
    "＠x",
    "-2+3",
    "=5",
]
SHOWN = ["", "a", "-5", "+5", "-0.5", "-1e-07", "1-2", "–5", "a=1", "-57.6 -30.2, -57.9 -31", "'=1", "-"]


@pytest.mark.parametrize("text", RUN)
def test_what_begins_a_formula_is_known(text):
    """Blanks in front hide nothing, wide signs count, a sign before letters or sums counts."""
    assert begins_formula(text)


@pytest.mark.parametrize("text", SHOWN)
def test_what_begins_none_is_left_alone(text):
    """Numbers and coordinates do no harm, nor does a sign inside."""
    assert not begins_formula(text)
