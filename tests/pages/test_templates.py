"""Several templates: each makes a page for each row of its own table."""

import json

import pytest

from pagebook.data import Tables
from pagebook.errors import DataError, ParameterError
from pagebook.pages.check import check_pages, check_sources
from pagebook.pages.listing import choose, listing
from pagebook.pages.plan import Page, plan, select
from pagebook.pages.run import run
from pagebook.pages.templates import TEMPLATES, is_template, template_of

SCENARIOS = [["scenario", "slug", "name"], ["bus", "city-buses", "Buses"], ["sun", "solar-power", "Solar"]]
SETUP = """\
from pagebook import Tables

tables = Tables.open()
name = tables.select("io_scenarios", scenario=scenario)["name"].item()"""
WORDS = """\
words = {"substitutions": {"name": name}, "has": {}}
display({"application/vnd.pagebook.words+json": words, "text/plain": "words"}, raw=True)"""
RECORD = (
    'display({"application/vnd.pagebook.record+json": tables.record(), "text/plain": "record"}, raw=True)'
)


@pytest.fixture
def wider(book, cells):
    """Return the small book with a table of scenarios and their template."""
    path = book.data / "datapackage.json"
    package = json.loads(path.read_text())
    known = package["resources"][0]
    field = known["schema"]["fields"][0]
    fields = [{**field, "name": name, "title": name} for name in SCENARIOS[0]]
    schema = {"fields": fields, "primaryKey": ["scenario"]}
    package["resources"].append(
        {**known, "name": "io_scenarios", "path": "io_scenarios.csv", "schema": schema}
    )
    path.write_text(json.dumps(package))
    cells.table(book.data / "io_scenarios.csv", SCENARIOS)
    cells.notebook(
        book.chapters / "scenario.ipynb",
        cells.prose("# {{ name }}"),
        cells.code('scenario: str = "sun"  # key of a scenario', "parameters"),
        cells.code(SETUP, "remove-cell"),
        cells.code(WORDS, "remove-cell"),
        cells.code(RECORD, "remove-cell"),
    )
    entries = "".join(f"- file: chapters/scenarios/{row[1]}\n" for row in SCENARIOS[1:])
    book.toc.write_text(book.toc.read_text() + entries)
    return book


def _planned(book) -> tuple[Page, ...]:
    return plan(book, Tables.open(book))


def test_each_template_makes_a_page_for_each_row_of_its_table(wider):
    """Key, file and parameter come from the table that belongs to the template."""
    template, folder = wider.chapters / "scenario.ipynb", wider.chapters / "scenarios"

    pages = _planned(wider)

    assert [page.key for page in pages] == ["SEN", "PER", "notes", "bus", "sun"]
    assert pages[3:] == (
        Page("bus", template, folder / "city-buses.ipynb", {"scenario": "bus"}),
        Page("sun", template, folder / "solar-power.ipynb", {"scenario": "sun"}),
    )
    assert select(pages, ["City-Buses"]) == (pages[3],)


def test_pages_of_all_templates_run_together_and_are_current(wider):
    """Each page is finished and recorded in its own folder, and then nothing is wrong with the book."""
    report = run(wider, _planned(wider))

    page = json.loads((wider.chapters / "scenarios" / "city-buses.ipynb").read_text())
    record = json.loads((wider.chapters / "scenarios" / "city-buses.record.json").read_text())
    assert report.failures == ()
    assert page["metadata"]["myst"] == {"substitutions": {"name": "Buses"}}
    assert (record["page"], record["parameters"]) == ("bus", {"scenario": "bus"})
    assert [(read["table"], read["where"]) for read in record["reads"]] == [
        ("io_scenarios", {"scenario": ["bus"]})
    ]
    assert check_pages(wider) == []


def test_a_changed_row_makes_only_its_own_page_stale(wider, cells):
    """The table of one template is no input of the pages of another."""
    run(wider, _planned(wider))

    cells.table(wider.data / "io_scenarios.csv", [*SCENARIOS[:2], ["sun", "solar-power", "Sunshine"]])

    told = {entry.page.key: list(map(str, entry.reasons)) for entry in listing(wider) if entry.reasons}
    # The notes do not say what they read, so they may have read anything.
    assert told == {key: ["io_scenarios: 1 row changed"] for key in ("notes", "sun")}


def test_a_new_row_is_found_where_only_its_table_is_known_to_have_changed(wider, cells):
    """A build that knows which files changed still looks at the parameters of every template."""
    run(wider, _planned(wider))
    cells.table(wider.data / "io_scenarios.csv", [*SCENARIOS, ["wind", "wind-power", "Wind"]])

    found = choose(wider, changed={"data/io_scenarios.csv"})

    assert [(entry.page.key, list(map(str, entry.reasons))) for entry in found] == [
        ("notes", ["io_scenarios: 1 row added"]),
        ("wind", ["never run"]),
    ]


def test_a_parameter_must_be_a_key_of_the_template_s_own_table(wider):
    """A country's code is no scenario."""
    page = Page("PER", wider.chapters / "scenario.ipynb", wider.chapters / "x.ipynb", {"scenario": "PER"})

    with pytest.raises(ParameterError) as caught:
        run(wider, [page])

    assert str(caught.value) == "chapters/scenario.ipynb: unknown scenario 'PER'; allowed: bus, sun"


def test_a_template_without_its_table_is_no_book(wider):
    """A notebook that should become pages is not passed over because nobody says which."""
    package = json.loads((wider.data / "datapackage.json").read_text())
    package["resources"].pop()
    (wider.data / "datapackage.json").write_text(json.dumps(package))

    with pytest.raises(DataError) as caught:
        _planned(wider)

    assert [str(problem) for problem in caught.value.problems] == [
        "no table 'io_scenarios'; there are: countries, indicators"
    ]


def test_two_pages_must_not_have_one_name(wider, cells):
    """A scenario named like a country's page would be taken for it."""
    cells.table(wider.data / "io_scenarios.csv", [*SCENARIOS[:2], ["sun", "peru", "Solar"]])
    toc = wider.toc.read_text().replace("scenarios/solar-power", "scenarios/peru")
    wider.toc.write_text(toc)

    assert [str(problem) for problem in check_sources(wider)] == [
        "chapters/scenarios/peru.ipynb: has the name 'peru', as chapters/countries/peru.ipynb has; "
        "give it one of its own"
    ]


def test_only_countries_have_narratives(wider):
    """A narrative with a scenario's name belongs to no page."""
    path = wider.chapters / "narratives" / "city-buses.md"
    path.parent.mkdir()
    path.write_text("Buses.\n")

    assert [str(problem) for problem in check_sources(wider)] == [
        "chapters/narratives/city-buses.md: is the narrative of no country; "
        "name it after a country's page, or remove it"
    ]


def test_templates_are_told_apart():
    """No two templates share a notebook, a parameter, a table or a folder."""
    for kind in ("file", "parameter", "table", "folder"):
        assert len({getattr(one, kind) for one in TEMPLATES}) == len(TEMPLATES)


def test_a_template_is_known_by_its_place(book):
    """Only a notebook in the chapters' folder is a template, not a page of that name."""
    assert is_template("chapters/scenario.ipynb")
    assert not is_template("chapters/scenarios/scenario.ipynb")
    assert template_of(book.chapters / "notes.ipynb") is None
