"""Pages on progress show what the tables declare, label it, and hide neither gaps nor choices."""

import csv

import pandas as pd
import pytest

from pagebook.data import Tables
from pagebook.story.progress_findings import choices_finding, combined_finding, places_finding, share
from pagebook.story.progress_method import ProgressMethodPage
from pagebook.story.progress_page import ProgressPage
from pagebook.story.progress_reader import LABEL, Progress


@pytest.fixture(scope="module")
def page(book_root) -> ProgressPage:
    """Return the chapter of the real book."""
    return ProgressPage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def method(book_root) -> ProgressMethodPage:
    """Return the page on the method of the real book."""
    return ProgressMethodPage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def observed(book_root) -> dict[tuple[str, str, int], float]:
    """Return the statistics as a plain reader of CSV sees them."""
    with (book_root / "data/indicators/indicators.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["area"], row["indicator"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(file)
            if row["value"]
        }


def test_every_figure_and_table_of_results_is_labelled(page):
    """Whoever copies a figure copies the words that it is no official score."""
    shown = [page.ranks(), page.places(), page.stocks(), page.combined(), page.choices(), page.overview()]

    assert [one.name for one in shown if not one.caption.startswith(LABEL)] == []
    assert page.substitutions()["label"].startswith("Re")


def test_one_country_worked_by_hand(page, observed):
    """Peru’s clean cooking: from the value of 2015 to that of 2021, on the way to all people."""
    base, end = (observed["PER", "clean_cooking_access", year] for year in (2015, 2021))

    rows = page.progress.of("PER").set_index("indicator")
    row = rows.loc["clean_cooking_access"]

    assert (row["base"], row["end"], row["target"]) == (base, end, 100.0)
    assert row["progress"] == pytest.approx((end - base) / (100 - base))
    assert row["pace"] == pytest.approx(row["progress"] / (6 / 15))


def test_values_compared_are_observations(page, observed):
    """Every base and end that is not divided by another series stands in the file, with its year."""
    about = page.progress.design.indicators
    whole = set(about["indicator"][about["per"].isna()])
    rows = page.progress.measured.dropna(subset=["progress"])
    rows = rows[rows["indicator"].isin(whole)]

    wrong = [
        (row.area, row.indicator)
        for row in rows.itertuples()
        if (row.base, row.end)
        != (
            observed[row.area, row.indicator, int(row.base_year)],
            observed[row.area, row.indicator, int(row.end_year)],
        )
    ]

    assert wrong == []
    assert len(rows) > 300


def test_a_target_of_a_best_quarter_is_that_of_the_file(page, book_root):
    """Energy intensity should fall: its target is the lower quartile of all countries in the base year."""
    with (book_root / "data/indicators/peer_medians.csv").open(encoding="utf-8", newline="") as file:
        quartiles = {(row["group"], row["indicator"], row["year"]): row for row in csv.DictReader(file)}

    target = page.progress.of("PER").set_index("indicator")["target"]

    assert target["energy_intensity"] == float(quartiles["ALL", "energy_intensity", "2015"]["p25"])
    assert target["life_expectancy"] == float(quartiles["ALL", "life_expectancy", "2015"]["p75"])


def test_places_without_a_series_are_shown_as_missing(page):
    """Green trade has a column of its own, and no country has data in it."""
    spec = page.places().chart.to_dict()
    cells = pd.DataFrame(spec["datasets"][spec["data"]["name"]])
    table = page.missing().frame.set_index("place")["whom"]

    assert set(cells["state"][cells["column"] == "Green trade"]) == {"no data"}
    assert cells.groupby("row").size().unique().tolist() == [13]
    assert (table["Green trade"], table["Inclusive wealth"]) == ("all", "all")
    assert "Guyana" in table["Material footprint"]


