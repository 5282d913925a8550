"""Series of statistics: last values, changes, breaks and stands."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.analysis import indicators
from pagebook.analysis.indicators import Observation, Series


def _series(**values: float) -> Series:
    return Series(tuple(Observation(int(year[1:]), value) for year, value in sorted(values.items())), ("s",))


def test_a_series_is_sorted_and_leaves_missing_values_out():
    """Rows without a value are no observations; sources are listed once."""
    frame = pd.DataFrame(
        {"year": [2002, 2000, 2001], "value": [3.0, 1.0, float("nan")], "source": ["b", "a", "a"]}
    ).astype({"year": "Int64"})

    assert Series.of(frame) == Series((Observation(2000, 1.0), Observation(2002, 3.0)), ("a", "b"))


def test_runs_split_where_years_are_missing():
    """A gap of a year begins a new run, so that no line bridges it."""
    series = _series(y2000=1, y2001=2, y2003=3)

    assert [[item.year for item in run] for run in series.runs()] == [[2000, 2001], [2003]]


@given(st.sets(st.integers(1990, 2024)))
def test_runs_keep_every_observation(years: set[int]):
    """Runs hold all years, in order, each without a gap inside and with one between."""
    series = Series(tuple(Observation(year, 1.0) for year in sorted(years)))

    runs = [[item.year for item in run] for run in series.runs()]
    assert [year for run in runs for year in run] == sorted(years)
    assert all(run == list(range(run[0], run[-1] + 1)) for run in runs)
    assert all(right[0] - left[-1] > 1 for left, right in itertools.pairwise(runs))


@pytest.mark.parametrize(
    ("slack", "year"), [(0, None), (1, 2013), (2, 2013)], ids=["exact", "one off", "two off"]
)
def test_the_earlier_value_is_the_nearest_within_the_slack(slack: int, year: int | None):
    """Ten years before 2024 is 2014; 2013 serves where a year's slack is allowed."""
    before = _series(y2012=1, y2013=2, y2024=3).before(10, slack)

    assert (before.year if before else None) == year


def test_an_empty_series_has_nothing_before():
    """No observation, no change."""
    assert Series().before() is None


def test_an_index_begins_at_a_hundred():
    """Each value is told in per cent of the base year's."""
    assert indicators.indexed(_series(y2000=2, y2001=3), 2000) == _series(y2000=100, y2001=150)


@pytest.mark.parametrize("series", [_series(y2001=1), _series(y2000=0, y2001=1), Series()])
def test_an_index_without_its_base_is_empty(series: Series):
    """A missing or zero base gives no index rather than a wrong one."""
    assert indicators.indexed(series, 2000) == Series()


def test_a_sum_has_only_years_that_all_parts_have():
    """A part that is missing is not taken as zero."""
    parts = [_series(y2000=1, y2001=2), _series(y2001=3, y2002=4)]

    assert indicators.total(parts) == _series(y2001=5)


@pytest.mark.parametrize(
    ("before", "after", "unit", "movement", "size"),
    [
        (50, 53.2, "% of GDP", "rose", "3.2 percentage points"),
        (50, 50.4, "% of GDP", "hardly changed", "0.4 percentage points"),
        (100, 112.34, "Mt", "rose", "12.3%"),
        (100, 99, "Mt", "hardly changed", "1%"),
        (100, 60, "Mt", "fell", "40%"),
        (2, 5, "Mt", "rose", "a factor of 2.5"),
        (70.1, 73.2, "years", "rose", "3.1 years"),
        (76.4, 77.9, "years", "rose", "1.5 years"),
        (75.8, 76.2, "years", "hardly changed", "0.4 years"),
        (0.5, 0.55, "index 0-1", "rose", "0.050"),
        (45, 42, "0-100", "fell", "3 points"),
        (-3, 4, "million tonnes CO2", "rose", "7 Mt CO₂"),
    ],
)
def test_changes_are_told_in_the_terms_of_their_unit(
    before: float, after: float, unit: str, movement: str, size: str
):
    """Shares change by points, amounts by per cent or a factor, indices by a difference."""
    assert (indicators.movement(before, after, unit), indicators.change_text(before, after, unit)) == (
        movement,
        size,
    )


@pytest.mark.parametrize(
    ("value", "direction", "rating"),
    [
        (12, "higher_better", "better"),
        (12, "lower_better", "worse"),
        (8, "higher_better", "worse"),
        (8, "lower_better", "better"),
        (10.1, "lower_better", "about the same"),
        (12, "context", None),
    ],
)
def test_ratings_follow_the_direction_of_the_indicator(value: float, direction: str, rating: str | None):
    """Above the median of ten is better or worse by direction; context is not rated."""
    assert indicators.rate(value, 10, direction) == rating


def test_old_is_five_years_before_the_newest():
    """2019 is old and 2020 is not, as the statistics end in 2024."""
    assert [Observation(year, 1.0).is_old for year in (2019, 2020)] == [True, False]


def _broken() -> Series:
    values = (Observation(year, float(year - 1990)) for year in range(1991, 1997))
    return Series(tuple(values)).broken([1994, 2020])


def test_a_break_beyond_the_series_is_none():
    """Only a year with observations before it and from it on cuts the series."""
    assert _broken().breaks == (1994,)


def test_nothing_is_compared_across_a_break():
    """The earlier value is looked for among the years since the break."""
    assert _broken().before(3, slack=2) == Observation(1994, 4.0)
    assert [item.year for item in _broken().comparable.observations] == [1994, 1995, 1996]


def test_a_break_cuts_the_line_without_a_missing_year():
    """The runs that a line is drawn through end before a break."""
    assert [[item.year for item in run] for run in _broken().runs()] == [
        [1991, 1992, 1993],
        [1994, 1995, 1996],
    ]


def test_an_index_ends_at_a_break():
    """With 1995 as base, the years before the break have no index."""
    assert [item.year for item in indicators.indexed(_broken(), 1995).observations] == [1994, 1995, 1996]
