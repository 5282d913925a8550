"""A scenario's page says what the input-output table says, computed here again without the library."""

import csv

import numpy as np
import pytest

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.story.scenario import ScenarioPage

SCENARIOS = ("bra-bus", "bra-each-sector", "bra-reforestation", "bra-solar", "bra-wind")


def rows(path) -> list[dict[str, str]]:
    """Return a file as a plain reader of CSV sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the data of the real book."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def plain(book_root) -> dict[str, np.ndarray]:
    """Return the inverse and what a million reais of output holds, from the files alone."""
    folder = book_root / "data/inputoutput/bra-2015"
    sectors, flows = rows(folder / "sectors.csv"), rows(folder / "flows.csv")
    keys = [row["sector"] for row in sectors]
    output = np.array([float(row["output"]) for row in sectors])
    z = np.array([[float(row[key]) for key in keys] for row in flows])
    jobs = next(row for row in rows(folder / "satellites.csv") if row["satellite"] == "employment")
    return {
        "keys": np.array(keys),
        "inverse": np.linalg.inv(np.eye(len(keys)) - z / output),
        "jobs": np.array([float(jobs[key]) for key in keys]) / output,
        "imports": np.array([float(row["imported_inputs"]) for row in sectors]) / output,
        "value_added": np.array([float(row["value_added"]) for row in sectors]) / output,
    }


def demand(book_root, plain, scenario: str) -> tuple[np.ndarray, float]:
    """Return what a bundle of a billion reais buys at home, by sector, and what abroad."""
    bought, abroad = dict.fromkeys(plain["keys"], 0.0), 0.0
    for row in rows(book_root / "data/inputoutput/io_scenario_costs.csv"):
        if (row["scenario"], row["variant"]) == (scenario, "central"):
            share, imported = float(row["share"]), float(row["imported"])
            bought[row["sector"]] += 1000 * share * (1 - imported)
            abroad += 1000 * share * imported
    return np.array(list(bought.values())), abroad


@pytest.mark.parametrize("scenario", ["bra-solar", "bra-wind"])
def test_a_bundle_takes_what_the_inverse_says(book_root, tables, plain, scenario):
    """Jobs, value added and imports of the page are v (I − A)⁻¹ f, computed with an inverse of NumPy's."""
    bought, abroad = demand(book_root, plain, scenario)
    output = plain["inverse"] @ bought

    one = ScenarioPage(scenario, tables).central

    assert one.total("employment", "direct") == pytest.approx(plain["jobs"] @ bought)
    assert one.total("employment") == pytest.approx(plain["jobs"] @ output)
    assert one.total("value_added") == pytest.approx(plain["value_added"] @ output)
    assert one.leak == pytest.approx(abroad + plain["imports"] @ output)


def test_the_sentences_tell_these_numbers(book_root, tables, plain):
    """The prose of the solar page has the jobs and imports that the files give, to three digits."""
    bought, abroad = demand(book_root, plain, "bra-solar")
    output = plain["inverse"] @ bought
    jobs, leak = plain["jobs"] @ output, abroad + plain["imports"] @ output

    told = ScenarioPage("bra-solar", tables).in_brief().markdown.replace("\\", "")

    assert (
        f"would take {round(jobs, -2):,.0f} jobs for a year: {round(plain['jobs'] @ bought, -1):,.0f} where"
        in told
    )
    assert (
        f"R$ {leak:.0f} million ({leak / 10:.1f}%) would go abroad: R$ {abroad:.0f} million at once" in told
    )


def test_sectors_in_turn_have_their_multipliers(tables, plain):
    """A million reais for a sector's products take the column sums of the inverse, weighted by jobs."""
    page = ScenarioPage("bra-each-sector", tables)

    jobs = [one.total("employment") / one.amount for one in page.outcomes]

    assert [one.key for one in page.outcomes] == plain["keys"].tolist()
    assert jobs == pytest.approx((plain["jobs"] @ plain["inverse"]).tolist())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_real_ends_somewhere(tables, scenario):
    """Value added, taxes and imports are the whole amount, but for the table's own gap of eleven millions."""
    for one in ScenarioPage(scenario, tables).outcomes:
        assert sum(one.destinations.values()) == pytest.approx(one.amount, rel=1e-4)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_figures_carry_the_outcome(tables, scenario):
    """The chart of jobs adds up to the sum over stages, and the finding names its largest row."""
    page = ScenarioPage(scenario, tables)

    figure = page.jobs_chart()

    stages = figure.table[["direct", "indirect", "induced"]].sum(axis=1)
    assert figure.table["total"].tolist() == pytest.approx(stages.tolist())
    assert figure.table["both"].is_monotonic_decreasing
    if not page.each:
        assert figure.table["total"].sum() == pytest.approx(page.central.total("employment", "type_2"))
    assert figure.table["name"].iloc[0] in figure.finding


def test_buses_employ_more_than_the_sector_that_they_are_split_from(tables):
    """Half of a bus operator's costs are wages: more jobs for a real than in transport as a whole."""
    sectors = {one.key: one for one in ScenarioPage("bra-each-sector", tables).outcomes}

    bus = ScenarioPage("bra-bus", tables).central

    assert bus.total("employment", "direct") > sectors["transp"].total("employment", "direct")
    assert bus.models.accounts.names["transp"] == "Transport, storage and post, without city buses"


def test_planting_trees_has_no_emissions_of_herds(tables):
    """What forestry itself gives off is none; its bundle is far below farming."""
    sectors = {one.key: one for one in ScenarioPage("bra-each-sector", tables).outcomes}

    trees = ScenarioPage("bra-reforestation", tables).central

    assert trees.effects("ghg").direct["forestry"] == 0
    assert trees.total("ghg") < sectors["agri"].total("ghg") / 5


def test_more_made_at_home_means_more_jobs_and_less_that_leaks(tables):
    """The variants of solar and wind are ordered as their names say."""
    for scenario in ("bra-solar", "bra-wind"):
        found = {one.key: one for one in ScenarioPage(scenario, tables).outcomes}
        order = [found[key] for key in ("less-at-home", "central", "more-at-home")]

        jobs = [one.total("employment") for one in order]

        assert jobs == sorted(jobs)
        assert [one.leak for one in order] == sorted((one.leak for one in order), reverse=True)


def test_productivity_takes_jobs_from_later_years(tables):
    """With output per job growing by 1% a year, the tenth year has fewer by 1.01 to the tenth."""
    page = ScenarioPage("bra-wind", tables)

    none, some, _ = page.years.paths

    yearly = page.central.total("employment") / 10
    assert none["difference"].tolist() == pytest.approx([yearly] * 10)
    assert some["difference"].iloc[-1] == pytest.approx(yearly / 1.01**10)
    assert some["baseline"].tolist() == pytest.approx([none["baseline"].iloc[0]] * 10)


def test_an_unknown_scenario_is_refused_with_those_that_there_are(tables):
    """The message lists the keys."""
    with pytest.raises(ParameterError) as caught:
        ScenarioPage("bra-coal", tables)

    assert str(caught.value) == f"unknown scenario 'bra-coal'; allowed: {', '.join(SCENARIOS)}"
