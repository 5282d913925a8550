"""The chapter on growth and emissions, and the same on country pages: worked out again from the tables."""

import csv
import math
import re
from collections import Counter

import pytest

from pagebook.analysis.decoupling import decoupling
from pagebook.data import Tables
from pagebook.story.decoupling_page import METHODS, DecouplingPage
from pagebook.story.drivers import changes, doubtful, tonnes
from pagebook.story.growth import Growth
from pagebook.story.partners import Partners
from pagebook.story.reader import Reader
from pagebook.story.standing import Standing
from pagebook.story.standing_decoupling import elasticity


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the tables of the real book."""
    return Tables(book_root / "data")


@pytest.fixture(scope="module")
def page(tables) -> DecouplingPage:
    """Return the chapter of the real book."""
    return DecouplingPage(tables)


@pytest.fixture(scope="module")
def value(book_root):
    """Return a function that gives an observation as a plain reader of CSV sees it."""
    with (book_root / "data/indicators/indicators.csv").open(encoding="utf-8", newline="") as stream:
        held = {
            (r["area"], r["indicator"], int(r["year"])): float(r["value"]) for r in csv.DictReader(stream)
        }

    return lambda area, indicator, year: held[area, indicator, year]


def _plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


def test_a_state_is_that_of_the_rows(page, value):
    """South Africa from 2010 to 2024: GDP up, emissions down, with the elasticity of the two changes."""
    row = page.states.chart().table.set_index(["row", "column"]).loc[("South Africa", "2010–2024")]

    gdp, co2 = (value("ZAF", name, 2024) / value("ZAF", name, 2010) - 1 for name in ("gdp_ppp", "co2_total"))
    assert gdp > 0 > co2
    assert (row["state"], row["elasticity"]) == ("strong decoupling", f"{co2 / gdp:.2f}".replace("-", "−"))


def test_a_break_leaves_a_cell_without_a_state(page):
    """Cambodia's GDP of 1990 cannot be compared with that of 2000."""
    row = page.states.chart().table.set_index(["row", "column"]).loc[("Cambodia", "1990–2000")]

    assert row["state"] == "not judged: break in 1994"
    assert row[["gdp", "co2", "elasticity", "oecd"]].isna().all()


def test_the_counts_are_those_of_the_grid(page):
    """Each state is counted as often as it stands in the grid, in each period."""
    grid, counts = page.states.chart().table, page.states.counts().frame.set_index("state")

    for period, cells in grid.groupby("column"):
        expected = Counter(state for state in cells["state"] if not state.startswith("not judged"))
        told = {state: n for state, n in counts[period].items() if n and not state.startswith("OECD")}
        assert told == dict(expected)
        assert sum(n for state, n in counts[period].items() if state.startswith("OECD")) == expected.total()


def test_every_country_is_in_the_grid_for_every_period(page, tables):
    """No cell is missing, whatever the data lack."""
    grid = page.states.chart().table

    assert sorted(Counter(grid["row"]).items()) == [
        (name, 3) for name in sorted(tables.select("countries")["name"])
    ]


def test_effects_are_those_of_the_rows_and_sum_up(page, tables, value):
    """Peru's effects since 2010, worked out again year by year from the published rows."""
    found = changes(Growth(tables, Partners(tables)).levels("PER"))[-1]

    effects = [0.0] * 4
    for year in range(2010, found.last):
        ends = []
        for at in (year, year + 1):
            people, gdp, co2 = (value("PER", n, at) for n in ("population", "gdp_ppp", "co2_total"))
            energy = value("PER", "energy_intensity", at) * gdp
            ends.append((people, gdp / people, energy / gdp, co2 / energy, co2))
        (*old, before), (*new, after) = ends
        mean = (after - before) / math.log(after / before)
        effects = [e + mean * math.log(n / o) for e, n, o in zip(effects, new, old, strict=True)]
    assert list(found.effects.values()) == pytest.approx(effects, rel=1e-9)
    assert sum(effects) == pytest.approx(
        value("PER", "co2_total", found.last) - value("PER", "co2_total", 2010), rel=1e-9
    )


def test_every_residual_is_rounding(page):
    """The effects of every country and period sum up to the change, to a billionth of the emissions."""
    residuals = [abs(one.residual) for found in page.drivers.changes.values() for one in found]

    assert len(residuals) == 44
    assert max(residuals) <= 1e-9


def test_the_rates_of_the_chart_sum_up(page):
    """The four rates of a row make the rate of its emissions, as far as four decimals tell."""
    frame = page.drivers.chart().table

    factors = ["population", "income", "energy_intensity", "carbon_intensity"]
    assert frame["net"].tolist() == pytest.approx(frame[factors].sum(axis=1).tolist(), abs=2.5e-4)
    assert frame["net"].is_monotonic_increasing


