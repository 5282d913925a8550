"""`Tables`: typed rows for those who compute, and a record of what was read."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pagebook.data import Tables, digest, rows_of
from pagebook.errors import DataError


def test_columns_are_typed(small):
    """Each column has the pandas type of its description, and a blank is missing."""
    events = Tables(small.data).select("events")

    assert {name: str(kind) for name, kind in events.dtypes.items()} == {
        "event": "str",
        "area": "str",
        "title": "str",
        "start": "str",
        "end": "str",
        "online": "boolean",
        "sessions": "Int64",
        "parent": "str",
        "from_areas": "object",
        "sources": "object",
    }
    assert events["from_areas"].tolist() == [("PER", "SEN"), (), ("SEN",)]
    assert events["sources"].tolist()[1] == ("ilo-2025#line 44", "page-peru")
    assert events["online"].tolist() == [False, pd.NA, True]
    assert events["sessions"].isna().tolist() == [False, True, True]
    assert events["end"].isna().tolist() == [False, True, False]
    assert events["title"].tolist()[2] == 'Course, with "quotes"'


def test_numbers_are_floats(small):
    """Numbers are float64, exactly as written."""
    values = Tables(small.data).select("indicators")["value"]

    assert values.dtype == np.dtype("float64")
    assert values.tolist() == [96.5, 55.1, 53.0, -0.25]


def test_rows_are_chosen_by_value_and_by_values(small):
    """A condition is one value or several, and all conditions must hold."""
    tables = Tables(small.data)

    chosen = tables.select("indicators", area="PER", year=[2014, 2016])

    expected = pd.DataFrame(
        {
            "area": pd.array(["PER", "PER"], dtype="str"),
            "indicator": pd.array(["access", "co2"], dtype="str"),
            "year": pd.array([2014, 2014], dtype="Int64"),
            "value": [96.5, 55.1],
        }
    )
    assert_frame_equal(chosen, expected)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"from_areas": "SEN"}, ["per-2017-forum", "sen-2018-course"]),
        ({"from_areas": ["PER", "ZZZ"]}, ["per-2017-forum"]),
        ({"sources": "ilo-2025"}, ["per-2017-talk", "sen-2018-course"]),
        ({"sources": "ilo-2025#p. 3"}, ["sen-2018-course"]),
        ({"online": True}, ["sen-2018-course"]),
        ({"online": np.bool_(False)}, ["per-2017-forum"]),
        ({"online": None}, ["per-2017-talk"]),
        ({"sessions": np.int64(2)}, ["per-2017-forum"]),
        ({"event": []}, []),
        ({"event": pd.Series(["per-2017-talk"])}, ["per-2017-talk"]),
        ({"event": "nothing"}, []),
    ],
)
def test_conditions_on_other_kinds_of_columns(small, where, expected):
    """Lists fit by any value, citations also by their source, and None means blank."""
    assert Tables(small.data).select("events", **where)["event"].tolist() == expected


def test_rows_are_sorted_whatever_the_file(small):
    """Rows come in order of the primary key, numbers by size, even when the file is out of order."""
    small.write(
        "indicators.csv", "area,indicator,year,value\nSEN,co2,900,1\nPER,co2,10000,2\nPER,co2,999,3\n"
    )

    rows = Tables(small.data).select("indicators")

    assert rows["value"].tolist() == [3, 2, 1]
    assert rows.index.equals(pd.RangeIndex(3))


def test_frames_are_copies(small):
    """Whoever changes a frame changes nobody else's."""
    tables = Tables(small.data)
    first = tables.select("indicators")
    first.loc[:, "value"] = 0

    assert tables.select("indicators")["value"].tolist() == [96.5, 55.1, 53.0, -0.25]


def test_empty_table_keeps_its_types(small):
    """A table without rows has its columns and their types."""
    small.write("participation.csv", "event,group,total,qualifier,men,women\n")

    empty = Tables(small.data).select("participation", event="x")

    assert empty.shape == (0, 6)
    assert str(empty["men"].dtype) == "Int64"


