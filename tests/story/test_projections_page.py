"""Reported projections stand in one place, never beside an observation, each with what stands behind it."""

import csv
import re

import pytest

from pagebook.data import Tables
from pagebook.story.country import CountryPage
from pagebook.story.projections_page import CHARTS, ProjectionsPage

AHEAD = ("projection", "target", "planned")


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the real tables."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def page(tables) -> ProjectionsPage:
    """Return the chapter of the real book."""
    return ProjectionsPage(tables)


@pytest.fixture(scope="module")
def ahead(book_root) -> list[dict[str, str]]:
    """Return the rows of the file that lie ahead, read without the library."""
    path = book_root / "data" / "programme" / "reported_figures.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [row for row in rows if row["nature"] in AHEAD and row["about"] != "document"]


def plain(markdown: str) -> str:
    """Return Markdown without the backslashes that escape its data."""
    return re.sub(r"\\(.)", r"\1", markdown)


def card(page: ProjectionsPage, *words: str) -> str:
    """Return the one card of a study that has all the words."""
    cards = plain(page.studies().markdown).split(":::{grid-item-card} ")[1:]
    (found,) = [card for card in cards if all(word in card for word in words)]
    return found


@pytest.mark.parametrize("nature", AHEAD)
def test_every_number_that_lies_ahead_stands_in_the_table_of_its_nature(page, ahead, nature: str):
    """The tables hold as many rows as the file, each with its measure."""
    measures = sorted(row["measure"] for row in ahead if row["nature"] == nature)

    shown = page.table(nature).frame["what"]

    assert sorted(plain(cell.markdown).split(": ", 1)[1] for cell in shown) == measures


@pytest.mark.parametrize("key", CHARTS)
def test_no_chart_holds_an_observation(page, key: str):
    """A chart has projections, targets and plans of one unit, each row with its source."""
    figure = page.chart(key)

    assert set(figure.table["nature"]) <= set(AHEAD)
    assert set(figure.table["unit"]) == {CHARTS[key][0]}
    assert figure.table["source"].all()


def test_each_number_of_a_charted_unit_stands_in_one_chart(page, ahead):
    """Nothing is left out between the charts of a unit, nothing is shown twice."""
    charted = [figure for key in CHARTS for figure in page.chart(key).table["figure"]]
    units = {unit for unit, _, _ in CHARTS.values()}

    world = [row for row in ahead if row["about"] == "world"]

    assert sorted(charted) == sorted(row["figure"] for row in world if row["unit"] in units)


def test_a_unit_without_a_chart_has_few_numbers(ahead):
    """Years and periods apart, a unit with more than two numbers about the world has a chart."""
    units = [row["unit"] for row in ahead if row["about"] == "world"]

    many = {unit for unit in units if units.count(unit) > 2}

    assert many - {"year", "period"} == {unit for unit, _, _ in CHARTS.values()}


def test_the_study_of_hydrogen_in_guyana_says_what_it_does_not_tell(page):
    """Numbers, scenario, baseline, maker, source, and that the kind of model is not stated."""
    told = card(page, "countries/guyana", "hydrogen")

    assert "2035: GDP under the green hydrogen scenario, about −34%" in told
    assert "Scenario: green hydrogen. Set against: baseline without green hydrogen" in told
    assert "Made by: ILO and Cambridge Econometrics." in told
    assert "**Kind of model: not stated.** Without it, nobody can say whether jobs are gross or net" in told
    assert "ILO bilateral report 2025, PAGE Trust Fund, line 303" in told


def test_a_kind_of_model_that_another_source_names_cites_that_source_too(page):
    """The newspaper tells the numbers of Guyana's strategy, a database of plans the technique."""
    told = card(page, "countries/guyana", "Vision 2040")

    assert "**Kind of model: system dynamics.**" in told
    assert "*It cannot say:* how likely a path is" in told
    assert "[Kaieteur News, 2019]" in told
    assert "[ECLAC, Regional Observatory on Planning]" in told


def test_two_runs_of_one_study_are_told_apart(page):
    """Mongolia's two rates of growth differ by their scenario, in card and chart alike."""
    told, finding = card(page, "countries/mongolia"), page.chart("small").finding

    assert "Economic growth (green investment), 4.2%" in told
    assert "Economic growth (brown economy), 2.4%" in told
    assert "Mongolia, 2030: Economic growth (brown economy), 2.4%" in finding


