"""The chapter on people counts each event once, and nobody's sex is guessed."""

import csv
import re

import pytest

from pagebook.data import Tables
from pagebook.story.people_chapter import PeoplePage


@pytest.fixture(scope="module")
def page(book_root) -> PeoplePage:
    """Return the chapter of the real book."""
    return PeoplePage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def counted(book_root) -> dict[str, dict[str, str]]:
    """Return whole events that were held, by plain csv; none lies within another that has a number."""
    folder = book_root / "data" / "programme"
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        events = {row["event"]: row for row in csv.DictReader(stream)}
    with (folder / "participation.csv").open(encoding="utf-8", newline="") as stream:
        whole = {row["event"]: row for row in csv.DictReader(stream) if row["group"] == "all"}
    return {
        event: events[event] | row
        for event, row in whole.items()
        if events[event]["status"] == "held" and events[event]["parent"] not in whole
    }


def test_groups_are_never_added(page, counted):
    """The people are those of whole events: 26 trained in Senegal, and not their parts as well."""
    total = sum(int(row["total"]) for row in counted.values())

    assert page.numbers.people.total == total
    assert page.numbers.counted["total"].sum() == total
    assert set(page.numbers.counted["event"]) == set(counted)


def test_women_and_men_are_those_that_sources_state(page, counted):
    """What is not stated is shown as not stated."""
    women = sum(int(row["women"] or 0) for row in counted.values())
    men = sum(int(row["men"] or 0) for row in counted.values())

    people = page.numbers.people

    assert (people.women, people.men) == (women, men)
    assert people.not_stated == people.total - women - men


def test_bars_of_countries_and_years_make_up_the_whole(page):
    """Neither chart leaves anybody out; events without a date have a bar of their own."""
    charts = [page.numbers.by_country(), page.numbers.by_year()]

    sums = [
        sum(row["value"] for data in chart.spec["datasets"].values() for row in data if "value" in row)
        for chart in charts
    ]
    labels = [row["label"] for data in charts[1].spec["datasets"].values() for row in data]

    assert sums == [page.numbers.people.total] * 2
    assert any(label.startswith("no date: ") for label in labels)


def test_a_bound_is_never_rounded_up(page):
    """More than 150, more than 500 and 36 are more than 686; to say “more than 690” would be too much."""
    labels = [row["label"] for data in page.numbers.by_country().spec["datasets"].values() for row in data]

    assert "Kyrgyz Republic: more than 686 (3 events)" in labels


def test_the_share_of_women_names_how_many_people_it_is_of(page):
    """Twenty-one of 54 people are 38.9%."""
    assert "women are 38.9% of 54 people at 2 events" in page.numbers.share_finding()
    assert page.substitutions()["share"] == r"38\.9\%"
    assert len(page.numbers.shares().table) == 2


def test_numbers_for_parts_are_told_apart(page):
    """Each group that is not the whole stands in the list, with its note."""
    told = re.sub(r"\\(.)", r"\1", page.missing.parts().markdown)

    assert told.count("\n- ") + 1 == 6
    assert "Burkina Faso: private sector: 5 people. Part of the seven." in told
    assert "all, counted by the International Climate Initiative: 400 people" in told


def test_missing_numbers_are_counted_by_country(page, book_root):
    """South Africa held 22 events; three have a number, one tells women and men apart."""
    table = page.missing.table().set_index("area")

    assert table.loc["ZAF", ["held", "numbered", "split"]].to_list() == [22, 3, 1]
    assert table.loc["GTM", ["held", "numbered", "split"]].to_list() == [0, 0, 0]
    assert len(table) == 23


def test_statistics_on_work_are_of_one_year_for_women_and_men(page, book_root):
    """Each pair is the newest year that has both, as the file has it."""
    with (book_root / "data" / "indicators" / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        cells = {
            (row["area"], row["indicator"], row["year"]): row["value"]
            for row in csv.DictReader(stream)
            if row["indicator"].endswith("male_labour_participation")
        }

    for row in page.work.rows.to_dict("records"):
        women = cells[row["area"], "female_labour_participation", str(row["year"])]
        men = cells[row["area"], "male_labour_participation", str(row["year"])]
        assert (row["women"], row["men"]) == (float(women), float(men))
    assert len(page.work.rows) == 22


def test_without_any_split_there_is_no_share(changed):
    """Where no source tells women and men apart the chart goes and the sentence says so."""
    trainers = {"event": "sen-2017-training-trainers-entrepreneurship", "group": "all"}
    traders = {"event": "zaf-2017-workshop-scaling-sustainable-trade-organic-biodiversity"}
    changed("programme/participation.csv", trainers, men="", women="")
    tables = changed("programme/participation.csv", traders, men="", women="")

    page = PeoplePage(tables)

    assert not page.numbers.shares()
    assert "No source gives both women and men for an event" in page.numbers.share_finding()
    assert page.substitutions()["share"] == "an unknown share"
