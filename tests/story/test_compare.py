"""The chapter that compares holds every observation of the partner countries, and ranks them."""

import csv

import pytest

from pagebook.data import Tables
from pagebook.story.compare import ComparePage


@pytest.fixture(scope="module")
def page(book_root) -> ComparePage:
    """Return the chapter of the real book."""
    return ComparePage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def rows(book_root) -> list[dict[str, str]]:
    """Return the statistics as a plain reader of CSV sees them."""
    with (book_root / "data/indicators/indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_observation_of_a_partner_can_be_chosen(page, rows):
    """The page holds each value up to the newest common year in the place of its year, and no other."""
    partners = set(page.tables.select("countries")["country"])

    series = page.explorer().content["series"]

    held = {
        (indicator, area, first + at): value
        for indicator, areas in series.items()
        for area, (first, *values) in areas.items()
        for at, value in enumerate(values)
        if value is not None and area in partners
    }
    assert held == {
        (row["indicator"], row["area"], int(row["year"])): float(row["value"])
        for row in rows
        if row["area"] in partners and row["value"] and int(row["year"]) <= 2024
    }


def test_the_ranking_is_in_order_of_the_latest_values(page, rows):
    """Of emissions the lowest comes first, as the catalogue says that low is better."""
    latest = {}
    partners = set(page.tables.select("countries")["country"])
    for row in rows:
        if row["indicator"] == "co2_per_capita" and row["area"] in partners and int(row["year"]) <= 2024:
            latest[row["area"]] = float(row["value"])
    names = page.tables.select("countries").set_index("country")["name"]

    table = page.ranking_chart().table

    assert list(table["country"]) == [names[area] for area in sorted(latest, key=latest.__getitem__)]
    assert page.ranking_chart().finding.startswith(f"CO₂ emissions per person, territorial: {len(latest)} ")


def test_a_country_stands_beside_the_medians_of_its_own_groups(page):
    """Peru is measured against Latin America and the upper middle incomes."""
    medians = page.tables.select("peer_medians", indicator="co2_per_capita", year=2024).set_index("group")

    peru = page.peers().frame.set_index("country").loc["Peru"]

    assert peru["region"] == medians.at["Latin America & Caribbean", "median"]
    assert peru["income"] == medians.at["UMC", "median"]
    assert peru["partners"] == medians.at["PAGE22", "median"]
