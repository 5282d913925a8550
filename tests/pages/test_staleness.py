"""Staleness: a page is current until something that it was made from changes, and then says what."""

import json
from collections.abc import Callable

import pytest

from pagebook.data import Tables
from pagebook.pages.finish import RECORD_MIME
from pagebook.pages.notebooks import parse_notebook, read_notebook, source_hash
from pagebook.pages.plan import plan, select
from pagebook.pages.record import Toolchain, make_record
from pagebook.pages.staleness import Inputs, staleness


def _run(book, page, reads) -> None:
    """Leave what a run leaves: page and record, without the time that a kernel takes."""
    if not page.in_place:
        page.output.write_bytes(b"page")
    output = {"output_type": "display_data", "metadata": {}, "data": {RECORD_MIME: {"reads": reads}}}
    cell = {"cell_type": "code", "source": "x", "metadata": {}, "outputs": [output], "execution_count": 1}
    raw = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    template = source_hash(read_notebook(page.template))
    content = page.output.read_bytes()
    executed = parse_notebook(json.dumps(raw).encode())
    page.record.write_bytes(make_record(page, template, executed, content, Toolchain.current()).dumps())


def _reads(book, country: str) -> list[dict]:
    tables = Tables.open(book)
    tables.select("countries", country=country)
    tables.select("indicators", area=country)
    return tables.record()["reads"]


@pytest.fixture
def reasons(book) -> Callable[[str], tuple[str, ...]]:
    """Run all pages and return a function that tells a page's state as it is then."""
    for page in plan(book, Tables.open(book)):
        _run(book, page, [] if page.in_place else _reads(book, page.key))

    def ask(key: str) -> tuple[str, ...]:
        (page,) = select(plan(book, Tables.open(book)), [key])
        return tuple(map(str, staleness(page, Inputs.current(book))))

    return ask


def _edit_indicators(book, cells, old: list[str], new: list[str] | None) -> None:
    rows = [new if row == old else row for row in cells.indicators]
    cells.table(book.data / "indicators.csv", [row for row in rows if row])


def test_pages_are_current_after_they_ran(reasons):
    """With nothing changed there is nothing to say."""
    assert [reasons(key) for key in ("PER", "SEN", "notes")] == [(), (), ()]


@pytest.mark.parametrize(
    ("new", "words"),
    [(["SEN", "co2", "2020", "12"], "1 row changed"), (None, "1 row removed")],
    ids=["changed", "removed"],
)
def test_a_changed_row_makes_stale_only_who_read_it(book, cells, reasons, new, words):
    """A value of Senegal concerns Senegal's page and no other."""
    _edit_indicators(book, cells, ["SEN", "co2", "2020", "11"], new)

    assert reasons("SEN") == (f"indicators: {words}",)
    assert [reasons(key) for key in ("PER", "notes")] == [(), ()]


def test_a_new_row_counts_as_a_change(book, cells, reasons):
    """A row that was not there before would have been read."""
    cells.table(book.data / "indicators.csv", [*cells.indicators, ["SEN", "co2", "2021", "12"]])

    assert reasons("SEN") == ("indicators: 1 row added",)


def test_a_row_that_comes_to_a_country_concerns_it(book, cells, reasons):
    """A row of Peru that becomes one of Senegal makes both pages stale: one lost it, the other got it."""
    _edit_indicators(book, cells, ["PER", "co2", "2021", "54"], ["SEN", "co2", "2021", "54"])

    assert [reasons("PER"), reasons("SEN")] == [("indicators: 1 row removed",), ("indicators: 1 row added",)]


def test_a_column_of_another_kind_is_another_input(book, reasons):
    """The cells are the same, but a page reads other values from them; titles and units it does not see."""
    path = book.data / "datapackage.json"
    told = json.loads(path.read_text())
    value = told["resources"][1]["schema"]["fields"][3]
    value |= {"title": "Other", "unit": "kt"}
    path.write_text(json.dumps(told))
    described = reasons("PER"), reasons("SEN")
    value["type"] = "string"
    path.write_text(json.dumps(told))

    assert described == ((), ())
    assert [reasons("PER"), reasons("SEN")] == [("indicators: its columns changed",)] * 2


def test_without_marks_rows_are_not_counted(book, cells, reasons):
    """A record without marks, or with marks that do not fit, says whose rows changed and nothing more."""
    path = book.chapters / "countries" / "senegal.record.json"
    record = json.loads(path.read_text())
    _edit_indicators(book, cells, ["SEN", "co2", "2020", "11"], ["SEN", "co2", "2020", "12"])
    said = []
    for marks in (None, "", "AAAA", "?", 7, *(read["marks"] for read in record["reads"])):
        reads = [read | {"marks": marks} for read in record["reads"]]
        path.write_text(json.dumps(record | {"reads": reads}))
        said.append(reasons("SEN"))

    vague = ("indicators: rows of SEN changed",)
    assert said == [vague] * 5 + [("indicators: its columns changed",), ("indicators: 1 row changed",)]


