"""Rows and cells of tables: what changed, where, and in which country."""

import json
from dataclasses import replace

import pytest
from tests.diff.editions import change_cell, change_lines, copy_data

from pagebook.diff.edition import Edition
from pagebook.diff.items import FormChange, RowChange, TableChange
from pagebook.diff.tables import compare_tables

INDICATORS = "data/indicators/indicators.csv"


@pytest.fixture
def sides(book_root, tmp_path):
    """Return two equal editions of the real book's data."""
    return [Edition(copy_data(book_root, tmp_path / name), name) for name in ("old", "new")]


def test_equal_tables_have_no_changes(sides):
    """Two copies of the data differ in nothing."""
    found = compare_tables(*sides)

    assert (found.rows, found.tables, found.forms) == ([], [], [])


def test_a_changed_cell_is_told_with_country_table_line_and_both_values(sides):
    """A value of an indicator that changed names where it stands and by what share it changed."""
    line = change_cell(sides[1].root, INDICATORS, "PER,gini,2024,", "40.1", "80.2")

    assert compare_tables(*sides).rows == [
        RowChange(
            "changed", "indicators", INDICATORS, "PER gini 2024", "PER", "Peru", "value", "40.1", "80.2",
            line, line, size=1.0,
        )
    ]  # fmt: skip


def test_a_row_that_is_gone_is_told_with_its_cells(sides):
    """A removed row has its old line and all its cells that are not blank."""
    lines = (sides[0].root / INDICATORS).read_text("utf-8").split("\n")
    place = next(at for at, line in enumerate(lines) if line.startswith("PER,gini,2024,"))
    change_lines(sides[1].root, INDICATORS, lambda lines: lines[:place] + lines[place + 1 :])

    (row,) = compare_tables(*sides).rows

    assert (row.kind, row.key, row.country, row.old_line, row.new_line, row.new) == (
        "removed", "PER gini 2024", "PER", place + 1, None, "",
    )  # fmt: skip
    assert row.old == "; ".join(f"{column}: {cell}" for column, cell in row.cells)
    assert dict(row.cells)["value"] == "40.1"


def test_a_row_of_an_event_belongs_to_the_country_of_the_event(sides):
    """A table without a country of its own has that of the row it refers to."""
    change_cell(sides[1].root, "data/programme/participation.csv", "arg-2019-green-jobs-fair,all", "700", "7")

    (row,) = compare_tables(*sides).rows

    assert (row.key, row.country, row.name, row.old, row.new) == (
        "arg-2019-green-jobs-fair all", "ARG", "Argentina", "700", "7",
    )  # fmt: skip


def test_a_row_between_countries_names_them_all(sides):
    """An exchange belongs to the countries on both sides."""
    path = "data/programme/exchanges.csv"
    name = next(
        line.split(",")[0]
        for line in (sides[0].root / path).read_text("utf-8").split("\n")
        if "MUS,PER," in line
    )
    change_cell(sides[1].root, path, name, "MUS,PER,", "MUS,URY,")

    (row,) = compare_tables(*sides).rows

    assert (row.country, row.column, row.old, row.new) == ("MUS, URY", "to_areas", "PER", "URY")


def test_a_row_with_another_key_is_known_again(sides):
    """A key that changed is a changed cell, not a row that went and one that came."""
    change_cell(sides[1].root, INDICATORS, "PER,gini,2024,", "PER,gini,2024", "PER,gini,2031")

    (row,) = compare_tables(*sides).rows

    assert (row.kind, row.key, row.column, row.old, row.new) == (
        "changed", "PER gini 2031", "year", "2024", "2031",
    )  # fmt: skip


def test_a_key_that_stands_twice_is_told_as_a_second_row(sides):
    """Nothing is lost where a key is not unique."""
    change_lines(
        sides[1].root, INDICATORS, lambda lines: [*lines[:2], lines[1].replace("46.61", "1"), *lines[2:]]
    )

    (row,) = compare_tables(*sides).rows

    assert (row.kind, row.key, row.new_line) == ("added", "ARG agricultural_land_share 1990 no. 2", 3)


