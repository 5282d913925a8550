"""The tables of scenarios fit together: shares, variants, sectors, and words that say what is assumed."""

import pandas as pd
import pytest

from pagebook.data import Tables


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the data of the real book."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def costs(tables) -> pd.DataFrame:
    """Return what the scenarios buy."""
    return tables.select("io_scenario_costs")


def test_shares_of_a_variant_add_up_to_the_whole(costs):
    """Each variant spends the whole amount, to what its source rounds."""
    sums = costs.groupby(["scenario", "variant"])["share"].sum()

    assert sums[(sums - 1).abs() > 0.0011].to_dict() == {}


def test_shares_of_a_statistic_add_up_to_the_whole(tables):
    """No emission is counted twice or lost between the sectors and households."""
    sums = tables.select("io_bridges").groupby(["table", "satellite", "indicator"])["share"].sum()

    assert sums[(sums - 1).abs() > 1e-9].to_dict() == {}


def test_each_scenario_but_the_turn_of_sectors_has_a_central_variant(tables):
    """Pages show the central variant first."""
    scenarios, variants = tables.select("io_scenarios"), tables.select("io_variants")
    turned = scenarios[scenarios["kind"] != "each sector"]

    central = variants[variants["variant"] == "central"]

    assert set(central["scenario"]) == set(turned["scenario"])
    assert set(variants["scenario"]) == set(turned["scenario"])


def test_each_item_is_bought_from_a_sector_of_its_table(tables, costs):
    """What sells an item is in the table, is split from it, or is a component of value added."""
    strange = []
    for row in tables.select("io_scenarios").to_dict("records"):
        accounts = tables.accounts(row["table"])
        known = {*accounts.sectors, row["part"], *accounts.value_added.columns}
        mine = costs[costs["scenario"] == row["scenario"]]
        strange += [(row["scenario"], sector) for sector in mine["sector"] if sector not in known]

    assert strange == []


def test_each_bridge_leads_to_a_sector_or_to_households(tables):
    """Emissions go where a sector of the table is."""
    rows = tables.select("io_bridges")
    sectors = {key: {*tables.accounts(key).sectors, "households"} for key in set(rows["table"])}

    assert [row for row in rows.to_dict("records") if row["sector"] not in sectors[row["table"]]] == []


def test_what_is_assumed_cites_the_editors_and_what_is_sourced_a_source(tables, costs):
    """A number that nobody was read for is never shown as a source's."""
    editors = "pagebook-editors"
    bridges = tables.select("io_bridges")
    assumed = (costs["share_basis"] == "assumption") | (costs["imported_basis"] == "assumption")

    silent = [*costs[assumed]["sources"], *bridges[bridges["basis"] == "assumption"]["sources"]]
    sourced = [
        *costs[costs["share_basis"] == "source"]["sources"],
        *bridges[bridges["basis"] == "source"]["sources"],
    ]

    assert [cited for cited in silent if editors not in cited] == []
    assert [cited for cited in sourced if set(cited) <= {editors}] == []


def test_a_share_that_varies_between_variants_is_an_assumption(costs):
    """What a source gives is the same in every variant."""
    sourced = costs[costs["share_basis"] == "source"]

    spread = sourced.groupby(["scenario", "item"])["share"].nunique()

    assert spread[spread > 1].to_dict() == {}