def test_a_table_in_another_order_is_the_same_table(book, cells, reasons):
    """Rows are compared by key, not by line."""
    cells.table(book.data / "indicators.csv", [cells.indicators[0], *reversed(cells.indicators[1:])])

    assert reasons("PER") == ()


def test_a_changed_template_concerns_all_its_pages(book, cells, reasons):
    """Chapters of their own stay current."""
    cells.notebook(book.chapters / "country.ipynb", *cells.template(cells.prose("More.")))

    assert [reasons(key) for key in ("PER", "SEN", "notes")] == [
        ("template changed",),
        ("template changed",),
        (),
    ]


def test_a_changed_chapter_says_so_once(book, cells, reasons):
    """The text of a chapter is its source; that its file differs as well need not be said."""
    cells.notebook(book.chapters / "notes.ipynb", cells.prose("# Notes"), cells.code("1 + 2"))

    assert reasons("notes") == ("chapter changed",)


def test_changed_outputs_are_an_edit_by_hand(book, reasons):
    """A page that is not what the run wrote is not to be trusted."""
    (book.chapters / "countries" / "peru.ipynb").write_text("edited")
    notes = json.loads((book.chapters / "notes.ipynb").read_text())
    notes["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "3"}]
    (book.chapters / "notes.ipynb").write_text(json.dumps(notes))

    assert [reasons(key) for key in ("PER", "SEN", "notes")] == [
        ("page edited by hand",),
        (),
        ("page edited by hand",),
    ]


@pytest.mark.parametrize("suffix", ["ipynb", "record.json"])
def test_a_page_without_its_files_never_ran(book, reasons, suffix):
    """Page and record only count together."""
    (book.chapters / "countries" / f"peru.{suffix}").unlink()

    assert reasons("PER") == ("never run",)


def test_a_damaged_record_is_named(book, reasons):
    """A record that cannot be read proves nothing."""
    (book.chapters / "countries" / "peru.record.json").write_text("{")

    assert reasons("PER") == ("peru.record.json is damaged",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"library": "another"}, "library changed"),
        ({"parameters": {"country": "SEN"}}, "parameters changed"),
        ({"parameters": {"country": ["PER"]}}, "parameters changed"),
        ({"versions": {"altair": "1.0"}}, None),
    ],
    ids=["library", "parameters", "kind", "versions"],
)
def test_each_input_is_compared(book, reasons, change, words):
    """Library, parameters and versions are told apart."""
    path = book.chapters / "countries" / "peru.record.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    now = Toolchain.current().versions

    expected = (words,) if words else tuple(
        f"{name} {'1.0' if name == 'altair' else 'unknown'} → {version}" for name, version in now.items()
    )  # fmt: skip
    assert reasons("PER") == expected


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({}, "indicators changed"),
        ({"indicator": ["co2"]}, "indicators: rows of co2 changed"),
        ({"area": list("ABCDE"), "year": ["2020"]}, "indicators: rows of A, B, C and 2 more changed"),
        ({"gone": ["x"]}, "indicators: cannot be read as before: no column 'gone' in table 'indicators'; "
         "there are: area, indicator, year, value"),
    ],
    ids=["all", "one column", "many", "column gone"],
)  # fmt: skip
def test_what_was_read_is_said_in_words(book, reasons, where, words):
    """A reader of the list learns which rows, by country where the page asked by country."""
    path = book.chapters / "countries" / "peru.record.json"
    read = {"table": "indicators", "where": where, "rows": 0, "sha256": "old"}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"reads": [read]}))

    assert reasons("PER") == (words,)


def test_two_reads_of_the_same_rows_are_one_reason(book, cells, reasons):
    """A page that asks twice for the same country says once that it changed."""
    path = book.chapters / "countries" / "peru.record.json"
    reads = [
        {"table": "indicators", "where": {"area": ["PER"], "year": [year]}, "rows": 0, "sha256": "old"}
        for year in ("2020", "2021")
    ]
    path.write_text(json.dumps(json.loads(path.read_text()) | {"reads": reads}))

    assert reasons("PER") == ("indicators: rows of PER changed",)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("one", "two", "chapters/narratives/peru.md changed"),
        (None, "one", "chapters/narratives/peru.md is new"),
        ("one", None, "chapters/narratives/peru.md is gone"),
        ("one\n", "one\r\n", None),
        (None, None, None),
    ],
    ids=["changed", "new", "gone", "line ends", "still missing"],
)
def test_a_narrative_is_an_input(book, before, after, words):
    """A page that asked for a narrative follows what becomes of it, also when it was not there."""
    name = "chapters/narratives/peru.md"
    (book.root / name).parent.mkdir()

    def save(text: str | None) -> None:
        (book.root / name).unlink(missing_ok=True)
        if text is not None:
            (book.root / name).write_bytes(text.encode())

    save(before)
    tables = Tables.open(book)
    tables.document(name)
    (page,) = select(plan(book, tables), ["PER"])
    _run(book, page, [read for read in tables.record()["reads"] if read["table"] == name])
    save(after)

    found = staleness(page, Inputs.current(book))
    assert [str(reason) for reason in found] == ([words] if words else [])