def test_unknown_table_and_column_are_refused(small):
    """A name that does not exist is answered with those that do."""
    tables = Tables(small.data)

    with pytest.raises(DataError) as no_table:
        tables.select("event")
    with pytest.raises(DataError) as no_column:
        tables.select("catalogue", units="Mt")

    assert no_table.value.problems == (
        "no table 'event'; there are: sources, areas, targets, events, participation, catalogue, indicators",
    )
    assert no_column.value.problems == ("no column 'units' in table 'catalogue'; there are: indicator, unit",)
    assert tables.reads == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "area,indicator,year,value\nPER,co2,2014,many\n",
            "data/indicators.csv:2: value: 'many' is not a number; expected digits such as 46.61",
        ),
        (
            "area,indicator,value\nPER,co2,3\n",
            "data/indicators.csv:1: year: the column is missing; expected it after 'indicator'",
        ),
        (
            "",
            "data/indicators.csv: the file is empty; expected at least the header area,indicator,year,value",
        ),
        (
            "area,indicator,year,value\nPER\n",
            "data/indicators.csv:2: the row has 1 cell; expected 4, one for each column",
        ),
    ],
)
def test_broken_tables_are_not_read(small, content, expected):
    """A table that is not what its description says raises with line and reason, also when asked twice."""
    small.write("indicators.csv", content)
    tables = Tables(small.data)

    for _ in range(2):
        with pytest.raises(DataError) as caught:
            tables.select("indicators")
        assert [str(problem) for problem in caught.value.problems] == [expected]


def test_reads_are_remembered_once_and_sorted(small):
    """The record does not depend on the order or the number of reads."""
    one, other = Tables(small.data), Tables(small.data)
    one.select("indicators", area="PER", indicator=["co2", "access"])
    one.select("areas")
    other.select("areas")
    other.select("indicators", indicator=("access", "co2"), area=["PER"])
    other.select("areas")

    assert one.reads == other.reads
    assert [(read.table, read.where, read.rows) for read in one.reads] == [
        ("areas", (), 3),
        ("indicators", (("area", ("PER",)), ("indicator", ("access", "co2"))), 3),
    ]
    assert json.loads(json.dumps(one.record()))["reads"][1]["where"] == {
        "area": ["PER"],
        "indicator": ["access", "co2"],
    }


def test_forgetting_empties_the_record(small):
    """After `forget` nothing was read."""
    tables = Tables(small.data)
    tables.select("areas")

    tables.forget()

    assert tables.record() == {"reads": []}


def test_digest_repeats_a_read_without_remembering_it(small):
    """A read of a record, from the object or its JSON, is found again by `digest`."""
    tables = Tables(small.data)
    tables.select("indicators", area="PER")
    (read,) = tables.reads
    fresh = Tables(small.data)

    from_object = digest(fresh, read.table, read.where)
    from_json = digest(fresh, read.table, json.loads(json.dumps(read.as_json()))["where"])

    assert from_object == from_json == read
    assert fresh.reads == ()


def test_a_part_has_only_its_columns(small):
    """In the table's order, with the rows of a whole read."""
    tables = Tables(small.data)

    part = tables.part("indicators", ["year", "area"], area="PER")

    assert_frame_equal(part, tables.select("indicators", area="PER")[["area", "year"]])


def test_a_part_is_remembered_with_its_columns(small):
    """Its hash changes with the rows and with these columns, and with no other cell."""
    tables = Tables(small.data)
    tables.part("indicators", ["year", "area"], area="PER")
    (read,) = tables.reads
    told = json.loads(json.dumps(read.as_json()))

    small.replace("indicators.csv", "55.1", "66.6")
    other = digest(Tables(small.data), "indicators", told["where"], told["columns"])
    whole = digest(Tables(small.data), "indicators", told["where"])
    small.replace("indicators.csv", "co2,2015", "co2,2016")
    moved = digest(Tables(small.data), "indicators", told["where"], told["columns"])

    assert (read.columns, told["columns"]) == (("area", "year"), ["area", "year"])
    assert other == read
    assert len({read.sha256, whole.sha256, moved.sha256}) == 3


def test_the_rows_of_a_part_are_named_by_their_keys(small):
    """Also where the key is not among its columns."""
    rows = rows_of(Tables(small.data), "indicators", {"area": ["SEN"]}, ["value"])

    assert rows is not None
    assert (rows.keys, len(rows.marks.rows)) == (("SEN co2 2014",), 1)


def test_a_part_of_unknown_columns_is_refused(small):
    """As a condition on an unknown column is."""
    with pytest.raises(DataError, match="no column 'val' in table 'indicators'"):
        Tables(small.data).part("indicators", ["val"])


def test_digest_changes_with_its_own_rows_only(small):
    """A changed value changes the reads that hold it, and no other."""
    before = Tables(small.data)
    wheres = [{"area": ["PER"]}, {"area": ["SEN"]}, {}]
    old = [digest(before, "indicators", where).sha256 for where in wheres]
    small.replace("indicators.csv", "-0.25", "-0.26")
    after = Tables(small.data)

    new = [digest(after, "indicators", where).sha256 for where in wheres]

    assert [left == right for left, right in zip(old, new, strict=True)] == [True, False, False]


