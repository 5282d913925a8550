"""Axes of years."""

import pytest

from pagebook.figures.axes import Plane
from pagebook.figures.scales import round_scale


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (1990, 2024, [1990, 2000, 2010, 2020]),
        (2000, 2019, [2000, 2005, 2010, 2015]),
        (2016, 2022, [2016, 2018, 2020, 2022]),
        (2019, 2019, [2019]),
    ],
)
def test_years_have_few_ticks(first: int, last: int, ticks: list[int]):
    """Four or so years are named, so that a phone has room for them."""
    axis = Plane(first, last, round_scale([0.0, 1.0]), "").x().to_dict()["axis"]

    assert (axis["values"], axis["format"]) == (ticks, "d")
