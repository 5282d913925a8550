"""Scenarios of spending: shares of an amount, an activity split from its sector, statistics by sector."""

import pandas as pd
import pytest

from pagebook.analysis.inputoutput import Models, effects
from pagebook.analysis.scenarios import bridged, normalised, unallocated, with_part
from pagebook.data.accounts import Accounts, Satellite

KEYS = ["farms", "works"]


@pytest.fixture
def accounts() -> Accounts:
    """Return a small table of two sectors; works pay 200 and 100 of mixed income for 30 jobs."""

    def by_sector(*values: float) -> pd.Series:
        return pd.Series(values, KEYS, dtype=float)

    return Accounts(
        table="small",
        area="PER",
        year=2015,
        money="million soles",
        names={"farms": "Farms", "works": "Works"},
        flows=pd.DataFrame([[10.0, 90.0], [20.0, 300.0]], KEYS, KEYS),
        final_demand=pd.DataFrame({"households": by_sector(100, 680)}),
        imports=by_sector(10, 100),
        taxes=by_sector(10, 10),
        value_added=pd.DataFrame(
            {
                "compensation_of_employees": by_sector(50, 200),
                "mixed_income": by_sector(50, 100),
                "gross_operating_surplus": by_sector(50, 200),
            }
        ),
        output=by_sector(200, 1000),
        satellites=(
            Satellite("employment", "Jobs", "persons", by_sector(40, 30)),
            Satellite("ghg", "Gases", "tonnes", by_sector(500, 100)),
        ),
        households=("households",),
        labour_income=("compensation_of_employees", "mixed_income"),
    )


COSTS = pd.DataFrame(
    {
        "kind": ["value added", "goods and services", "value added"],
        "sector": ["compensation_of_employees", "works", "gross_operating_surplus"],
        "share": [0.606, 0.303, 0.101],
        "imported": [0.0, 0.5, 0.0],
    }
)
ACTIVITY = {
    "kind": "activity",
    "part": "buses",
    "part_name": "Buses",
    "part_of": "works",
    "part_output": 0.1,
    "part_gases": 0.2,
}


def test_rounded_shares_are_divided_by_their_sum():
    """Shares that a source rounds to 1.01 in all add up to 1."""
    assert normalised(COSTS)["share"].round(12).tolist() == [0.6, 0.3, 0.1]


def test_an_activity_has_the_costs_of_its_items(accounts):
    """A unit of output holds the shares of the items, the imported half of a purchase among the imports."""
    split = with_part(accounts, ACTIVITY, COSTS)

    per_unit = {
        "works": (split.flows.loc[["buses", "works"], "buses"].sum()) / split.output["buses"],
        "imports": split.imports["buses"] / split.output["buses"],
        "taxes": split.taxes["buses"] / split.output["buses"],
        **(split.value_added.loc["buses"] / split.output["buses"]).to_dict(),
    }

    assert {key: round(value, 12) for key, value in per_unit.items()} == {
        "works": 0.15,
        "imports": 0.15,
        "taxes": 0.0,
        "compensation_of_employees": 0.6,
        "mixed_income": 0.0,
        "gross_operating_surplus": 0.1,
    }


def test_the_jobs_of_an_activity_follow_from_its_wages(accounts):
    """Wages of 0.6 for each unit are twice the labour income of the sector, 0.3: so are the jobs."""
    split = with_part(accounts, ACTIVITY, COSTS)

    jobs, gases = (found.values for found in split.satellites)
    assert jobs.round(9).to_dict() == {"farms": 40.0, "buses": 6.0, "works": 24.0}
    assert gases.round(9).to_dict() == {"farms": 500.0, "buses": 20.0, "works": 80.0}


def test_a_part_that_sells_to_a_bundle_has_the_costs_of_its_sector(accounts):
    """Forestry split from farms takes what farms take, and only its emissions are its own."""
    forestry = {**ACTIVITY, "kind": "bundle", "part": "trees", "part_of": "farms", "part_gases": 0.0}
    demand = {"farms": pd.Series({"farms": 1.0}), "trees": pd.Series({"trees": 1.0})}

    models = Models(with_part(accounts, forestry, COSTS))

    jobs = {key: effects(models, one, "employment").total["type_1"] for key, one in demand.items()}
    gases = {key: effects(models, one, "ghg").total["direct"] for key, one in demand.items()}
    assert jobs["trees"] == pytest.approx(jobs["farms"])
    assert gases == {"farms": pytest.approx(500 / 180), "trees": 0.0}


def test_a_real_on_the_activity_hardly_depends_on_how_large_it_is_taken(accounts):
    """Half or twice the share of the sector's output moves the jobs of a unit of demand by less than 2%."""
    jobs = []
    for share in (0.05, 0.1, 0.2):
        row = {**ACTIVITY, "part_output": share, "part_gases": share}
        models = Models(with_part(accounts, row, COSTS))
        jobs.append(effects(models, pd.Series({"buses": 1.0}), "employment").total["type_1"])

    assert jobs == [pytest.approx(jobs[1], rel=0.02)] * 3


def test_statistics_go_to_sectors_by_shares_and_the_rest_to_households():
    """What is burnt in cars is in no sector, and nothing is lost on the way."""
    rows = pd.DataFrame(
        {
            "sector": ["works", "households", "works"],
            "share": [0.75, 0.25, 1.0],
            "value": [100.0, 100.0, 8.0],
        }
    )

    assert bridged(rows, KEYS).to_dict() == {"farms": 0.0, "works": 83.0}
    assert unallocated(rows) == 25.0
