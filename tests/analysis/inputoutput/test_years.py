"""Baseline against scenario over years."""

import numpy as np
import pandas as pd
import pytest
from tests.analysis.inputoutput.published import germany_1995, made_up

from pagebook.analysis.inputoutput import Models, effects, path
from pagebook.errors import ParameterError

SHOCKS = pd.DataFrame({"construction": [1000.0, 500.0], "trade": [0.0, 20.0]}, index=[1996, 1998])


def _totals(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    return frame[frame["measure"] == measure].groupby("year")[["baseline", "scenario", "difference"]].sum()


def test_without_growth_the_baseline_is_the_table():
    """Each year of the baseline has the table's output and jobs."""
    accounts = germany_1995()

    found = path(accounts, SHOCKS, of=["output", "employment"])

    assert found.columns.tolist() == ["measure", "year", "sector", "baseline", "scenario", "difference"]
    assert found["year"].tolist() == ([1996] * 6 + [1998] * 6) * 2
    assert found["sector"].tolist() == accounts.sectors * 4
    np.testing.assert_allclose(_totals(found, "output")["baseline"], accounts.output.sum(), rtol=1e-12)
    np.testing.assert_allclose(_totals(found, "employment")["baseline"], 36428.0, rtol=1e-12)


def test_the_difference_is_the_effect_of_the_years_shock():
    """What the scenario adds in a year is what `effects` tells of that year's demand."""
    models = Models(germany_1995())

    found = path(models, SHOCKS, of=["employment"])

    for year, shock in SHOCKS.iterrows():
        rows = found[found["year"] == year]
        np.testing.assert_allclose(rows["difference"], effects(models, shock, "employment").type_1, rtol=1e-9)
        np.testing.assert_allclose(rows["scenario"] - rows["baseline"], rows["difference"], rtol=1e-6)


def test_productivity_lessens_jobs_and_leaves_money():
    """Two per cent a year for three years: jobs over 1.02³, output as before."""
    models = Models(germany_1995())

    found = path(models, SHOCKS, of=["output", "employment"], productivity={"employment": 0.02})

    plain = path(models, SHOCKS, of=["output", "employment"])
    jobs = _totals(plain, "employment").div([1.02, 1.02**3], axis=0)
    pd.testing.assert_frame_equal(_totals(found, "employment"), jobs)
    pd.testing.assert_frame_equal(_totals(found, "output"), _totals(plain, "output"))


def test_parts_follow_the_whole_unless_they_have_their_own_rate():
    """Jobs of women follow jobs; jobs of men have their own productivity here."""
    accounts = made_up(2)
    shocks = pd.DataFrame({"s1": [10.0]}, index=[2016])
    of = ["employment", "employment_women", "employment_men"]

    found = path(accounts, shocks, of=of, productivity={"employment": 0.1, "employment_men": 0.0})

    plain = path(accounts, shocks, of=of)
    ratio = plain.groupby("measure")["difference"].sum() / found.groupby("measure")["difference"].sum()
    assert ratio.round(9).to_dict() == {"employment": 1.1, "employment_women": 1.1, "employment_men": 1.0}


def test_growth_may_differ_by_sector_and_year():
    """One number for all, a series by sector and a frame by year tell the same growth the same way."""
    accounts = germany_1995()
    by_sector = pd.Series(0.03, accounts.sectors)
    by_year = pd.DataFrame(0.03, [1996, 1997, 1998], accounts.sectors)

    told = [path(accounts, SHOCKS, growth=rate) for rate in (0.03, by_sector, by_year)]

    pd.testing.assert_frame_equal(told[0], told[1])
    pd.testing.assert_frame_equal(told[0], told[2])
    expected = accounts.output.sum() * np.array([1.03, 1.03**3])
    np.testing.assert_allclose(_totals(told[0], "output")["baseline"], expected, rtol=1e-9)


def test_closed_the_difference_has_the_induced_part():
    """Households' spending of what they earn is added to the scenario, not to the baseline."""
    models = Models(germany_1995())

    found = path(models, SHOCKS, of=["output"], closed=True)

    both = effects(models, SHOCKS.loc[1996], "output").total["type_2"]
    assert _totals(found, "output")["difference"][1996] == pytest.approx(both)
    assert _totals(found, "output")["baseline"][1996] == pytest.approx(3110430.0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"shocks": SHOCKS[::-1]}, "years of shocks must ascend and not be before 1995, not [1998, 1996]"),
        (
            {"shocks": SHOCKS.set_axis([1990, 1996])},
            "years of shocks must ascend and not be before 1995, not [1990, 1996]",
        ),
        ({"productivity": {"co2": 0.1}}, "deu-1995 has no satellite co2; it has output, "),
        ({"growth": pd.Series({"trade": 0.1})}, "growth is not told for all years from 1996: agriculture, "),
    ],
    ids=["order", "before", "satellite", "sector"],
)
def test_what_does_not_fit_is_refused(changes: dict, message: str):
    """The message says what is wrong and what there is."""
    asked = {"shocks": SHOCKS} | changes

    with pytest.raises(ParameterError) as raised:
        path(germany_1995(), **asked)

    assert str(raised.value).startswith(message)
