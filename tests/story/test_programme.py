"""The chapter on the programme tells what the tables hold, with numbers counted again from the files."""

import csv
import re
from collections import Counter

import pytest

from pagebook.data import Tables
from pagebook.story.programme_chapter import ProgrammePage


@pytest.fixture(scope="module")
def page(book_root) -> ProgrammePage:
    """Return the chapter of the real book."""
    return ProgrammePage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def rows(book_root):
    """Return a function that reads a table of the programme without the library."""

    def read(name: str, folder: str = "programme") -> list[dict[str, str]]:
        path = book_root / "data" / folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read


def test_the_grid_has_a_cell_for_every_country_and_outcome(page, rows):
    """Each cell is in the state that the report gives it; a country without a section has no row."""
    given = {
        (row["area"], row["outcome"]): row["status"] for row in rows("coverage") if row["year"] == "2025"
    }
    areas = [*(row["country"] for row in rows("countries", "reference")), "GLOBAL"]
    expected = {(area, n): given.get((area, n), "no row") for area in areas for n in "1234"}

    cells = page.outcomes.cells()

    assert (
        dict(zip(zip(cells["area"], cells["column"], strict=True), cells["state"], strict=True)) == expected
    )


def test_the_finding_counts_the_states_of_the_countries_alone(page, rows):
    """The global part of the report is not counted among the cells of countries."""
    states = Counter(row["status"] for row in rows("coverage") if row["area"] != "GLOBAL")

    finding = page.outcomes.finding()

    assert f"{states['reported']} tell of a result" in finding
    assert f"{states['left blank']} are left blank" in finding
    assert f"{states['not applicable']} are marked as not applicable" in finding


def test_every_result_is_listed_with_a_link_to_its_country(page, rows):
    """Each reported summary stands in the list; a country's name leads to its page."""
    told = re.sub(r"\\(.)", r"\1", page.outcomes.results().markdown)

    assert [row["summary"] for row in rows("achievements") if row["summary"] not in told] == []
    assert told.count("](countries/") == sum(row["area"] != "GLOBAL" for row in rows("achievements"))


def test_plans_and_targets_are_no_milestones_of_a_year(page, rows):
    """The grid counts each dated milestone that is done or under way once, by year and type."""
    expected = Counter(
        (row["year"], row["type"])
        for row in rows("milestones")
        if row["year"] and row["status"] not in ("planned", "target")
    )

    cells = page.milestones.chart().table

    found = {(str(row["year"]), row["type"]): row["milestones"] for row in cells.to_dict("records")}
    assert found == expected


def test_a_running_total_and_its_increase_share_a_cell_and_stay_two_numbers(page):
    """Consultations of 2017: 50 at the end of the year, 15 in it, which 36 and 15 do not make."""
    cells = page.results.chart(1).spec["datasets"].values()

    (cell,) = (
        row
        for data in cells
        for row in data
        if row.get("row") == "Consultations across sectors" and row.get("column") == "2017"
    )

    assert (cell["text"], cell["below"], cell["remark"]) == ("50", "+15 ≠", "36 + 15 = 51")


def test_adopted_and_supported_are_rows_of_their_own_with_a_break_between(page):
    """No row has both; the later one says “break” in the year before it begins."""
    cells = [row for data in page.results.chart(2).spec["datasets"].values() for row in data]

    later = {
        row["column"]: row["text"]
        for row in cells
        if row.get("row") == "Sectoral or thematic policies supported" and "column" in row
    }
    earlier = {
        row["column"]
        for row in cells
        if row.get("row") == "Sectoral policies adopted or on the way to adoption" and "column" in row
    }

    assert later == {"2017": "break", "2018": "24"}
    assert earlier == {"2016", "2017"}


def test_sums_that_do_not_close_are_told_with_both_numbers(page):
    """The table has the published and the recomputed total; the labels of the chart name both."""
    table = page.sums.chart().table

    people = table[(table["indicator"] == "People trained in all programmes") & (table["year"] == 2019)]

    assert len(table) == 14
    assert people[["before", "added", "recomputed", "published", "difference"]].to_numpy().tolist() == [
        [3127, 3389, 6516, 6567, 51]
    ]
    assert people["label"].to_list() == ["People trained in all programmes, 2019: published 6,567, sum 6,516"]


def test_the_outcome_without_a_number_is_named(page):
    """The reports count nothing for the fourth outcome, and the chapter says so."""
    assert "For outcome 4" in page.results.silent().markdown


def test_money_is_never_added_up(page, rows):
    """Each amount stands alone under what its source calls it; another currency is told, not drawn."""
    chart = page.funding.chart()

    drawn = [row for data in chart.spec["datasets"].values() for row in data if "value" in row]

    expected = Counter(
        (row["nature"], float(row["amount"]) / 1e6) for row in rows("funding") if row["currency"] == "USD"
    )
    assert Counter((row["part"], row["value"]) for row in drawn) == expected
    assert len(chart.table) == len(rows("funding"))
    assert "EUR 13 million by Germany in 2017" in chart.caption


def test_every_country_has_its_lead_agency_or_a_dash(page, rows):
    """The table has a row a country; agencies are those of the file."""
    frame = page.bodies.table().frame

    told = dict(zip(frame["country"], frame["lead_agency"].fillna(""), strict=True))

    assert told == {row["country"]: row["lead_agency"] for row in rows("countries", "reference")}
    assert page.bodies.table().markdown in page.bodies.countries().markdown


def test_each_institution_is_counted_once_and_listed_once(page, rows):
    """The parts of the bars make up the table; the list has an item for each but websites."""
    chart = page.bodies.chart()

    parts = [row["value"] for data in chart.spec["datasets"].values() for row in data if "value" in row]

    named = [row for row in rows("institutions") if row["type"] != "media"]
    assert sum(parts) == len(named)
    assert page.bodies.listing().markdown.count("\n- ") == len(named)


def test_statements_and_contradictions_are_told_in_full(page, rows):
    """What is not in the sources stands open; contradictions, and what no chart tells, are folded."""
    silence = page.silence
    parts = (silence.missing(), silence.frameworks(), silence.disagreements())
    told = re.sub(r"\\(.)", r"\1", "\n".join(part.markdown for part in parts))

    expected = [row["text"] for row in rows("framework") if row["topic"] != "sums that do not close"]
    for row in rows("contradictions"):
        if row["area"] == "GLOBAL":
            expected += [row["says_a"], row["says_b"], row["handling"]]

    assert [text for text in expected if text not in told] == []
