"""The book's own tables: Brazil's gives plausible effects, South Africa's derived numbers keep the laws."""

import numpy as np
import pandas as pd
import pytest

from pagebook.analysis.inputoutput import Leontief, Models, Part, effects, problems, split
from pagebook.data import Tables
from pagebook.data.accounts import Accounts


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """The real tables."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def brazil(tables) -> Accounts:
    """The input-output table of Brazil, 2015."""
    return tables.accounts("bra-2015")


@pytest.fixture(scope="module")
def derived(tables) -> pd.DataFrame:
    """Multipliers of South Africa, 2015: sector and measure by kind."""
    rows = tables.select("io_multipliers", table="zaf-2015")
    return rows.pivot_table(index=["sector", "measure"], columns="kind", values="value")


def test_jobs_per_million_reais_in_brazil_are_plausible(brazil):
    """Direct and indirect: 34 in agriculture, 21 in construction, 8 in power, water and waste."""
    jobs = Leontief(brazil).multipliers("employment")

    assert jobs[["agri", "constr", "utilities"]].round().tolist() == [34.0, 21.0, 8.0]


def test_brazil_balances_up_to_the_publishers_adjustments(brazil):
    """Rows to the last digit, columns to R$ 11 million; the whole is productive."""
    rows = brazil.flows.sum(axis=1) + brazil.final_demand.sum(axis=1) - brazil.output
    paid = brazil.flows.sum() + brazil.imports + brazil.taxes + brazil.value_added.sum(axis=1)

    assert problems(brazil) == []
    assert rows.abs().max() < 0.01
    assert (paid - brazil.output).abs().max() == pytest.approx(11.0, abs=0.01)


def test_all_jobs_of_brazil_are_in_its_final_demand(brazil):
    """Jobs that all final demand takes are all jobs, 102 million."""
    demand = brazil.final_demand.sum(axis=1)

    total = effects(brazil, demand, "employment").total

    assert total["type_1"] == pytest.approx(brazil.satellites[0].values.sum(), rel=1e-6)
    assert round(total["type_1"] / 1e6) == 102


def test_a_unit_of_brazils_demand_is_income_imports_and_taxes(brazil):
    """Up to the publisher's adjustments, nothing is lost on the way."""
    model = Leontief(brazil)

    total = sum(model.multipliers(of) for of in ("value_added", "imports", "taxes"))

    np.testing.assert_allclose(total, 1.0, atol=1e-4)


def test_solar_power_is_split_from_brazils_utilities_without_a_gap(brazil):
    """A green part with costs of its own leaves the rest of the economy as it was."""
    parts = [
        Part("solar", "Solar power", 0.01, costs={"compensation_of_employees": 0.15, "imports": 0.02}),
        Part("grid", "Other utilities", 0.99),
    ]
    divided = split(brazil, "utilities", parts)

    jobs, old = Models(divided).multipliers("employment"), Models(brazil).multipliers("employment")

    assert problems(divided) == []
    np.testing.assert_allclose(jobs.loc["agri"], old.loc["agri"], rtol=1e-3)


def test_every_round_adds_in_south_africa(derived):
    """Direct effects are the smallest, those with induced demand the largest, whatever is counted."""
    assert derived.shape == (21 * 7, 3)
    assert (derived["direct"] < derived["type_1"]).all()
    assert (derived["type_1"] < derived["type_2"]).all()
    assert (derived.loc[(slice(None), "output"), "direct"] == 1.0).all()


def test_jobs_by_education_sum_to_jobs_in_south_africa(derived):
    """Four levels of education make up all jobs, up to the digits told."""
    jobs = derived.unstack("measure")
    for kind in ("direct", "type_1", "type_2"):
        levels = [name for name in jobs[kind] if name.startswith("employment_")]
        assert len(levels) == 4
        np.testing.assert_allclose(jobs[kind][levels].sum(axis=1), jobs[kind]["employment"], rtol=2e-3)


def test_value_added_of_south_africas_demand_leaves_room_for_imports(derived):
    """Without induced demand, less than a unit is earned at home out of a unit spent."""
    earned = derived.xs("value_added", level="measure")["type_1"]

    assert earned.between(0.5, 0.95).all()