def test_what_is_missing_is_counted_from_the_rows(page, ahead, book_root):
    """Counted independently of the class, from the files."""
    with (book_root / "data/programme/projection_methods.csv").open(encoding="utf-8") as stream:
        kinds = {row["figure"]: row["kind"] for row in csv.DictReader(stream)}
    projections = [row for row in ahead if row["nature"] == "projection"]

    words = {key: plain(word) for key, word in page.substitutions().items()}

    lacking = {column: sum(not row[column] for row in projections) for column in ("baseline", "year")}
    expected = f"{lacking['baseline']} name no baseline and {lacking['year']} name no year"
    assert words["known"].startswith(f"Of the {len(projections)} projections, {expected}.")
    unstated = sum(kinds[row["figure"]] == "not stated" for row in projections)
    assert words["kinds"].startswith(f"For {unstated} the sources name no kind of model.")
    assert words["n_all"] == str(len(ahead))


def test_a_doubtful_sum_is_named_with_its_reason(page):
    """A note that begins with its doubt is read out, and the economy is given for measure."""
    words = {key: plain(word) for key, word in page.substitutions().items()}

    assert "US$ 4.75 trillion per year by 2060" in words["doubtful"]
    assert "larger than the whole economy" in words["doubtful"]
    assert words["economy"] == "4.1 trillion international dollars in 2024"


def test_a_plan_that_is_only_a_period_shows_no_number(page):
    """The strategy's years are when it runs, not how much of anything."""
    lines = plain(page.table("planned").markdown).splitlines()

    (line,) = [line for line in lines if "Period of the PAGE strategy" in line]

    assert line.startswith("| Global and regional: Period of the PAGE strategy | – | 2021–2030 |")


def test_a_country_page_says_what_its_models_cannot_say(tables):
    """Guyana's table names the kind of model of each projection, the lines below it their limits."""
    guyana = CountryPage("GUY", tables)

    table, limits = plain(guyana.projections().markdown), plain(guyana.projection_limits().markdown)

    row = next(line for line in table.splitlines() if line.startswith("| GDP above business as usual |"))
    assert "| 28% | 2040 | projection (system dynamics) |" in row
    assert "[ECLAC, Regional Observatory on Planning]" in row
    assert "| projection (kind of model not stated) | green hydrogen |" in table
    assert [line.split("**")[1] for line in limits.splitlines()] == [
        "System dynamics.",
        "Kind of model not stated.",
    ]


def test_a_country_with_targets_only_needs_no_model_but_shows_the_missing_baseline(tables):
    """Brazil's targets name no baseline: the column stands there empty."""
    brazil = CountryPage("BRA", tables)

    assert "| Measure | Value | For | Kind | Against | Source |" in brazil.projections().markdown
    assert not brazil.projection_limits()
    assert brazil.words.has["projection-limits"] is False


def test_a_projection_without_a_method_is_shown_as_not_stated(changed):
    """A row that nobody has looked into yet does not break the page."""
    figure = {"figure": "arg-2050-jobs-hydrogen"}
    tables = changed("programme/projection_methods.csv", figure, figure="bra-2035-other")

    page = ProjectionsPage(tables)
    lines = plain(page.table("projection").markdown).splitlines()

    assert "Who made it is not stated." in plain(page.studies().markdown)
    (line,) = [line for line in lines if "| 81,500 jobs |" in line]
    assert "| not stated |" in line


def test_every_word_of_the_prose_has_a_value(page, book_root):
    """The chapter names only substitutions that the page computes, and needs no others."""
    source = (book_root / "chapters" / "projections.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named == set(page.substitutions())


def test_hostile_text_is_shown_as_text(changed):
    """Who made a study is data: it makes no link, no heading and no substitution."""
    hostile = "ILO <script>alert(1)</script> {{ name }} [x](javascript:alert(1))"
    tables = changed(
        "programme/projection_methods.csv", {"figure": "mus-2035-gdp-above-business-usual"}, made_by=hostile
    )
    page = ProjectionsPage(tables)

    for told in (page.studies().markdown, page.table("projection").markdown):
        assert hostile in plain(told)
        assert "<script>" not in told
        assert "{{ name }}" not in told
        assert "](javascript" not in told
