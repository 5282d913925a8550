"""Another country's input-output table: put in by files and a row, judged, and followed by its readers."""

import json

import pytest
from tests.small_accounts import PYMRIO, SmallAccounts, resource

from pagebook.data import Tables, check_data
from pagebook.pages.check import check_sources
from pagebook.pages.listing import as_lines, choose, listing
from pagebook.pages.plan import plan
from pagebook.pages.run import run

PLACE = "data/inputoutput/north-2020"
SETUP = """\
from pagebook import Tables

tables = Tables.open()
table = tables.accounts("north-2020")
print(f"{table.output.sum():.0f} {table.money}")"""
RECORD = (
    'display({"application/vnd.pagebook.record+json": tables.record(), "text/plain": "record"}, raw=True)'
)


@pytest.fixture
def accounts(book, book_root) -> SmallAccounts:
    """Give the small book a table of input-output tables, and return what puts tables in it."""
    path = book.data / "datapackage.json"
    package = json.loads(path.read_text())
    package["resources"].append(resource(book_root))
    path.write_text(json.dumps(package))
    return SmallAccounts(book_root, book.data)


@pytest.fixture
def reader(book, cells, accounts) -> SmallAccounts:
    """Let a chapter read the table, and run all pages."""
    accounts.own()
    cells.notebook(
        book.chapters / "notes.ipynb", cells.prose("# Notes"), cells.code(SETUP), cells.code(RECORD)
    )
    assert run(book, plan(book, Tables.open(book))).failures == ()
    return accounts


def _why(book) -> list[str]:
    return as_lines(book, [entry for entry in listing(book) if entry.reasons], why=True)


@pytest.mark.parametrize("layout", ["sectors", "flows", "coefficients"])
def test_an_analyst_puts_in_a_table_by_files_and_a_row(book, cells, accounts, layout):
    """No code and no description of files: the table is judged, and a chapter computes with it."""
    if layout == "sectors":
        accounts.own()
    else:
        accounts.rows(PYMRIO)
        accounts.saved(layout)
    cells.notebook(book.chapters / "notes.ipynb", cells.prose("# Notes"), cells.code(SETUP))

    problems = [*check_data(book), *check_sources(book)]
    run(book, plan(book, Tables.open(book)))

    page = json.loads((book.chapters / "notes.ipynb").read_text())
    assert problems == []
    assert page["cells"][1]["outputs"][0]["text"] == "804 million pesos\n"


def test_a_changed_number_is_told_by_file_and_sector(book, reader):
    """The page that read the table is stale, for a row that is named; the others are current."""
    reader.own(flows=lambda lines: [line.replace("15,90,40", "15,91,40") for line in lines])

    assert _why(book) == [
        "notes  chapters/notes.ipynb    stale",
        f"  {PLACE}/flows.csv: 1 row changed: industry",
    ]


def test_a_changed_row_of_the_list_is_told(book, reader):
    """What the row says of the table counts like a number of it."""
    reader.rows({"labour_income": "Profits"})

    assert _why(book)[1:] == ["  io_tables: 1 row changed: north-2020"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sectors": lambda lines: [line.replace("Profits", "Surplus") for line in lines]},
         "its columns changed"),
        ({"imported_flows": lambda lines: lines[:1] + lines[2:]}, "1 row removed"),
    ],
    ids=["columns", "row"],
)  # fmt: skip
def test_other_changes_of_a_file_are_told(book, reader, change, words):
    """A column that has another name, or a row that went, are told as those of any table."""
    reader.own(**change)
    (file,) = change

    assert _why(book)[1:] == [f"  {PLACE}/{file}.csv: {words}"]


def test_a_file_that_comes_is_told(book, reader):
    """A page depends on the files that a table might have, too."""
    (reader.folder / "north-2020" / "satellites.csv").unlink()
    assert _why(book)[1:] == [f"  {PLACE}/satellites.csv is gone"]

    reader.own()
    assert _why(book) == []


def test_where_only_a_table_changed_only_its_readers_are_looked_at(book, reader):
    """A build that knows which files changed finds the page by them."""
    reader.own(flows=lambda lines: [line.replace("15,90,40", "15,91,40") for line in lines])

    found = choose(book, changed={f"{PLACE}/flows.csv"})

    assert [(entry.page.key, list(map(str, entry.reasons))) for entry in found] == [
        ("notes", [f"{PLACE}/flows.csv: 1 row changed"])
    ]


UNSOUND = {
    "unbalanced row": (
        {"final_demand": lambda lines: [line.replace("60,70,77", "60,80,77") for line in lines]},
        ["row of industry (Industry): flows and final demand are 362, output is 352; the gap is 10"],
    ),
    "unbalanced column": (
        {"sectors": lambda lines: [line.replace("43.4,29", "43.4,25") for line in lines]},
        ["column of farming (Farming): inputs, imports, taxes and value added are 129, output is 133; "
         "the gap is -4"],
    ),
    "negative output": (
        {"sectors": lambda lines: [line.replace("Services,319", "Services,-319") for line in lines]},
        ["output: services (Services) is -319; output is not negative"],
    ),
    "not productive": (
        {"flows": lambda lines: [line.replace("20,35,5", "140,35,5") for line in lines],
         "final_demand": lambda lines: [line.replace("50,5,18", "-70,5,18") for line in lines],
         "sectors": lambda lines: [line.replace("9,6.6,43.4,29", "9,0,-41,0") for line in lines]},
        ["not productive (Hawkins-Simon): the spectral radius is 1.06975, not below 1; farming (Farming) "
         "takes 1.2406 of inputs from home for 1 of output; the gap is 0.240602"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), UNSOUND.values(), ids=UNSOUND)
def test_a_table_that_cannot_be_computed_with_is_refused(book, accounts, changes, told):
    """The check names sector and gap, and no page runs on such a table."""
    accounts.own(**changes)

    assert check_data(book) == []
    assert [str(problem) for problem in check_sources(book)] == [f"{PLACE}: {line}" for line in told]
    assert check_sources(book, {"chapters/notes.ipynb"}) == []
    assert len(check_sources(book, {f"{PLACE}/sectors.csv"})) == len(told)


def test_what_a_publisher_leaves_open_is_let_pass(book, accounts):
    """A gap within the tolerance that the row states is no problem, one above it is."""
    accounts.own(sectors=lambda lines: [line.replace("43.4,29", "43.4,25") for line in lines])
    accounts.rows({"tolerance": "0.0301"})
    assert check_sources(book) == []

    accounts.rows({"tolerance": "0.03"})
    assert len(check_sources(book)) == 1
