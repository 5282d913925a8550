"""Addresses are printed short, and noted once a chapter."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from pagebook.publish.pdf.addresses import IN_PLACE, LONGEST, Notes, shortened

PERU = "https://www.un-page.org/countries/peru/"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (PERU, "un-page.org/countries/peru"),
        ("http://un-page.org", "un-page.org"),
        ("HTTPS://WWW.ILO.org/a", "ILO.org/a"),
        ("mailto:editors@example.org", "editors@example.org"),
        (f"https://a.org/{'b' * 46}/c.pdf", f"a.org/{'b' * 46}/c.pdf"),
        (
            "https://www.un-page.org/2018-page-annual-report/the-countries-and-their-progress/brazil/index.html",
            "un-page.org/2018-page-a…and-their-progress/brazil/index.html",
        ),
    ],
    ids=["page", "host", "capitals", "mail", "just short enough", "long"],
)
def test_an_address_is_printed_without_scheme_and_without_its_middle(address, told):
    """An address is printed as host and path; a long one keeps its beginning and its end."""
    assert shortened(address) == told


@given(st.from_regex(r"https?://(www\.)?[a-z.]{1,80}(/[a-z/-]{0,200})?", fullmatch=True))
def test_no_printed_address_is_longer_than_a_line_allows(address):
    """Whatever the address, what is printed of it is no longer than allowed."""
    assert len(shortened(address)) <= LONGEST


def test_an_address_has_one_note():
    """Each address has a number, and its first mention is marked; the notes tell them all in order."""
    notes = Notes("chapters/peru")

    told = [notes.mention(PERU, "UN PAGE"), notes.mention("https://ilo.org", "ILO"), notes.mention(PERU, "a")]

    assert told == [
        {"note": "note:chapters/peru:", "number": 1, "first": True},
        {"note": "note:chapters/peru:", "number": 2, "first": True},
        {"note": "note:chapters/peru:", "number": 1},
    ]
    assert notes.told == [[PERU, "un-page.org/countries/peru"], ["https://ilo.org", "ilo.org"]]


def test_words_that_are_the_address_need_no_note():
    """A link whose words are its address has no note."""
    assert Notes("chapters/peru").mention(PERU, "un-page.org/countries/peru") == {}


def test_a_chapter_of_many_addresses_prints_them_in_place():
    """Where notes would fill the pages, each address stands behind its first mention, and only there."""
    addresses = [f"https://example.org/{number}" for number in range(IN_PLACE + 1)]
    notes = Notes.of(_document(addresses), "chapters/sources")

    told = [notes.mention(addresses[0], "first"), notes.mention(addresses[0], "again")]

    assert (told, notes.told) == ([{"shown": "example.org/0"}, {}], [])


def _document(addresses):
    document = new_document("x")
    document += [nodes.reference("", "", refuri=address) for address in addresses]
    return document
