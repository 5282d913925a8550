"""What a reader takes away: CSV that no spreadsheet runs, zips of equal bytes, files written when new."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.data.formulas import begins_formula
from pagebook.figures.stored import MIME
from pagebook.publish.chart import Chart, Column, read_chart
from pagebook.publish.files import chart_csv, page_zip, write_if_changed

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
# What programs of attackers look like, with the characters that turn a text into a formula at random places.
HOSTILE = st.text(st.sampled_from("=+-@\t\r\n ,;\"'＝－1a."), max_size=8)


@pytest.fixture
def chart(figure) -> Chart:
    """Return the figure's chart."""
    return read_chart(figure()._repr_mimebundle_()[MIME])


def test_a_csv_holds_table_source_licence_and_date(chart):
    """Every row says where it is from; numbers are numbers, a missing one is blank, a formula is text."""
    source = '"Global Carbon Project, Global Carbon Budget, 2025",CC BY 4.0,2026-11-20'

    assert chart_csv(chart) == (
        f"Year,CO₂ (Mt),Note,source,licence,accessed\n2020,1234.5,'=1+1,{source}\n2021,,plain,{source}\n"
    )


@given(TEXT | HOSTILE)
def test_no_text_of_a_csv_begins_like_a_formula(text):
    """Whatever the data hold, a spreadsheet shows it and does not run it; the text itself is kept."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    chart = Chart("a", "A", "", "", (Column("t", f"{text}t"),), ((text,), (-1.5,)), (), "{}")

    header, row, negative = csv.reader(io.StringIO(chart_csv(chart), newline=""))

    for cell, whole in ((header[0], f"{plain}t"), (row[0], plain)):
        assert not begins_formula(cell)
        assert cell in (whole, f"'{whole}")
        assert "\r" not in cell
    assert negative[0] == "-1.5"


def test_numbers_stay_numbers_also_where_they_are_written_as_text():
    """A minus, a plus and an exponent alone are no formulas, nor are coordinates."""
    values = (-1.5, -2, "-3", "+4.5", "-1e-07", "-57.6 -30.2", "=1", "-a", "a\r=1")
    chart = Chart("a", "A", "", "", (Column("t", "T"),), tuple((value,) for value in values), (), "{}")

    rows = list(csv.reader(io.StringIO(chart_csv(chart), newline="")))

    assert [row[0] for row in rows[1:]] == [
        "-1.5",
        "-2",
        "-3",
        "+4.5",
        "-1e-07",
        "-57.6 -30.2",
        "'=1",
        "'-a",
        "a\n=1",
    ]


def test_a_zip_has_every_csv_and_a_list_of_them(chart):
    """The page's data are complete and say what they are."""
    content = page_zip("Peru", [chart])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert files == {
        "README.txt": (
            "Peru\nThe data behind the figures of this page: CSV, UTF-8, one file for each figure.\n\n"
            "co2.csv\n  Emissions of CO₂. Million tonnes, 2020–2021.\n"
            "  Source: Global Carbon Project, Global Carbon Budget, 2025\n  Licence: CC BY 4.0\n"
        ),
        "co2.csv": chart_csv(chart),
    }


def test_a_zip_tells_no_time(chart):
    """Entries carry the earliest time of the format, so that equal charts give equal bytes."""
    with zipfile.ZipFile(io.BytesIO(page_zip("Peru", [chart]))) as archive:
        times = {entry.date_time for entry in archive.infolist()}

    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_with_the_same_content_is_left_alone(tmp_path):
    """Times change only with content, so that later steps can rely on them."""
    path = tmp_path / "new" / "file"
    write_if_changed(path, b"one")
    first = path.stat().st_mtime_ns

    write_if_changed(path, b"one")
    same = path.stat().st_mtime_ns
    write_if_changed(path, b"two")

    assert same == first
    assert path.read_bytes() == b"two"
