"""Running totals are worked out again within a series, never across a break."""

import csv

import pandas as pd
import pytest

from pagebook.analysis.results import BREAKS, families, measure, sums
from pagebook.data import Tables


@pytest.fixture(scope="module")
def results(book_root) -> pd.DataFrame:
    """Return the real results."""
    return Tables(book_root / "data").select("results")


def _frame(*rows: tuple[str, int, float]) -> pd.DataFrame:
    cells = [
        {
            "series": series,
            "indicator": "Reports",
            "unit": "reports",
            "year": year,
            "value": value,
            "scope": None,
            "sources": (f"s{year}",),
        }
        for series, year, value in rows
    ]
    return pd.DataFrame(cells)


def test_every_sum_is_that_of_the_published_cells(results, book_root):
    """Total of the year before, increase and published total are those of the file, read by plain csv."""
    with (book_root / "data" / "programme" / "results.csv").open(encoding="utf-8", newline="") as stream:
        cells = {
            (row["series"], int(row["year"])): int(float(row["value"])) for row in csv.DictReader(stream)
        }
    expected = {
        (series.removesuffix("-cumulative"), year): (
            cells[series, year - 1],
            cells[series.replace("-cumulative", "-yearly"), year],
            total,
        )
        for (series, year), total in cells.items()
        if series.endswith("-cumulative")
        and (series, year - 1) in cells
        and (series.replace("-cumulative", "-yearly"), year) in cells
    }

    found = {(item.measure, item.year): (item.before, item.added, item.published) for item in sums(results)}

    assert found == expected
    assert len(found) == 19


def test_sums_that_do_not_close_are_those_that_the_notes_name(results):
    """Each total that the data's editors noted as not adding up is found, and no other."""
    noted = results[results["note"].fillna("").str.startswith("The published figures do not add up")]

    found = {(item.measure, item.year) for item in sums(results) if item.difference}

    assert found == {(measure(row["series"]), row["year"]) for row in noted.to_dict("records")}


def test_a_sum_that_closes_has_no_difference():
    """Ten and three make thirteen; a published twelve is one less."""
    rows = _frame(("a-cumulative", 2016, 10), ("a-yearly", 2017, 3), ("a-cumulative", 2017, 13))
    short = rows.assign(value=[10, 3, 12])

    (closes,), (open_,) = sums(rows), sums(short)

    assert (closes.recomputed, closes.difference, closes.sources) == (13, 0, ("s2016", "s2017"))
    assert (open_.recomputed, open_.difference) == (13, -1)


def test_no_sum_runs_over_a_missing_year():
    """The total of two years before is not the total of the year before."""
    rows = _frame(("a-cumulative", 2015, 10), ("a-yearly", 2017, 3), ("a-cumulative", 2017, 13))

    assert sums(rows) == []


def test_no_sum_runs_across_a_break(results):
    """What was adopted and what was supported are never added, though their totals are a year apart."""
    assert {item.measure for item in sums(results)} & set(BREAKS) == set()


def test_total_and_increase_of_a_year_stand_in_one_row():
    """A running total, a yearly count and a value that is neither keep their own columns."""
    rows = _frame(("a-cumulative", 2017, 13), ("a-yearly", 2017, 3), ("b", 2017, 5))

    table = families(rows.assign(indicator=["A", "A", "B"]))

    told = table.astype(object).where(table.notna(), None)[["measure", "total", "added", "stated"]]
    assert told.to_dict("records") == [
        {"measure": "a", "total": 13, "added": 3, "stated": None},
        {"measure": "b", "total": None, "added": None, "stated": 5},
    ]


def test_values_of_different_scope_are_different_rows(results):
    """The highest and the lowest share of one year do not share a cell."""
    shares = families(results[results["series"].str.startswith("participants-higher-capacity")])

    told = shares[shares["year"] == 2016].set_index("indicator")["stated"].to_dict()

    assert {name.rpartition(", ")[2]: value for name, value in told.items()} == {
        "highest value": 94,
        "lowest value": 85,
    }


def test_a_measure_stands_right_after_the_one_it_replaces(results):
    """The reader meets what was adopted and then what was supported."""
    order = list(dict.fromkeys(families(results)["measure"]))

    assert {new: order[order.index(new) - 1] for new in BREAKS} == BREAKS
