"""The page of differences: safe, whole, and readable without anything else."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from tests.diff.editions import redrawn, rewrite
from tests.small_book import make_figure

from pagebook.diff import compare
from pagebook.diff.changes import Changes
from pagebook.diff.html import html_page
from pagebook.diff.items import (
    FormChange,
    Move,
    NumberChange,
    PageState,
    RowChange,
    SentenceChange,
    TableChange,
)
from pagebook.diff.wording import marked
from pagebook.figures import Figure

HOSTILE = "<img src=x onerror=alert(1)> \"'&\u202e\x1b[31m https://evil.org/"


def _hostile() -> Changes:
    """Return changes with markup of others in every text."""
    h = HOSTILE
    return Changes(
        h,
        h,
        (h,),
        (Move("status", h, h, h, h, h, h), Move("rank", h, h, h, h, h, h)),
        (SentenceChange("changed", "p", h, h, h, h, h + "!", marked(h, h + "!")),),
        (NumberChange("p", h, h, h, h, h, 1.0),),
        (),
        (
            RowChange("changed", h, h, h, h, h, h, h, h, 1, 2),
            RowChange("removed", h, h, h, h, h, "", h, "", 1, None, ((h, h),)),
        ),
        (TableChange("added", h, h),),
        (FormChange(h, h),),
        (PageState("p", h, h, "renamed", h), PageState("q", h, h, "same")),
    )


def test_nothing_in_the_data_is_markup(tmp_path):
    """Tags, quotes, signs that turn the writing and those that steer a terminal all come out as text."""
    page = html_page(_hostile(), tmp_path)

    soup = BeautifulSoup(page, "html.parser")
    assert soup.find_all(["img", "script", "iframe", "object", "link"]) == []
    assert [tag.name for tag in soup.find_all() if any(name.startswith("on") for name in tag.attrs)] == []
    assert not {"\u202e", "\x1b"} & set(page)
    assert "<img src=x onerror=alert(1)>" in soup.get_text()


def _show(root: Path, figure: Figure) -> None:
    def change(notebook):
        notebook.cells[1].outputs[0].update(data=figure._repr_mimebundle_())

    rewrite(root / "chapters" / "countries" / "peru.ipynb", change)


@pytest.fixture
def drawn(editions, tmp_path):
    """Return the page of an edition in which a chart changed, taken apart."""
    _show(editions[1], redrawn())
    return BeautifulSoup(html_page(compare(*editions), tmp_path / "cache"), "html.parser")


def test_a_chart_stands_before_and_after_with_its_finding(drawn):
    """Both drawings are in the page itself, each with a text alternative."""
    before, after = drawn.find_all("img")

    assert before["src"].startswith("data:image/svg+xml;base64,")
    assert before["src"] != after["src"]
    assert (before["alt"], after["alt"]) == (
        "Before: Emissions were 1,234.5 Mt in 2020.",
        "After: Emissions fell <fast> & far.",
    )


def test_the_page_loads_nothing(drawn):
    """Every address is a place on the page, or stands in it."""
    addresses = [tag[name] for tag in drawn.find_all() for name in ("src", "href") if name in tag.attrs]

    assert [address for address in addresses if not address.startswith(("#", "data:image/svg+xml"))] == []
    assert "url(" not in drawn.style.string and "@import" not in drawn.style.string
    assert drawn.find_all("script") == []


def test_the_page_has_landmarks_and_headings_in_order(drawn):
    """One title, a main part, a list of contents, headings that skip no level, ids that stand once."""
    levels = [int(tag.name[1]) for tag in drawn.find_all(re.compile("^h[1-6]$"))]
    ids = [tag["id"] for tag in drawn.find_all(id=True)]

    assert [len(drawn.find_all(name)) for name in ("h1", "header", "nav", "main", "footer")] == [1] * 5
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in drawn.find_all("a")} <= set(ids)
    assert drawn.html["lang"] == "en-GB"


def test_charts_beyond_the_limit_are_told_and_not_drawn(editions, tmp_path):
    """A chart that is not drawn still says what changed."""
    _show(editions[1], redrawn())
    page = BeautifulSoup(html_page(compare(*editions), tmp_path / "cache", charts=0), "html.parser")

    assert page.find_all("img") == []
    assert "1 chart not drawn here" in page.get_text()
    assert len(page.find_all("figure")) == 1


def test_equal_editions_say_so(editions, tmp_path):
    """Nothing changed is a sentence, with the pages that were looked at."""
    text = BeautifulSoup(html_page(compare(*editions), tmp_path), "html.parser").get_text()

    assert "Nothing changed between old and new." in text
    assert "countries/kenya" in text


def test_long_lists_are_cut_and_counted(tmp_path):
    """A table of 60,000 changed cells shows the greatest and says how many there are beside."""
    row = RowChange("changed", "indicators", "data/i.csv", "PER a 1", "PER", "Peru", "value", "1", "2", 2, 2)
    rows = tuple(replace(row, new_line=number) for number in range(60_000))

    page = html_page(Changes("a", "b", rows=rows), tmp_path)

    assert "… and 59,500 more changes" in page
    assert len(page) < 400_000


def test_drawings_that_look_the_same_are_not_shown(editions, tmp_path):
    """A chart whose tooltips alone changed says so instead of two equal pictures."""
    table = pd.DataFrame({"year": [2020, 2021], "co2": [1234.5, None]})
    chart = alt.Chart(table).mark_line(point=True).encode(x="year:Q", y="co2:Q", tooltip="year:Q")
    _show(editions[1], make_figure(chart=chart))

    page = BeautifulSoup(html_page(compare(*editions), tmp_path / "cache"), "html.parser")

    assert page.find_all("img") == []
    assert "Both drawings look the same." in page.get_text()
