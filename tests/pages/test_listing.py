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
    }


def test_pages_are_chosen(book):
    """Stale ones by default, those that are named, or all."""
    run(book, select(plan(book, Tables.open(book)), ["PER"]))

    assert [page.key for page in choose(book)] == ["SEN", "notes"]
    assert [page.key for page in choose(book, only=["peru"])] == ["PER"]
    assert [page.key for page in choose(book, every=True)] == ["SEN", "PER", "notes"]


def test_a_page_whose_notebook_cannot_be_read_is_listed_as_such(book):
    """One damaged file does not hide the list."""
    (book.chapters / "notes.ipynb").write_text("{")

    assert listing(book)[2].reasons[0].startswith("notes.ipynb: is not a readable notebook")


def test_an_unknown_name_is_refused(book):
    """The choice fails before anything is done."""
    with pytest.raises(ParameterError):
        choose(book, only=["XXX"])
