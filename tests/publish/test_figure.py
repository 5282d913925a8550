"""A figure in HTML shows its six faces, and shows data as data."""

import json

import pytest
from bs4 import BeautifulSoup

from pagebook.figures import theme
from pagebook.figures.stored import MIME
from pagebook.publish.chart import Column, read_chart
from pagebook.publish.figure import Addresses, difference, figure_html, readable, script_json

HOSTILE = "</script><script>alert(1)</script> \"'<b>&"


@pytest.fixture
def show(figure):
    """Return a function that gives the parsed HTML of a figure with some of its words replaced."""

    def html(scripted: bool = True, **changes) -> BeautifulSoup:
        chart = read_chart(figure(**changes)._repr_mimebundle_()[MIME])
        csv = "../_figures/peru/co2.csv" if scripted else None
        addresses = Addresses("../_figures/peru/co2.svg", csv)
        known = theme.config("light") if scripted else None
        return BeautifulSoup(figure_html(chart, "peru-co2", "", addresses, theme=known), "html.parser")

    return html


def test_a_figure_has_six_faces(show):
    """Chart, picture, text alternative, table, CSV and a link to the figure itself are all there."""
    page = show()

    assert page.figure["id"] == "peru-co2"
    assert page.select_one(".pb-live") is not None
    assert page.img["src"] == "../_figures/peru/co2.svg"
    assert page.img["alt"] == "Emissions were 1,234.5 Mt in 2020."
    assert page.select_one(f"#{page.figure['aria-describedby']}").text == page.img["alt"]
    assert page.select_one(f"#{page.figure['aria-labelledby']}").text == "Emissions of CO₂#"
    assert [link["href"] for link in page.select("a")] == [
        "#peru-co2",
        "https://globalcarbonbudget.org/data?a=1&b=2",
        "https://globalcarbonbudget.org/data?a=1&b=2",
        "../_figures/peru/co2.csv",
        "../_figures/peru/co2.svg",
    ]
    assert page.figcaption.text == (
        "Million tonnes, 2020–2021. Source: Global Carbon Budget (Global Carbon Project)."
    )
    assert page.select_one(".pb-origin li").text == (
        "Global Carbon Budget. Global Carbon Project; version 2025; licence: CC BY 4.0; "
        "accessed 20 November 2026"
    )


def test_the_table_has_headings_for_columns_and_rows(show):
    """The data table can be read by ear: every cell has a heading to its left and above."""
    table = show().table

    assert [(cell["scope"], cell.text) for cell in table.select("th")] == [
        ("col", "Year"),
        ("col", "CO₂ (Mt)"),
        ("col", "Note"),
        ("row", "2020"),
        ("row", "2021"),
    ]
    assert [cell.text for cell in table.select("td")] == ["1,234.5", "=1+1", "–", "plain"]


def test_the_specification_leaves_out_what_the_book_knows(show):
    """Theme and metadata do not stand in every chart; what is drawn is the figure's own specification."""
    specification = json.loads(show().select_one("script.pb-spec").string)

    assert "usermeta" not in specification
    assert "config" not in specification
    assert specification["width"] == "container"


@pytest.mark.parametrize("field", ["title", "caption", "finding"])
def test_words_from_data_stay_words(show, field):
    """Markup in any of a figure's words is shown as text, and no script but the specification appears."""
    page = show(**{field: HOSTILE})

    assert HOSTILE in page.text
    assert [script.get("type") for script in page.select("script")] == ["application/json"]
    assert page.select("b") == []


def test_sources_and_columns_from_data_stay_words(show):
    """Markup in a source or a column title is text; an address that runs a script is no link."""
    source = {"id": "x", "title": HOSTILE, "publisher": f"by {HOSTILE}", "url": "javascript:alert(1)"}
    page = show(sources=[source], columns={"year": HOSTILE, "note": "Note"})

    assert page.figcaption.text.count(HOSTILE) == 2
    assert page.figcaption.select("a") == []
    assert page.th.text == HOSTILE


def test_an_e_book_gets_no_script(show):
    """Without a theme there is a picture, words and a table, and nothing that needs a script."""
    page = show(scripted=False)

    assert page.select("script, .pb-live, .pb-download") == []
    assert page.img is not None


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        (2020, "year", "2020"),
        (2020.0, "start_year", "2020"),
        (1234567, "population", "1,234,567"),
        (1234.5, "co2", "1,234.5"),
        (0.00012345678, "share", "0.000123457"),
        (0.1 + 0.2, "share", "0.3"),
        (-3.25, "change", "−3.25"),
        (0.0, "change", "0"),
        (1e-12, "share", "0.000000000001"),
        (123456.789, "gdp", "123,457"),
        (None, "gdp", "–"),
        ("", "title", "–"),
        (True, "held", "yes"),
        ("two", "gdp", "two"),
    ],
)
def test_numbers_are_written_as_people_read_them(value, name, text):
    """Thousands are set apart but not in years, no digit is shown that nobody measured, blank is a dash."""
    assert readable(value, Column(name, name)) == text


def test_no_tag_begins_inside_a_script():
    """JSON in the page still means the same and holds no `<`."""
    text = json.dumps({"a": "</script><!--\u2028"}, ensure_ascii=False)

    safe = script_json(text)

    assert "<" not in safe
    assert json.loads(safe) == json.loads(text)


def test_the_difference_laid_over_the_theme_gives_the_configuration():
    """Only what a chart configures itself is kept."""
    base = {"axis": {"grid": True, "color": "red"}, "font": "a"}
    value = {"axis": {"grid": False, "color": "red"}, "font": "a", "view": {"stroke": None}}

    assert difference(value, base) == {"axis": {"grid": False}, "view": {"stroke": None}}
    assert difference(base, base) == {}
