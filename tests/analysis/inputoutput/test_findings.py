"""A bad table is told what is wrong with it: each finding names sector and gap."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tests.analysis.inputoutput.published import germany_1995, made_up, two_sectors

from pagebook.analysis.inputoutput import Leontief, problems
from pagebook.data.accounts import Accounts
from pagebook.errors import DataError


def _with_flow(accounts: Accounts, seller: str, buyer: str, amount: float) -> Accounts:
    flows = accounts.flows.copy()
    flows.loc[seller, buyer] = amount
    return replace(accounts, flows=flows)


def _unlike(accounts: Accounts) -> dict[str, tuple[Accounts, list[str]]]:
    named = accounts.names
    jobs = accounts.satellites[0]
    return {
        "not square": (
            replace(accounts, flows=accounts.flows.drop(columns="other")),
            [
                "flows: 6 rows and 5 columns; a table has a column for each row",
                "flows, columns: missing: other (Other)",
            ],
        ),
        "unknown sector": (
            replace(accounts, taxes=accounts.taxes.rename({"trade": "shops"})),
            ["taxes, rows: missing: trade (Trade); no such sector: shops"],
        ),
        "twice": (
            replace(accounts, output=pd.concat([accounts.output, accounts.output[["trade"]]])),
            ["output, rows: more than once: trade"],
        ),
        "order": (
            replace(accounts, value_added=accounts.value_added[::-1]),
            ["value added, rows: the sectors stand in another order than in the list of names"],
        ),
        "no name": (replace(accounts, names=named | {"trade": " "}), ["names: trade has no name"]),
        "missing numbers": (
            replace(
                accounts,
                imports=accounts.imports.replace(21943, np.nan),
                final_demand=accounts.final_demand.replace(183, np.nan).replace(-6, np.inf),
            ),
            [
                "final demand: agriculture (Agriculture), column inventories has no number",
                "imports: trade (Trade) has no number",
            ],
        ),
        "negative output": (
            replace(accounts, output=accounts.output * [1, 1, -1, 1, 1, 1]),
            ["output: construction (Construction) is -245,606; output is not negative"],
        ),
        "negative flow": (
            _with_flow(accounts, "agriculture", "trade", -607.0),
            ["flows: agriculture (Agriculture) to trade (Trade) is -607; a flow is not negative"],
        ),
        "negative jobs": (
            replace(accounts, satellites=(replace(jobs, values=jobs.values * [1, 1, 1, -1, 1, 1]),)),
            ["satellite employment: trade (Trade) is -9,251, below 0"],
        ),
        "jobs of a sector missing": (
            replace(accounts, satellites=(replace(jobs, values=jobs.values.drop("business")),)),
            ["satellite employment, rows: missing: business (Business)"],
        ),
        "roles": (
            replace(accounts, households=("families",), labour_income=("wages",)),
            [
                "households: final demand has no category families",
                "labour income: value added has no component wages",
            ],
        ),
        "satellites": (
            replace(accounts, satellites=(jobs, jobs, replace(jobs, name="men", part_of="people", by="sex"))),
            [
                "satellite employment: stands more than once",
                "satellite employment: stands more than once",
                "satellite men: no satellite people to be a part of",
            ],
        ),
        "unbalanced": (
            _with_flow(accounts, "agriculture", "trade", 1607.0),
            [
                "row of agriculture (Agriculture): flows and final demand are 44,910, output is 43,910; "
                "the gap is 1,000",
                "column of trade (Trade): inputs, imports, taxes and value added are 541,063, "
                "output is 540,063; the gap is 1,000",
            ],
        ),
    }


@pytest.mark.parametrize("wrong", _unlike(germany_1995()))
def test_what_is_wrong_is_named_with_sector_and_gap(wrong: str):
    """Nothing is told but what was made wrong, in whole sentences."""
    accounts, expected = _unlike(germany_1995())[wrong]

    assert problems(accounts) == expected


def test_a_table_that_uses_up_more_than_it_makes_is_not_productive():
    """The Hawkins-Simon condition fails: told are the sector, and by how much it uses up more."""
    accounts = _with_flow(two_sectors(), "1", "1", 1900.0)
    accounts = _with_flow(accounts, "2", "1", 0.0)
    expected = (
        "not productive (Hawkins-Simon): the spectral radius is 1.9, not below 1; "
        "1 (Sector 1) takes 1.9 of inputs from home for 1 of output; the gap is 0.9"
    )

    found = problems(accounts, tolerance=10.0)

    assert found == [expected]
    with pytest.raises(DataError) as raised:
        Leontief(accounts)
    assert raised.value.problems == (expected,)


def test_a_table_that_just_uses_itself_up_is_not_productive():
    """A singular table, whose sectors use all that they make, is told like any other of the kind."""
    accounts = two_sectors()
    flows = pd.DataFrame([[500.0, 1000.0], [500.0, 1000.0]], accounts.sectors, accounts.sectors)

    found = problems(replace(accounts, flows=flows), tolerance=10.0)

    assert [finding.split("; ")[-2:] for finding in found] == [
        ["1 (Sector 1) takes 1 of inputs from home for 1 of output", "the gap is 0"],
        ["2 (Sector 2) takes 1 of inputs from home for 1 of output", "the gap is 0"],
    ]


def test_a_sparse_table_is_judged_like_a_dense_one():
    """The same finding for the same flows, however zeros are stored."""
    accounts = _with_flow(two_sectors(), "1", "1", 1900.0)
    sparse = replace(accounts, flows=accounts.flows.astype(pd.SparseDtype(float, 0.0)))

    assert problems(sparse, tolerance=10.0) == problems(accounts, tolerance=10.0)


def test_households_that_spend_more_than_they_earn_close_no_model():
    """The message tells households like a sector."""
    rich = replace(two_sectors(), household_income=100.0)

    with pytest.raises(DataError) as raised:
        Leontief(rich, closed=True)

    assert raised.value.problems[0].endswith("households spend 5 at home out of 1 of income")


def test_a_sector_may_take_more_than_it_makes_where_the_others_make_up_for_it():
    """A column sum above 1 alone is no fault: what counts is whether all demand can be met."""
    accounts = two_sectors()
    flows = pd.DataFrame([[150.0, 10.0], [1000.0, 100.0]], accounts.sectors, accounts.sectors)

    found = problems(replace(accounts, flows=flows), tolerance=10.0)

    assert found == []


def test_parts_of_jobs_that_miss_the_whole_are_told_with_the_gap():
    """Jobs by sex must sum to all jobs in each sector."""
    accounts = made_up(1)
    whole, women, men = accounts.satellites
    more = men.values.copy()
    more["s3"] += 100.0

    found = problems(replace(accounts, satellites=(whole, women, replace(men, values=more))))

    assert [finding[: finding.index(" sum")] for finding in found] == [
        "satellite employment: the parts by sex of s3 (Sector s3)"
    ]
    assert found[0].endswith("the gap is 100")


def test_rounding_of_the_source_is_let_pass_up_to_the_tolerance():
    """A gap is measured against the sector's output."""
    accounts = _with_flow(germany_1995(), "agriculture", "trade", 611.0)

    assert problems(accounts, tolerance=1e-4) == []
    assert len(problems(accounts, tolerance=1e-6)) == 2


def test_all_findings_are_collected():
    """Rows, columns and the productive condition are told together."""
    accounts = _with_flow(two_sectors(), "1", "1", 1900.0)

    kinds = [finding.split(" ")[0] for finding in problems(accounts)]

    assert kinds == ["row", "column", "not"]
