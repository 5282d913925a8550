"""Headers, each fault with its whole message."""

from __future__ import annotations

import pytest

CASES = {
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
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_message(small, name, old, new, expected):
    """One fault in a sound book gives its own message, the whole of it, and no other."""
    small.replace(name, old, new)

    assert small.check() == expected
