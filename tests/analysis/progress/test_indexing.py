"""Places are means of indicators, the index a mean of places; weights sum to one."""

import numpy as np
import pandas as pd
import pytest
from tests.analysis.progress.worlds import design, values

from pagebook.analysis.progress import DASHBOARD, combined, index, matrix, measure, ratings, weights
from pagebook.analysis.progress.indexing import filled


def _without(rows: pd.DataFrame, area: str, *indicators: str) -> pd.DataFrame:
    return rows[~((rows["area"] == area) & rows["indicator"].isin(indicators))]


def test_a_place_is_the_mean_of_its_indicators_and_the_index_that_of_its_places():
    """Worked again by plain means."""
    measured = measure(values(), design())
    wide = measured.pivot(index="area", columns="indicator", values="progress")

    places, found = matrix(measured, design()), index(measured, design())

    assert places["access"].to_numpy() == pytest.approx(wide[["power", "water"]].mean(axis=1).to_numpy())
    assert found["index"].to_numpy() == pytest.approx(places.mean(axis=1).to_numpy())
    assert list(found["n"]) == [3] * 6


@pytest.mark.parametrize("rule", ["equal", "distance"])
def test_weights_sum_to_one(rule):
    """For every country, known places and unknown ones together."""
    own = design(weight_rule=rule)
    measured = measure(_without(values(), "A1", "school"), own)

    assert weights(measured, own).sum(axis=1).to_numpy() == pytest.approx(np.ones(6))
    assert measured.groupby(["area", "part"])["weight"].sum().to_numpy() == pytest.approx(np.ones(12))


def test_by_distance_the_farther_place_weighs_more():
    """A country at half of one target and at nine tenths of another gives the first five times the weight."""
    rows = values()
    for indicator, value in (("power", 50.0), ("water", 50.0), ("intensity", 4.0 / 0.9)):
        rows.loc[(rows["area"] == "A0") & (rows["indicator"] == indicator), "value"] = value
    own = design(weight_rule="distance")

    found = weights(measure(rows, own), own).loc["A0"]

    assert found["access"] / found["energy"] == pytest.approx(5.0)


def test_the_order_of_countries_and_of_indicators_does_not_matter():
    """Rows shuffled, places and indicators declared in another order: the same index."""
    rows, own = values(), design()
    turned = type(own)(
        **{
            **vars(own),
            "places": own.places.iloc[::-1].reset_index(drop=True),
            "indicators": own.indicators.iloc[::-1].reset_index(drop=True),
            "targets": own.targets.sample(frac=1, random_state=3),
        }
    )
    shuffled = rows.sample(frac=1, random_state=5)

    first = index(measure(rows, own), own)[["area", "index"]]
    second = index(measure(shuffled, turned), turned)[["area", "index"]]

    pd.testing.assert_frame_equal(first, second)


def test_names_of_countries_do_not_matter():
    """Countries that exchange their names exchange their index."""
    rows, own = values(), design()
    swapped = rows.assign(area=rows["area"].replace({"A0": "A1", "A1": "A0"}))

    first = index(measure(rows, own), own).set_index("area")["index"]
    second = index(measure(swapped, own), own).set_index("area")["index"]

    assert (second["A0"], second["A1"]) == pytest.approx((first["A1"], first["A0"]))


def test_missing_places_follow_the_rule():
    """Left out, as no progress, or as the median of the others: three means worked by hand."""
    rows = _without(values(), "A2", "school")
    measured = measure(rows, design())
    places = matrix(measured, design())
    access, energy = places.loc["A2", "access"], places.loc["A2", "energy"]

    found = {
        rule: index(measured, design(missing_rule=rule)).set_index("area").loc["A2"]
        for rule in ("left out", "no progress", "group median")
    }

    assert found["left out"]["index"] == pytest.approx((access + energy) / 2)
    assert found["no progress"]["index"] == pytest.approx((access + energy) / 3)
    assert found["group median"]["index"] == pytest.approx(
        (access + energy + places["learning"].median()) / 3
    )
    assert {tuple(row["missing"]) for row in found.values()} == {("learning",)}


def test_a_place_that_nobody_knows_stays_unknown():
    """There is no median of nothing; only “no progress” puts a number there."""
    nobody = np.array([[0.5, np.nan], [0.1, np.nan]])

    assert np.isnan(filled(nobody, "group median")[:, 1]).all()
    assert (filled(nobody, "no progress")[:, 1] == 0).all()
    with pytest.raises(ValueError, match="no rule 'guess' for what is missing"):
        filled(nobody, "guess")


def test_a_country_needs_enough_places():
    """With three places demanded, two give no index; the dashboard needs one alone."""
    measured = measure(_without(values(), "A3", "school"), design())
    own = design(least_known=3)

    found = index(measured, own).set_index("area")["index"]

    assert found.index[found.isna()].tolist() == ["A3"]
    assert index(measured, own, DASHBOARD)["index"].notna().all()


def test_a_stand_in_counts_only_where_no_component_is_known():
    """Water stands in for power: it counts for the country without power, and for no other."""
    own = design()
    changed = own.indicators.assign(role=["component", "stand-in", *["component"] * 3])
    own = type(own)(**{**vars(own), "indicators": changed})
    measured = measure(_without(values(), "A4", "power"), own)
    wide = measured.pivot(index="area", columns="indicator", values="progress")

    places = matrix(measured, own)["access"]

    assert places["A4"] == pytest.approx(wide.loc["A4", "water"])
    assert places["A0"] == pytest.approx(wide.loc["A0", "power"])


def test_doing_better_in_one_indicator_never_lowers_the_index():
    """All else equal, a better end value gives as high an index or a higher one."""
    rows, own = values(), design()
    better = rows.copy()
    end = (better["area"] == "A5") & (better["indicator"] == "water") & (better["year"] >= 2020)
    better.loc[end, "value"] += 5.0

    before = index(measure(rows, own), own).set_index("area")["index"]
    after = index(measure(better, own), own).set_index("area")["index"]

    assert after["A5"] > before["A5"]
    assert after.drop("A5").to_numpy() == pytest.approx(before.drop("A5").to_numpy())


def test_a_country_with_all_targets_met_has_an_index_of_one():
    """And no place of it is rated anything but on track."""
    rows, own = values(), design(target_rule="goal")
    for indicator, value in (("power", 100.0), ("water", 101.0), ("intensity", 3.0), ("school", 12.0)):
        rows.loc[
            (rows["area"] == "A0") & (rows["indicator"] == indicator) & (rows["year"] == 2021), "value"
        ] = value
    measured = measure(rows, own)

    assert index(measured, own).set_index("area")["index"]["A0"] == pytest.approx(1.0)
    assert set(ratings(measured, own).loc["A0"]) == {"on track"}


def test_index_and_dashboard_are_read_together():
    """A country that advances while its forest goes shows progress with stocks run down."""
    rows = values()
    year = rows["year"] >= 2020
    for indicator, value in (("power", 100.0), ("water", 100.0), ("trees", 1.0)):
        rows.loc[(rows["area"] == "A0") & (rows["indicator"] == indicator) & year, "value"] = value
    rows.loc[(rows["area"] == "A0") & (rows["indicator"].isin(["intensity", "school"])), "value"] = 6.0

    found = combined(measure(rows, design()), design()).set_index("area").loc["A0"]

    assert found["dashboard"] == -1.0
    assert found["index"] > 0
    assert found["reading"] == "progress, stocks run down"