def test_digest_changes_with_the_header(small, descriptor):
    """A column under another name is another input, even when its cells are the same."""
    before = digest(Tables(small.data), "catalogue", {})
    small.replace("catalogue.csv", "indicator,unit", "indicator,units")
    content = descriptor()
    content["resources"][5]["schema"]["fields"][1]["name"] = "units"
    small.describe(content)

    after = digest(Tables(small.data), "catalogue", {})

    assert before.rows == after.rows
    assert before.sha256 != after.sha256


def test_open_finds_the_book_above_the_working_folder(small, monkeypatch):
    """Without an argument the book is the one that holds the working folder."""
    (small.data.parent / "chapters").mkdir()
    monkeypatch.chdir(small.data.parent / "chapters")

    assert len(Tables.open().select("areas")) == len(Tables.open(small.book).select("areas")) == 3


def test_reading_the_descriptor_is_remembered(small, descriptor):
    """A page that shows the description of the tables depends on what it says, however it is written."""
    tables = Tables(small.data)
    package = tables.describe()
    (read,) = tables.reads

    small.write("datapackage.json", json.dumps(descriptor(), indent=1).encode().replace(b"\n", b"\r\n"))
    reformatted = digest(Tables(small.data), read.table, read.where)
    small.write("datapackage.json", json.dumps(descriptor() | {"title": "Another"}))
    renamed = digest(Tables(small.data), read.table, read.where)

    assert package is tables.package
    assert (read.table, read.where, read.rows) == ("datapackage.json", (), 7)
    assert reformatted == read
    assert renamed.sha256 != read.sha256


def test_looking_at_the_package_is_remembered(small):
    """Whoever looks at the description may show it; whoever asks for columns depends on the table's alone."""
    whole, one, both = (Tables(small.data) for _ in range(3))

    assert one.columns("catalogue") == ("indicator", "unit")
    assert next(iter(whole.package.tables)) == "sources"
    both.columns("catalogue")
    both.select("catalogue", unit="Mt")

    assert [(read.table, read.where) for read in whole.reads] == [("datapackage.json", ())]
    assert [(read.table, read.where, read.rows) for read in one.reads] == [
        ("catalogue", (("indicator", ()),), 0)
    ]
    assert [read.where for read in both.reads] == [(("unit", ("Mt",)),)]


def test_a_tables_own_description_is_remembered_as_a_look_at_its_columns(small):
    """Whoever reads rows by their key depends on that table, and not on the description of all."""
    one, other = Tables(small.data), Tables(small.data)

    assert one.spec("catalogue").primary_key == ("indicator",)

    other.columns("catalogue")
    assert one.reads == other.reads


@pytest.mark.parametrize(
    ("column", "change", "counts"),
    [
        ("sessions", {"type": "number"}, True),
        ("from_areas", {"list": {"delimiter": " / "}}, True),
        ("sources", {"list": {"delimiter": "; "}}, True),
        ("title", {"title": "Another", "description": "Another."}, False),
        ("sessions", {"unit": "days"}, False),
        ("title", {"constraints": {"required": False}}, False),
    ],
    ids=["type", "delimiter", "citation", "title", "unit", "constraint"],
)
def test_a_read_holds_how_its_cells_are_read(small, descriptor, column, change, counts):
    """What turns the same cells into other values changes the hash; what only people read does not."""
    before = digest(Tables(small.data), "events", {})
    content = descriptor()
    (field,) = [item for item in content["resources"][3]["schema"]["fields"] if item["name"] == column]
    field |= change
    small.describe(content)

    after = digest(Tables(small.data), "events", {})

    assert (before.sha256 != after.sha256) is counts


@pytest.mark.parametrize(
    ("where", "events"),
    [({"online": False}, 1), ({"online": None}, 1), ({"sessions": None}, 2), ({"sessions": 2}, 1)],
)
def test_digest_takes_conditions_as_they_were_recorded(small, where, events):
    """`false` and a blank stay what they are on the way through the record."""
    tables = Tables(small.data)
    tables.select("events", **where)
    (read,) = tables.reads

    again = digest(tables, read.table, json.loads(json.dumps(read.as_json()))["where"])

    assert again == read
    assert read.rows == events


def test_control_characters_are_not_hashed_away(small):
    """Cells that hold the marks between cells could make other rows look equal, so they are refused."""
    small.write("catalogue.csv", "indicator,unit\nco2\x1fMt,a\n")
    tables = Tables(small.data)
    tables.select("catalogue")

    with pytest.raises(DataError, match="catalogue: a cell holds a control character; delete it"):
        tables.record()
