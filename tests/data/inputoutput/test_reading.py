"""Input-output tables are read into the same accounts, whatever the layout of their files."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

from pagebook.data import Accounts, Tables, check_data
from pagebook.errors import DataError
from pagebook.project import Book

SECTORS = ["farming", "industry", "services"]


def _frame(values: list[list[float]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(values, index=SECTORS, columns=columns, dtype=float)


def _same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    # Labels count, their kind and the name of an axis do not.
    assert_frame_equal(one, other, check_names=False, check_index_type=False, check_column_type=False)


def _equal(one: Accounts, other: Accounts, columns: dict[str, list[str]]) -> None:
    for name in ("flows", "final_demand", "value_added", "imported_flows", "imported_final_demand"):
        wanted = getattr(other, name)
        _same(getattr(one, name)[columns.get(name, list(wanted.columns))], wanted)
    for name in ("imports", "taxes", "output"):
        assert_series_equal(getattr(one, name), getattr(other, name), check_names=False)
    for mine, theirs in zip(one.satellites, other.satellites, strict=True):
        assert replace(mine, values=None) == replace(theirs, values=None)
        assert list(mine.values) == pytest.approx(list(theirs.values), rel=1e-9)


def test_our_layout_is_read_part_by_part(world):
    """Each file gives its part, and the row what no file tells."""
    world.own()

    found = world.tables().accounts("north-2020")

    assert (found.table, found.area, found.year, found.money) == (
        "north-2020", "NOR", 2020, "million pesos",
    )  # fmt: skip
    assert found.names == {"farming": "Farming", "industry": "Industry", "services": "Services"}
    assert (found.households, found.labour_income) == (("households",), ("Wages",))
    assert found.sources == ("office#p. 3",)
    assert (found.household_income, found.paid_by_households) == (None, 0.0)
    _same(found.flows, _frame([[20, 35, 5], [15, 90, 40], [10, 45, 60]], SECTORS))
    _same(
        found.final_demand,
        _frame([[50, 5, 18], [60, 70, 77], [140, 30, 34]], ["households", "investment", "exports"]),
    )
    _same(found.value_added, _frame([[43.4, 29], [72.2, 48.2], [106.2, 70.8]], ["Wages", "Profits"]))
    assert list(found.imports) == [9, 44, 21]
    assert list(found.taxes) == [6.6, 17.6, 16]
    assert list(found.output) == [133, 352, 319]
    assert [(one.name, one.label, one.unit, list(one.values)) for one in found.satellites] == [
        ("jobs_all", "Jobs, all", "thousand persons", [120, 80, 150]),
        ("co2_air", "CO2, air", "Mt", [3.5, 20, 4]),
    ]


@pytest.mark.parametrize("kind", ["flows", "coefficients"])
def test_a_region_of_a_saved_table_is_the_same_accounts(world, kind):
    """One region of a table of two, as pymrio saves it, is the country that our layout tells."""
    world.own()
    wanted = world.tables().accounts("north-2020")
    for path in (world.book.data / "inputoutput" / "north-2020").iterdir():
        path.unlink()
    (world.book.data / "inputoutput" / "north-2020").rmdir()
    world.rows(world.PYMRIO)
    world.saved(kind)

    found = world.tables().accounts("north-2020")

    assert found.names == {sector: sector for sector in SECTORS}
    _equal(found, wanted, {})


def test_without_factors_value_added_is_what_output_leaves(world):
    """A table that tells no factors still has columns that add up."""
    world.rows({**world.PYMRIO, "factors": "", "taxes": "", "labour_income": ""})
    world.saved("flows")

    found = world.tables().accounts("north-2020")

    _same(found.value_added, _frame([[79], [138], [193]], ["value_added"]))
    assert [one.name for one in found.satellites] == [
        "wages", "profits", "taxes_on_inputs", "jobs_all", "co2_air",
    ]  # fmt: skip


def test_a_table_of_one_region_has_its_imports_among_the_factors(world):
    """Where nothing tells the rest of the world, a row of the factors does."""
    world.rows({**world.PYMRIO, "region": "", "imports": "Profits"})
    folder = world.saved("flows")
    for name, keep in (("Z.txt", 5), ("Y.txt", 4), ("factor_inputs/F.txt", 4), ("pressures/F.txt", 5)):
        rows = [line.split("\t")[:keep] for line in (folder / name).read_text().split("\n") if line]
        kept = [row for row in rows if row[0] != "south"]
        (folder / name).write_text("\n".join("\t".join(row) for row in kept) + "\n")

    found = world.tables().accounts("north-2020")

    assert list(found.imports) == [29, 48.2, 70.8]
    assert list(found.value_added.columns) == ["Wages"]
    assert list(found.final_demand.columns) == ["households", "investment"]
    assert (found.imported_flows, found.imported_final_demand) == (None, None)


def test_the_order_of_sectors_is_that_of_the_list(world):
    """Rows and columns in another order, and lines with a carriage return, are the same table."""
    world.own()
    wanted = world.tables().accounts("north-2020")
    world.own(
        flows=lambda lines: ["sector,services,farming,industry", "industry,40,15,90", "services,60,10,45",
                             "farming,5,20,35"],
        final_demand=lambda lines: [f"{line}\r" for line in (lines[0], lines[3], lines[1], lines[2])],
    )  # fmt: skip

    _equal(world.tables().accounts("north-2020"), wanted, {})


def test_who_changes_what_was_read_changes_nothing_for_others(world):
    """The table is kept between reads, and yet each reader has one of their own."""
    world.own()
    found = world.tables().accounts("north-2020")
    found.flows.loc["farming", "farming"] = -1.0

    assert world.tables().accounts("north-2020").flows.loc["farming", "farming"] == 20


def test_a_changed_file_is_read_anew(world):
    """What is kept of a table goes with the texts of its files."""
    world.own()
    world.tables().accounts("north-2020")
    world.own(flows=lambda lines: [line.replace("20,35", "21,35") for line in lines])

    assert world.tables().accounts("north-2020").flows.loc["farming", "farming"] == 21


def test_a_read_is_remembered_with_every_file(world):
    """The row, each file of the layout, and those that might come, are what a page depends on."""
    world.own(imported_final_demand=lambda lines: None)
    (world.book.data / "inputoutput" / "north-2020" / "imported_final_demand.csv").unlink(missing_ok=True)
    tables = world.tables()

    tables.accounts("north-2020")

    assert [(read.table, read.where, read.rows, bool(read.sha256)) for read in tables.reads] == [
        ("data/inputoutput/north-2020/final_demand.csv", (), 3, True),
        ("data/inputoutput/north-2020/flows.csv", (), 3, True),
        ("data/inputoutput/north-2020/imported_final_demand.csv", (), 0, False),
        ("data/inputoutput/north-2020/imported_flows.csv", (), 3, True),
        ("data/inputoutput/north-2020/satellites.csv", (), 2, True),
        ("data/inputoutput/north-2020/sectors.csv", (), 3, True),
        ("io_tables", (("table", ("north-2020",)),), 1, True),
    ]


def test_a_saved_table_is_remembered_with_the_list_of_its_files(world):
    """A satellite account that is added later changes what the table is."""
    world.rows(world.PYMRIO)
    world.saved("flows")
    tables = world.tables()

    tables.accounts("north-2020")

    folder = "data/inputoutput/north-2020/"
    assert [read.table.removeprefix(folder) for read in tables.reads if read.table.startswith(folder)] == [
        "", "Y.txt", "Z.txt", "factor_inputs/F.txt", "factor_inputs/file_parameters.json",
        "factor_inputs/unit.txt", "file_parameters.json", "pressures/F.txt",
        "pressures/file_parameters.json", "pressures/unit.txt",
    ]  # fmt: skip


def test_an_unknown_table_is_refused_with_those_that_there_are(world):
    """The message lists the tables."""
    with pytest.raises(DataError) as caught:
        world.tables().accounts("south-2020")

    assert caught.value.problems[0] == "no input-output table 'south-2020'; there are: north-2020"


def test_files_of_both_layouts_are_sound(world):
    """Neither layout needs a description of its files in the descriptor."""
    world.rows({}, {**world.PYMRIO, "table": "saved", "name": "Saved", "folder": "saved"})
    world.saved("flows", "saved")
    world.own()

    assert check_data(world.book) == []


def test_brazil_adds_up_to_what_the_publisher_leaves(book_root):
    """Rows are output but for rounding; columns lack the publisher's adjustments, at most R$ 11 million."""
    found = Tables.open(Book(book_root)).accounts("bra-2015")

    rows = found.flows.sum(axis=1) + found.final_demand.sum(axis=1) - found.output
    columns = found.flows.sum() + found.imports + found.taxes + found.value_added.sum(axis=1) - found.output
    assert float(np.abs(rows).max()) <= 0.0021
    assert round(float(np.abs(columns).max()), 2) == 11.0
    assert float(sum(found.satellites[0].values)) == 101_955_076
