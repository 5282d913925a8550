"""`check_data`: each thing that can be wrong has one message, with line, column and what would be right."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagebook.data import Problem, check_data, summarise

UTF8 = "save the file as UTF-8 without a byte order mark"


def test_sound_package_has_no_problems(small):
    """The small book, as it comes, is right."""
    assert small.check() == []


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
    "end before start": (
        "events.csv",
        "2017-11-15",
        "2017-11-13",
        ["data/events.csv:2: end: 2017-11-13 is before start 2017-11-14; expected 2017-11-14 or later"],
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
    "link without a host": (
        "sources.csv",
        "https://un-page.org/countries/peru",
        "https:///countries",
        [
            "data/sources.csv:3: url: 'https:///countries' names no host; "
            "expected an address that begins with http:// or https://"
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
            "data/events.csv:2: from_areas: 'PER;SEN' is not a proper list; separate the values by '; "
            "' and by nothing else"
        ],
    ),
    "list with an empty value": (
        "events.csv",
        "PER; SEN",
        "PER; ; SEN",
        [
            "data/events.csv:2: from_areas: 'PER; ; SEN' has an empty value; separate the values by '; "
            "' and by nothing else"
        ],
    ),
    "list with a value twice": (
        "events.csv",
        "PER; SEN",
        "PER; PER",
        ["data/events.csv:2: from_areas: the list has 'PER' twice; expected each value once"],
    ),
    "missing column": (
        "catalogue.csv",
        "indicator,unit\naccess,% of people\nco2,Mt\n",
        "indicator\naccess\nco2\n",
        ["data/catalogue.csv:1: unit: the column is missing; expected it after 'indicator'"],
    ),
    "misspelt column": (
        "catalogue.csv",
        "indicator,unit",
        "indicator,units",
        [
            "data/catalogue.csv:1: unit: the column is missing; expected it after 'indicator'",
            "data/catalogue.csv:1: units: the column is unknown; did you mean 'unit'?",
        ],
    ),
    "column twice": (
        "catalogue.csv",
        "indicator,unit\naccess,% of people\nco2,Mt\n",
        "indicator,unit,unit\naccess,% of people,\nco2,Mt,\n",
        ["data/catalogue.csv:1: unit: the column stands 2 times; keep one of them"],
    ),
    "columns in another order": (
        "catalogue.csv",
        "indicator,unit\naccess,% of people\nco2,Mt\n",
        "unit,indicator\n% of people,access\nMt,co2\n",
        ["data/catalogue.csv:1: the columns stand in the order unit,indicator; expected indicator,unit"],
    ),
    "cell too many": (
        "catalogue.csv",
        "co2,Mt",
        "co2,Mt,tonnes",
        [
            "data/catalogue.csv:3: the row has 3 cells; expected 2, one for each column",
            "data/indicators.csv:3: indicator: 'co2' is not in catalogue.indicator; expected one of access",
            "data/indicators.csv:4: indicator: 'co2' is not in catalogue.indicator; expected one of access",
            "data/indicators.csv:5: indicator: 'co2' is not in catalogue.indicator; expected one of access",
        ],
    ),
    "blank line": (
        "catalogue.csv",
        "co2,Mt\n",
        "co2,Mt\n\n",
        ["data/catalogue.csv:4: the line is blank; delete it"],
    ),
    "quote that never ends": (
        "participation.csv",
        "more than,50,40",
        '"more than,50,40',
        ['data/participation.csv:3: a quoted cell that begins here never ends; close it with "'],
    ),
    "semicolons between cells": (
        "participation.csv",
        "event,group,total,qualifier,men,women",
        "event;group;total;qualifier;men;women",
        ["data/participation.csv:1: the cells are separated by ';'; separate the cells by commas"],
    ),
    "rows out of order": (
        "indicators.csv",
        "PER,co2,2014,55.1\nPER,co2,2015,53\n",
        "PER,co2,2015,53\nPER,co2,2014,55.1\n",
        ["data/indicators.csv:4: the row belongs above line 3; sort the rows by area, indicator, year"],
    ),
    "blank at the end of a cell": (
        "areas.csv",
        "Senegal,",
        "Senegal ,",
        ["data/areas.csv:4: name: the cell begins or ends with a blank; write 'Senegal'"],
    ),
    "unseen character": (
        "areas.csv",
        "Senegal,",
        "Sene\u200bgal,",
        ["data/areas.csv:4: name: the cell holds the unseen character U+200B; delete it"],
    ),
    "NUL": (
        "areas.csv",
        "Senegal,",
        "Sene\x00gal,",
        ["data/areas.csv:4: name: the cell holds the unseen character U+0000; delete it"],
    ),
    "decomposed accent": (
        "areas.csv",
        "Peru,",
        "Peru\u0301,",
        [
            "data/areas.csv:3: name: an accent is written as a character of its own; "
            "write it composed (Unicode NFC)"
        ],
    ),
    "no newline at the end": (
        "catalogue.csv",
        "co2,Mt\n",
        "co2,Mt",
        ["data/catalogue.csv:3: the last line does not end; end it with \\n"],
    ),
    "needless quotes": (
        "catalogue.csv",
        "co2,Mt",
        '"co2",Mt',
        ["data/catalogue.csv:3: the line is quoted in another way; write co2,Mt"],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_message(small, name, old, new, expected):
    """One fault in a sound book gives its own message, the whole of it, and no other."""
    small.replace(name, old, new)

    assert small.check() == expected


WHOLE_FILES = {
    "UTF-16": (
        "indicator,unit\nco2,Mt\n".encode("utf-16"),
        [f"data/catalogue.csv: the file is encoded as UTF-16; {UTF8}"],
    ),
    "UTF-16 without a mark": (
        "indicator,unit\nco2,Mt\naccess,people\n".encode("utf-16-le"),
        [f"data/catalogue.csv: the file is encoded as UTF-16; {UTF8}"],
    ),
    "Windows-1252": (
        b"indicator,unit\naccess,% of people\nco2,M\xe9gatonnes\n",
        [f"data/catalogue.csv:3: byte 0xE9 is not UTF-8 (as Windows-1252 it would be 'é'); {UTF8}"],
    ),
    "byte order mark": (
        b"\xef\xbb\xbfindicator,unit\naccess,% of people\nco2,Mt\n",
        [f"data/catalogue.csv:1: the file begins with a byte order mark; {UTF8}"],
    ),
    "empty": (b"", ["data/catalogue.csv: the file is empty; expected at least the header indicator,unit"]),
    "carriage returns": (
        b"indicator,unit\r\naccess,% of people\r\nco2,Mt\r\n",
        ["data/catalogue.csv:1: the line ends with a carriage return; end lines with \\n"],
    ),
    "huge cell": (
        b"indicator,unit\naccess,% of people\nco2," + b"M" * 140_000 + b"\n",
        ["data/catalogue.csv:3: a cell is longer than 131,072 characters; shorten it"],
    ),
}


@pytest.mark.parametrize(("content", "expected"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
def test_each_broken_file_has_its_message(small, content, expected):
    """A file that is broken as a whole gives one message about the file, and none about its cells."""
    small.write("catalogue.csv", content)

    assert small.check() == expected


def test_missing_file_is_a_problem(small):
    """A table without its file is named."""
    (small.data / "catalogue.csv").unlink()

    assert small.check() == ["data/catalogue.csv: the file is missing; expected a CSV file that can be read"]


def test_stray_file_is_a_problem(small):
    """A CSV that the descriptor does not know is named."""
    small.write("more.csv", "a\n1\n")

    assert small.check() == [
        "data/more.csv: the file is not described; describe it in data/datapackage.json or remove it"
    ]


def test_quoted_newlines_are_counted(small):
    """A line number is that of an editor, even below a cell that holds newlines."""
    small.replace("events.csv", "Talk at the forum", '"Talk\nat\nthe forum"')
    small.replace("events.csv", "2018-02-28", "2018-02-30")

    assert small.check() == [
        "data/events.csv:6: end: 2018-02-30 is not a day of the calendar; "
        "expected year-month-day such as 2025-05-31"
    ]


def test_open_total_may_be_exceeded(small):
    """Where a total is given as `more than`, men and women may add up to more."""
    small.replace("participation.csv", "more than,50,40", "more than,500,400")

    assert small.check() == []


def test_script_in_a_title_is_text(small):
    """A title may hold any text; making it harmless is the task of those who show it."""
    small.replace("events.csv", "Talk at the forum", "<script>alert(1)</script>")

    assert small.check() == []


def test_all_problems_come_in_one_go(small):
    """Faults in several tables are all found at once, in the order of the descriptor."""
    small.replace("indicators.csv", "96.5", "965")
    small.replace("sources.csv", "ILO report,2025", "ILO report,20x5")
    small.replace("participation.csv", "9,11", "9,12")

    assert [
        (problem.file, problem.row, problem.column, problem.kind) for problem in check_data(small.book)
    ] == [
        ("data/sources.csv", 2, "year", "type"),
        ("data/participation.csv", 2, "men", "parts"),
        ("data/indicators.csv", 2, "value", "range"),
    ]


def test_problem_is_json():
    """A problem has a form for programs."""
    problem = Problem("data/a.csv", 3, "x", "wrong", "right", "type")

    assert json.loads(json.dumps(problem.as_json())) == {
        "file": "data/a.csv",
        "row": 3,
        "column": "x",
        "message": "wrong",
        "expected": "right",
        "kind": "type",
    }


def test_few_problems_are_listed():
    """Up to the limit every problem is a line of its own."""
    problems = [Problem("data/a.csv", row, "x", "wrong", "right", "type") for row in (2, 3)]

    assert summarise(problems) == ["data/a.csv:2: x: wrong; right", "data/a.csv:3: x: wrong; right"]


def test_many_problems_are_grouped(small):
    """Ten thousand problems of one kind are a count with three examples, and nothing is lost."""
    rows = "".join(f"PER,co2,{year},x{year}\n" for year in range(10_000, 20_000))
    small.write("indicators.csv", "area,indicator,year,value\n" + rows)
    small.replace("catalogue.csv", "access,% of people", "access,")

    assert summarise(check_data(small.book)) == [
        "data/catalogue.csv:2: unit: the cell is blank; expected a value: Unit",
        "data/indicators.csv: value: 10,000 type problems, lines 2 to 10001; the first:",
        "  data/indicators.csv:2: value: 'x10000' is not a number; expected digits such as 46.61",
        "  data/indicators.csv:3: value: 'x10001' is not a number; expected digits such as 46.61",
        "  data/indicators.csv:4: value: 'x10002' is not a number; expected digits such as 46.61",
        "10,001 problems in 2 files",
    ]


def test_many_groups_are_counted():
    """When even the groups are too many, the rest is counted."""
    problems = [
        Problem(f"data/{file}.csv", row, "x", "w", "r", "type") for file in range(40) for row in (2, 3)
    ]

    lines = summarise(problems, limit=10)

    assert lines[-2:] == ["… and 76 more in 38 other groups", "80 problems in 40 files"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["sources.csv", "events.csv", "participation.csv", "indicators.csv", "datapackage.json"]
    ),
    place=st.integers(0, 6000),
    cut=st.integers(0, 40),
    junk=st.binary(max_size=12)
    | st.sampled_from([b'"', b",", b"\n", b"\r", b"null", b"[]", b"{}", b"-1", b"1e400"]),
)
def test_hostile_bytes_never_raise(small, name, place, cut, junk):
    """Whatever is cut out of a file or put into it, the check returns problems and does not raise."""
    path = small.data / name
    before = path.read_bytes()
    place %= len(before)
    small.write(name, before[:place] + junk + before[place + cut :])

    try:
        problems = check_data(small.book)
    finally:
        small.write(name, before)

    assert all(str(problem) for problem in problems)
    assert small.check() == []
