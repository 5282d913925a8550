"""A bundle of spending is divided into what is bought at home, abroad and paid in taxes."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.inputoutput.published import germany_1995, made_up

from pagebook.analysis.inputoutput import Leontief, domestic, effects, import_shares, problems, spread
from pagebook.errors import DataError, ParameterError

COSTS = pd.DataFrame(
    {
        "sector": ["manufacturing", "construction", "manufacturing"],
        "share": [0.5, 0.3, 0.2],
        "imported": [0.4, None, 0.0],
        "taxes": [0.1, 0.05, 0.0],
    }
)


def test_spending_is_told_in_full():
    """Modules are half imported, building work is taxed: the parts sum to the amount."""
    sectors = germany_1995().sectors

    spent = spread(COSTS, 1000.0, sectors)

    assert spent.demand.to_dict() == dict.fromkeys(sectors, 0.0) | {
        "manufacturing": 450.0,
        "construction": 285.0,
    }
    assert spent.imported.to_dict() == dict.fromkeys(sectors, 0.0) | {"manufacturing": 200.0}
    assert spent.taxes["manufacturing"] == 50.0
    assert (spent.leak, spent.amount) == (265.0, 1000.0)


def test_what_leaks_sets_nothing_going():
    """The same bundle, all imported, has no effect at home."""
    models = germany_1995()
    spent = spread(COSTS.assign(imported=1.0, taxes=0.0), 1000.0, models.sectors)

    total = effects(models, spent.demand, "employment").total

    assert spent.leak == 1000.0
    assert total.abs().max() == 0.0


def test_a_series_of_shares_is_bought_at_home():
    """The short form names sectors and shares, in their order."""
    spent = spread(pd.Series({"trade": 0.25, "other": 0.75}), 8.0)

    assert spent.demand.to_dict() == {"trade": 2.0, "other": 6.0}
    assert spent.leak == 0.0


def test_shares_that_cannot_be_are_all_told():
    """Each finding names the sector."""
    costs = pd.DataFrame(
        {"sector": ["trade", "steel"], "share": [1.2, 0.1], "imported": [0.6, 0], "taxes": [0.5, 0]}
    )

    with pytest.raises(DataError) as raised:
        spread(costs, 1.0, ["trade"])

    assert raised.value.problems == (
        "trade: share is 1.2; a share is between 0 and 1",
        "trade: imported and taxes together are 1.1, more than the whole",
        "steel: no such sector",
        "the shares sum to 1.3, not to 1; the gap is 0.3",
    )


def test_import_shares_of_a_category_are_those_of_the_table():
    """Imported over all that households buy of a product, and zero where they buy none."""
    accounts = made_up(3)
    home, abroad = accounts.final_demand["households"], accounts.imported_final_demand["households"]

    assert import_shares(accounts, "households").to_dict() == (abroad / (home + abroad)).to_dict()
    with pytest.raises(ParameterError, match="deu-1995 does not tell what households imports"):
        import_shares(germany_1995(), "households")


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_total_flows_divide_into_home_and_abroad(seed: int):
    """Both parts sum to the whole, imports are all used, exports are made at home, users share one rate."""
    accounts = made_up(seed)
    imports = pd.Series(np.random.default_rng(seed).uniform(0, 1, 5), accounts.sectors)
    imports *= accounts.flows.sum(axis=1) + accounts.final_demand[["households", "government"]].sum(axis=1)

    found = domestic(accounts.flows, accounts.final_demand, imports)

    np.testing.assert_allclose(found.flows + found.imported_flows, accounts.flows)
    np.testing.assert_allclose(found.final_demand + found.imported_final_demand, accounts.final_demand)
    abroad = found.imported_flows.sum(axis=1) + found.imported_final_demand.sum(axis=1)
    np.testing.assert_allclose(abroad, imports, rtol=1e-9)
    assert found.imported_final_demand["exports"].tolist() == [0.0] * 5
    np.testing.assert_allclose(found.imported_flows, accounts.flows.mul(found.shares, axis=0))


def test_domestic_flows_have_smaller_multipliers_than_total_ones():
    """Taking imports for home production overstates every multiplier."""
    accounts = made_up(5)
    used = accounts.flows.sum(axis=1) + accounts.final_demand[["households", "government"]].sum(axis=1)
    parts = domestic(accounts.flows, accounts.final_demand, used * 0.2)
    abroad = parts.imported_flows.sum()
    home = replace(
        accounts,
        flows=parts.flows,
        final_demand=parts.final_demand,
        imports=accounts.imports + abroad,
        output=parts.flows.sum(axis=1) + parts.final_demand.sum(axis=1),
    )

    total = Leontief(replace(accounts, output=home.output)).multipliers()

    assert problems(accounts, 1e-9) == []
    assert (Leontief(home).multipliers() < total).all()


def test_more_imports_than_use_are_refused():
    """The finding names the product and the gap."""
    accounts = germany_1995()
    imports = accounts.imports * 0.0
    imports["agriculture"] = 50000.0
    imports["trade"] = -1.0

    with pytest.raises(DataError) as raised:
        domestic(accounts.flows, accounts.final_demand, imports)

    assert raised.value.problems == (
        "agriculture: imports are 50,000, use at home is 40,176; the gap is 9,824",
        "trade: imports are -1, use at home is 494,018; the gap is -494,019",
    )
