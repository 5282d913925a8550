"""A page that is broken on purpose fails the checks that every page of the book must pass."""

import altair as alt
import pandas as pd
import pytest
from tests.browser import checks
from tests.browser.links import dead_links
from tests.small_book import write_small_book

from pagebook.publish.compile import compile_html

PAGE = "chapters/countries/peru.html"
# The label begins at the end of the plot and goes on far beyond it; nothing makes room for it.
_WIDE = (
    alt.Chart(
        pd.DataFrame({"year": [2020, 2021], "value": [1, 2], "name": ["", "A label that leaves the chart"]})
    )
    .mark_text(align="left", clip=False, fontSize=30)
    .encode(x="year:Q", y="value:Q", text="name:N")
)


@pytest.fixture(scope="module")
def html(book_root, tmp_path_factory):
    """Return the folder of a small book that is sound but for one chart, whose label is cut off."""
    root = tmp_path_factory.mktemp("broken") / "book"
    return compile_html(write_small_book(book_root, root, chart=_WIDE))


@pytest.fixture
def broken(html, visit):
    """Return a function that breaks the page, by putting one text for another, and opens it."""
    path = html / PAGE
    sound = path.read_text("utf-8")

    def open_broken(old, new):
        assert old in sound
        path.write_text(sound.replace(old, new), "utf-8")
        seen = visit(PAGE, color_scheme="light")
        checks.read_through(seen.page, "light")
        checks.open_all(seen.page)
        return seen.page

    yield open_broken
    path.write_text(sound, "utf-8")


def test_the_page_is_sound_before_it_is_broken(broken):
    """But for the label, nothing is found, so that what the other tests find is what they broke."""
    page = broken("<html", "<html")

    found = [
        *checks.not_drawn(page),
        *checks.missing_faces(page),
        *checks.violations(page),
        *checks.small_targets(page),
        *checks.too_wide(page, 320),
    ]

    assert found == []


def test_a_label_that_is_cut_off_is_found(broken):
    """The figure and the label are named."""
    page = broken("<html", "<html")
    checks.too_wide(page, 360)

    assert checks.clipped(page) == ["peru-co2: A label that leaves the chart"]


def test_a_chart_without_alternative_is_found(broken):
    """A picture that says nothing lacks its alternative, and axe objects to an image without a name."""
    page = broken('alt="Emissions were 1,234.5 Mt in 2020."', "")

    assert "peru-co2: no text alternative" in checks.missing_faces(page)


def test_a_figure_without_its_data_is_found(broken):
    """Without the link to the CSV the figure lacks a face."""
    page = broken('href="../../_figures/chapters/countries/peru/co2.csv"', 'href="#"')

    assert checks.missing_faces(page) == ["peru-co2: no CSV"]


def test_text_that_is_hard_to_see_is_found(broken):
    """axe objects to pale letters, in either scheme."""
    page = broken("<h1>", '<p style="color:#ddd;background:#fff">pale</p><h1>')

    assert [found.partition(":")[0] for found in checks.violations(page)] == ["color-contrast (serious)"]
    assert [found.partition(":")[0] for found in checks.violations(page, only_colours=True)] == [
        "color-contrast (serious)"
    ]


def test_a_button_too_small_to_touch_is_found(broken):
    """Twelve pixels are not enough."""
    page = broken("<h1>", '<button style="width:12px;height:12px;padding:0">x</button><h1>')

    assert len(checks.small_targets(page)) == 1


def test_a_part_wider_than_a_phone_is_found(broken):
    """What would make the page scroll sideways is named."""
    page = broken("<h1>", '<div style="width:900px">wide</div><h1>')

    assert checks.too_wide(page, 320) == ['<div style="width:900px">wide</div>']


def test_dead_links_are_found(html):
    """A page, an anchor and a picture that are not there."""
    path = html / "chapters/index.html"
    sound = path.read_text("utf-8")
    dead = '<a href="nowhere.html"></a><a href="countries/peru.html#nowhere"></a><img src="no.svg">'
    path.write_text(sound.replace("</article>", f"{dead}</article>"), "utf-8")

    found = dead_links(html)
    path.write_text(sound, "utf-8")

    assert found == [
        "chapters/index.html: countries/peru.html#nowhere",
        "chapters/index.html: no.svg",
        "chapters/index.html: nowhere.html",
    ]
    assert dead_links(html) == []
