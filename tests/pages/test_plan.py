"""The plan: one page a country from the template, authored chapters in place, in the contents' order."""

import pytest

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.pages.plan import Page, plan, select, suggestion


def test_the_plan_has_a_page_for_each_country_and_chapter(book):
    """Countries come from the data, chapters from their folder, all in the order of the contents."""
    pages = plan(book, Tables.open(book))

    template, notes = book.chapters / "country.ipynb", book.chapters / "notes.ipynb"
    countries = book.chapters / "countries"
    assert pages == (
        Page("SEN", template, countries / "senegal.ipynb", {"country": "SEN"}),
        Page("PER", template, countries / "peru.ipynb", {"country": "PER"}),
        Page("notes", notes, notes, {}),
    )


def test_pages_that_the_contents_lack_come_last(book):
    """A country that is missing in the contents is planned all the same."""
    book.toc.write_text("format: jb-book\nroot: chapters/index\nchapters:\n- file: chapters/countries/peru\n")

    assert [page.key for page in plan(book, Tables.open(book))] == ["PER", "SEN", "notes"]


def test_a_page_knows_its_files(book):
    """The record lies beside the page; only chapters run in place."""
    senegal, _, notes = plan(book, Tables.open(book))

    assert senegal.record == book.chapters / "countries" / "senegal.record.json"
    assert (senegal.slug, senegal.in_place, notes.in_place) == ("senegal", False, True)


@pytest.mark.parametrize("handles", [["PER"], ["peru"], ["per", "Peru"]], ids=str)
def test_pages_are_chosen_by_key_or_file_name(book, handles):
    """Keys and file names are the same handles, in any case, and naming a page twice is naming it once."""
    chosen = select(plan(book, Tables.open(book)), handles)

    assert [page.key for page in chosen] == ["PER"]


def test_an_unknown_page_is_refused_with_what_there_is(book):
    """The message says what was meant, perhaps, and lists every page."""
    with pytest.raises(ParameterError) as caught:
        select(plan(book, Tables.open(book)), ["senegall"])

    assert str(caught.value) == "no page 'senegall'; did you mean 'senegal'?; pages: SEN, PER, notes"


def test_nothing_is_suggested_when_nothing_is_near():
    """A far-off name gets no suggestion."""
    assert suggestion("xyz", ["PER"]) == ""