def test_production_and_consumption_are_of_one_edition(page, value):
    """Brazil's territorial change is that of the 2024 edition, and not that of the newest."""
    row = page.consumption.table().frame.set_index("area").loc["BRA"]

    old, new = (
        value("BRA", name, 2022) / value("BRA", name, 2010) - 1
        for name in ("co2_territorial_gcb2024", "co2_total")
    )
    assert row["made"] == f"{100 * old:+.1f}%"
    assert row["made"] != f"{100 * new:+.1f}%"


def test_statistics_that_do_not_fit_are_told(tables):
    """Only Mongolia's emissions are more than its energy could give off, and its page says so."""
    growth = Growth(tables, Partners(tables))
    known = {area: growth.levels(area) for area in growth.partners.codes}

    odd = [area for area, own in known.items() if doubtful(own, 2000, 2024)]

    told = [
        area
        for area in ("MNG", "PER")
        if "do not count" in _plain(Standing(Reader(tables, area)).drivers().markdown)
    ]
    assert (odd, told) == (["MNG"], ["MNG"])


def test_a_country_page_tells_what_the_chapter_tells(page, tables):
    """The states of a country's table are those of the chapter's grid."""
    grid = page.states.chart().table

    for area, name in (("PER", "Peru"), ("KHM", "Cambodia"), ("KAZ", "Kazakhstan")):
        own = Standing(Reader(tables, area)).decoupling_table().frame
        there = [state.removeprefix("not judged: ") for state in grid[grid["row"] == name]["state"]]
        assert own["state"].tolist() == there


def test_the_sentence_of_a_country_is_read_aloud(tables):
    """Barbados: what happened, what it is called, what it hangs on; then the periods before in one."""
    words = _plain(Standing(Reader(tables, "BRB")).decoupling().markdown)

    assert words.startswith(
        "From 2010 to 2024, GDP grew by 0.8% and CO₂ emissions fell by 12.9%. That is strong decoupling "
        "(absolute in the OECD’s terms): GDP grew and emissions fell; GDP changed too little for the "
        "elasticity to say much. From 2000 to 2010 and from 1990 to 2000 it was expansive negative "
        "decoupling (emissions grew faster than GDP)."
    )


def test_a_cascade_ends_at_the_emissions_of_the_last_year(tables, value):
    """Brazil's bars lead from the emissions of 2000 over eight effects to those of the last year."""
    figure = Standing(Reader(tables, "BRA")).drivers_chart()

    bars = next(rows for rows in figure.spec["datasets"].values() if "colour" in rows[0])
    assert [bar["label"].partition(":")[0] for bar in bars] == [
        "Emissions in 2000",
        *("Population", "Income per person", "Energy per unit of GDP", "CO₂ per unit of energy"),
        "Emissions in 2010",
        *("Population", "Income per person", "Energy per unit of GDP", "CO₂ per unit of energy"),
        "Emissions in 2022",
    ]
    assert [bars[0]["end"], bars[4]["end"], bars[9]["end"]] == [
        value("BRA", "co2_total", year) for year in (2000, 2010, 2022)
    ]


@pytest.mark.parametrize(
    ("co2", "text"),
    [(110.0, "0.40"), (130.0, "1.20"), (130.04, "1.202"), (119.98, "0.799"), (90.0, "−0.40")],
)
def test_an_elasticity_is_told_apart_from_a_limit(co2: float, text: str):
    """GDP up by a quarter: what rounds to a limit without lying on it has a third decimal."""
    assert elasticity(decoupling((100.0, 125.0), (100.0, co2))) == text


@pytest.mark.parametrize(
    ("number", "largest", "signed", "text"),
    [
        (1234.5, 11280.0, False, "1,234"),
        (42.51, 59.96, False, "42.51"),
        (-0.0178, 1.567, True, "−0.018"),
        (-0.0001, 1.567, True, "+0.000"),
        (0.3, 0.93, True, "+0.3000"),
    ],
)
def test_numbers_of_one_chart_have_the_decimals_of_its_largest(
    number: float, largest: float, signed: bool, text: str
):
    """Four digits for the largest; what rounds to nothing has no minus."""
    assert tonnes(number, largest, signed=signed) == text


def test_every_word_of_the_prose_has_a_value(page, book_root):
    """Each substitution of the chapter's cells is one that the page gives, and the other way round."""
    named = set(re.findall(r"{{ (\w+) }}", (book_root / "chapters/decoupling.ipynb").read_text("utf-8")))

    assert named == set(page.substitutions())


def test_references_are_rows_of_the_sources(page, tables):
    """Each publication is cited as the table of sources has it, with its address where it has one."""
    rows = tables.select("sources", kind="literature")

    told = _plain(page.references().markdown)

    assert {row["citation"] in told for row in rows.to_dict("records") if row["source"] in METHODS} == {True}
