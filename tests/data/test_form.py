"""The canonical form of a file, each fault with its whole message."""

from __future__ import annotations

import pytest

CASES = {
    "rows out of order": (
        "indicators.csv",
        "PER,co2,2014,55.1\nPER,co2,2015,53\n",
        "PER,co2,2015,53\nPER,co2,2014,55.1\n",
        ["data/indicators.csv:4: the row belongs above line 3; sort the rows by area, indicator, year"],
    ),
    "key that is not a number": (
        "indicators.csv",
        "PER,co2,2014",
        "PER,co2,MMXIV",
        ["data/indicators.csv:3: year: 'MMXIV' is not a whole number; expected digits such as 2015"],
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
    "formula": (
        "areas.csv",
        "Senegal,",
        "=HYPERLINK(x),",
        [
            "data/areas.csv:4: name: the cell begins like a spreadsheet's formula, with '='; reword it",
        ],
    ),
    "formula behind a minus": (
        "areas.csv",
        "Senegal,",
        "-cmd|' /C calc'!A0,",
        [
            "data/areas.csv:4: name: the cell begins like a spreadsheet's formula, with '-'; reword it",
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
    "a row too short in a table with quotes": (
        "events.csv",
        "PER,Talk at the forum,2017-11-14,,,,",
        "PER,Talk at the forum,2017-11-14,,,",
        ["data/events.csv:3: the row has 9 cells; expected 10, one for each column"],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_message(small, name, old, new, expected):
    """One fault in a sound book gives its own message, the whole of it, and no other."""
    small.replace(name, old, new)

    assert small.check() == expected
