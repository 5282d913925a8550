"""Reported figures are written with qualifier, range and unit as people write them."""

import pytest

from pagebook.story.measures import measured

CASES = {
    "count": ((3, None, None, "exact", "meetings"), "3 meetings"),
    "one": ((1, None, None, "exact", "meetings"), "1 meeting"),
    "one of two words": ((1, None, None, "exact", "priority areas"), "1 priority area"),
    "one agency": ((1, None, None, "exact", "agencies"), "1 agency"),
    "one person": ((1, None, None, "exact", "people"), "1 person"),
    "one per year": ((1, None, None, "exact", "jobs per year"), "1 job per year"),
    "more than": ((90000, None, None, "more than", "jobs"), "more than 90,000 jobs"),
    "percent": ((67.5, None, None, "exact", "percent"), "67.5%"),
    "percent per year": ((None, 6.1, 6.5, "exact", "percent per year"), "6.1 to 6.5% per year"),
    "points": ((2, None, None, "exact", "percentage points"), "2 percentage points"),
    "negative": ((-34, None, None, "about", "percent"), "about −34%"),
    "range": ((None, 121, 142, "exact", "million people"), "121 to 142 million people"),
    "only low": ((None, 5, None, "exact", "jobs"), "at least 5 jobs"),
    "only high": ((None, None, 5, "exact", "jobs"), "at most 5 jobs"),
    "money": ((1.2, None, None, "exact", "trillion US$"), "US$ 1.2 trillion"),
    "money per": (
        (8.34, None, None, "exact", "US$ per tonne of CO2 equivalent"),
        "US$ 8.34 per tonne of CO₂ equivalent",
    ),
    "year": ((2060, None, None, "exact", "year"), "2060"),
    "index": ((0.798, None, None, "exact", "index"), "0.798"),
    "no unit": ((5, None, None, "exact", None), "5"),
}


@pytest.mark.parametrize(("cells", "written"), CASES.values(), ids=CASES)
def test_measured(cells, written):
    """Each kind of unit has its own way of writing."""
    row = dict(zip(("value", "low", "high", "qualifier", "unit"), cells, strict=True))

    assert measured(row) == written
