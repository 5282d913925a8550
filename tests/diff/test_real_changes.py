"""A change of the real book, its pages run again: every trace of it is told."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.diff.editions import change_cell, change_lines

from pagebook.diff import Changes, compare
from pagebook.diff.html import html_page
from pagebook.diff.summary import LIMIT, markdown_summary

INDICATORS = "data/indicators/indicators.csv"
EVENT = "per-2017-ashokas-social-changemaker-day"
MEDIANS = "the medians of PAGE (2.32), the region (2.93) and the income group (3.04)."
MILESTONE = "sen-2014-plan-senegal-emergent-adopted-development-model"


def _copy(real: Path, to: Path) -> Path:
    for name in ("data", "chapters"):
        shutil.copytree(real / name, to / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(real / name, to / name)
    return to


@pytest.fixture(scope="module")
def sides(book_root, tmp_path_factory) -> tuple[Path, Path]:
    """Return the real book, and a copy with a value, an event, a sentence and a row changed and pages run."""
    old, new = (_copy(book_root, tmp_path_factory.mktemp(name)) for name in ("old", "new"))
    change_cell(new, INDICATORS, "PER,co2_per_capita,2024,", ",2.053,", ",3.5,")
    change_cell(new, "data/programme/events.csv", f"{EVENT},", ",Lima,", ",Cusco,")
    narrative = "chapters/narratives/peru.md"
    old_end, new_end = "approved in 2016.", "approved in 2016 at last."
    change_lines(new, narrative, lambda lines: [line.replace(old_end, new_end) for line in lines])
    path = "data/programme/milestones.csv"
    change_lines(new, path, lambda lines: [line for line in lines if not line.startswith(MILESTONE)])
    for side in (old, new):
        # Where a new library changes pages that nobody has run yet, that is not what is looked at here.
        call = [sys.executable, "-m", "pagebook.cli", "run", "--jobs", "2", "--book", str(side)]
        subprocess.run(call, check=True, capture_output=True)
    return old, new


@pytest.fixture(scope="module")
def changes(sides) -> Changes:
    """Return what changed."""
    return compare(*sides, old_name="old", new_name="new")


def test_rows_name_country_table_and_both_values(changes):
    """Each change of the data is told once, with its place."""
    assert {
        (row.kind, row.table, row.key, row.name, row.column, row.old, row.new) for row in changes.rows
    } == {
        ("changed", "indicators", "PER co2_per_capita 2024", "Peru", "value", "2.053", "3.5"),
        ("changed", "events", EVENT, "Peru", "place", "Lima", "Cusco"),
        ("removed", "milestones", MILESTONE, "Senegal", "", changes.rows[0].old, ""),
    }


def test_sentences_are_told_where_they_stand(changes):
    """The sentences of the narrative, of the statistics and of the row that is gone, below their headings."""
    told = {(one.page, one.section, one.old, one.new) for one in changes.sentences}

    assert told >= {
        (
            "PER",
            "In brief",
            "Guidelines for green growth were approved in 2016.",
            "Guidelines for green growth were approved in 2016 at last.",
        ),
        (
            "PER",
            "Emissions",
            f"That was 2.05 tonnes of CO₂ per person, below {MEDIANS}",
            f"That was 3.5 tonnes of CO₂ per person, above {MEDIANS}",
        ),
        (
            "SEN",
            "Milestones",
            "Plan Sénégal Émergent adopted as development model (February, plan).",
            "",
        ),
    }


def test_ranks_and_ratings_that_moved_come_first(changes):
    """What the book states of Peru's standing is told as rating, as words, and as a place."""
    moves = {(one.kind, one.country, one.name, one.old, one.new) for one in changes.moves}

    assert moves >= {
        ("rating", "PER", "CO₂ per person, tonnes", "better", "worse"),
        ("stand", "PER", "Peru", "below", "above"),
        ("rank", "PER", "Peru", "9", "13"),
    }
    assert changes.moves[0].kind == "rating"


def test_charts_are_told_with_the_values_behind_them(changes):
    """The chart of emissions, the ranking, the timeline of Senegal: those that changed and no other."""
    charts = {(one.page, one.figure): one for one in changes.charts}

    assert {("PER", "co2-per-person"), ("compare", "ranking"), ("SEN", "milestones")} <= set(charts)
    assert [(v.row, v.old, v.new) for v in charts["PER", "co2-per-person"].values] == [
        ("2024", "2.053", "3.5")
    ]
    assert {one.page for one in changes.charts} <= {"PER", "SEN", "compare", "index", "programme", "gaps"}


def test_pages_that_did_not_change_are_listed(changes):
    """A page that was run again and says the same has not changed."""
    same = {page.key for page in changes.pages if page.kind == "same"}

    assert {"ARG", "KAZ", "methods", "glossary"} <= same
    assert not {"PER", "SEN", "compare"} & same
    assert changes.warnings == ()


def test_page_and_summary_hold_it_all(changes, tmp_path):
    """Both name the country, both values, the sentence and the chart."""
    page = html_page(changes, tmp_path)
    summary = markdown_summary(changes)

    for text in (page, summary):
        assert [
            word for word in ("Peru", "Cusco", "at last", "CO₂ emissions per person") if word not in text
        ] == []
    assert page.count("<img ") == 2 * sum(chart.looks_different for chart in changes.charts if chart.new)
    assert len(summary.encode()) <= LIMIT


def test_differences_survive_as_json(changes):
    """What programs get is JSON, with every row."""
    told = json.loads(json.dumps(changes.as_json(), allow_nan=False))

    assert len(told["rows"]) == len(changes.rows)
    assert told["rows"][0]["kind"] == "removed"
