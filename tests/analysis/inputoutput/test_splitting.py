"""A sector divided into parts keeps all balances, and is the old sector when summed again."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.inputoutput.published import germany_1995, made_up

from pagebook.analysis.inputoutput import Leontief, Part, problems, split
from pagebook.data.accounts import Accounts
from pagebook.errors import DataError, ParameterError

GREEN = Part(
    "solar",
    "Solar",
    share=0.02,
    costs={"imports": 0.3, "s1": 0.05, "wages": 0.02},
    sales={"households": 0.1},
    satellites={"employment": 0.05},
)
REST = Part("other", "Other power", share=0.98)


def _summed(accounts: Accounts, parts: list[str], sector: str) -> Accounts:
    """The parts of a sector, summed in its place."""
    into = {key: sector if key in parts else key for key in accounts.sectors}

    def rows(frame):
        return frame.groupby(into, sort=False).sum()

    def both(frame):
        return rows(rows(frame).T).T

    return replace(
        accounts,
        names={into[key]: key for key in accounts.sectors},
        flows=both(accounts.flows),
        final_demand=rows(accounts.final_demand),
        imports=rows(accounts.imports),
        taxes=rows(accounts.taxes),
        value_added=rows(accounts.value_added),
        output=rows(accounts.output),
        satellites=tuple(replace(found, values=rows(found.values)) for found in accounts.satellites),
        imported_flows=both(accounts.imported_flows),
        imported_final_demand=rows(accounts.imported_final_demand),
    )


def _same(found: Accounts, expected: Accounts) -> None:
    for name in ("flows", "final_demand", "value_added", "imported_flows", "imported_final_demand"):
        pd.testing.assert_frame_equal(
            getattr(found, name), getattr(expected, name), check_names=False, rtol=1e-9
        )
    for name in ("imports", "taxes", "output"):
        pd.testing.assert_series_equal(
            getattr(found, name), getattr(expected, name), check_names=False, rtol=1e-9
        )
    for one, other in zip(found.satellites, expected.satellites, strict=True):
        pd.testing.assert_series_equal(one.values, other.values, check_names=False, rtol=1e-9)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 0.99), st.integers(0, 4))
def test_parts_summed_again_are_the_sector(seed: int, share: float, position: int):
    """Split by output alone and re-aggregated, a table is what it was; it balances in between."""
    accounts = made_up(seed)
    sector = accounts.sectors[position]

    divided = split(accounts, sector, [Part("green", "Green", share), Part("grey", "Grey", 1 - share)])

    assert problems(divided, 1e-9) == []
    _same(_summed(divided, ["green", "grey"], sector), accounts)


@pytest.fixture
def accounts() -> Accounts:
    """A table whose sector s2 can be divided as declared above."""
    return made_up(7)


def test_declared_costs_and_sales_hold(accounts: Accounts):
    """The green part imports, pays and sells as declared; jobs too, and the balances stay."""
    divided = split(accounts, "s2", [GREEN, REST])

    output = divided.output["solar"]
    assert divided.sectors == ["s0", "s1", "solar", "other", "s3", "s4"]
    assert output == pytest.approx(0.02 * accounts.output["s2"])
    assert divided.imports["solar"] / output == pytest.approx(0.3)
    assert divided.flows.loc["s1", "solar"] / output == pytest.approx(0.05)
    assert divided.value_added.loc["solar", "wages"] / output == pytest.approx(0.02)
    assert divided.final_demand.loc["solar", "households"] / output == pytest.approx(0.1)
    for new, old in zip(divided.satellites, accounts.satellites, strict=True):
        assert new.values["solar"] == pytest.approx(0.05 * old.values["s2"])
    assert problems(divided, 1e-9) == []
    _same(_summed(divided, ["solar", "other"], "s2"), accounts)


def test_a_part_that_takes_all_of_something_leaves_nothing_of_it(accounts: Accounts):
    """Where a part buys all that the sector buys of a product, the rest buys none, not a little less."""
    all_of_it = accounts.flows.loc["s1", "s2"] / accounts.output["s2"] / 0.3
    parts = [Part("solar", "Solar", 0.3, costs={"s1": all_of_it}), Part("other", "Other", 0.7)]

    divided = split(accounts, "s2", parts)

    assert divided.flows.loc["s1", "other"] == 0.0
    assert problems(divided, 1e-9) == []


def test_shares_below_zero_are_told_as_flows_below_zero(accounts: Accounts):
    """No part takes less than nothing of a product."""
    parts = [Part("solar", "Solar", 0.3, costs={"s1": -0.01}), Part("other", "Other", 0.7)]

    with pytest.raises(
        DataError, match=r"flows: s1 \(Sector s1\) to solar \(Solar\) is -.*; a flow is not negative"
    ):
        split(accounts, "s2", parts)


def test_what_is_not_declared_follows_the_sector(accounts: Accounts):
    """Costs that are left out stand to one another as in the whole sector."""
    divided = split(accounts, "s2", [GREEN, REST])

    ratio = divided.value_added.loc["solar", "surplus"] / divided.taxes["solar"]

    assert ratio == pytest.approx(accounts.value_added.loc["s2", "surplus"] / accounts.taxes["s2"])


def test_other_sectors_need_what_they_needed(accounts: Accounts):
    """Parts with the sector's costs change nothing of what demand for other products takes."""
    divided = split(accounts, "s2", [Part("green", "Green", 0.3), Part("grey", "Grey", 0.7)])
    demand = pd.Series({"s0": 10.0, "s4": 3.0})

    found = Leontief(divided).output_for(demand)

    old = Leontief(accounts).output_for(demand)
    assert found["green"] + found["grey"] == pytest.approx(old["s2"])
    np.testing.assert_allclose(found[["s0", "s1", "s3", "s4"]], old[["s0", "s1", "s3", "s4"]])


