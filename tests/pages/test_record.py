"""The record beside a page: what it was made from, the same for the same inputs."""

import json
from pathlib import Path

import pytest
from tests.test_layers import FLOORS

from pagebook.data import Marks, Tables
from pagebook.pages import record as module
from pagebook.pages.finish import RECORD_MIME
from pagebook.pages.notebooks import parse_notebook
from pagebook.pages.plan import Page
from pagebook.pages.record import Record, RecordError, Toolchain, make_record, sha256

TOOLCHAIN = Toolchain("aa", {"altair": "6.3.0"})


@pytest.fixture
def page(book) -> Page:
    """Return the plan's entry for Peru."""
    return Page(
        "PER", book.chapters / "country.ipynb", book.chapters / "countries" / "peru.ipynb", {"country": "PER"}
    )


def _executed(cells, *reads):
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {RECORD_MIME: {"reads": [read]}}}
        for read in reads
    ]
    raw = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [cells.code("x") | {"outputs": outputs}],
    }
    return parse_notebook(json.dumps(raw).encode())


def test_a_record_holds_what_the_page_was_made_from(page, cells):
    """Reads are sorted whatever their order in the page, and there is no clock."""
    first, second = (
        {"table": name, "where": {}, "rows": 1, "sha256": "b"} for name in ("areas", "countries")
    )

    record = make_record(page, "tt", _executed(cells, second, first), b"page", TOOLCHAIN)

    # Neither table was read as this says, so there are no marks to keep.
    assert record == Record(
        page="PER",
        template="tt",
        parameters={"country": "PER"},
        library="aa",
        versions={"altair": "6.3.0"},
        reads=(first, second),
        notebook=sha256(b"page"),
    )


def test_a_page_without_a_record_may_have_read_anything(page, cells):
    """A notebook that does not say what it read is recorded as having read every table and narrative."""
    record = make_record(page, "tt", _executed(cells), b"page", TOOLCHAIN)

    assert [(read["table"], read["where"], read["rows"]) for read in record.reads] == [
        ("chapters/narratives/", {}, 0),
        ("countries", {}, 2),
        ("datapackage.json", {}, 2),
        ("indicators", {}, 3),
    ]


def test_a_record_marks_the_rows_that_were_read(page, cells, book):
    """Marks are there where the rows are still those that the page read, and only there."""
    tables = Tables.open(book)
    tables.select("countries", country="PER")
    tables.select("indicators", area="PER")
    tables.describe()
    reads = tables.record()["reads"]
    cells.table(book.data / "indicators.csv", [*cells.indicators[:2], *cells.indicators[3:]])

    record = make_record(page, "tt", _executed(cells, *reads), b"page", TOOLCHAIN)

    marks = [Marks.loads(read.get("marks"), read["rows"]) for read in record.reads]
    assert [found and len(found.rows) for found in marks] == [1, None, None]


def test_what_cannot_show_in_a_page_exists():
    """A module that moved must not leave a name behind that hides another one later."""
    library = Path(module.__file__).parents[1]

    assert [name for name in sorted(module._ASIDE) if not (library / name).is_file()] == []


def test_every_floor_below_the_pages_counts():
    """A new folder of the reading side shows in pages, so it must be hashed."""
    shown = {name.removesuffix(".py") for name in module._FLOORS}

    assert {name for name, floor in FLOORS.items() if floor < FLOORS["pages"]} <= shown


def test_a_record_survives_its_file(page, cells):
    """What is written is read back equal."""
    record = make_record(page, "tt", _executed(cells), b"page", TOOLCHAIN)

    assert Record.loads(record.dumps()) == record


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b'{"reads": 1}',
        b'{"reads": [1]}',
        b'{"reads": [{"table": "t", "where": [], "sha256": ""}]}',
        b'{"reads": [{"table": "t", "where": {"a": "b"}, "sha256": ""}]}',
        b'{"reads": [{"table": "t", "where": {"a": [1]}, "sha256": ""}]}',
        b'{"reads": [{"table": "t", "where": {}, "sha256": null}]}',
        b'{"reads": [{"table": "t", "where": {}, "sha256": "", "columns": [1]}]}',
        b'{"reads": [{"table": "t", "where": {}, "sha256": "", "columns": "area"}]}',
        b"\xff",
    ],
)
def test_a_damaged_record_is_recognised(text):
    """Whatever is wrong with the file, there is one kind of error."""
    with pytest.raises(RecordError):
        Record.loads(text)


def test_the_library_hash_covers_what_shows_in_pages(tmp_path):
    """A change of the reading side or of the finishing step counts; other floors and line ends do not."""
    shown = (
        *("errors.py", "project.py", "__init__.py", "analysis/a.py", "figures/t.json"),
        *("pages/finish.py", "pages/shell.py", "pages/a_new_step.py"),
    )
    hidden = ("pages/run.py", "publish/a.py", "cli/a.py", "data/__pycache__/a.pyc")
    for name in (*shown, *hidden, "data/a.py", "story/a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"a = 1\n")

    def changed(name: str, content: bytes) -> bool:
        before = module._library_hash(tmp_path)
        (tmp_path / name).write_bytes(content)
        return module._library_hash(tmp_path) != before

    assert {name: changed(name, b"a = 2\n") for name in shown} == dict.fromkeys(shown, True)
    assert {name: changed(name, b"a = 2\n") for name in hidden} == dict.fromkeys(hidden, False)
    assert changed("data/a.py", b"a = 1\r\n") is False


def test_the_toolchain_is_what_is_installed():
    """Versions are given for the packages that can show in a page."""
    toolchain = Toolchain.current()

    assert sorted(toolchain.versions) == [
        "altair",
        "ipykernel",
        "ipython",
        "narwhals",
        "nbclient",
        "nbformat",
        "numpy",
        "pandas",
        "papermill",
        "pyarrow",
        "python",
    ]
    assert toolchain == Toolchain.current()
