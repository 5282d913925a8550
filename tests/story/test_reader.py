"""The reader gives one country's rows and refuses to read others."""

import pytest

from pagebook.data import Tables
from pagebook.story.reader import Reader


@pytest.fixture
def reader(book_root) -> Reader:
    """Return Rwanda's reader with nothing read but the country itself."""
    return Reader(Tables(book_root / "data"), "RWA")


def test_rows_are_those_of_the_country(reader):
    """Without a condition a table gives the rows of the reader's country."""
    assert set(reader.rows("milestones")["area"]) == {"RWA"}
    assert list(reader.rows("countries")["country"]) == ["RWA"]


def test_a_table_without_an_owner_is_not_read_whole_by_chance(reader):
    """Rows of a table that belongs to no country must be named."""
    with pytest.raises(ValueError, match=r"^sources has no column area or country: name the rows to read$"):
        reader.rows("sources")


def test_missing_cells_of_a_row_are_none(reader):
    """A row as a mapping has None where the cell is blank, and no pandas value for missing."""
    assert reader.country["joined_year"] is None
    assert reader.country["name"] == "Rwanda"


def test_peers_are_the_partners_the_region_and_the_income_group(reader):
    """Three groups of medians stand beside a country's series."""
    peers = reader.peers("co2_per_capita")

    assert set(zip(peers["group"], peers["group_kind"], strict=True)) == {
        ("LIC", "income group"),
        ("PAGE22", "partners"),
        ("Sub-Saharan Africa", "region"),
    }


def test_the_sources_of_all_series_given_out_are_remembered(reader):
    """The page can list the statistics that it used, whichever part used them."""
    assert reader.statistics == []

    rows = reader.series("population", "co2_per_capita")

    assert [row["source"] for row in reader.statistics] == sorted(set(rows["source"]))