def test_all_parts_may_be_declared_when_they_make_up_the_sector():
    """Shares of output, costs and sales that fit leave nothing over."""
    accounts = germany_1995()
    costs = {key: accounts.flows.loc[key, "trade"] / accounts.output["trade"] for key in accounts.sectors}
    parts = [Part("shops", "Shops", 0.25, costs=costs), Part("inns", "Inns", 0.75, costs=costs)]

    divided = split(accounts, "trade", parts)

    assert problems(divided, 1e-9) == []
    assert divided.flows.loc["business", "shops"] == pytest.approx(65755 / 4)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            [Part("a", "A", 0.5), Part("b", "B", 0.4)],
            "trade: the parts' shares sum to 0.9, not to 1; the gap is -0.1",
        ),
        ([Part("a", "A", 1.5), Part("b", "B", -0.5)], "b: its share is -0.5; a share is above 0"),
        ([Part("other", "A", 0.5), Part("b", "B", 0.5)], "other: stands more than once"),
        (
            [Part("a", "A", 0.5, costs={"imports": 0.2}), Part("b", "B", 0.5)],
            "trade: the parts' costs on imports do not make up the sector's 21,943; the gap is -32,063.3",
        ),
        (
            [Part("a", "A", 0.5, costs={"imports": 1.2}), Part("b", "B", 0.5)],
            "a: its costs sum to 1.2, not to 1; the gap is 0.2",
        ),
        (
            [Part("a", "A", 0.5, sales={"exports": 0.1}), Part("b", "B", 0.5, sales={"exports": 0.1})],
            "trade: the parts' sales on agriculture do not make up the sector's 3,559; the gap is 57.3547",
        ),
        (
            [
                Part("a", "A", 0.5, satellites={"employment": 0.7}),
                Part("b", "B", 0.5, satellites={"employment": 0.2}),
            ],
            "trade: the parts' shares of employment leave 0.1 over, not 0",
        ),
    ],
    ids=["sum", "negative", "twice", "too much", "above one", "left over", "jobs"],
)
def test_parts_that_do_not_make_up_the_sector_are_refused(parts: list[Part], message: str):
    """The first finding names the sector or part, the item and the gap."""
    with pytest.raises(DataError) as raised:
        split(germany_1995(), "trade", parts)

    assert raised.value.problems[0] == message


@pytest.mark.parametrize(
    ("sector", "part", "message"),
    [
        ("power", Part("a", "A", 1.0), "deu-1995 has no sector 'power'"),
        ("trade", Part("a", "A", 1.0, costs={"steel": 0.1}), "a names steel; there are agriculture, "),
        ("trade", Part("a", "A", 1.0, sales={"imports": 0.1}), "a names imports; there are agriculture, "),
        ("trade", Part("a", "A", 1.0, satellites={"co2": 0.1}), "a names co2; there are employment"),
    ],
    ids=["sector", "costs", "sales", "satellites"],
)
def test_names_that_the_table_does_not_have_are_refused(sector: str, part: Part, message: str):
    """The message lists what there is."""
    with pytest.raises(ParameterError) as raised:
        split(germany_1995(), sector, [part])

    assert str(raised.value).startswith(message)
