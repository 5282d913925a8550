"""The chapter on gaps tells recent, old and missing apart, and a blank is never a zero."""

import csv
import re

import pytest

from pagebook.data import Tables
from pagebook.story.gaps_chapter import GapsPage


@pytest.fixture(scope="module")
def page(book_root) -> GapsPage:
    """Return the chapter of the real book."""
    return GapsPage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def read(book_root):
    """Return a function that reads a table without the library."""

    def rows(path: str) -> list[dict[str, str]]:
        with (book_root / "data" / f"{path}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return rows


def _plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


def test_a_cell_says_how_many_are_recent_and_what_lacks(page):
    """Barbados has 24 of 26 emission indicators and no value of two; its society has old ones."""
    cells = [row for data in page.statistics.by_theme().spec["datasets"].values() for row in data]

    told = {row["theme"]: row["text"] for row in cells if row.get("row") == "Barbados" and "text" in row}

    assert (told["emissions"], told["economy"]) == ("24 ×", "7")
    assert told["society"].endswith("○")


def test_the_three_states_make_up_every_theme(page):
    """No indicator of a country is counted twice or left out."""
    table = page.statistics.by_theme().table

    assert (table[["recent", "old", "missing"]].sum(axis=1) == table["indicators"]).all()
    assert table["indicators"].sum() == 22 * 85


def test_indicators_that_are_complete_are_not_drawn(page):
    """Each row of the grid has a gap somewhere, and each indicator with a gap has a row of 22 cells."""
    table = page.statistics.by_indicator().table

    by_row = table.groupby("row")

    assert (by_row.size() == 22).all()
    assert all((rows["state"] != "recent").any() for _, rows in by_row)
    assert "GDP growth" not in set(table["row"])


def test_every_indicator_with_a_gap_has_a_reason_and_a_source(page):
    """The Gini index of Guyana is of 1998; a country without a coast has no marine areas."""
    told = _plain(page.statistics.reasons().markdown)

    assert told.count("\n- ") + 1 == page.statistics.lacking["indicator"].nunique()
    assert "Guyana (1998)" in told
    assert "Missing for Burkina Faso, the Kyrgyz Republic, Mongolia and Rwanda, which have no coast." in told
    assert "PM₂.₅ exposure.** Old for all countries: the data set at hand ends in 2019." in told


def test_rows_of_a_country_are_counted_as_the_files_hold_them(page, read):
    """An exchange counts for each country at either end; people are events with a number."""
    exchanges = sum(
        "IDN" in (row["from_areas"] + "; " + row["to_areas"]).split("; ")
        for row in read("programme/exchanges")
    )
    publications = sum(row["area"] == "IDN" for row in read("programme/publications"))

    table = page.record_rows.table().set_index(["area", "table"])["n"]

    assert (table["IDN", "exchanges"], table["IDN", "publications"]) == (exchanges, publications)
    assert (table["GTM", "events"], table["SEN", "participation"]) == (0, 1)


def test_nothing_on_record_is_a_dash(page):
    """No cell of the grid shows a zero."""
    cells = [row for data in page.record_rows.chart().spec["datasets"].values() for row in data]

    texts = {row["text"] for row in cells if "text" in row}

    assert "–" in texts
    assert "0" not in texts


def test_how_high_a_value_is_is_not_read(page):
    """Of indicators, only for which years there are values: a corrected one leaves the chapter current."""
    reads = [read for read in page.tables.reads if read.table == "indicators"]

    assert [read.columns for read in reads] == [("area", "indicator", "year")]


def test_what_rows_do_not_say_is_counted(page, read):
    """Milestones without a year, countries without a lead agency, blank cells of the report."""
    undated = sum(not row["year"] for row in read("programme/milestones"))
    leaderless = sum(not row["lead_agency"] for row in read("reference/countries"))
    blank = sum(
        row["status"] == "left blank" and row["area"] != "GLOBAL" for row in read("programme/coverage")
    )

    cases = page.record_rows.unsaid().frame.set_index("what")["n"]

    assert cases["Year of a milestone"] == undated
    assert cases["Lead agency"] == leaderless
    assert cases["Content of an outcome’s cell"] == blank
