"""Whether a text is the document's own."""

from pathlib import Path

import pytest

from pagebook.data import Package
from pagebook.review.words import copied, own_words

_EVIDENCE = (
    "In June, the ministry brought together twelve producers of organic cacao – to learn about markets. "
    "The National Policy for Sustainable Consumption and Production of Uruguay 2030 was adopted."
)
_CASES = {
    "the ministry brought together twelve producers of organic cacao": (
        "the ministry brought together twelve producers of organic cacao"
    ),
    "June: The Ministry “brought together” twelve producers; of organic cacao": (
        "June The Ministry brought together twelve producers of organic"
    ),
    "the ministry brought together twelve producers of organic": "",
    "Twelve cacao producers learnt about markets from the ministry in June": "",
    "National Policy for Sustainable Consumption and Production of Uruguay 2030": "",
    "": "",
}


@pytest.mark.parametrize("cell", _CASES)
def test_nine_words_in_a_row_are_the_documents_own(cell: str):
    """Capitals and punctuation make no difference; eight words, other words, and names are free."""
    assert copied(cell, _EVIDENCE) == _CASES[cell]


def test_titles_of_works_names_and_addresses_are_no_words_of_a_reviewer(book_root: Path):
    """What somebody called a publication or an institution, and where it lies on the web, stays as it is."""
    package = Package.load(book_root / "data")

    free = {
        (table, column)
        for table in ("events", "institutions", "publications")
        for column in package.tables[table].columns
        if not own_words(package.tables[table], column)
    }

    assert free == {
        ("institutions", "name"),
        ("institutions", "aliases"),
        ("publications", "title"),
        ("publications", "alt_title"),
        ("publications", "url"),
    }
