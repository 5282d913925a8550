"""Where a country stands: every figure and sentence of every partner country."""

import json
import re
from pathlib import Path

import altair
import jsonschema
import pytest

from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Table, theme
from pagebook.figures.stored import canonical
from pagebook.story.reader import Reader
from pagebook.story.standing import METHODS, Standing
from pagebook.story.standing_scorecard import scores
from pagebook.story.standing_view import View

_COUNTRIES = [
    *("ARG", "BFA", "BRA", "BRB", "CHN", "GHA", "GTM", "GUY", "IDN", "IND", "KAZ"),
    *("KGZ", "KHM", "MAR", "MNG", "MUS", "PER", "RWA", "SEN", "THA", "URY", "ZAF"),
]
_HOLE = re.compile(r"\b(nan|None|NaT|NA|inf)\b|\( ?\)|  |\.\.|,,| ,|\{|\}")


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The book's own data."""
    return Tables(Path(__file__).parents[2] / "data")


@pytest.fixture(scope="module")
def standings(tables: Tables) -> dict[str, Standing]:
    """One standing a country; what it shows is made when first asked for."""
    return {country: Standing(Reader(tables, country)) for country in _COUNTRIES}


def _shown(standing: Standing) -> dict[str, Figure | Prose | Table]:
    return {name: getattr(standing, name)() for name in METHODS}


def _figures(standing: Standing) -> list[Figure]:
    return [shown for shown in _shown(standing).values() if isinstance(shown, Figure)]