def test_another_order_of_rows_is_form_only(sides):
    """Rows in another order change no cell."""
    change_lines(sides[1].root, INDICATORS, lambda lines: [lines[0], *reversed(lines[1:-1]), ""])

    found = compare_tables(*sides)

    told = "only the form or the order of its lines changed, no cell"
    assert (found.rows, found.forms) == ([], [FormChange(INDICATORS, told)])


def _describe(side: Edition, change) -> None:
    path = side.root / "data" / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    change({resource["name"]: resource for resource in content["resources"]}, content)
    path.write_text(json.dumps(content), "utf-8")


def test_a_renamed_column_is_told_and_its_cells_are_compared(sides):
    """A column with another name and mostly the same cells is the same column."""
    path = "data/programme/funding.csv"
    change_lines(sides[1].root, path, lambda lines: [lines[0].replace(",amount", ",sum"), *lines[1:]])
    _describe(
        sides[1],
        lambda tables, _: [
            field.update(name="sum")
            for field in tables["funding"]["schema"]["fields"]
            if field["name"] == "amount"
        ],
    )

    found = compare_tables(*sides)

    assert found.tables == [TableChange("columns", "funding", "Column amount is called sum now.")]
    assert found.rows == []


def test_a_new_column_is_told_once(sides):
    """A column that is new is one change, however many rows it fills."""
    path = "data/reference/glossary.csv"
    rows = len((sides[0].root / path).read_text("utf-8").strip().split("\n")) - 1
    change_lines(
        sides[1].root,
        path,
        lambda lines: [lines[0] + ",language", *(f"{line},en" if line else "" for line in lines[1:])],
    )

    found = compare_tables(*sides)

    told = f"Column language is new, filled in {rows} of {rows} rows."
    assert (found.rows, found.tables) == ([], [TableChange("columns", "glossary", told)])


def test_a_renamed_table_is_told_and_its_rows_are_compared(sides):
    """A table with another name, the same columns and mostly the same rows is the same table."""

    def rename(tables, _):
        tables["breaks"].update(name="gaps_in_series", path="indicators/gaps_in_series.csv")

    _describe(sides[1], rename)
    folder = sides[1].root / "data" / "indicators"
    (folder / "breaks.csv").rename(folder / "gaps_in_series.csv")
    change_cell(
        sides[1].root, "data/indicators/gaps_in_series.csv", "KHM,gdp_ppp,1994", "1994 can", "1995 can"
    )

    found = compare_tables(*sides)

    assert found.tables == [
        TableChange("renamed", "gaps_in_series", "Table breaks is called gaps_in_series now.")
    ]
    assert [(row.table, row.key, row.column) for row in found.rows] == [
        ("gaps_in_series", "KHM gdp_ppp 1994", "note")
    ]


@pytest.mark.parametrize(("new", "kind"), [(True, "added"), (False, "removed")], ids=["new", "gone"])
def test_a_table_that_one_side_lacks_is_told_with_its_rows(sides, new, kind):
    """A table that came or went is told, and each of its rows."""
    side = sides[0] if new else sides[1]
    _describe(side, lambda tables, content: content["resources"].remove(tables["editions"]))

    found = compare_tables(*sides)

    state = "new" if new else "gone"
    assert found.tables == [TableChange(kind, "editions", f"Table editions is {state}: 1 rows.")]
    assert [(row.kind, row.key) for row in found.rows] == [(kind, "2026")]


def test_a_type_and_a_unit_that_changed_are_told(sides):
    """What a column means may change without a cell."""

    def change(tables, _):
        (field,) = [one for one in tables["indicators"]["schema"]["fields"] if one["name"] == "year"]
        field.update(type="number", unit="years")

    _describe(sides[1], change)

    assert [one.told for one in compare_tables(*sides).tables] == [
        "Column year: type integer → number.",
        "Column year: unit year → years.",
    ]


def test_a_table_that_cannot_be_read_is_told(sides):
    """A file that is no CSV hides nothing else."""
    (sides[1].root / INDICATORS).write_bytes(b"\xff\xfe\x00")
    change_cell(sides[1].root, "data/reference/countries.csv", "PER,", ",transitioned,", ",active,")

    found = compare_tables(*sides)

    assert [replace(one, told="") for one in found.tables] == [TableChange("unreadable", "indicators", "")]
    assert [(row.table, row.old, row.new) for row in found.rows] == [("countries", "transitioned", "active")]
