"""A year stands out among the milestones only where it has more of them than the others."""

import pandas as pd
import pytest

from pagebook.story.milestones import busiest


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([2018, 2018, 2019], "The year with the most is 2018, with 2"),
        ([2018, 2018, 2019, 2019, 2020], "The years with the most are 2018 and 2019, with 2 each"),
        ([2018, 2018, 2019, 2019], None),
        ([2018, 2019, 2020], None),
    ],
    ids=["one year", "two years", "all alike", "one each"],
)
def test_the_years_with_the_most_are_named_with_their_number(years, told):
    """No sentence claims that most milestones fall in a year that merely has more than any other."""
    assert busiest(pd.Series(years)) == told