def _plain(markdown: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", markdown)


def test_the_partner_countries_are_all_tested(tables: Tables):
    """The list above is that of the data."""
    assert list(tables.select("countries")["country"]) == _COUNTRIES


def test_methods_are_those_of_the_class():
    """The page's order names every method that shows something, each once."""
    public = {name for name in vars(Standing) if not name.startswith("_")} - {"has", "gaps", "sources"}

    assert (set(METHODS), len(METHODS)) == (public, len(set(METHODS)))


@pytest.mark.parametrize("country", _COUNTRIES)
def test_every_figure_has_rows_and_words(standings: dict[str, Standing], country: str):
    """No chart is empty; title, caption and finding are whole, and the finding ends with a full stop."""
    figures = _figures(standings[country])

    assert 13 <= len(figures) <= 15
    assert len({figure.name for figure in figures}) == len(figures)
    for figure in figures:
        assert len(figure.table) > 0
        assert figure.table[list(figure.columns)].notna().any().all(), figure.name
        assert figure.sources, figure.name
        assert figure.finding.endswith(".") and figure.caption.endswith("."), figure.name
        assert not _HOLE.search(" ".join((figure.title, figure.caption, figure.finding))), figure.finding


@pytest.mark.parametrize("country", _COUNTRIES)
def test_every_sentence_is_whole(standings: dict[str, Standing], country: str):
    """Paragraphs have no hole, end with a full stop, and tell a year."""
    for name, shown in _shown(standings[country]).items():
        if isinstance(shown, Prose) and shown:
            words = re.sub(r"\]\([^()]*\)", "]", _plain(shown.markdown))  # an address may begin with dots
            assert words.endswith("."), name
            assert not _HOLE.search(words), words
            assert re.search(r"\b(19|20)\d\d\b", words) or name == "scorecard_note", words


@pytest.mark.parametrize("country", _COUNTRIES)
def test_has_tells_what_is_shown(standings: dict[str, Standing], country: str):
    """Each method has its key, true exactly when it shows something."""
    standing = standings[country]

    assert standing.has() == {
        f"standing-{name.replace('_', '-')}": bool(shown) for name, shown in _shown(standing).items()
    }


@pytest.mark.parametrize("country", ["PER", "BRB", "KHM"])
def test_specifications_are_valid_vega_lite(standings: dict[str, Standing], country: str):
    """Every chart obeys the schema that altair carries."""
    path = next(Path(altair.__file__).parent.glob("vegalite/v6/schema/vega-lite-schema.json"))
    judge = jsonschema.Draft7Validator(json.loads(path.read_text("utf8")))

    wrong = [
        error.message for figure in _figures(standings[country]) for error in judge.iter_errors(figure.spec)
    ]

    assert wrong == []


def test_the_same_data_give_the_same_bytes(tables: Tables, standings: dict[str, Standing]):
    """A second standing of the same country has the same specifications, whatever was drawn between."""
    _figures(standings["KAZ"])

    again = _figures(Standing(Reader(tables, "SEN")))

    assert [canonical(figure.spec) for figure in again] == [
        canonical(figure.spec) for figure in _figures(standings["SEN"])
    ]


@pytest.mark.parametrize(
    ("country", "missing"),
    [
        ("GUY", ["consumption", "consumption_chart"]),
        ("BRB", ["consumption", "consumption_chart"]),
        ("KHM", ["inequality", "inequality_chart"]),
        ("PER", []),
    ],
)
def test_what_the_data_lack_is_left_out(standings: dict[str, Standing], country: str, missing: list[str]):
    """Guyana and Barbados have no consumption-based CO₂, Cambodia no Gini index: no cell is left behind."""
    shown = _shown(standings[country])

    assert [name for name, item in shown.items() if not item] == missing


def test_gaps_name_what_is_missing_and_what_is_old(standings: dict[str, Standing]):
    """Guyana's gaps tell the missing series and the year after which a survey is missing."""
    gaps = {gap.what: gap.why for gap in standings["GUY"].gaps()}

    assert gaps["Gini index after 1998"] == "the source has no later value"
    assert gaps["CO₂ emissions, consumption-based"].startswith(
        "no value for the country in “Global Carbon Budget"
    )
    assert "Material footprint per person" in gaps


def test_a_landlocked_country_lacks_no_marine_areas_by_fault(standings: dict[str, Standing]):
    """Where there is no coast, the gap says so."""
    gaps = {gap.what: gap.why for gap in standings["RWA"].gaps()}

    assert gaps["Marine protected areas"] == "the country has no coast"


def test_editions_of_the_carbon_budget_are_not_mixed(standings: dict[str, Standing]):
    """Consumption is compared with the territory of its own edition, and fuels stay within theirs."""
    by_name = {figure.name: [source.id for source in figure.sources] for figure in _figures(standings["PER"])}

    assert by_name["co2-consumption"] == ["owid-gcb2024"]
    assert by_name["co2-by-source"] == ["gcb2023"]
    assert by_name["co2-per-person"] == ["owid-gcb2025"]


@pytest.mark.parametrize("country", _COUNTRIES)
def test_land_use_names_both_sources(standings: dict[str, Standing], country: str):
    """Land-use emissions are told with both sources and as uncertain."""
    words = _plain(standings[country].land_use().markdown)

    assert all(
        part in words for part in ("uncertain", "Climate Watch has", "Global Carbon Budget (2024 edition)")
    )


def test_electricity_adds_up_to_the_whole(standings: dict[str, Standing]):
    """The parts of the mix make a hundred per cent in every year, within rounding."""
    for country in _COUNTRIES:
        table = standings[country].electricity_chart().table
        sums = table.drop(columns="year").sum(axis=1)
        assert sums.between(99.9, 100.1).all(), country


def test_surveys_are_not_joined(standings: dict[str, Standing]):
    """The country's Gini values are points; only medians are lines."""
    spec = standings["PER"].inequality_chart().spec

    lines = [layer["encoding"]["y"]["field"] for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert "country" not in lines


@pytest.mark.parametrize("country", ["PER", "GUY", "CHN"])
def test_the_scorecard_rates_by_direction(tables: Tables, country: str):
    """Better is the side of the partners' median that the indicator's direction names, worse the other."""
    view = View(Reader(tables, country))

    rated = [score for score in scores(view) if score.rating in ("better", "worse")]

    assert rated
    for score in rated:
        above = score.last.value > score.medians["partners"]
        wanted = view.about(score.indicator, "direction") == "higher_better"
        assert (score.rating == "better") == (above == wanted), score.indicator


def test_sources_name_all_that_was_read(standings: dict[str, Standing], tables: Tables):
    """The sources of the section are in the table of sources, in order, and hold those of each figure."""
    standing = standings["PER"]
    used = {source.id for figure in _figures(standing) for source in figure.sources}

    assert list(standing.sources) == sorted(standing.sources)
    assert used <= set(standing.sources) <= set(tables.select("sources")["source"])


def test_a_break_is_drawn_as_one_and_nothing_is_told_across_it(book_root):
    """Cambodia's GDP before 1994 stands apart from the years since, in the chart and in its words."""
    figure = Standing(Reader(Tables(book_root / "data"), "KHM")).income_chart()

    strokes = [
        layer
        for layer in figure.chart.to_dict()["layer"]
        if dict(layer["mark"]).get("stroke") == theme.COUNTRY
    ]
    assert len(strokes) == 2
    assert " in 1994 to " in figure.finding
    assert "values before 1994 cannot be compared" in figure.caption
