"""The rows that a narrative names: found by their keys, with their sources, or refused with the reason."""

from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.story.narrative_rows import Rows
from pagebook.story.narrative_values import ReferenceFault


@pytest.fixture(scope="module")
def rows(book_root: Path) -> Rows:
    """Return the rows as a narrative of Argentina names them."""
    return Rows(Tables(book_root / "data"), "ARG")


def refused(rows: Rows, target: str) -> tuple[str, str]:
    """Return what is said of a link."""
    with pytest.raises(ReferenceFault) as caught:
        rows.row(target)
    return caught.value.message, caught.value.expected


def test_a_row_has_its_cells_and_its_citations(rows):
    """What it tells includes its dates as people write them, and none of its keys."""
    row = rows.row("row:milestones/arg-2019-green-jobs-fair-young-people-buenos")

    assert row.cells["title"] == "Green Jobs Fair for young people in Buenos Aires"
    assert row.citations == ("page-green-jobs-fair-argentina",)
    assert row.told == (
        "2019 | 2019-09-06 | 6 September 2019 | Green Jobs Fair for young people in Buenos Aires"
        " | forum | done | September 2019"
    )


def test_a_composite_key_stands_in_its_order(rows):
    """Numbers among its parts are found as numbers."""
    assert rows.row("row:coverage/ARG/1/2025").cells["status"] == "not applicable"
    assert rows.row("row:achievement_items/arg-2025-outcome-2/2").cells["item"] == 2


def test_a_link_may_say_which_of_a_rows_sources_tells_it(rows):
    """A row of many cells has many sources, and not each tells everything."""
    row = rows.row("row:countries/ARG#ilo-page-report-2025")

    assert row.citations == ("ilo-page-report-2025#lines 310–322",)


def test_rows_without_an_owner_are_found_by_their_key(rows):
    """Exchanges and people belong to events and pairs of countries."""
    assert rows.value("participation/arg-2019-green-jobs-fair/all/total")[1] == "more than 700"


@pytest.mark.parametrize(
    ("target", "message", "expected"),
    [
        ("row:nothing/x", "names no table: 'nothing'", "one of sources, areas, countries, "),
        (
            "row:coverage/ARG/1",
            "names no row of coverage by its whole key: 'coverage/ARG/1'",
            "row:coverage/<area>/<outcome>/<year>",
        ),
        (
            "row:events/arg-2019-green-jobs-fare",
            "names a row that events does not have: 'arg-2019-green-jobs-fare'",
            "did you mean 'arg-2019-green-jobs-fair'?",
        ),
        (
            "row:participation/x/all",
            "names a row that participation does not have: 'x/all'",
            "a key of data/programme/participation.csv",
        ),
        ("row:coverage/ARG/one/2025", "names a row that coverage does not have: 'ARG/one/2025'", ""),
        ("row:countries/PER", "links to a row of PER: 'countries/PER'", "a row of ARG"),
        (
            "row:participation/kgz-2017-green-economy-forum-2017/all",
            "links to a row of KGZ: 'participation/kgz-2017-green-economy-forum-2017/all'",
            "a row of ARG",
        ),
        (
            "row:exchanges/chn-2018-zaf-progress-framework",
            "links to a row of CHN, ZAF: 'exchanges/chn-2018-zaf-progress-framework'",
            "a row of ARG",
        ),
        ("row:areas/ARG", "links to 'areas/ARG', which cites no source", "a row that has sources"),
        (
            "row:countries/ARG#page-annual-2019-peru",
            "names no source of 'countries/ARG': 'page-annual-2019-peru'",
            "one of page-annual-2019-argentina, page-news-argentina-launch, ilo-page-report-2025#lines ",
        ),
        ("none:participation", "asks participation for rows of a country", ""),
        ("none:milestones?year!2020", "sets no condition: 'year!2020'", "=, < or > after one of milestone,"),
        (
            "none:milestones?years=2020",
            "sets no condition: 'years=2020'",
            "=, < or > after one of milestone,",
        ),
        ("none:milestones?year>soon", "sets no number: 'year>soon'", "a number for year"),
        (
            "none:milestones?year=2019",
            "says that there is none, but milestones has 'arg-2019-green-jobs-fair-young-people-buenos'",
            "tell what that row says",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(rows, target: str, message: str, expected: str):
    """The reason names the table or the key, and what would be right."""
    found = refused(rows, target)

    assert found[0] == message
    assert found[1].startswith(expected)


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("countries/ARG/joined", "names no column of countries: 'joined'"),
        ("countries/ARG/joined_year|loud", "names no format: 'loud'"),
        ("countries/ARG/lead_agency", "shows a blank cell: lead_agency"),
        ("joined_year", "names no table: ''"),
    ],
)
def test_values_that_cannot_be_shown_are_refused(rows, reference: str, message: str):
    """A column or a format that is not there, and a blank cell."""
    with pytest.raises(ReferenceFault) as caught:
        rows.value(reference)

    assert caught.value.message == message


@pytest.mark.parametrize(
    "query",
    [
        "milestones?year>2030",
        "milestones?type=law&year<2019",
        "coverage?year=2024",
        "countries?lead_agency=*",
    ],
)
def test_an_absence_is_bound_to_the_tables(rows, query: str):
    """It holds while no row of the country fits, and it has no source of its own."""
    absence = rows.row(f"none:{query}")

    assert (absence.cells, absence.citations) == ({}, ())


def test_only_the_countrys_rows_are_read(book_root):
    """A narrative adds nothing of other countries to the record of its page."""
    tables = Tables(book_root / "data")

    Rows(tables, "ARG").row("row:milestones/arg-2019-green-jobs-fair-young-people-buenos")
    Rows(tables, "ARG").row("none:events?kind=ceremony")

    assert [(read.table, read.where) for read in tables.reads] == [
        ("events", (("area", ("ARG",)),)),
        ("milestones", (("area", ("ARG",)),)),
    ]
