"""The model gives the numbers that books print, to the printed digit."""

import numpy as np
import pandas as pd
import pytest
from tests.analysis.inputoutput.published import germany_1995, netherlands_2000, two_sectors

from pagebook.analysis.inputoutput import Leontief, Models, effects, intensity, problems

MANUAL = {
    "output": [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782],  # table 15.15, p. 500
    "value_added": [0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199],  # table 15.16, p. 501
    "employment": [0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242],  # p. 501
}


def test_the_manuals_table_of_germany_balances_exactly():
    """Eurostat Manual 2008, table 15.4, p. 481: rows and columns sum to output in whole millions."""
    found = problems(germany_1995(), tolerance=0.0)

    assert found == []


@pytest.mark.parametrize("measure", MANUAL)
def test_multipliers_of_germany_are_those_of_the_manual(measure: str):
    """Eurostat Manual 2008, pp. 500 and 501: multipliers of domestic output, type I, to four digits."""
    found = Leontief(germany_1995()).multipliers(measure)

    assert found.round(4).tolist() == MANUAL[measure]


def test_input_coefficients_of_germany_are_those_of_the_manual():
    """Eurostat Manual 2008, pp. 485 and 486 (the first three) and table 15.14, p. 498."""
    accounts = germany_1995()
    diagonal = np.diag(Leontief(accounts).coefficients)

    assert diagonal[:3].round(4).tolist() == [0.0258, 0.2822, 0.0158]
    assert intensity(accounts, "value_added").round(4).tolist() == [
        0.4934,
        0.3659,
        0.4708,
        0.5766,
        0.5999,
        0.7172,
    ]
    assert round(intensity(accounts, "compensation_of_employees")["agriculture"], 4) == 0.2137


def test_the_leontief_inverse_of_germany_is_that_of_the_manual():
    """Eurostat Manual 2008, table 15.10, p. 488: 1.0339, 1.4292 and 1.0289 on the diagonal."""
    diagonal = np.diag(Leontief(germany_1995()).inverse())

    assert diagonal[:3].round(4).tolist() == [1.0339, 1.4292, 1.0289]


def test_income_effects_and_multipliers_of_the_netherlands_are_those_of_the_sheet():
    """Spicosa specification sheet, 2011: effects 0.263 … 0.493, type I multipliers 2.466 … 1.417."""
    accounts = netherlands_2000()

    found = Leontief(accounts).multipliers("compensation_of_employees")

    direct = intensity(accounts, "compensation_of_employees")
    assert found.round(3).tolist() == [0.263, 0.099, 0.306, 0.212, 0.465, 0.493]
    assert (found / direct).round(3).tolist() == [2.466, 2.333, 1.84, 2.372, 1.953, 1.417]


def test_the_open_model_of_two_sectors_is_that_of_the_textbook():
    """Miller and Blair, section 2.3.1: A, the inverse, and the simple output multipliers 1.518 and 1.452."""
    model = Leontief(two_sectors())

    assert model.coefficients.to_numpy().tolist() == [[0.15, 0.25], [0.20, 0.05]]
    assert model.inverse().to_numpy().round(3).tolist() == [[1.254, 0.330], [0.264, 1.122]]
    assert model.multipliers("output").round(3).tolist() == [1.518, 1.452]


def test_the_closed_model_of_two_sectors_is_that_of_the_textbook():
    """Miller and Blair, section 2.5: A with households, and the inverse of I less it, to three digits."""
    model = Leontief(two_sectors(), closed=True)

    assert model.coefficients.to_numpy().tolist() == [[0.15, 0.25, 0.05], [0.2, 0.05, 0.4], [0.3, 0.25, 0.05]]
    assert model.inverse().to_numpy().round(3).tolist() == [
        [1.365, 0.425, 0.251],
        [0.527, 1.348, 0.595],
        [0.570, 0.489, 1.289],
    ]


def test_total_multipliers_count_households_income_once():
    """Miller and Blair, section 6.2: 2.462 and 2.262 are truncated multipliers and income together."""
    model = Leontief(two_sectors(), closed=True)
    unit = pd.DataFrame(np.eye(2), model.accounts.sectors, model.accounts.sectors)

    income = model.income_for(unit)

    assert income.round(3).tolist() == [0.570, 0.489]
    assert (model.multipliers("output") + income).round(3).tolist() == [2.462, 2.262]


def test_income_of_the_closed_model_is_the_labour_that_the_demand_takes():
    """The households' row and the labour of effects differ by what households pay each other (1 − 0.05)."""
    accounts = two_sectors()
    demand = pd.Series({"1": 600.0, "2": 1500.0})

    told = effects(accounts, demand, "labour").total

    income = Models(accounts).closed.income_for(demand)
    assert told["type_2"] == pytest.approx(0.95 * income, rel=1e-12)
