"""Progress is the share of the way to a target, whatever the unit; ratings follow its pace."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.progress.worlds import design, values

from pagebook.analysis.progress import measure, progress
from pagebook.analysis.progress.measuring import distance

LEVELS = st.integers(1, 10_000).map(lambda tenths: tenths / 10)
SIGNS = st.sampled_from([1.0, -1.0])


@pytest.mark.parametrize(
    ("base", "end", "target", "sign", "gone"),
    [
        (50.0, 75.0, 100.0, 1.0, 0.5),
        (50.0, 50.0, 100.0, 1.0, 0.0),
        (50.0, 100.0, 100.0, 1.0, 1.0),
        (50.0, 140.0, 100.0, 1.0, 1.0),
        (50.0, 25.0, 100.0, 1.0, -0.5),
        (90.0, 10.0, 100.0, 1.0, -1.0),
        (8.0, 6.0, 4.0, -1.0, 0.5),
        (3.0, 3.5, 4.0, -1.0, 1.0),
        (100.0, 98.0, 100.0, 1.0, -0.4),
        (0.0, 1.0, 0.0, -1.0, -1.0),
    ],
    ids=[
        "half the way", "stood still", "just met", "passed", "away", "capped", "falls as it should",
        "met before and after", "lost by less than the least gap", "a target of zero that was lost",
    ],
)  # fmt: skip
def test_progress_is_the_share_of_the_gap_that_closed(base, end, target, sign, gone):
    """Worked by hand, with a least gap of five per cent of the target."""
    assert progress(base, end, target, sign, near=0.05) == pytest.approx(gone)


@given(LEVELS, LEVELS, SIGNS)
def test_a_met_target_is_one(base, target, sign):
    """Whatever the way there, a target that is reached or passed at the end counts in full."""
    beyond = target * (1.0 + 0.3 * sign)

    assert progress(base, target, target, sign, near=0.05) == 1.0
    assert progress(base, beyond, target, sign, near=0.05) == 1.0


@given(LEVELS, LEVELS, LEVELS, SIGNS, st.sampled_from([0.001, 0.3, 7.0, 1e6]))
def test_the_unit_does_not_matter(base, end, target, sign, factor):
    """Per cent or shares, tonnes or kilograms: progress and distance are the same."""
    own = progress(base, end, target, sign, near=0.05)
    other = progress(factor * base, factor * end, factor * target, sign, near=0.05)

    assert other == pytest.approx(own, abs=1e-6)
    assert distance(factor * base, factor * target, sign) == pytest.approx(distance(base, target, sign))


@given(LEVELS, LEVELS, LEVELS, LEVELS, SIGNS)
def test_doing_better_never_counts_less(base, end, target, more, sign):
    """A better value at the end gives as much progress or more."""
    less = progress(base, end, target, sign, near=0.05)

    assert progress(base, end + sign * more, target, sign, near=0.05) >= less - 1e-12


@given(LEVELS, LEVELS, LEVELS, SIGNS)
def test_progress_keeps_within_its_bounds(base, end, target, sign):
    """It is never above one, and never below the lowest that counts."""
    assert -1.0 <= progress(base, end, target, sign, near=0.05) <= 1.0


def test_the_observations_nearest_to_the_years_are_compared():
    """Of 2014 to 2022, the years themselves; without them, the nearest within the slack; else none."""
    whole = values()
    gone = whole[~whole["year"].isin([2015, 2021])]
    bare = whole[~whole["year"].between(2020, 2022)]

    def years(rows: pd.DataFrame) -> list[tuple[float, float]]:
        return sorted(
            set(measure(rows, design())[["base_year", "end_year"]].itertuples(index=False, name=None))
        )

    assert years(whole) == [(2015, 2021)]
    assert years(gone) == [(2014, 2022)]
    assert measure(bare, design())["rating"].unique().tolist() == ["no data"]


def test_nothing_is_compared_across_a_break():
    """A series that breaks between the two years has no progress; a break outside them does not matter."""
    breaks = pd.DataFrame({"area": ["A0", "A1"], "indicator": ["power", "power"], "year": [2018, 2015]})
    own = design()
    with_breaks = type(own)(**{**vars(own), "breaks": breaks})

    rows = measure(values(), with_breaks).set_index(["area", "indicator"])

    assert np.isnan(rows.loc[("A0", "power"), "progress"])
    assert not np.isnan(rows.loc[("A1", "power"), "progress"])


def test_ratings_follow_the_pace():
    """Six of fifteen years have passed: a way of 0.4 is on track, of 0.2 moderate, below it stagnating."""
    ends = {"A": 76.0, "B": 60.0, "C": 44.0, "D": 38.0, "E": 20.0, "F": 100.0}
    rows = [
        {"area": area, "indicator": "power", "year": year, "value": value}
        for area, end in ends.items()
        for year, value in ((2015, 40.0), (2021, end))
    ]
    own = design()
    only = own.indicators["indicator"] == "power"
    small = type(own)(**{**vars(own), "indicators": own.indicators[only], "targets": own.targets.iloc[:1]})

    found = measure(pd.DataFrame(rows), small).set_index("area")

    assert found["rating"].to_dict() == {
        "A": "on track",
        "B": "moderate",
        "C": "stagnating",
        "D": "stagnating",
        "E": "worsening",
        "F": "on track",
    }
    assert found["pace"]["B"] == pytest.approx((20 / 60) / (6 / 15))
    assert found["trend"].to_dict() == {
        "A": "better",
        "B": "better",
        "C": "better",
        "D": "worse",
        "E": "worse",
        "F": "better",
    }


def test_what_is_counted_per_something_is_divided_year_by_year():
    """Patents per million people: 30 among 10 million are three, whatever the other years say."""
    rows = [
        {"area": "A", "indicator": "power", "year": 2015, "value": 30.0},
        {"area": "A", "indicator": "power", "year": 2021, "value": 44.0},
        {"area": "A", "indicator": "people", "year": 2015, "value": 10e6},
        {"area": "A", "indicator": "people", "year": 2021, "value": 11e6},
    ]
    own = design()
    changed = own.indicators.iloc[:1].assign(per="people", factor=1e6)
    small = type(own)(**{**vars(own), "indicators": changed, "targets": own.targets.iloc[:1]})

    found = measure(pd.DataFrame(rows), small).iloc[0]

    assert (found["base"], found["end"]) == (3.0, 4.0)


def test_an_unknown_rule_of_targets_is_named():
    """The message lists the rules that there are."""
    own = design()
    wrong = type(own)(**{**vars(own), "targets": own.targets.assign(rule="hope")})

    with pytest.raises(ValueError, match="no target rule 'hope'; there are: goal, threshold, world quartile"):
        measure(values(), wrong)


def test_a_level_of_partners_is_the_quantile_of_their_base_values():
    """Three quarters of the countries are worse than the target, in the direction of the indicator."""
    own, rows = design(target_rule="partners"), values()
    base = rows[rows["year"] == 2015].pivot(index="area", columns="indicator", values="value")

    found = measure(rows, own).groupby("indicator")["target"].first()

    assert found["school"] == pytest.approx(base["school"].quantile(0.75))
    assert found["intensity"] == pytest.approx(base["intensity"].quantile(0.25))
    assert found["power"] == 100.0


def test_one_odd_year_does_not_turn_the_trend():
    """Values that rise each year and crash in the last have risen."""
    rows = values()
    own = (rows["area"] == "A0") & (rows["indicator"] == "school")
    rows.loc[own, "value"] = [5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 2.0, 2.0]

    found = measure(rows, design()).set_index(["area", "indicator"]).loc[("A0", "school")]

    assert (found["trend"], found["rating"]) == ("better", "worsening")
