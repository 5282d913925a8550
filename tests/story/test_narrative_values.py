"""Cells as sentences have them: qualifier, scale, currency and sign stay with the number."""

import pytest

from pagebook.story.narrative_values import ReferenceFault, written

CASES = {
    "exact": ({"total": 160, "qualifier": "exact"}, "total", "", "160"),
    "about": ({"total": 160, "qualifier": "about"}, "total", "", "about 160"),
    "bound": ({"value": 13300.0, "unit": "jobs", "qualifier": "more than"}, "value", "", "more than 13,300"),
    "share": ({"value": 36.7, "unit": "percent"}, "value", "", "36.7%"),
    "size": ({"value": -34.0, "unit": "percent", "qualifier": "about"}, "value", "size", "about 34%"),
    "scale": ({"value": 2.0, "unit": "million hectares"}, "value", "", "2 million"),
    "dollars": ({"value": 2.0, "unit": "million US$"}, "value", "", "US$ 2 million"),
    "rate": ({"value": 8.34, "unit": "US$ per tonne of CO2 equivalent"}, "value", "", "US$ 8.34"),
    "currency": ({"amount": 39000000, "currency": "USD"}, "amount", "", "US$ 39 million"),
    "year": ({"value": 2060.0, "unit": "year"}, "value", "", "2060"),
    "column of years": ({"joined_year": 2018}, "joined_year", "", "2018"),
    "words": ({"value": 4.0, "unit": "studies"}, "value", "words", "four"),
    "too many for words": ({"value": 26.0, "unit": "people"}, "value", "words", "26"),
    "text": ({"lead_agency": "UNEP"}, "lead_agency", "", "UNEP"),
    "list": ({"counterparts": ("A", "B")}, "counterparts", "", "A, B"),
    "part of a total": ({"women": 8, "qualifier": "about"}, "women", "", "8"),
}


@pytest.mark.parametrize(("cells", "column", "style", "text"), CASES.values(), ids=CASES)
def test_a_cell_is_written_as_people_write_it(cells, column, style, text):
    """Numbers keep their qualifier, scale and currency; a fall may be told by its size."""
    assert written(cells, column, style) == text


def test_a_blank_cell_has_no_words():
    """A sentence with a hole is refused."""
    with pytest.raises(ReferenceFault) as caught:
        written({"total": None}, "total", "")

    assert caught.value.message == "shows a blank cell: total"
