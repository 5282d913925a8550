"""Dates as reports write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.ingest.dates import find_dates

_CASES = {
    "on 14 November": [("2025-11-14", "2025-11-14", "day", True)],
    "On 21– 22 November, there": [("2025-11-21", "2025-11-22", "day", True)],
    "from 28 April–9 May 2024": [("2024-04-28", "2024-05-09", "day", False)],
    "30 December - 2 January 2024": [("2023-12-30", "2024-01-02", "day", False)],
    "Between September 22 - 25, 2024": [("2024-09-22", "2024-09-25", "day", False)],
    "On 16th May": [("2025-05-16", "2025-05-16", "day", True)],
    "2024-05-21": [("2024-05-21", "2024-05-21", "day", False)],
    "8 and 9 May": [("2025-05-08", "2025-05-09", "day", True)],
    "on 4 September and 2 October": [
        ("2025-09-04", "2025-09-04", "day", True),
        ("2025-10-02", "2025-10-02", "day", True),
    ],
    "from November 2023 till May 2024": [("2023-11-01", "2024-05-31", "month range", False)],
    "August, September and November 2018": [
        ("2018-08-01", "2018-08-31", "month", False),
        ("2018-09-01", "2018-09-30", "month", False),
        ("2018-11-01", "2018-11-30", "month", False),
    ],
    "begins in Q1- 2026": [("2026-01-01", "2026-03-31", "quarter", False)],
    "in the third quarter of 2024": [("2024-07-01", "2024-09-30", "quarter", False)],
    "in first half of 2026": [("2026-01-01", "2026-06-30", "half-year", False)],
    "spring 2024": [("2024-03-01", "2024-05-31", "season", False)],
    "in early 2026": [("2026-01-01", "2026-04-30", "month range", False)],
    "2018/19": [("2018-01-01", "2019-12-31", "year range", False)],
    "on 3, 10 and 17 September": [
        ("2025-09-03", "2025-09-03", "day", True),
        ("2025-09-10", "2025-09-10", "day", True),
        ("2025-09-17", "2025-09-17", "day", True),
    ],
    "October 30 - November 3, 2023": [("2023-10-30", "2023-11-03", "day", False)],
    "Between March and June 2021": [("2021-03-01", "2021-06-30", "month range", False)],
    "in Spring and Autumn of 2024": [
        ("2024-03-01", "2024-05-31", "season", False),
        ("2024-09-01", "2024-11-30", "season", False),
    ],
    "(the summit, Baku, 2024)": [("2024-01-01", "2024-12-31", "year", False)],
    "over 50% in March": [("2025-03-01", "2025-03-31", "month", True)],
    "by 2030": [("2030-01-01", "2030-12-31", "year", False)],
    "it may be so, on a march of 12 km": [],
    "an organisation named Peru 2021": [],
    "31 June 2024": [],
    "target 8.5, section 12.1": [],
}


@pytest.mark.parametrize(("text", "expected"), _CASES.items())
def test_dates_are_found_as_precisely_as_they_are_written(
    text: str, expected: list[tuple[str, str, str, bool]]
):
    """Each way to write a date gives its first and last day, its precision, and whether a year is printed."""
    found = find_dates(text, year=2025)

    told = [(f"{one.start}", f"{one.end}", one.precision, one.year_inferred) for one in found]
    assert told == expected


def test_a_date_without_a_year_is_left_out_when_nobody_knows_the_year():
    """A year is never guessed."""
    assert (
        find_dates("on 14 November, and on 3 May 2024")
        == find_dates("on 14 November, and on 3 May 2024")[-1:]
    )


@given(st.dates(date(1990, 1, 1), date(2099, 1, 1)), st.integers(0, 40), st.sampled_from(["-", "–", " to "]))
def test_a_range_of_days_comes_back(first: date, days: int, dash: str):
    """Any range of days, written out in full, is found with both of its ends."""
    last = first + timedelta(days)
    written = f"{first.day} {first:%B} {first.year}{dash}{last.day} {last:%B} {last.year}"

    (found,) = find_dates(f"The meeting of {written}, in Lima, was held.")

    assert (found.start, found.end, found.precision, found.text) == (first, last, "day", written)


@given(st.text())
def test_any_text_can_be_read(text: str):
    """No text breaks the search, and what is found lies in the text, in its order."""
    found = find_dates(text, year=2025)

    assert [one.position for one in found] == sorted(one.position for one in found)
    assert all(one.text in text and one.start <= one.end for one in found)
