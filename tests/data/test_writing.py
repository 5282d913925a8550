"""`write_table` and `write_text`: canonical bytes, whole or not at all."""

from __future__ import annotations

import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagebook.data import Tables, write_table, write_text
from pagebook.errors import DataError


def test_reading_and_writing_keeps_every_byte(small):
    """Each table of the small book is written back as it was."""
    tables = Tables(small.data)

    for name, spec in tables.package.tables.items():
        before = (small.data / spec.path).read_bytes()
        write_table(spec, tables.select(name), small.data / spec.path)
        assert (small.data / spec.path).read_bytes() == before


def test_rows_are_written_in_order(small):
    """The order of the frame does not matter."""
    tables = Tables(small.data)
    spec = tables.package.tables["indicators"]
    before = (small.data / spec.path).read_bytes()

    write_table(spec, tables.select("indicators").sample(frac=1, random_state=1), small.data / spec.path)

    assert (small.data / spec.path).read_bytes() == before


def test_other_columns_are_refused(small):
    """A frame with other columns is not written, and the file stays."""
    tables = Tables(small.data)
    spec = tables.package.tables["catalogue"]
    before = (small.data / spec.path).read_bytes()

    with pytest.raises(DataError) as caught:
        write_table(spec, pd.DataFrame({"unit": ["Mt"]}), small.data / spec.path)

    assert [str(problem) for problem in caught.value.problems] == [
        "catalogue.csv:1: the frame has the columns unit; expected indicator,unit"
    ]
    assert (small.data / spec.path).read_bytes() == before


TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.dictionaries(
        TEXT,
        st.tuples(
            TEXT, st.none() | st.integers(-(10**17), 10**17), st.none() | st.text("abc, \"'", min_size=1)
        ),
        max_size=6,
    )
)
def test_what_is_written_is_read(small, rows):
    """Any text, whole number or blank comes back from the file as it was."""
    tables = Tables(small.data)
    spec = tables.package.tables["sources"]
    frame = pd.DataFrame(
        [(key, kind, "title", year, url) for key, (kind, year, url) in sorted(rows.items())],
        columns=list(spec.columns),
        dtype=object,
    )

    write_table(spec, frame, small.data / spec.path)

    back = Tables(small.data).select("sources").astype(object)
    assert back.where(back.notna(), None).to_numpy().tolist() == frame.to_numpy().tolist()


def test_a_failed_write_leaves_the_old_file(small, monkeypatch):
    """When the disk refuses, the old text stays whole and no part of the new one lies about."""
    path = small.data / "catalogue.csv"
    before = path.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DataError) as caught:
        write_text(path, "indicator,unit\n")

    assert [str(problem) for problem in caught.value.problems] == [
        f"{path}: cannot be written: No space left on device; expected a folder that can be written"
    ]
    assert path.read_bytes() == before
    assert [entry.name for entry in small.data.iterdir() if entry.name.startswith(".")] == []


def test_a_folder_that_is_not_there_is_a_clear_error(small):
    """A missing folder is named, not created."""
    path = small.data / "new" / "a.csv"

    with pytest.raises(DataError) as caught:
        write_text(path, "a\n")

    assert [str(problem) for problem in caught.value.problems] == [
        f"{path}: cannot be written: No such file or directory; expected a folder that can be written"
    ]
