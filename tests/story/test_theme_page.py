"""Chapters on themes tell what the tables hold of them, each fact with its source."""

import csv
import re

import pytest

from pagebook.analysis.themes import CIRCULAR
from pagebook.data import Tables
from pagebook.story.theme_page import CircularPage, EnergyPage

PAGES = {"circular": CircularPage, "energy": EnergyPage}


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the real tables."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def read(book_root):
    """Return a function that reads a file of the programme row by row."""

    def rows(name: str) -> list[dict[str, str]]:
        with (book_root / "data" / "programme" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return rows


def plain(markdown: str) -> str:
    """Return Markdown without the backslashes that escape its data."""
    return re.sub(r"\\(.)", r"\1", markdown)


def test_every_milestone_that_names_the_theme_is_listed(tables, read):
    """The lists by country hold each title with one of the stated words."""
    titles = [
        row["title"]
        for row in read("milestones")
        if re.search(r"\b(circular|recycl|waste)", row["title"], re.I)
    ]

    told = plain(CircularPage(tables).by_country().markdown)

    assert len(titles) > 20
    assert [title for title in titles if title not in told] == []


def test_the_counts_of_the_prose_are_those_of_the_files(tables, read):
    """Counted independently of the class, from the files."""
    found = CircularPage(tables).substitutions()
    results = [row for row in read("achievements") if "circular economy" in row["themes"].split("; ")]

    assert found["n_results"] == f"{len(results)} results"
    uruguay = [row for row in read("milestones") if row["area"] == "URY" and CIRCULAR.names(row["title"])]
    assert f"[Uruguay](countries/uruguay) ({len(uruguay)})" in found["most"]


def test_projections_never_stand_with_observations(tables):
    """No figure is in both tables, and the chart holds projections, targets and plans only."""
    page = EnergyPage(tables)
    ahead, seen = page.outlook.ahead, page.outlook.seen

    assert set(ahead["nature"]) <= {"projection", "target", "planned"}
    assert set(seen["nature"]) <= {"observed", "estimated"}
    assert set(ahead["figure"]) & set(seen["figure"]) == set()
    assert set(page.ahead_in_percent().table["nature"]) <= {"projection", "target", "planned"}


def test_hydrogen_in_guyana_is_told_with_baseline_year_and_sign(tables):
    """The figures of the study stand as the source gives them, against its baseline."""
    page = EnergyPage(tables)

    table, chart = plain(page.projections().markdown), page.ahead_in_jobs()

    row = next(line for line in table.splitlines() if "| GDP under the green hydrogen scenario" in line)
    assert (
        "| about −34% | 2035 | projection (kind of model not stated) | green hydrogen "
        "| baseline without green hydrogen |" in row
    )
    assert "ILO bilateral report 2025, PAGE Trust Fund, line 303" in row
    assert "Jobs lost outside oil and hydrogen, more than 90,000 jobs" in chart.finding
    points = [
        row
        for rows in chart.spec["datasets"].values()
        for row in rows
        if row.get("plain", "").startswith("Guyana, 2035: Jobs lost")
    ]
    assert {row["high"] for row in points} == {-90_000}


def test_a_study_of_hydrogen_is_told_with_its_maker_and_what_its_model_cannot_say(tables):
    """Beside the numbers stand who made them, and that the kind of model is not stated."""
    cards = plain(EnergyPage(tables).hydrogen().markdown).split(":::{grid-item-card} ")[1:]

    assert [card.split("]")[0] for card in cards] == ["[Argentina", "[Guyana"]
    assert "Made by: ILO and Cambridge Econometrics." in cards[1]
    assert all("**Kind of model: not stated.** Without it, nobody can say whether" in card for card in cards)


def test_a_range_is_told_as_a_range(tables):
    """Indonesia's cut in waste has two ends and no middle."""
    finding = CircularPage(tables).ahead_in_percent().finding

    assert (
        "Cut in waste, 18 to 52% (projection; scenario: circular economy; against: business as usual; "
        "kind of model: not stated)" in finding
    )


@pytest.mark.parametrize("key", PAGES)
def test_every_chart_has_a_finding_sources_in_its_rows_and_a_title(tables, key: str):
    """Each row of a figure's table names its source."""
    page = PAGES[key](tables)
    figures = [page.timeline(), page.ahead_in_percent()]

    assert [figure.name for figure in figures if not figure.finding.endswith(".")] == []
    assert [figure.name for figure in figures if not figure.table["source"].all()] == []


@pytest.mark.parametrize("key", PAGES)
def test_every_word_of_the_prose_has_a_value(tables, book_root, key: str):
    """The chapter names only substitutions that the page computes, and needs no others."""
    source = (book_root / "chapters" / f"{key}.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named <= set(PAGES[key](tables).substitutions())


def test_the_rule_names_its_words(tables):
    """A reader can repeat the choice of rows."""
    rule = plain(EnergyPage(tables).substitutions()["rule"])

    assert "“hydrogen…”" in rule
    assert "“coal”" in rule
    assert "“energy transition ministry”" in rule


def test_hostile_text_is_shown_as_text(changed):
    """A title is data: it makes no link, no heading and no substitution."""
    hostile = "Waste <script>alert(1)</script> {{ name }} [x](javascript:alert(1))"
    tables = changed("programme/milestones.csv", {"area": "URY"}, title=hostile)

    told = CircularPage(tables).by_country().markdown

    assert hostile in plain(told)
    assert "<script>" not in told
    assert "{{ name }}" not in told
    assert "](javascript" not in told
