"""An index is a weighted mean of what there is, by a stated rule for what there is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.analysis.weighing import placed, shares, weighed

_SIZES = st.floats(0.01, 100)
_VALUES = st.floats(-1, 1)


@pytest.mark.parametrize(
    ("values", "options", "index"),
    [
        ([1.0, 0.5, 0.0], {}, 0.625),
        ([1.0, None, 0.0], {}, 0.75),
        ([1.0, None, 0.0], {"fill": [0.0, 0.0, 0.0]}, 0.5),
        ([1.0, None, 0.0], {"fewest": 3}, None),
        ([1.0, None, 0.0], {"fewest": 3, "fill": [0.0, 0.0, 0.0]}, None),
    ],
    ids=["all known", "left out", "filled", "too few", "filled but too few"],
)
def test_an_index_follows_the_rule_for_what_is_missing(values, options, index):
    """What is missing is left out or filled; where too little has a value of its own there is no index."""
    assert weighed(values, [2.0, 1.0, 1.0] if None not in values else [3.0, 2.0, 1.0], **options) == index


def test_without_weight_there_is_no_index():
    """An index of nothing is none."""
    assert weighed([1.0, None], [0.0, 1.0]) is None


@given(st.lists(st.tuples(_VALUES, _SIZES), min_size=1, max_size=8), st.floats(0.1, 10))
def test_an_index_lies_between_its_values_and_scale_does_not_matter(pairs, factor):
    """Weights that are all so many times as large change nothing."""
    values, weights = [value for value, _ in pairs], [weight for _, weight in pairs]

    index = weighed(values, weights)

    assert min(values) - 1e-9 <= index <= max(values) + 1e-9
    assert weighed(values, [weight * factor for weight in weights]) == pytest.approx(index, abs=1e-9)


@given(st.lists(_SIZES, min_size=1, max_size=8))
def test_shares_sum_to_one(weights):
    """Shares are of the whole."""
    assert sum(shares(weights)) == pytest.approx(1)


def test_equal_values_share_a_place():
    """Places count from the highest value; what has no value has no place."""
    assert placed({"A": 0.1 + 0.2, "B": 0.5, "C": 0.3, "D": None, "E": 0.0}) == {
        "A": "=2", "B": "1", "C": "=2", "D": "", "E": "4",
    }  # fmt: skip
