"""The files of input-output tables: where they may lie, and what a record keeps of them."""

import pytest

from pagebook.data import Tables, digest, rows_of
from pagebook.data.inputoutput.files import AccountFiles
from pagebook.errors import DataError

FLOWS = "data/inputoutput/north-2020/flows.csv"
ALL = "data/inputoutput/"


@pytest.mark.parametrize(
    "name",
    [
        "data/inputoutput/../secret",
        "data/sources.csv",
        "data/inputoutput//x",
        "data/inputoutput\\x",
        "/etc/x",
    ],
)
def test_paths_that_lead_elsewhere_are_refused(tmp_path, name):
    """A record from elsewhere cannot have another file read."""
    with pytest.raises(DataError) as caught:
        AccountFiles(tmp_path).text(name)

    assert caught.value.problems[0] == f"file {name!r} is refused; expected a path below data/inputoutput/"


def test_a_link_out_of_the_folder_is_refused(world):
    """A table is what lies in its folder."""
    (world.book.root / "secret.csv").write_text("a,b\n1,2\n")
    (world.own() / "flows.csv").unlink()
    (world.book.root / FLOWS).symlink_to(world.book.root / "secret.csv")

    with pytest.raises(DataError, match="leads out of data/inputoutput/"):
        AccountFiles(world.book.root).text(FLOWS)


def test_a_changed_row_has_another_mark_and_its_labels(world):
    """Rows are known by their labels, so that a page can be told which of them changed."""
    world.own()
    old = rows_of(world.tables(), FLOWS, {})
    world.own(flows=lambda lines: [line.replace("15,90,40", "15,91,40") for line in lines])

    new = rows_of(world.tables(), FLOWS, {})

    assert old.keys == new.keys == ("farming", "industry", "services")
    pairs = zip(old.marks.rows, new.marks.rows, strict=True)
    assert [one == other for one, other in pairs] == [True, False, True]
    assert (old.marks.header, old.sha256 == new.sha256) == (new.marks.header, False)


def test_rows_of_a_saved_table_are_known_by_region_and_sector(world):
    """The labels of a row may stand in several columns."""
    world.rows(world.PYMRIO)
    world.saved("flows")

    found = rows_of(world.tables(), "data/inputoutput/north-2020/Z.txt", {})

    assert found.keys[2:] == (
        "north farming", "north industry", "north services",
        "south farming", "south industry", "south services",
    )  # fmt: skip


def test_line_ends_change_no_hash(world):
    """A checkout on another system is the same table."""
    world.own()
    old = digest(world.tables(), FLOWS, {})
    path = world.book.root / FLOWS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert digest(world.tables(), FLOWS, {}) == old


def test_the_folder_of_all_tables_tells_every_change(world):
    """The hash of all tables tells each number; that of one table's folder which files there are."""
    folder = world.own()
    before = {name: digest(world.tables(), name, {}) for name in (ALL, f"{ALL}north-2020/")}

    (folder / "satellites.csv").write_text("satellite,label,unit,farming,industry,services\nj,J,p,1,2,3\n")
    changed = {name for name, read in before.items() if digest(world.tables(), name, {}) != read}
    (folder / "satellites.csv").unlink()
    gone = {name for name, read in before.items() if digest(world.tables(), name, {}) != read}

    assert (changed, gone) == ({ALL}, {ALL, f"{ALL}north-2020/"})


def test_a_missing_file_has_no_rows_and_no_hash(world):
    """What may come later is remembered as missing."""
    tables = Tables(world.book.data)

    assert (digest(tables, FLOWS, {}).rows, digest(tables, FLOWS, {}).sha256) == (0, "")
    assert rows_of(tables, FLOWS, {}) is None
