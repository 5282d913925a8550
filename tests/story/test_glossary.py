"""The glossary tells every abbreviation, as terms that the search finds."""

import re

import pytest

from pagebook.data import Tables
from pagebook.story.glossary import GlossaryPage


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the real tables."""
    return Tables(book_root / "data")


def test_every_abbreviation_is_told_in_order_with_what_it_stands_for(tables):
    """As many terms as rows, sorted as readers look them up; chemical formulas have small digits."""
    told = re.sub(r"\\(.)", r"\1", str(GlossaryPage(tables).entries()))
    terms = re.findall(r"^(\S.*)\n  (.+)$", told, flags=re.MULTILINE)

    assert told.startswith(":::{glossary}\n")
    assert [term for term, _ in terms] == sorted((term for term, _ in terms), key=_plain)
    assert len(terms) == len(tables.select("glossary"))
    assert dict(terms)["JTAM"] == "Just Transition Assessment Model"
    assert dict(terms)["CO₂e"] == "Carbon dioxide equivalent. Different gases expressed as carbon dioxide."


def test_the_prose_names_how_many_there_are(tables):
    """The count is that of the rows."""
    assert GlossaryPage(tables).substitutions() == {"n_abbreviations": str(len(tables.select("glossary")))}


def _plain(term: str) -> str:
    return term.translate(str.maketrans("₂₄₅", "245")).lower()
