"""Whether a text is the document's own."""

import pytest

from pagebook.review.words import copied

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
