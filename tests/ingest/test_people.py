"""Counts of people as reports write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.ingest.people import find_people, number_in_words

_CASES = {
    "28 participants took part, 15 males and 13 females": [(28, "exact", 13, 15, "")],
    "18 male and 8 female partcipants": [(None, "exact", 8, 18, "")],
    "40 trainees, 18 men and 22 women, including 7 participants from Burkina Faso": [
        (40, "exact", 22, 18, ""),
        (7, "exact", None, None, "Burkina Faso"),
    ],
    "brought close to 70 participants from seven partner countries": [(70, "about", None, None, "")],
    "over 1,200 young people": [(1200, "more than", None, None, "")],
    "80+ participants, of whom 35 were women": [(80, "more than", 35, None, "")],
    "fewer than twenty-six senior government officials": [(26, "less than", None, None, "")],
    "9 trainers from Ghana (4 from the ministry and 5 from firms)": [
        (9, "exact", None, None, "Ghana"),
        (4, "exact", None, None, "Ghana: ministry"),
        (5, "exact", None, None, "Ghana: firms"),
    ],
    "35 participants, among them 5 from Guyana": [
        (35, "exact", None, None, ""),
        (5, "exact", None, None, "Guyana"),
    ],
    "Some 55 statisticians came, 29 of whom were women": [(55, "about", 29, None, "")],
    "60% of the participants": [],
    "121 and 142 million people are employed": [],
    "in 2025 participants met": [],
    "from more than 100 institutions": [],
}


@pytest.mark.parametrize(("text", "expected"), _CASES.items())
def test_people_are_counted_as_the_text_counts_them(text: str, expected: list[tuple[object, ...]]):
    """Totals come with their qualifier, with women and men, and with where they are from."""
    found = find_people(text)

    assert [(one.total, one.qualifier, one.women, one.men, one.origin) for one in found] == expected


def test_numbers_are_read_in_digits_and_in_words():
    """Thousands have commas; words go as far as people write them out."""
    told = ["1,250", "twenty-six", "twelve", "hundred", "many"]

    assert [number_in_words(text) for text in told] == [1250, 26, 12, 100, None]


@given(st.integers(1, 50), st.integers(1, 50))
def test_women_and_men_are_never_more_than_the_total(women: int, men: int):
    """Parts are given to a total only as far as it holds them."""
    (found, *_) = find_people(f"{max(women, men)} people came, {women} women and {men} men.")

    assert (found.women or 0) + (found.men or 0) <= (found.total or 0)