def test_each_other_choice_changes_something(page):
    """No way of computing that is shown beside the published one gives the same ranks."""
    ranks = page.choices().table

    others = [version for version in page._titles if version != "published"]

    assert [version for version in others if (ranks[version] == ranks["published"]).all()] == []
    assert sorted(ranks["published"]) == list(range(1, 23))


def test_a_version_computes_with_its_own_parameters(page):
    """The years before the pandemic end near 2019."""
    other = Progress(page.tables, "pandemic-left-out")

    ends = other.measured["end_year"].dropna()

    assert (ends.min(), ends.max()) == (2016, 2022)
    assert other.design.version.end_year == 2019


def test_each_indicator_has_one_standard_target(page):
    """And the other targets differ from it by rule or value."""
    targets = page.progress.design.targets

    assert targets.groupby("indicator")["standard"].sum().unique().tolist() == [1]
    assert set(targets["indicator"]) == set(page.progress.design.indicators["indicator"])


def test_the_method_page_has_every_target_and_every_place(method):
    """Nothing that is computed with is left untold."""
    design = method.progress.design

    assert list(method.targets().frame["indicator"]) == list(design.indicators["indicator"])
    assert list(method.places().frame["place"]) == list(design.places["place"])
    assert "own level" in set(method.targets().frame["level"])
    assert "doi.org/10.1787/9789264043466-en" in str(method.references())


def test_users_are_those_of_the_record(page):
    """China and South Africa are named with links to their pages."""
    told = str(page.users())

    assert "[China](countries/china)" in told and "[South Africa](countries/south-africa)" in told
    assert "Indonesia has a Green Economy Index of its own" in told


def test_shares_are_written_for_people():
    """Whole per cent, a real minus, and words for what is missing."""
    assert [share(value) for value in (0.456, -0.012, -0.001, 1.0, None)] == [
        "46%",
        "−1%",
        "0%",
        "100%",
        "no data",
    ]


def test_the_finding_on_places_counts_cells():
    """Ratings, the place where most are on track, and the place that nobody knows."""
    cells = pd.DataFrame(
        [
            {"row": row, "column": column, "state": state}
            for row, states in {"Peru": ("on track", "worsening"), "Ghana": ("on track", "moderate")}.items()
            for column, state in zip(("Air", "Water"), states, strict=True)
        ]
        + [{"row": row, "column": "Trade", "state": "no data"} for row in ("Peru", "Ghana")]
    )

    assert places_finding(cells, "Index") == (
        "Index: 4 ratings, 2 on track, 1 moderate and 1 worsening. On track are the most in air, 2 of 2. "
        "Away from the target move the most in water, 1. There is no data for 2 of 6 cells, and none at all "
        "for trade."
    )


def test_the_finding_on_choices_names_the_farthest_move():
    """Of two other choices, the one that exchanges first and last."""
    ranks = pd.DataFrame(
        {
            "in_text": ["Peru", "Ghana", "Mongolia", "Senegal"],
            "own": [1, 2, 3, 4],
            "near": [1, 2, 4, 3],
            "far": [4, 2, 3, 1],
        }
    )

    assert choices_finding(ranks, {"own": "Own", "near": "Near", "far": "Far"}) == (
        "“Far” moves ranks most, by 1.5 on average; “Near” moves them least, by 0.5. The farthest move is "
        "that of Peru: from rank 1 to rank 4 under “Far”. No choice moves Ghana or Mongolia by three ranks."
    )


def test_the_combined_finding_speaks_of_one_country_in_the_singular(page):
    """Few countries are named, many are counted."""
    rows = pd.DataFrame(
        {
            "area": ["PER", "GHA", "KGZ"],
            "reading": ["progress, stocks kept", "progress, stocks kept", "no progress, stocks run down"],
        }
    )

    assert combined_finding(rows, page.partners) == (
        "Of 3 partner countries, two show progress and stocks kept (Peru and Ghana) and one shows no "
        "progress and stocks run down (the Kyrgyz Republic)."
    )
