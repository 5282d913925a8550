"""Rules of the descriptor, each fault with its whole message."""

from __future__ import annotations

import pytest

CASES = {
    "end before start": (
        "events.csv",
        "2017-11-15",
        "2017-11-13",
        ["data/events.csv:2: end: 2017-11-13 is before start 2017-11-14; expected 2017-11-14 or later"],
    ),
    "unknown ISO code": (
        "areas.csv",
        "SEN,Senegal,country",
        "SEX,Senegal,country",
        [
            "data/areas.csv:4: area: 'SEX' is not a code of ISO 3166-1 alpha-3; did you mean 'SEN'?",
            "data/events.csv:2: from_areas: 'SEN' is not in areas.area; did you mean 'SEX'?",
            "data/events.csv:4: area: 'SEN' is not in areas.area; did you mean 'SEX'?",
            "data/events.csv:4: from_areas: 'SEN' is not in areas.area; did you mean 'SEX'?",
            "data/indicators.csv:5: area: 'SEN' is not in areas.area; did you mean 'SEX'?",
        ],
    ),
    "SDG target that does not exist": (
        "targets.csv",
        "12.1,12",
        "12.9,12",
        ["data/targets.csv:3: target: '12.9' is not a code of SDG targets; did you mean '12.c'?"],
    ),
    "SDG target of another goal": (
        "targets.csv",
        "12.1,12",
        "13.1,12",
        ["data/targets.csv:3: target: '13.1' is not part of goal 12; expected 12.…"],
    ),
    "its own parent": (
        "events.csv",
        ",false,2,,",
        ",false,2,per-2017-talk,",
        [
            "data/events.csv:2: parent: 'per-2017-forum' is above itself through 'per-2017-talk'; "
            "expected another row, or a blank",
            "data/events.csv:3: parent: 'per-2017-talk' is above itself through 'per-2017-forum'; "
            "expected another row, or a blank",
        ],
    ),
    "men and women more than the total": (
        "participation.csv",
        "20,exact,9,11",
        "20,exact,12,9",
        [
            "data/participation.csv:2: men: 12 men + 9 women is more than the total 20; "
            "expected men + women to be at most 20"
        ],
    ),
    "men alone more than the total": (
        "participation.csv",
        "20,exact,9,11",
        "20,exact,21,",
        ["data/participation.csv:2: men: 21 men is more than the total 20; expected men to be at most 20"],
    ),
    "row without any value": (
        "participation.csv",
        "20,exact,9,11",
        ",exact,,",
        [
            "data/participation.csv:2: total: the row gives no value; "
            "expected at least one of total, men, women"
        ],
    ),
    "share beyond the whole": (
        "indicators.csv",
        "96.5",
        "965",
        ["data/indicators.csv:2: value: 965 is no value in % of people; expected 0 to 100"],
    ),
    "the same event under two keys": (
        "events.csv",
        "Talk at the forum",
        "GREEN industry fórum!",
        [
            "data/events.csv:3: title: line 2 says the same (area 'PER', start '2017-11-14', "
            "title 'GREEN industry fórum!'); make one row of the two, with the sources of both"
        ],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_message(small, name, old, new, expected):
    """One fault in a sound book gives its own message, the whole of it, and no other."""
    small.replace(name, old, new)

    assert small.check() == expected


def test_open_total_may_be_exceeded(small):
    """Where a total is given as `more than`, men and women may add up to more."""
    small.replace("participation.csv", "more than,50,40", "more than,500,400")

    assert small.check() == []


def _describe_days(small, descriptor, rows):
    content = descriptor()
    fields = [
        {"name": name, "type": "integer", "title": name, "description": name, "unit": name} for name in "ymlh"
    ]
    fields.insert(0, {"name": "day", "type": "date", "title": "Day", "description": "A day."})
    rules = [
        {"kind": "date parts", "date": "day", "year": "y", "month": "m"},
        {"kind": "ordered", "columns": ["l", "h"]},
    ]
    about = {"title": "Days", "description": "Days.", "sources": [], "licenses": [], "rules": rules}
    schema = {"fields": fields, "primaryKey": ["day"]}
    content["resources"].append({"name": "days", "path": "days.csv", **about, "schema": schema})
    small.describe(content)
    small.write("days.csv", "day,y,m,l,h\n" + rows)


def test_year_and_month_are_those_of_the_date(small, descriptor):
    """Year and month beside a date must be its own; where they are blank there is nothing to compare."""
    _describe_days(small, descriptor, "2015-03-01,2015,3,,\n2015-03-02,2016,4,,\n2015-03-03,,,,\n")

    assert small.check() == [
        "data/days.csv:3: m: 4 does not fit the date 2015-03-02; expected 3",
        "data/days.csv:3: y: 2016 does not fit the date 2015-03-02; expected 2015",
    ]


def test_numbers_do_not_fall(small, descriptor):
    """Numbers are compared by size, not as text, and blanks are passed over."""
    _describe_days(small, descriptor, "2015-03-01,,,9,10\n2015-03-02,,,10,9\n2015-03-03,,,10,\n")

    assert small.check() == ["data/days.csv:3: h: 9 is less than l 10; expected 10 or more"]
