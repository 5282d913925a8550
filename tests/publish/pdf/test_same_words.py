"""The PDF says what the web pages say: every finding, every row behind a figure, every number."""

import pytest
from tests.publish.pdf.words import Words, chapters, joined, said_on, targets, unprinted

from pagebook.publish.pdf.annex import HEADING


@pytest.fixture(scope="module")
def pdf(real_html):
    """Return the PDF of the real book."""
    return real_html.parent / "pdf" / "book.pdf"


@pytest.fixture(scope="module")
def printed(pdf) -> dict[str, str]:
    """Return the text of each chapter of the PDF, by its title."""
    return chapters(pdf)


@pytest.fixture(scope="module")
def pages(real_html) -> dict[str, Words]:
    """Return what each page of the web says, by its name."""
    found = {page.stem: said_on(page) for page in sorted(real_html.glob("chapters/**/*.html"))}
    assert len(found) > 30
    return found


def test_every_page_is_a_chapter(pages, printed):
    """Each page of the web has a chapter of the same title."""
    assert sorted({page.title for page in pages.values()} - set(printed)) == []


def test_every_finding_is_printed(pages, printed):
    """What each figure shows is told in words in its chapter."""
    lacking = _lacking(pages, printed, lambda page: [(one,) for one in page.findings])

    assert lacking == {}
    assert sum(len(page.findings) for page in pages.values()) > 300


def test_every_row_behind_a_figure_is_printed(pages, printed):
    """The rows of all data tables stand in their chapters cell after cell; those of years, year by year."""
    lacking = _lacking(pages, printed, lambda page: page.rows)

    assert lacking == {}
    assert sum(len(page.rows) for page in pages.values()) > 9000


def test_every_number_is_printed(pages, printed):
    """A number that a page of the web shows is in its chapter."""
    lacking = {
        name: found for name, page in pages.items() if (found := unprinted(page.numbers, printed[page.title]))
    }

    assert lacking == {}


def test_every_folded_address_is_linked(pages, pdf):
    """Addresses that data tables show in a column of their own are what the names of the sources link to."""
    shown = set().union(*(page.addresses for page in pages.values()))

    assert sorted(shown - targets(pdf)) == []
    assert len(shown) > 150


def test_a_table_that_is_left_out_is_noticed(pages, printed):
    """A chapter without its first table lacks rows; one without its annex lacks findings as well."""
    page = pages["peru"]
    before, _, annex = printed[page.title].partition(HEADING)
    first_table_cut = {page.title: before + annex[4000:]}
    all_cut = {page.title: before}

    few = _lacking({"peru": page}, first_table_cut, lambda page: page.rows)
    many = _lacking({"peru": page}, all_cut, lambda page: page.rows)
    findings = _lacking({"peru": page}, all_cut, lambda page: [(one,) for one in page.findings])

    assert 5 < len(few["peru"]) < 100
    assert len(many["peru"]) > 300
    assert len(findings["peru"]) > 5


def _lacking(pages, printed, part) -> dict[str, list[str]]:
    found = {}
    for name, page in pages.items():
        text = joined(printed[page.title])
        lacking = [ways[0] for ways in part(page) if not any(joined(told) in text for told in ways)]
        if lacking:
            found[name] = lacking
    return found
