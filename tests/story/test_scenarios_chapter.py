"""The chapter that sets scenarios side by side, and the one on their method, say what the outcomes say."""

import csv

import pytest

from pagebook.data import Tables
from pagebook.story.scenario import ScenarioPage
from pagebook.story.scenarios_chapter import ScenariosPage
from pagebook.story.scenarios_method import ScenarioMethodPage


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the data of the real book."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def page(tables) -> ScenariosPage:
    """Return the chapter."""
    return ScenariosPage(tables)


@pytest.fixture(scope="module")
def words(page) -> dict[str, str]:
    """Return the words of its prose, without escapes."""
    return {key: value.replace("\\", "") for key, value in page.substitutions().items()}


def test_the_prose_names_the_ends_of_the_list(page, words):
    """The scenario with the most jobs and the one with the fewest are those of the scenarios' own pages."""
    jobs = {
        row["name"].partition(": ")[2]: ScenarioPage(row["scenario"], page.tables).central.total("employment")
        for row in page.rows.to_dict("records")
    }

    most, least = max(jobs, key=jobs.__getitem__), min(jobs, key=jobs.__getitem__)

    assert (words["most"], words["least"]) == (most, least)
    assert words["most_jobs"] == f"{round(jobs[most], -2):,.0f} jobs"
    assert words["least_jobs"] == f"{round(jobs[least], -2):,.0f} jobs"


def test_the_share_of_households_is_that_of_the_bridges(book_root, words):
    """What is burnt in cars and stoves is 34% of transport and 85% of buildings, of all that is bridged."""
    with (book_root / "data/indicators/indicators.csv").open(encoding="utf-8", newline="") as file:
        brazil = [row for row in csv.DictReader(file) if (row["area"], row["year"]) == ("BRA", "2015")]
    gases = {row["indicator"]: float(row["value"]) for row in brazil if row["indicator"].startswith("ghg_")}
    left_out = ("ghg_intensity_gdp", "ghg_lucf", "ghg_per_capita_incl_land_use", "ghg_total_incl_land_use")
    total = sum(value for name, value in gases.items() if name not in left_out)

    share = (0.34 * gases["ghg_transport"] + 0.85 * gases["ghg_buildings"]) / total

    assert words["households_share"] == f"{100 * share:.1f}%"


def test_multipliers_for_levers_are_the_sectors_own(page):
    """A million reais for a sector's product, by stage, is a thousandth of what a billion does."""
    levers = page.lever_multipliers().set_index(["sector", "measure"])

    for one in page.sectors:
        for measure in ("employment", "value_added", "imports", "taxes", "ghg"):
            told = levers.loc[(one.key, measure), ["direct", "indirect", "induced"]].tolist()
            done = one.effects(measure).total[["direct", "indirect", "induced"]] / one.amount
            assert told == pytest.approx(done.tolist())


def test_the_list_holds_each_scenario_and_each_sector_once(page):
    """Four scenarios and twelve sectors, the most jobs first."""
    ranking = page.ranking().frame

    jobs = [float(cell.replace(",", "")) for cell in ranking["jobs"]]

    assert len(ranking) == len(page.rows) + 12
    assert ranking["what"].is_unique
    assert jobs == sorted(jobs, reverse=True)


def test_the_ends_of_the_assumptions_are_ends(page):
    """The central jobs lie between the fewest and the most."""
    cells = (
        page.sensitivity().frame[["low", "central", "high"]].map(lambda cell: float(cell.replace(",", "")))
    )

    assert (cells["low"] <= cells["central"]).all()
    assert (cells["central"] <= cells["high"]).all()


def test_levels_of_education_are_all_jobs(page):
    """South Africa's jobs by education add up to its jobs, to the four digits that the table has."""
    rows = page.skills.rows
    parts = [column for column in rows if column.startswith("employment_")]

    assert rows[parts].sum(axis=1).tolist() == pytest.approx(rows["employment"].tolist(), rel=1e-3)
    assert len(parts) == 4


def test_models_of_the_same_kind_are_found_with_their_countries(page):
    """The just transition models of Morocco, Rwanda, Thailand and Brazil stand in the list."""
    told = page.kin().markdown

    for country in ("brazil", "morocco", "rwanda", "thailand"):
        assert f"](countries/{country})" in told


def test_the_method_counts_what_is_sourced(tables):
    """The prose tells how many of the shares of cost items a source gives."""
    costs = tables.select("io_scenario_costs")

    words = ScenarioMethodPage(tables).substitutions()

    assert words["n_costs"] == str(len(costs))
    assert words["n_sourced"] == str((costs["share_basis"] == "source").sum())


def test_the_method_shows_each_bridge(tables):
    """Every share by which a statistic is laid upon sectors stands in the table."""
    shown = ScenarioMethodPage(tables).bridges().frame

    assert len(shown) == len(tables.select("io_bridges"))
    assert (shown["sector"] == "No sector: households").sum() == 2
