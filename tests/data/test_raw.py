"""Files as text: encodings, cells and lines, each fault with its whole message."""

from __future__ import annotations

import csv

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pagebook.data import raw

UTF8 = "save the file as UTF-8 without a byte order mark"

CASES = {
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
    "text after a quote": (
        "participation.csv",
        "more than,50,40",
        '"more" than,50,40',
        [
            "data/participation.csv:3: the row cannot be split into cells (',' expected after '\"'); "
            'write a cell with commas or quotes as "…" and double the quotes in it'
        ],
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
    "long cell": (
        b"indicator,unit\naccess,% of people\nco2," + b"M" * 14_000 + b"\n",
        ["data/catalogue.csv:3: unit: the cell has 14,000 characters; shorten it to at most 10,000"],
    ),
}


@pytest.mark.parametrize(("content", "expected"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
def test_each_broken_file_has_its_message(small, content, expected):
    """A file that is broken as a whole gives one message about the file, and none about its cells."""
    small.write("catalogue.csv", content)

    assert small.check() == expected


def test_a_cell_beyond_the_limit_of_the_reader_is_a_problem(small):
    """Python's reader of CSV stops at a limit that any library may set; what it then says is passed on."""
    before = csv.field_size_limit(1000)
    small.replace("catalogue.csv", "co2,Mt", f"co2,{'M' * 2000}")

    try:
        found = small.check()
    finally:
        csv.field_size_limit(before)

    assert found == ["data/catalogue.csv:3: a cell is too long to be read; shorten it"]


def test_quoted_newlines_are_counted(small):
    """A line number is that of an editor, even below a cell that holds newlines."""
    small.replace("events.csv", "Talk at the forum", '"Talk\nat\nthe forum"')
    small.replace("events.csv", "2018-02-28", "2018-02-30")

    assert small.check() == [
        "data/events.csv:6: end: 2018-02-30 is not a day of the calendar; "
        "expected year-month-day such as 2025-05-31"
    ]


@given(st.text(st.sampled_from("ab,\n;\t| é\u2028\x00\x0b\x0c\x1c\x85\ufeff'\\#"), min_size=3, max_size=40))
@example("a,b\n\n1,2\n")
@example("a,b\n1,2\n\n")
@example("a,b\n1\n")
@example("a,b\n1,2,3\n")
@example("a,b\n,\n")
@example("a,b\n1,NA")
@example("a,b\nnull,NaN\n")
def test_the_quick_way_to_split_finds_what_the_slow_one_finds(text):
    """Where a text is plain enough for Arrow, header, cells and lines are those of Python's reader."""
    content = f"a,b\n{text}".encode()

    quick = raw._split_plain(content, "x.csv")

    slow, problems = raw._split(content.decode(), content, "x.csv")
    if quick is None:
        # It may only leave texts to the other that have a fault, a blank line or nothing but a header.
        assert problems or b"\n\n" in content or len(slow.lines) == 0
    else:
        assert problems == []
        assert (quick.header, list(quick.lines), quick.whole) == (slow.header, list(slow.lines), True)
        assert [list(column) for column in quick.columns] == [list(column) for column in slow.columns]


def test_plain_files_go_the_quick_way():
    """The real statistics have no quotes, so that the slow reader is not needed for them."""
    found = raw._split_plain(b"area,indicator,year,value\nPER,co2,2014,55.1\nSEN,co2,2014,\n", "x.csv")

    assert found is not None
    assert [list(column) for column in found.columns] == [
        ["PER", "SEN"],
        ["co2", "co2"],
        ["2014", "2014"],
        ["55.1", ""],
    ]
    assert list(found.lines) == [2, 3]
