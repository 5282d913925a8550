"""Dates are written as people write them, and no more precisely than the source."""

import pytest

from pagebook.story.dating import event_date, month_year

CASES = {
    "one day": ("2017-11-14", "2017-11-14", "day", "14 November 2017"),
    "days of a month": ("2019-06-14", "2019-06-15", "day", "14–15 June 2019"),
    "days of two months": ("2025-04-28", "2025-05-23", "day", "28 April – 23 May 2025"),
    "days of two years": ("2019-12-30", "2020-01-02", "day", "30 December 2019 – 2 January 2020"),
    "a month": ("2018-10-01", "2018-10-31", "month", "October 2018"),
    "months": ("2025-06-01", "2025-10-31", "month range", "June–October 2025"),
    "months of two years": ("2024-11-01", "2025-02-28", "month range", "November 2024 – February 2025"),
    "a quarter": ("2026-01-01", "2026-03-31", "quarter", "first quarter of 2026"),
    "a half-year": ("2026-01-01", "2026-06-30", "half-year", "first half of 2026"),
    "a year": ("2019-01-01", "2019-12-31", "year", "2019"),
    "years": ("2014-01-01", "2018-12-31", "year range", "2014–2018"),
    "a season": ("2025-03-01", "2025-05-31", "season", "2025"),
    "no end": ("2017-11-14", None, "day", "14 November 2017"),
    "undated": (None, None, "undated", ""),
    "within another event": ("2025-04-28", "2025-05-23", "within parent event", ""),
}


@pytest.mark.parametrize(("start", "end", "precision", "written"), CASES.values(), ids=CASES)
def test_event_date(start, end, precision, written):
    """Each precision has its own way of writing."""
    assert event_date(start, end, precision) == written


def test_month_year():
    """A month without a year is not written."""
    assert [month_year(2018, 3), month_year(2018), month_year(None, 3)] == ["March 2018", "2018", ""]
