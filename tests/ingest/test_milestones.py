"""Milestones in prose, and what is said to have found no place."""

from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.ingest.read import Reading, read

_REPORT = """\
REPORTING PERIOD: 1 January – 31 December 2024
## ILO - Ghana
*Outcome 1 - Plans are made.*
**Key achievements in 2024**
{text}
## ILO - Mongolia
*Outcome 1 - Plans are made.*
**Key achievements in 2024**
NA
"""
_CASES = {
    "The plan for 2025-2030 was adopted in May 2024, the law passed on 3 June 2024.": [
        "2024 5  done",
        "2024 6 2024-06-03 done",
    ],
    "The report will be published in Q1-2025.": ["2025   planned"],
    "Work on the standard was initiated in 2022 and goes on until 2026.": ["2022   initiated"],
    "Since 2022 the town has developed a standard.": ["2022   done"],
    "The country aims for carbon neutrality by 2050.": ["2050   target"],
    "Losses of 40,000 jobs are projected by 2035.": [],
    "A forum took place on 3 May 2024.": ["2024 5 2024-05-03 done"],
    "The board had its meeting on 3 May 2024.": [],
    "The ministry began two things between 2021 and 2023:\n- A law on wells\n- A map of rivers": [
        "2021   initiated",
        "2021   done",
        "2021   done",
    ],
}


@pytest.fixture(scope="module")
def tables(book_root: Path) -> Tables:
    """The tables of the real book."""
    return Tables(book_root / "data")


def _read(text: str, tables: Tables, folder: Path) -> Reading:
    path = folder / "report.md"
    path.write_text(_REPORT.format(text=text), "utf-8")
    return read(path, tables)


@pytest.mark.parametrize(("text", "expected"), _CASES.items())
def test_what_is_done_planned_or_a_target_is_a_milestone(
    text: str, expected: list[str], tables: Tables, tmp_path: Path
):
    """A milestone has the date that its own words are dated by; terms, bounds and routine give none."""
    reading = _read(text, tables, tmp_path)

    rows = [draft.row for draft in reading.drafts if draft.table == "milestones"]
    told = [" ".join(row.get(name, "") for name in ("year", "month", "date", "status")) for row in rows]
    assert told == expected


def test_what_found_no_place_is_said(tables: Tables, tmp_path: Path):
    """A date that no draft rests on is named with its line and the reason; people are a figure."""
    text = "In 2024, much was done. Some 40 workers were paid. A forum took place on 3 May."

    reading = _read(text, tables, tmp_path)

    assert [str(one) for one in reading.unplaced] == [
        "line 1: no country: REPORTING PERIOD: 1 January – 31 December 2024",
        "line 5: no event or milestone for 'In 2024': In 2024, much was done.",
    ]
    figures = [draft for draft in reading.drafts if draft.table == "reported_figures"]
    assert [(draft.row["value"], draft.row["unit"]) for draft in figures] == [("40", "people")]


def test_a_date_of_an_unknown_year_is_said(tables: Tables, tmp_path: Path):
    """Without a year in the document or from the caller, a day and a month are no date."""
    path = tmp_path / "update.txt"
    path.write_text("Ghana: A forum took place on 3 May.\nPeru: Nothing.\n", "utf-8")

    reading = read(path, tables)

    assert [str(one) for one in reading.unplaced] == [
        "line 1: no year is printed; give one with --year: A forum took place on 3 May.",
    ]
    assert list(reading.drafts) == []


def test_what_is_no_sentence_is_not_read(tables: Tables, tmp_path: Path):
    """Text without any full stop, as a slip in a document makes it, is told as such."""
    reading = _read("A forum on 3 May 2024, " * 400, tables, tmp_path)

    assert [one.why for one in reading.unplaced if one.place == "line 5"] == ["too long for a sentence"]
