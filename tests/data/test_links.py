"""Keys, foreign keys, lists and citations, each fault with its whole message."""

from __future__ import annotations

import pytest

CASES = {
    "duplicate key": (
        "indicators.csv",
        "PER,co2,2015,53\n",
        "PER,co2,2014,53\n",
        [
            "data/indicators.csv:4: area+indicator+year: the key (area 'PER', indicator 'co2', year '2014') "
            "stands in line 3 already; expected each key once"
        ],
    ),
    "unknown area": (
        "events.csv",
        "sen-2018-course,SEN",
        "sen-2018-course,SNE",
        ["data/events.csv:4: area: 'SNE' is not in areas.area; did you mean 'SEN'?"],
    ),
    "unknown event, nothing near": (
        "participation.csv",
        "sen-2018-course,all",
        "xyz,all",
        [
            "data/participation.csv:3: event: 'xyz' is not in events.event; "
            "expected one of per-2017-forum, per-2017-talk, sen-2018-course"
        ],
    ),
    "citation of an unknown source": (
        "events.csv",
        "ilo-2025#p. 3",
        "ilo-2024#p. 3",
        ["data/events.csv:4: sources: 'ilo-2024' is not in sources.source; did you mean 'ilo-2025'?"],
    ),
    "citation with an empty locator": (
        "events.csv",
        "ilo-2025#p. 3",
        "ilo-2025#",
        [
            "data/events.csv:4: sources: 'ilo-2025#' has no proper locator after '#'; "
            "expected source or source#locator, such as report-2025#line 44"
        ],
    ),
    "list with another delimiter": (
        "events.csv",
        "PER; SEN",
        "PER;SEN",
        [
            "data/events.csv:2: from_areas: 'PER;SEN' is not a proper list; "
            "separate the values by '; ' and by nothing else"
        ],
    ),
    "list with an empty value": (
        "events.csv",
        "PER; SEN",
        "PER; ; SEN",
        [
            "data/events.csv:2: from_areas: 'PER; ; SEN' has an empty value; "
            "separate the values by '; ' and by nothing else"
        ],
    ),
    "list with a value twice": (
        "events.csv",
        "PER; SEN",
        "PER; PER",
        ["data/events.csv:2: from_areas: the list has 'PER' twice; expected each value once"],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_message(small, name, old, new, expected):
    """One fault in a sound book gives its own message, the whole of it, and no other."""
    small.replace(name, old, new)

    assert small.check() == expected


def test_a_key_of_several_columns_must_stand_together(small, descriptor):
    """Each of two values may be known, and still no row has both."""
    content = descriptor()
    content["resources"][6]["schema"]["foreignKeys"] = [
        {"fields": ["area", "indicator"], "reference": {"resource": "areas", "fields": ["area", "kind"]}}
    ]
    small.describe(content)
    small.write("indicators.csv", "area,indicator,year,value\nPER,country,2014,1\nPER,programme,2014,1\n")

    assert small.check() == [
        "data/indicators.csv:3: area+indicator: no row of areas has PER and programme; "
        "expected values of area+kind that stand together in areas"
    ]
