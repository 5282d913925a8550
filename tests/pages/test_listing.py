"""The list of pages and the choice of those to run."""

import pytest

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.pages.listing import as_json, as_lines, choose, listing
from pagebook.pages.plan import plan, select
from pagebook.pages.run import run


def test_every_page_is_listed_with_its_state(book):
    """Lines for people are aligned; what is stale says why."""
    run(book, select(plan(book, Tables.open(book)), ["PER"]))

    assert as_lines(book, listing(book)) == [
        "SEN    chapters/countries/senegal.ipynb  country=SEN  stale: never run",
        "PER    chapters/countries/peru.ipynb     country=PER  current",
        "notes  chapters/notes.ipynb                           stale: never run",
    ]


def test_programs_get_the_same(book):
    """The JSON form names files relative to the book."""
    assert as_json(book, listing(book))[2] == {
        "page": "notes",
        "template": "chapters/notes.ipynb",
        "output": "chapters/notes.ipynb",
        "parameters": {},
        "current": False,
        "reasons": ["never run"],
        "why": [{"reason": "never run"}],
    }


def _chosen(entries) -> dict[str, list[str]]:
    return {entry.page.key: [str(reason) for reason in entry.reasons] for entry in entries}


def test_pages_are_chosen(book):
    """Stale ones by default, those that are named, or all."""
    run(book, select(plan(book, Tables.open(book)), ["PER"]))

    assert _chosen(choose(book)) == {"SEN": ["never run"], "notes": ["never run"]}
    assert _chosen(choose(book, only=["peru"])) == {"PER": []}
    assert _chosen(choose(book, every=True)) == {"SEN": [], "PER": [], "notes": []}


def test_a_page_whose_notebook_cannot_be_read_is_listed_as_such(book):
    """One damaged file does not hide the list."""
    (book.chapters / "notes.ipynb").write_text("{")

    assert str(listing(book)[2].reasons[0]).startswith("notes.ipynb: is not a readable notebook")


def test_an_unknown_name_is_refused(book):
    """The choice fails before anything is done."""
    with pytest.raises(ParameterError):
        choose(book, only=["XXX"])


def test_the_rows_behind_a_reason_are_named(book, cells):
    """People get a line for each reason with the first keys, programs every key."""
    (peru,) = select(plan(book, Tables.open(book)), ["PER"])
    run(book, [peru])
    header, *rows = cells.indicators
    more = [["PER", "co2", str(year), "60"] for year in range(2022, 2030)]
    cells.table(book.data / "indicators.csv", [header, ["PER", "co2", "2020", "46"], *more, rows[2]])
    cells.table(book.data / "countries.csv", [["country", "slug", "name"], ["PER", "peru", "Perú"]])

    entries = listing(book)

    rows = "indicators: 1 row changed, 8 added, 1 removed"
    assert as_lines(book, entries)[0].endswith(f"  stale: countries: 1 row changed; {rows}")
    assert as_lines(book, entries, why=True)[:3] == [
        "PER    chapters/countries/peru.ipynb  country=PER  stale",
        "  countries: 1 row changed: PER",
        "  indicators: 1 row changed: PER co2 2020; 8 rows added: PER co2 2022, PER co2 2023, PER co2 2024, "
        "PER co2 2025, PER co2 2026 and 3 more; 1 row removed",
    ]
    assert as_json(book, entries)[0]["why"] == [
        {
            "reason": "countries: 1 row changed",
            "table": "countries",
            "changed": ["PER"],
            "added": [],
            "removed": 0,
        },
        {
            "reason": rows,
            "table": "indicators",
            "changed": ["PER co2 2020"],
            "added": [f"PER co2 {year}" for year in range(2022, 2030)],
            "removed": 1,
        },
    ]
