"""Cells: types, formats and bounds, each fault with its whole message."""

from __future__ import annotations

import pytest

CASES = {
    "text for a whole number": (
        "events.csv",
        ",false,2,",
        ",false,two,",
        ["data/events.csv:2: sessions: 'two' is not a whole number; expected digits such as 2015"],
    ),
    "text for a number": (
        "indicators.csv",
        "55.1",
        "fifty-five",
        ["data/indicators.csv:3: value: 'fifty-five' is not a number; expected digits such as 46.61"],
    ),
    "not a number": (
        "indicators.csv",
        "55.1",
        "nan",
        ["data/indicators.csv:3: value: 'nan' is not a number; expected digits such as 46.61"],
    ),
    "infinite": (
        "indicators.csv",
        "55.1",
        "1e999",
        ["data/indicators.csv:3: value: '1e999' is not a number; expected digits such as 46.61"],
    ),
    "decimal comma": (
        "indicators.csv",
        "55.1",
        '"55,1"',
        ["data/indicators.csv:3: value: '55,1' is not a number; expected digits such as 46.61"],
    ),
    "number not in plain form": (
        "indicators.csv",
        "2015,53\n",
        "2015,53.0\n",
        ["data/indicators.csv:4: value: '53.0' is not in plain form; write 53"],
    ),
    "whole number not in plain form": (
        "indicators.csv",
        "co2,2015",
        "co2,02015",
        ["data/indicators.csv:4: year: '02015' is not in plain form; write 2015"],
    ),
    "boolean": (
        "events.csv",
        ",false,2,",
        ",no,2,",
        ["data/events.csv:2: online: 'no' is not a yes or no; expected true or false"],
    ),
    "31 February": (
        "events.csv",
        "2018-02-28",
        "2018-02-31",
        [
            "data/events.csv:4: end: 2018-02-31 is not a day of the calendar; "
            "expected year-month-day such as 2025-05-31"
        ],
    ),
    "date in another form": (
        "events.csv",
        "2018-02-28",
        "28/02/2018",
        ["data/events.csv:4: end: '28/02/2018' is not a date; expected year-month-day such as 2025-05-31"],
    ),
    "blank required cell": (
        "events.csv",
        "Talk at the forum",
        "",
        ["data/events.csv:3: title: the cell is blank; expected a value: Title"],
    ),
    "blank key": (
        "participation.csv",
        "per-2017-forum,all,20",
        ",all,20",
        ["data/participation.csv:2: event: the cell is blank; expected a value: Event"],
    ),
    "not in the enumeration": (
        "areas.csv",
        "Senegal,country",
        "Senegal,kingdom",
        ["data/areas.csv:4: kind: 'kingdom' is not allowed; expected one of country, programme"],
    ),
    "out of range": (
        "sources.csv",
        "ILO report,2025",
        "ILO report,1066",
        ["data/sources.csv:2: year: 1066 is out of range; expected 1900 to 2100"],
    ),
    "below the minimum": (
        "events.csv",
        ",false,2,",
        ",false,0,",
        ["data/events.csv:2: sessions: 0 is out of range; expected at least 1"],
    ),
    "wrong pattern": (
        "events.csv",
        "sen-2018-course",
        "sen-2018-Course",
        [
            "data/events.csv:4: event: 'sen-2018-Course' does not have the right form; "
            "expected the pattern [a-z0-9-]+",
            "data/participation.csv:3: event: 'sen-2018-course' is not in events.event; "
            "did you mean 'sen-2018-Course'?",
        ],
    ),
    "unique value twice": (
        "areas.csv",
        "SEN,Senegal",
        "SEN,Peru",
        ["data/areas.csv:4: name: 'Peru' stands in line 3 already; expected each value once"],
    ),
    "link that runs a script": (
        "sources.csv",
        "https://un-page.org/countries/peru",
        "javascript:alert(1)",
        [
            "data/sources.csv:3: url: 'javascript:alert(1)' is not a safe link; "
            "expected an address that begins with http:// or https://"
        ],
    ),
    "protocol-relative link": (
        "sources.csv",
        "https://un-page.org/countries/peru",
        "//evil.example/x",
        [
            "data/sources.csv:3: url: '//evil.example/x' is not a safe link; "
            "expected an address that begins with http:// or https://"
        ],
    ),
    "link with a broken host": (
        "sources.csv",
        "https://un-page.org/countries/peru",
        "https://[un-page.org",
        [
            "data/sources.csv:3: url: 'https://[un-page.org' is not an address; "
            "expected an address that begins with http:// or https://"
        ],
    ),
    "link without a host": (
        "sources.csv",
        "https://un-page.org/countries/peru",
        "https:///countries",
        [
            "data/sources.csv:3: url: 'https:///countries' names no host; "
            "expected an address that begins with http:// or https://"
        ],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_message(small, name, old, new, expected):
    """One fault in a sound book gives its own message, the whole of it, and no other."""
    small.replace(name, old, new)

    assert small.check() == expected


def test_script_in_a_title_is_text(small):
    """A title may hold any text; making it harmless is the task of those who show it."""
    small.replace("events.csv", "Talk at the forum", "<script>alert(1)</script>")

    assert small.check() == []
