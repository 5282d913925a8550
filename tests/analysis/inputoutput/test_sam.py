"""A social accounting matrix becomes accounts by activity that balance."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pagebook.analysis.inputoutput import Leontief, Roles, from_sam, problems
from pagebook.data.accounts import Accounts
from pagebook.errors import DataError

ROLES = Roles(
    activities={"a_farm": "farm", "a_shop": "shop"},
    names={"farm": "Farms", "shop": "Shops"},
    commodities=("c_food", "c_trade"),
    factors=("labour", "capital"),
    labour=("labour",),
    households=("families",),
    final={"state": "government", "saving": "gfcf"},
    margins=("margins",),
    product_taxes=("sales_tax",),
    activity_taxes=("activity_tax",),
    abroad="world",
)
# Rows receive, columns pay. Food: farms make 90 and shops 10, trade brings 30, tax is 12, imports are 18.
CELLS = {
    ("c_food", "a_farm"): 20, ("c_trade", "a_farm"): 4, ("labour", "a_farm"): 40, ("capital", "a_farm"): 24,
    ("activity_tax", "a_farm"): 2,
    ("c_food", "a_shop"): 10, ("labour", "a_shop"): 25, ("capital", "a_shop"): 15,
    ("a_farm", "c_food"): 90, ("a_shop", "c_food"): 10, ("margins", "c_food"): 30,
    ("sales_tax", "c_food"): 12, ("world", "c_food"): 18,
    ("a_shop", "c_trade"): 40, ("c_trade", "margins"): 30,
    ("c_food", "families"): 71, ("c_trade", "families"): 6, ("saving", "families"): 27,
    ("families", "labour"): 65, ("families", "capital"): 39, ("c_food", "state"): 14,
    ("state", "activity_tax"): 2, ("state", "sales_tax"): 12, ("c_food", "saving"): 13,
    ("c_food", "world"): 32, ("saving", "world"): -14,
}  # fmt: skip


def _matrix(changes: dict[tuple[str, str], float] | None = None) -> pd.DataFrame:
    cells = CELLS | (changes or {})
    accounts = list(dict.fromkeys(name for pair in cells for name in pair))
    matrix = pd.DataFrame(0.0, accounts, accounts)
    for (row, column), amount in cells.items():
        matrix.loc[row, column] = amount
    return matrix


def _accounts(matrix: pd.DataFrame, roles: Roles = ROLES) -> Accounts:
    return from_sam(matrix, roles, table="toy", area="XXX", year=2015, money="million")


def test_rows_and_columns_of_the_accounts_balance():
    """Output, value added and labour are those of the matrix, and nothing is lost in between."""
    found = _accounts(_matrix())

    assert problems(found, 1e-12) == []
    assert found.names == {"farm": "Farms", "shop": "Shops"}
    assert found.output.to_dict() == {"farm": 90.0, "shop": 50.0}
    assert found.value_added.to_dict("index") == {
        "farm": {"labour": 40.0, "capital": 24.0, "activity_tax": 2.0},
        "shop": {"labour": 25.0, "capital": 15.0, "activity_tax": 0.0},
    }
    assert found.final_demand.columns.tolist() == ["households", "government", "gfcf", "exports"]


def test_what_is_paid_for_food_is_divided_as_its_account_is():
    """Of 160 paid for food, exports take 32 of the 130 made and brought at home; buyers at home the rest."""
    found = _accounts(_matrix())

    home = 160 - 32
    farms = 90 * (1 - 32 / 130) / home
    assert found.flows.loc["farm", "farm"] == pytest.approx(20 * farms)
    assert found.imports["farm"] == pytest.approx(20 * 18 / home)
    assert found.taxes["farm"] == pytest.approx(20 * 12 / home)
    assert found.final_demand.loc["farm", "exports"] == pytest.approx(32 * 90 / 130)


def test_margins_are_bought_of_shops():
    """What farms pay for food and trade reaches shops as their own food, as margins and as trade."""
    found = _accounts(_matrix())

    home = 160 - 32
    kept = 1 - 32 / 130
    assert found.flows.loc["shop", "farm"] == pytest.approx(20 * (10 + 30) * kept / home + 4)
    assert found.final_demand.loc["shop", "exports"] == pytest.approx(32 * (10 + 30) / 130)


def test_households_income_is_all_that_they_receive():
    """Wages and profits of 104, of which the induced demand is a share, not of wages alone."""
    found = _accounts(_matrix())

    model = Leontief(found, closed=True)

    assert (found.household_income, found.households, found.labour_income) == (
        104.0,
        ("households",),
        ("labour",),
    )
    spent = found.final_demand["households"] / 104
    np.testing.assert_allclose(model.coefficients["households"].iloc[:2], spent)


def test_what_is_bought_of_activities_directly_is_kept():
    """Food that families eat on their own farms is demand for farms, beside the market."""
    changes = {("a_farm", "families"): 5.0, ("labour", "a_farm"): 45.0, ("families", "labour"): 70.0}

    found = _accounts(_matrix(changes))

    assert problems(found, 1e-12) == []
    plain = _accounts(_matrix())
    assert found.final_demand.loc["farm", "households"] == pytest.approx(
        plain.final_demand.loc["farm", "households"] + 5
    )


@pytest.mark.parametrize(
    ("changes", "roles", "expected"),
    [
        (
            {("labour", "a_farm"): 41},
            ROLES,
            ["a_farm: receives 90 and pays 91; the gap is -1",
             "labour: receives 66 and pays 65; the gap is 1"],
        ),
        ({}, replace(ROLES, margins=()), [
            "margins: pays 30 to c_trade, for which neither has a role",
            "c_food: pays 30 to margins, for which neither has a role",
        ]),
        ({}, replace(ROLES, abroad="rest"), ["rest: no such account in the matrix"]),
        (
            {},
            replace(ROLES, names={"farm": "Farms"}, labour=("work",)),
            ["a_shop: its sector shop has no name", "work: labour, but none of the factors"],
        ),
        (
            {("c_food", "world"): 140, ("c_food", "families"): 0, ("c_food", "state"): 0,
             ("c_food", "saving"): -10, ("saving", "families"): 98, ("saving", "state"): 14,
             ("saving", "world"): -122},
            ROLES,
            ["c_food: exports are 140, 130 is made at home; 10 only passes through"],
        ),
    ],
    ids=["unbalanced", "stray", "missing", "names", "transit"],
)  # fmt: skip
def test_a_matrix_that_does_not_fit_is_told_by_account(changes: dict, roles: Roles, expected: list[str]):
    """Every finding names the account and the gap."""
    with pytest.raises(DataError) as raised:
        _accounts(_matrix(changes), roles)

    assert list(raised.value.problems) == expected


def test_rows_and_columns_in_other_orders_are_refused():
    """A matrix is read by labels, but its accounts stand once and in one order."""
    with pytest.raises(DataError, match="in one order"):
        _accounts(_matrix().iloc[::-1])
