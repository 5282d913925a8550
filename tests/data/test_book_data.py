"""The real data of the book: sound, judged by others as well, and in agreement with themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pagebook.data import Tables, check_data, dictionary, parse_citation, write_table
from pagebook.project import Book

MIX = ["elec_share_coal", "elec_share_gas", "elec_share_oil", "elec_share_nuclear", "elec_share_renewables"]
BY_SOURCE = ["co2_coal", "co2_oil", "co2_gas", "co2_cement", "co2_flaring"]


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """The real tables."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def wide(tables) -> pd.DataFrame:
    """The indicators with one column each, by area and year."""
    return tables.select("indicators").pivot_table(
        index=["area", "year"], columns="indicator", values="value"
    )


def test_the_data_have_no_problem(book_root):
    """`pagebook check` finds nothing to say about the data."""
    assert [str(problem) for problem in check_data(Book(book_root))] == []


# The judge is another library, whose own warnings are not ours to mend.
@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_the_package_valid(book_root):
    """An independent reader of Frictionless data packages accepts descriptor, tables and keys."""
    import frictionless

    report = frictionless.Package(str(book_root / "data" / "datapackage.json")).validate(limit_errors=5)

    assert report.flatten(["type", "rowNumber", "fieldName", "message"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(report.tasks) > 30


def test_the_dictionary_on_disk_is_the_dictionary_of_the_package(book_root, tables):
    """`data/README.md` is what `dictionary` makes of the descriptor."""
    assert (book_root / "data" / "README.md").read_text(encoding="utf-8") == dictionary(tables.package)


def test_reading_and_writing_keeps_every_byte(book_root, tables, tmp_path):
    """Each table, read and written again, has the bytes that are committed."""
    for name, spec in tables.package.tables.items():
        write_table(spec, tables.select(name), tmp_path / "table.csv")

        assert (tmp_path / "table.csv").read_bytes() == (book_root / "data" / spec.path).read_bytes(), name


def test_every_column_is_described(tables):
    """Each table has sources, a licence and a description, and each column says more than its name."""
    for spec in tables.package.tables.values():
        assert spec.sources, spec.name
        assert spec.licenses, spec.name
        assert spec.description.endswith((".", "?")), spec.name
        for field in spec.fields:
            assert field.description.endswith("."), (spec.name, field.name)
            assert field.description.lower().rstrip(".") != field.title.lower(), (spec.name, field.name)


def test_every_citation_leads_somewhere(tables):
    """A citation has a place in its source, or its source an address, or it is a computation of ours."""
    sources = tables.select("sources").set_index("source")
    lost = []
    for name, spec in tables.package.tables.items():
        cited = [field.name for field in spec.fields if field.list and field.list.resource == "sources"]
        for column in cited:
            for citation in map(parse_citation, set(tables.select(name)[column].explode().dropna())):
                known = sources.loc[citation.source]
                if citation.locator is None and pd.isna(known["url"]) and known["kind"] != "derived":
                    lost.append((name, str(citation)))

    assert lost == []


def test_every_row_of_fact_is_cited(tables):
    """Each table of the programme has a column of sources that may not be blank."""
    for spec in tables.package.tables.values():
        if spec.path.startswith("programme/"):
            cited = [field for field in spec.fields if field.list and field.list.citation and field.required]
            assert cited, spec.name


def test_there_are_22_partners_with_their_engagements(tables):
    """The partner countries are 22, each is an area of the kind country and has an engagement."""
    countries = tables.select("countries")["country"].tolist()

    assert len(countries) == 22
    assert set(tables.select("engagements")["country"]) == set(countries)
    assert set(tables.select("areas", area=countries)["kind"]) == {"country"}
    assert set(tables.select("mentions", role="partner")["area"]) <= set(countries)


def test_coverage_and_achievements_agree(tables):
    """What is marked as reported has an achievement with parts, and nothing else has."""
    key = ["area", "outcome", "year"]
    reported = tables.select("coverage", status="reported")[key]
    achievements = tables.select("achievements")

    assert set(map(tuple, reported.to_numpy())) == set(map(tuple, achievements[key].to_numpy()))
    assert set(tables.select("achievement_items")["achievement"]) == set(achievements["achievement"])


def test_goals_have_all_their_targets(tables):
    """There are 17 goals and 169 targets."""
    assert len(tables.select("sdg_goals")) == 17
    assert len(tables.select("sdg_targets")) == 169


def test_suggestions_are_about_the_milestone_they_name(tables):
    """A suggested goal that names a milestone has its country and year."""
    milestones = tables.select("milestones").set_index("milestone")
    named = tables.select("sdg_suggestions").dropna(subset="milestone")

    about = milestones.loc[named["milestone"], ["area", "year"]].to_numpy().tolist()

    assert about == named[["area", "year"]].to_numpy().tolist()


def test_parts_of_events_lie_within_them(tables):
    """An event that is part of another does not begin before it or end after it."""
    events = tables.select("events").set_index("event")
    parts = events.dropna(subset=["parent", "start"])
    whole = events.loc[parts["parent"]]

    assert (parts["start"].to_numpy() >= whole["start"].to_numpy()).all()
    assert (parts["end"].to_numpy() <= whole["end"].to_numpy()).all()


def test_an_event_without_dates_says_so(tables):
    """Start and end are blank exactly where an event is undated."""
    events = tables.select("events")

    assert (events["start"].isna() == (events["precision"] == "undated")).all()
    assert (events["start"].isna() == events["end"].isna()).all()


def test_the_break_of_the_results_framework_is_kept(tables):
    """No series counts both what was adopted (to 2017) and what was supported (from 2018)."""
    results = tables.select("results")
    words = results["indicator"].str.casefold()

    adopted = set(results["series"][words.str.contains("adopted")])
    supported = set(results["series"][words.str.contains("supported")])

    assert adopted and supported
    assert not adopted & supported


def test_the_catalogue_tells_the_truth_about_the_indicators(tables):
    """Period, number of partner countries and sources of each indicator are those of its observations."""
    catalogue = tables.select("catalogue").set_index("indicator")
    partners = tables.select("countries")["country"].tolist()
    values = tables.select("indicators")
    ours = values[values["area"].isin(partners)].groupby("indicator")

    years = ours["year"].agg(["min", "max"])
    period = years["min"].astype(str) + "-" + years["max"].astype(str)

    assert period.to_dict() == catalogue["period"].to_dict()
    assert ours["area"].nunique().to_dict() == catalogue["countries"].astype(int).to_dict()
    used = values.groupby("indicator")["source"].agg(set).to_dict()
    assert used == {indicator: set(listed) for indicator, listed in catalogue["sources"].items()}


def test_medians_of_the_partners_are_those_of_their_values(tables):
    """Median, quartiles and count of the partner group follow from the indicators, to their four digits."""
    partners = tables.select("countries")["country"].tolist()
    groups = tables.select("indicators", area=partners).groupby(["indicator", "year"])["value"]
    ours = groups.quantile([0.25, 0.5, 0.75]).unstack()
    theirs = tables.select("peer_medians", group="PAGE22").set_index(["indicator", "year"])

    ours = ours.loc[theirs.index]

    assert (groups.size().loc[theirs.index] == theirs["n"]).all()
    assert len(theirs) > 1600
    for column, quantile in (("p25", 0.25), ("median", 0.5), ("p75", 0.75)):
        np.testing.assert_allclose(
            theirs[column].astype(float), ours[quantile].astype(float), rtol=1e-3, atol=1e-6
        )


def test_each_partner_has_its_peer_groups(tables):
    """There is a group for the region and the income group of each partner country."""
    groups = tables.select("peer_groups")
    areas = tables.select("areas", area=tables.select("countries")["country"])

    assert set(areas["wb_region"]) <= set(groups["name"][groups["kind"] == "region"])
    assert set(areas["income_group"]) <= set(groups["name"][groups["kind"] == "income group"])


def test_co2_by_source_adds_up_near_the_total(wide):
    """The five sources of the 2023 edition come near the total of the 2024 edition, as revisions allow."""
    ratio = (wide[BY_SOURCE].sum(axis=1, min_count=5) / wide["co2_territorial_gcb2024"]).dropna()

    assert len(ratio) > 700
    assert ratio.median() == pytest.approx(1, abs=0.002)
    assert ratio.between(0.85, 1.35).all()


def test_the_electricity_mix_adds_up(wide):
    """Coal, gas, oil, nuclear and renewables are all electricity, but for editions and small systems."""
    total = wide[MIX].dropna().sum(axis=1)

    assert total.median() == pytest.approx(100, abs=0.01)
    assert total.between(90, 110).all()
    solar_and_wind = wide["elec_share_solar"] + wide["elec_share_wind"]
    np.testing.assert_allclose(*wide["elec_share_solar_wind"].align(solar_and_wind), atol=0.011)


def test_jobs_by_sector_are_all_jobs(wide):
    """Agriculture, industry and services are all of employment."""
    total = (
        wide[["employment_agriculture", "employment_industry", "employment_services"]].dropna().sum(axis=1)
    )

    np.testing.assert_allclose(total, 100, atol=0.02)


def test_per_person_values_are_totals_over_population(wide):
    """Income and emissions per person agree with totals and population."""
    income = (wide["gdp_ppp"] * 1e9 / wide["population"] / wide["gdp_ppp_per_capita"]).dropna()
    co2 = (wide["co2_total"] * 1e6 / wide["population"] / wide["co2_per_capita"]).dropna()

    np.testing.assert_allclose(income, 1, atol=0.002)
    # Emissions per person come from their publisher, whose population is that of another edition.
    assert co2.between(0.9, 1.2).all()


def test_units_are_known(tables):
    """Each unit of an indicator, a reported figure and a result is one that the descriptor lists."""
    for table in ("catalogue", "reported_figures", "results"):
        units = tables.package.tables[table].by_name["unit"].constraints["enum"]

        assert set(tables.select(table)["unit"]) == set(units), table


def test_each_number_that_lies_ahead_has_a_method_and_no_other_has(tables):
    """What stands behind a projection, a target or a plan is told, if only as not stated."""
    figures = tables.select("reported_figures", nature=["projection", "target", "planned"])
    methods = tables.select("projection_methods").set_index("figure")

    ahead = figures[figures["about"] != "document"].set_index("figure")

    assert set(methods.index) == set(ahead.index)
    told = methods["kind"].reindex(ahead.index)
    assert set(told[ahead["nature"] == "target"]) == {"target"}
    assert set(told[ahead["nature"] == "planned"]) == {"plan"}
    assert not set(told[ahead["nature"] == "projection"]) & {"target", "plan"}


def test_a_named_kind_of_model_has_a_source_of_its_own_or_that_of_the_number(tables):
    """A method cites what the number cites, and more where the kind of model is told elsewhere."""
    figures = tables.select("reported_figures").set_index("figure")["sources"]
    methods = tables.select("projection_methods").set_index("figure")["sources"]

    lost = {key: set(figures[key]) - set(cited) for key, cited in methods.items()}

    assert {key: cited for key, cited in lost.items() if cited} == {}


def test_a_model_behind_a_projection_is_in_use_in_its_country(tables):
    """The registry of uses knows each model that stands behind a number of a country."""
    methods = tables.select("projection_methods").dropna(subset="model")
    areas = tables.select("reported_figures").set_index("figure")["area"]
    uses = tables.select("model_use")

    behind = {
        (model, areas[figure]) for figure, model in methods[["figure", "model"]].itertuples(index=False)
    }

    assert len(behind) == 5
    assert behind <= set(uses[["model", "area"]].itertuples(index=False, name=None))
