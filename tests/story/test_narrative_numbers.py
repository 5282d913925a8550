"""Typed numbers: a year, a date, a number word or a name with a number must stand in the linked rows."""

import pytest

from pagebook.story.narrative_numbers import unbacked

TOLD = "2018 | 5 June 2014 | PAGE 2.0 is named. | COP29 | four tools | 7 | May 2019 | 2026–2027 | 2.5"


@pytest.mark.parametrize(
    "sentence",
    [
        "It began in 2018, said all.",
        "It was launched on 5 June 2014.",
        "That was in June 2014 and in May 2019.",
        "Under PAGE 2.0, work goes on.",
        "At COP29 it spoke.",
        "It has four tools of seven.",
        "A plan for 2026–2027 exists.",
        "No number at all.",
        "One thing is certain.",
    ],
)
def test_what_the_rows_tell_may_be_typed(sentence: str):
    """Years, dates, names and number words of the rows are fine."""
    assert list(unbacked(sentence, TOLD)) == []


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("It began in 2019, then 2020.", ["2020"]),
        ("It was launched on 6 June 2014.", ["6 June 2014"]),
        ("It was launched on 15 June 2014.", ["15 June 2014"]),
        ("That was in July 2014.", ["July 2014"]),
        ("It reached 7 towns.", ["7"]),
        ("It cost US$ 700.", ["700"]),
        ("Under PAGE 3.0, work goes on.", ["3.0"]),
        ("Under PAGE 2, work goes on.", ["2"]),
        ("At COP30 it spoke.", ["COP30"]),
        ("It has five tools.", ["five"]),
        ("It has two dozen tools.", ["two", "dozen"]),
        ("Growth of 2.5% is expected.", ["2.5%"]),
    ],
)
def test_what_no_row_tells_is_found(sentence: str, typed: list[str]):
    """Wrong years, wrong dates, and figures that should be values are given in turn."""
    assert list(unbacked(sentence, TOLD)) == typed
