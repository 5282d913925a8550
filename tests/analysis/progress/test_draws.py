"""Ranks come with intervals that are the same for the same seed and hold the ranks of the draws."""

import numpy as np
import pandas as pd
from tests.analysis.progress.worlds import design, values

from pagebook.analysis.progress import index, measure, ranks
from pagebook.analysis.progress.draws import drawn, placed


def test_the_same_seed_gives_the_same_ranks_and_another_seed_others():
    """Draws can be repeated to the last digit."""
    first, again = drawn(values(), design()), drawn(values(), design())

    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, drawn(values(), design(seed=8)))


def test_the_rank_is_that_of_the_index():
    """The published rank needs no draws: the highest index comes first."""
    own = design()
    order = index(measure(values(), own), own).sort_values("index", ascending=False)["area"]

    found = ranks(values(), own)

    assert list(found["area"]) == list(order)
    assert list(found["rank"]) == [1, 2, 3, 4, 5, 6]


def test_intervals_are_ordered_and_within_the_ranks():
    """Low, middle and high do not fall, from one to the number of countries; so for the index."""
    found = ranks(values(), design())

    assert (found["low"] <= found["middle"]).all() and (found["middle"] <= found["high"]).all()
    assert found["low"].min() >= 1 and found["high"].max() <= 6
    assert (found["index_low"] <= found["index_high"]).all()


def test_weights_that_hardly_vary_leave_no_interval():
    """With one target each, all places known and weights almost fixed, each draw is the published index."""
    own = design(spread=1e9)
    only = own.targets[own.targets["standard"]]
    sure = type(own)(**{**vars(own), "targets": only})

    sums = drawn(values(), sure)

    published = index(measure(values(), sure), sure)["index"].to_numpy()
    np.testing.assert_allclose(sums, np.broadcast_to(published, sums.shape), atol=1e-3)


def test_weights_of_the_draws_are_around_the_declared_ones():
    """Over many draws with one target each, the mean index comes near the published one."""
    own = design(draws=4000)
    sure = type(own)(**{**vars(own), "targets": own.targets[own.targets["standard"]]})

    mean = drawn(values(), sure).mean(axis=0)

    published = index(measure(values(), sure), sure)["index"].to_numpy()
    np.testing.assert_allclose(mean, published, atol=0.02)


def test_a_country_without_an_index_has_no_rank():
    """It stands last, and the others are ranked as if it were not there."""
    rows = values()
    rows = rows[~((rows["area"] == "A2") & (rows["indicator"] != "power"))]

    found = ranks(rows, design(least_known=2))

    assert found["area"].iloc[-1] == "A2"
    assert found.iloc[-1][["rank", "low", "middle", "high"]].isna().all()
    assert list(found["rank"].dropna()) == [1, 2, 3, 4, 5]


def test_equal_values_share_a_rank_and_what_is_missing_has_none():
    """Two firsts are followed by a third."""
    found = placed(np.array([[0.5, 0.5, 0.1, np.nan]]))

    np.testing.assert_array_equal(found, [[1.0, 1.0, 3.0, np.nan]])


def test_names_of_countries_do_not_matter_to_the_intervals():
    """Countries with other names have the same ranks and intervals."""
    rows = values()
    renamed = rows.assign(area="Z" + rows["area"])

    first, second = ranks(rows, design()), ranks(renamed, design())

    pd.testing.assert_frame_equal(first.assign(area="Z" + first["area"]), second)
