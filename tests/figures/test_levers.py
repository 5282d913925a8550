"""Levers hold all that the page computes with, and refuse what would leave a hole in it."""

import json

import numpy as np
import pandas as pd
import pytest
from tests.levers_book import AREAS, CODES, make_shock, make_weights

from pagebook.figures.levers import Lever
from pagebook.figures.stored import LEVERS, canonical


@pytest.mark.parametrize("make", [make_weights, make_shock], ids=["weights", "shock"])
def test_levers_are_stored_as_json(make):
    """The bundle survives JSON as it is, and says in words what it is."""
    levers = make()

    bundle = levers._repr_mimebundle_()

    assert bundle["text/plain"] == levers.title
    assert json.loads(canonical(bundle[LEVERS])) == bundle[LEVERS]


def test_a_missing_value_is_null():
    """What an area does not have is not a number that the page could add."""
    content = make_weights().content

    assert content["values"]["KEN"] == [1.0, 0.125, None, 0.375]
    assert content["fill"] is None
    assert content["own"] is None


def test_the_index_has_the_weights_as_they_stand():
    """Kenya lacks an indicator: the weights of the others count in proportion, or as they are moved."""
    levers = make_weights()

    assert levers.index()["KEN"] == pytest.approx((0.4 * 1 + 0.3 * 0.125 + 0.1 * 0.375) / 0.8)
    assert levers.index({"water": 0})["KEN"] == pytest.approx((0.3 * 0.125 + 0.1 * 0.375) / 0.4)
    assert levers.index()["YYY"] is None
    assert levers.ranks() == {
        "BRB": "=2", "KAZ": "5", "KEN": "1", "MNG": "6", "PER": "4", "XXX": "=2", "YYY": "",
    }  # fmt: skip


def test_an_area_may_have_weights_of_its_own():
    """Where it has them they take the place of the levers'; a lever still multiplies them."""
    own = pd.DataFrame([[0.1, 0.2, 0.3, np.nan]], index=["BRB"], columns=list(CODES))
    values = make_weights().values.copy()
    values.loc["BRB"] = [1.0, 0.0, 0.0, 1.0]

    index = make_weights(own=own, values=values).index({"water": 2})

    assert index["BRB"] == pytest.approx((0.2 + 0.1) / (0.2 + 0.2 + 0.3 + 0.1))
    assert index["KAZ"] == make_weights().index({"water": 2})["KAZ"]


def test_a_shock_is_its_amount_times_the_multipliers():
    """An effect that the table cannot tell stays unknown."""
    shock = make_shock()

    found = shock.result("agri", 200)

    assert found["jobs"] == [
        pytest.approx(14.3921 * 2.5 * 200),
        pytest.approx(6.1185 * 2.5 * 200),
        None,
    ]
    assert list(found) == ["jobs", "value_added", "co2"]


@pytest.mark.parametrize(
    ("make", "changes", "message"),
    [
        (make_weights, {"name": "My Levers"}, "levers name 'My Levers': use kebab-case, such as 'weights'"),
        (make_weights, {"levers": [Lever("air", "Air", 1)]}, "levers weights: no values of air"),
        (make_weights, {"areas": AREAS | {"ZZZ": "Z"}}, "levers weights: no values for ZZZ"),
        (
            make_weights,
            {"levers": [Lever("land", "Land", -0.1)]},
            "levers weights: a weight below zero for land",
        ),
        (make_shock, {"name": "My Shock"}, "levers name 'My Shock': use kebab-case, such as 'shock'"),
        (make_shock, {"option": "coal"}, "levers shock: nothing called coal to spend on"),
        (make_shock, {"amount": 0}, "levers shock: 0 is not between 1 and 20000"),
        (
            make_shock,
            {"multipliers": make_shock().multipliers.query("option != 'solar' or measure != 'co2'")},
            "levers shock: no multipliers of co2 for solar",
        ),
        (
            make_shock,
            {"multipliers": make_shock().multipliers.replace("induced", "magic")},
            "levers shock: no effect is called magic",
        ),
    ],
)
def test_what_would_leave_a_hole_is_refused(make, changes, message):
    """A fault is told when the levers are made, not by an empty page."""
    with pytest.raises(ValueError) as caught:
        make(**changes)

    assert str(caught.value) == message
