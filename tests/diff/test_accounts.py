"""Changed numbers of input-output tables are told by table, country, sector and column."""

import csv
import json
import random
import shutil

import pytest
from tests.diff.editions import change_cell, copy_data
from tests.small_accounts import PYMRIO, SmallAccounts, resource

from pagebook.diff import compare
from pagebook.diff.items import FormChange, RowChange

FLOWS = "data/inputoutput/north-2020/flows.csv"


@pytest.fixture
def editions(editions, book_root):
    """Return two equal editions with an input-output table in either layout."""
    for root in editions:
        path = root / "data" / "datapackage.json"
        package = json.loads(path.read_text("utf-8"))
        package["resources"] = [one for one in package["resources"] if not one["name"].startswith("io_")]
        package["resources"].append(resource(book_root))
        path.write_text(json.dumps(package), "utf-8")
        accounts = SmallAccounts(book_root, root / "data")
        accounts.rows({}, {**PYMRIO, "table": "saved", "name": "Saved", "folder": "saved", "area": "SVD"})
        accounts.own()
        accounts.saved("flows", "saved")
    return editions


def test_equal_tables_have_no_changes(editions):
    """The files of both layouts are the same in two equal editions."""
    found = compare(*editions)

    assert (found.rows, found.forms) == ((), ())


def test_a_number_of_our_layout_is_told_by_sector(editions):
    """Old and new value, the sectors between which it flows, and by how much it changed."""
    line = change_cell(editions[1], FLOWS, "industry,", "90", "99")

    found = compare(*editions)

    assert found.forms == ()
    assert found.rows == (
        RowChange(
            "changed", "north-2020/flows", FLOWS, "industry", "NOR", "NOR", "industry", "90", "99",
            line, line, size=0.1,
        ),
    )  # fmt: skip


def test_a_number_that_pymrio_saved_is_told_by_region_and_sector(editions):
    """The labels of row and column are those of the file, in all their levels."""
    file = "data/inputoutput/saved/factor_inputs/F.txt"
    line = change_cell(editions[1], file, "Profits\t", "48.2", "24.1")

    found = compare(*editions)

    assert found.rows == (
        RowChange(
            "changed", "saved/factor_inputs/F", file, "Profits", "SVD", "SVD", "north industry",
            "48.2", "24.1", line, line, size=0.5,
        ),
    )  # fmt: skip


def test_a_name_and_a_row_are_told_as_well(editions):
    """What describes a sector is one of its cells; a row that went is told whole."""
    change_cell(
        editions[1], "data/inputoutput/north-2020/sectors.csv", "services,", "Services", "Other services"
    )
    path = editions[1] / "data/inputoutput/north-2020/satellites.csv"
    head, jobs, *_ = path.read_text("utf-8").split("\n")
    path.write_text(f"{head}\n{jobs}\n", "utf-8")

    found = compare(*editions)

    told = [(row.kind, row.table, row.key, row.column, row.old, row.new) for row in found.rows]
    whole = "label: CO2, air; unit: Mt; farming: 3.5; industry: 20; services: 4"
    assert sorted(told) == [
        ("changed", "north-2020/sectors", "services", "name", "Services", "Other services"),
        ("removed", "north-2020/satellites", "co2_air", "", whole, ""),
    ]


def test_what_is_no_number_of_a_table_is_told_as_a_file(editions):
    """Another order of lines, a list of files, a file that came and one that cannot be read by labels."""
    folder = editions[1] / "data" / "inputoutput"
    head, first, *rest = (folder / "north-2020" / "flows.csv").read_text("utf-8").split("\n")
    (folder / "north-2020" / "flows.csv").write_text("\n".join([head, *rest[:2], first, ""]), "utf-8")
    (folder / "saved" / "file_parameters.json").write_text("{}", "utf-8")
    shutil.copy(folder / "saved" / "Z.txt", folder / "saved" / "x.txt")
    with (folder / "north-2020" / "final_demand.csv").open("a", encoding="utf-8") as file:
        file.write("farming,1,2,3\n")

    found = compare(*editions)

    assert found.rows == ()
    assert found.forms == (
        FormChange("data/inputoutput/north-2020/final_demand.csv", "changed"),
        FormChange(FLOWS, "only the form or the order of its lines changed, no cell"),
        FormChange("data/inputoutput/saved/file_parameters.json", "changed"),
        FormChange("data/inputoutput/saved/x.txt", "is new"),
    )


def test_each_changed_number_of_the_real_table_is_named(book_root, tmp_path):
    """Slips of the hand in Brazil's table, all at once: each is told with file, sector, old and new value."""
    old, new = (copy_data(book_root, tmp_path / name) for name in ("old", "new"))
    draw = random.Random(2026)
    slips = set()
    for file in ("flows", "final_demand", "sectors", "satellites"):
        path = new / "data" / "inputoutput" / "bra-2015" / f"{file}.csv"
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        for row in rows[1:]:
            at = draw.randrange(3, len(row))
            was, row[at] = row[at], f"{float(row[at]) + 1}"
            slips.add((f"bra-2015/{file}", "BRA", row[0], rows[0][at], was, row[at]))
        text = "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in rows)
        path.write_text(text, "utf-8")

    found = compare(old, new)

    assert len(slips) == 37
    assert {(row.table, row.country, row.key, row.column, row.old, row.new) for row in found.rows} == slips
