"""Laws that hold for any table that balances."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csc_matrix
from tests.analysis.inputoutput.published import germany_1995, made_up, two_sectors

from pagebook.analysis.inputoutput import Leontief, Models, effects, group_effects, measures, problems
from pagebook.analysis.inputoutput.solving import Factors
from pagebook.data.accounts import Accounts
from pagebook.errors import DataError, ParameterError

SEEDS = st.integers(0, 2**32 - 1)
AMOUNTS = st.lists(st.floats(0, 1e6), min_size=5, max_size=5)
EXACT = 1e-9
OFTEN = settings(deadline=None, max_examples=30)


def _demand(accounts: Accounts, amounts: list[float]) -> pd.Series:
    return pd.Series(amounts, accounts.sectors)


def _permuted(accounts: Accounts, order: list[str]) -> Accounts:
    def rows(frame):
        return frame.loc[order]

    return replace(
        accounts,
        names={key: accounts.names[key] for key in order},
        flows=accounts.flows.loc[order, order],
        final_demand=rows(accounts.final_demand),
        imports=rows(accounts.imports),
        taxes=rows(accounts.taxes),
        value_added=rows(accounts.value_added),
        output=rows(accounts.output),
        satellites=tuple(replace(found, values=rows(found.values)) for found in accounts.satellites),
        imported_flows=accounts.imported_flows.loc[order, order],
        imported_final_demand=rows(accounts.imported_final_demand),
    )


@OFTEN
@given(SEEDS)
def test_output_is_what_final_demand_takes(seed: int):
    """x = A x + f: the table's final demand gives the table's output back."""
    accounts = made_up(seed)
    model = Leontief(accounts)
    demand = accounts.final_demand.sum(axis=1)

    output = model.output_for(demand)

    assert problems(accounts, EXACT) == []
    np.testing.assert_allclose(output, accounts.output, rtol=EXACT)
    np.testing.assert_allclose(model.coefficients @ output + demand, output, rtol=EXACT)


@OFTEN
@given(SEEDS)
def test_a_unit_of_demand_is_value_added_imports_and_taxes(seed: int):
    """Nothing else is left of a unit spent at home, in the open model, whatever the sector."""
    model = Leontief(made_up(seed))

    total = sum(model.multipliers(of) for of in ("value_added", "imports", "taxes"))

    np.testing.assert_allclose(total, 1.0, rtol=EXACT)


@OFTEN
@given(SEEDS)
def test_type_two_is_not_below_type_one_nor_that_below_the_direct_effect(seed: int):
    """Every round adds, for every measure that is not negative."""
    models = Models(made_up(seed))

    for measure in measures(models.accounts):
        found = models.multipliers(measure)
        assert (found[["direct", "indirect", "induced"]] >= -EXACT).all(axis=None)
        np.testing.assert_allclose(found["type_2"], found[["direct", "indirect", "induced"]].sum(axis=1))


@OFTEN
@given(SEEDS, AMOUNTS, AMOUNTS)
def test_effects_of_two_demands_add_up(seed: int, first: list[float], second: list[float]):
    """The model is linear: shocks may be told apart or together."""
    models = Models(made_up(seed))
    one, two = (_demand(models.accounts, amounts) for amounts in (first, second))

    together = effects(models, one + two, "employment").by_sector

    apart = effects(models, one, "employment").by_sector + effects(models, two, "employment").by_sector
    np.testing.assert_allclose(together, apart, rtol=EXACT, atol=1e-6)


@OFTEN
@given(SEEDS, AMOUNTS, st.integers(0, 4), st.floats(1, 1e6))
def test_more_demand_is_never_less_output(seed: int, amounts: list[float], position: int, more: float):
    """Demand for a sector's product lowers no sector's output, and raises its own by as much or more."""
    model = Leontief(made_up(seed))
    demand = _demand(model.accounts, amounts)
    raised = demand.copy()
    raised.iloc[position] += more

    change = model.output_for(raised - demand)

    assert (change >= 0).all()
    assert change.iloc[position] >= more * (1 - 1e-9)


@OFTEN
@given(SEEDS, st.floats(1e-3, 1e3), AMOUNTS)
def test_the_unit_of_money_does_not_matter(seed: int, scale: float, amounts: list[float]):
    """A table in thousands gives the jobs that it gives in millions, for the same demand."""
    accounts = made_up(seed)
    scaled = replace(
        accounts,
        flows=accounts.flows * scale,
        final_demand=accounts.final_demand * scale,
        imports=accounts.imports * scale,
        taxes=accounts.taxes * scale,
        value_added=accounts.value_added * scale,
        output=accounts.output * scale,
        imported_final_demand=accounts.imported_final_demand * scale,
    )
    demand = _demand(accounts, amounts)

    found = effects(scaled, demand * scale, "employment").by_sector

    np.testing.assert_allclose(found, effects(accounts, demand, "employment").by_sector, rtol=1e-7, atol=1e-6)


@OFTEN
@given(SEEDS, st.permutations(range(5)))
def test_the_order_of_sectors_does_not_matter(seed: int, order: list[int]):
    """A table whose sectors stand in another order gives the same multipliers."""
    accounts = made_up(seed)
    other = _permuted(accounts, [accounts.sectors[position] for position in order])

    found = Models(other).multipliers("employment").loc[accounts.sectors]

    np.testing.assert_allclose(found, Models(accounts).multipliers("employment"), rtol=EXACT, atol=1e-12)


@OFTEN
@given(SEEDS, AMOUNTS)
def test_effects_are_the_multipliers_of_what_is_demanded(seed: int, amounts: list[float]):
    """Summed over sectors where they occur, effects are multipliers times demand, told by another solve."""
    models = Models(made_up(seed))
    demand = _demand(models.accounts, amounts)

    total = effects(models, demand, "imports").total

    expected = (models.multipliers("imports").T * demand).sum(axis=1)
    np.testing.assert_allclose(total[expected.index], expected, rtol=1e-9, atol=1e-9)


@OFTEN
@given(SEEDS, AMOUNTS)
def test_parts_of_jobs_sum_to_jobs(seed: int, amounts: list[float]):
    """Jobs of women and of men are all jobs, direct, indirect and induced alike."""
    models = Models(made_up(seed))
    demand = _demand(models.accounts, amounts)

    parts = group_effects(models, demand, "employment", "sex")

    assert parts.index.tolist() == ["employment_women", "employment_men"]
    np.testing.assert_allclose(parts.sum(), effects(models, demand, "employment").total, rtol=1e-9, atol=1e-9)


@OFTEN
@given(SEEDS)
def test_a_sparse_table_gives_what_a_dense_one_gives(seed: int):
    """Whether zeros are stored changes no multiplier, open or closed."""
    dense = made_up(seed)
    sparse = replace(dense, flows=dense.flows.astype(pd.SparseDtype(float, 0.0)))

    found = Models(sparse)

    expected = Models(dense)
    np.testing.assert_allclose(
        found.multipliers("employment"), expected.multipliers("employment"), rtol=EXACT
    )
    assert problems(sparse, EXACT) == []
    pd.testing.assert_frame_equal(found.closed.coefficients.sparse.to_dense(), expected.closed.coefficients)


def test_many_demands_are_solved_for_at_once():
    """A frame of demands gives a frame of outputs, column by column."""
    model = Leontief(germany_1995())
    demands = pd.DataFrame({"farms": {"agriculture": 1.0}, "homes": {"construction": 2.0}})

    found = model.output_for(demands.fillna(0.0))

    assert found.columns.tolist() == ["farms", "homes"]
    pd.testing.assert_series_equal(
        found["homes"], model.output_for(pd.Series({"construction": 2.0})), check_names=False
    )


def test_a_sector_without_output_uses_and_adds_nothing():
    """A row and column of zeros leave the multiplier of their sector at the unit itself."""
    accounts = germany_1995()
    idle = accounts.sectors[2]
    flows = accounts.flows.copy()
    flows.loc[idle] = flows[idle] = 0.0
    empty = replace(
        accounts,
        flows=flows,
        value_added=accounts.value_added.mul(accounts.output.index != idle, axis=0),
        output=accounts.output.where(accounts.output.index != idle, 0.0),
    )

    found = Leontief(empty).multipliers("output")

    assert found[idle] == 1.0


def test_without_households_there_is_no_type_two():
    """A table that tells nothing of households has direct and indirect effects, and says so of the rest."""
    models = Models(replace(germany_1995(), households=(), labour_income=()))

    found = effects(models, pd.Series({"trade": 1.0}))

    assert found.induced is None
    assert found.type_2 is None
    assert found.total.index.tolist() == ["direct", "indirect", "type_1"]
    assert models.multipliers()[["induced", "type_2"]].isna().all(axis=None)
    with pytest.raises(ParameterError, match="deu-1995 tells no spending of households"):
        Leontief(models.accounts, closed=True)


def test_households_spend_at_most_what_they_have():
    """Where only wages are told and more is spent, all income is spent and none twice."""
    accounts = replace(two_sectors(), household_income=None, paid_by_households=0.0)
    poor = replace(accounts, value_added=accounts.value_added * [0.25, 1.0])

    shares = Leontief(poor, closed=True).coefficients["households"]

    assert shares.to_dict() == {"1": 50 / 450, "2": 400 / 450, "households": 0.0}


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda models: models.open.output_for(pd.Series({"steel": 1.0})), "deu-1995 has no sector steel"),
        (
            lambda models: models.open.multipliers("methane"),
            "deu-1995 has no measure 'methane'; it has output, value_added, imports, taxes, "
            "compensation_of_employees, other_net_taxes, fixed_capital, net_operating_surplus, employment",
        ),
        (
            lambda models: models.open.income_for(pd.Series({"trade": 1.0})),
            "income of households is told by the closed model",
        ),
        (
            lambda models: group_effects(models, pd.Series({"trade": 1.0}), "employment", "sex"),
            "deu-1995 does not divide employment by sex",
        ),
    ],
    ids=["sector", "measure", "income", "group"],
)
def test_what_a_table_does_not_tell_is_refused_by_name(ask, message: str):
    """The message names what was asked for, and what there is."""
    with pytest.raises(ParameterError) as raised:
        ask(Models(germany_1995()))

    assert str(raised.value) == message


def test_a_table_that_does_not_fit_together_is_not_computed_with():
    """The model raises all findings at once instead of numbers."""
    accounts = germany_1995()

    with pytest.raises(DataError) as raised:
        Leontief(
            replace(accounts, output=accounts.output.drop("trade"), imports=accounts.imports.drop("other"))
        )

    assert raised.value.problems == (
        "imports, rows: missing: other (Other)",
        "output, rows: missing: trade (Trade)",
    )


@OFTEN
@given(SEEDS)
def test_the_closed_model_is_the_inverse_with_households_inside(seed: int):
    """One more solve gives what factors of the larger matrix would give."""
    model = Leontief(made_up(seed), closed=True)
    shares = model.coefficients.to_numpy()

    found = model.inverse()

    np.testing.assert_allclose(found, np.linalg.inv(np.eye(6) - shares), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(model.multipliers("output"), found.iloc[:5, :5].sum(), rtol=1e-9)


@OFTEN
@given(SEEDS, st.floats(0.5, 2.0))
def test_productive_means_a_spectral_radius_below_one(seed: int, radius: float):
    """One solve tells what the eigenvalues of A tell, dense or sparse."""
    shares = np.random.default_rng(seed).uniform(0, 1, (6, 6))
    shares *= radius / np.abs(np.linalg.eigvals(shares)).max()

    verdicts = [Factors(shares).productive, Factors(csc_matrix(shares)).productive]

    assert verdicts == [radius < 1] * 2 or abs(radius - 1) < 1e-9
