"""A chart is read from a notebook's output, and one that is not fit to print is refused."""

import pytest

from pagebook.errors import BuildError
from pagebook.figures.stored import MIME
from pagebook.publish.ahead import charts_of
from pagebook.publish.chart import read_chart, safe_link


@pytest.fixture
def bundle(figure):
    """Return the specification of a figure as a notebook stores it."""
    return figure()._repr_mimebundle_()[MIME]


def test_a_figure_comes_back_as_it_was_made(figure, bundle):
    """Name, words, columns, rows and sources survive the notebook."""
    made = figure()

    chart = read_chart(bundle)

    assert (chart.name, chart.title, chart.caption, chart.finding) == (
        made.name,
        made.title,
        made.caption,
        made.finding,
    )
    assert [(column.name, column.title) for column in chart.columns] == list(made.columns.items())
    assert chart.rows == ((2020, 1234.5, "=1+1"), (2021, None, "plain"))
    assert chart.sources == made.sources
    assert '"usermeta"' not in chart.specification


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"usermeta": {}}, "a chart without 'pagebook' in usermeta.pagebook; show it as a pagebook Figure"),
        (
            {"data": {"url": "https://example.org/a.json"}},
            "chart co2 would load 'https://example.org/a.json'; put its data into the specification",
        ),
        (
            {"layer": [{"mark": {"type": "image", "url": "a.png"}}]},
            "chart co2 would load 'a.png'; put its data into the specification",
        ),
    ],
    ids=["no figure", "data from an address", "picture from an address"],
)
def test_a_chart_that_is_not_fit_to_print_is_refused(bundle, change, message):
    """A chart without its words, or with an address to load from, says what is wrong with it."""
    with pytest.raises(BuildError) as caught:
        read_chart(bundle | change)

    assert str(caught.value) == message


@pytest.mark.parametrize("face", ["title", "caption", "finding"])
def test_a_chart_that_says_nothing_in_words_is_refused(bundle, face):
    """Title, caption and text alternative are there for readers who cannot see the chart."""
    bundle["usermeta"]["pagebook"][face] = " "

    with pytest.raises(BuildError, match=f"chart co2 has no {face}; each figure says what it shows in words"):
        read_chart(bundle)


@pytest.mark.parametrize("name", ["../up", "a b", "", "Co2", 'x"onload'])
def test_a_name_that_would_make_a_path_or_markup_is_refused(bundle, name):
    """Names become file names and anchors, so they are plain words joined by hyphens."""
    bundle["usermeta"]["pagebook"]["name"] = name

    with pytest.raises(BuildError) as caught:
        read_chart(bundle)

    assert str(caught.value) == f"a chart is named {name!r}; a name is lower-case words joined by hyphens"


def test_a_row_that_does_not_fit_the_columns_is_refused(bundle):
    """Each row of the table has one value for each column."""
    bundle["usermeta"]["pagebook"]["rows"][1] = [2021]

    with pytest.raises(BuildError) as caught:
        read_chart(bundle)

    assert str(caught.value) == "chart co2: row 2 of its table has 1 values, not 3 as its columns"


def test_an_address_inside_the_data_is_data(bundle):
    """Only what Vega would load is refused; a row may hold the text of an address."""
    bundle["datasets"] = {"rows": [{"url": "https://example.org"}]}

    assert read_chart(bundle).name == "co2"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("https://", ""),
        ("//example.org", ""),
        ("https://exa mple.org", ""),
        ("https://[broken", ""),
        ("data:text/html,x", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(address, link):
    """Addresses with another scheme, without a host, or broken ones are not linked."""
    assert safe_link(address) == link


def test_no_chart_of_the_book_tells_a_missing_cell_as_text(book_root):
    """What is missing is nothing, never the word that a library has for it."""
    pages = sorted((book_root / "chapters").rglob("*.ipynb"))
    cells = {
        (page.stem, chart.name, cell)
        for page in pages
        for chart in charts_of(page)
        for row in chart.rows
        for cell in row
        if cell in ("nan", "None", "NaT", "<NA>")
    }

    assert len(pages) > 40
    assert cells == set()
