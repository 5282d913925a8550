"""A newest value is recent or old; an indicator without a value is missing, which is not zero."""

import csv
from collections import Counter

import pandas as pd

from pagebook.analysis.gaps import LAST_OLD_YEAR, by_theme, currency
from pagebook.data import Tables

CATALOGUE = pd.DataFrame({"indicator": ["a", "b"], "theme": ["energy", "nature"]})


def _observed(*rows: tuple[str, str, int, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area", "indicator", "year", "value"])


def test_each_pair_of_area_and_indicator_has_a_state():
    """2020 is recent, 2019 old, a blank value counts for nothing, and zero is a value."""
    rows = _observed(
        ("PER", "a", 2019, 1.0), ("PER", "a", 2020, 0.0), ("PER", "b", 2019, 2.0), ("GHA", "a", 2024, None)
    )

    table = currency(rows, ["PER", "GHA"], CATALOGUE)

    assert LAST_OLD_YEAR == 2019
    assert list(zip(table["area"], table["indicator"], table["state"], strict=True)) == [
        ("PER", "a", "recent"),
        ("PER", "b", "old"),
        ("GHA", "a", "missing"),
        ("GHA", "b", "missing"),
    ]
    assert table["year"].to_list() == [2020, 2019, pd.NA, pd.NA]


def test_themes_count_every_state():
    """A theme's three numbers make up its indicators."""
    table = currency(_observed(("PER", "a", 2024, 1.0)), ["PER"], CATALOGUE)

    assert by_theme(table).to_dict("records") == [
        {"area": "PER", "theme": "energy", "recent": 1, "old": 0, "missing": 0, "indicators": 1},
        {"area": "PER", "theme": "nature", "recent": 0, "old": 0, "missing": 1, "indicators": 1},
    ]


def test_the_real_states_are_those_of_the_file(book_root):
    """Counted from the file without the library, the three numbers are the same."""
    data = book_root / "data"
    with (data / "reference" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        areas = [row["country"] for row in csv.DictReader(stream)]
    with (data / "indicators" / "catalogue.csv").open(encoding="utf-8", newline="") as stream:
        indicators = [row["indicator"] for row in csv.DictReader(stream)]
    newest: dict[tuple[str, str], int] = {}
    with (data / "indicators" / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["value"]:
                key = (row["area"], row["indicator"])
                newest[key] = max(newest.get(key, 0), int(row["year"]))
    years = [newest.get((area, name)) for area in areas for name in indicators]
    expected = Counter("missing" if y is None else "old" if y <= 2019 else "recent" for y in years)
    tables = Tables(data)

    table = currency(tables.select("indicators", area=areas), areas, tables.select("catalogue"))

    assert Counter(table["state"]) == expected
