"""What pages tell machines, for a book with an address."""

import json
import struct
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from pagebook.publish.compile import compile_html

ADDRESS = "https://example.org/book"
PERU = f"{ADDRESS}/chapters/countries/peru.html"


@pytest.fixture(scope="module")
def html(tmp_path_factory, write_book):
    """Return the folder of a small book that has an address, and whose front page is the page of the data."""
    book = write_book(tmp_path_factory.mktemp("published") / "book")
    text = book.config.read_text("utf-8")
    old = '    pagebook_base_url: ""\n'
    assert old in text
    new = f"    pagebook_base_url: {ADDRESS}\n    pagebook_data_page: chapters/index\n"
    book.config.write_text(text.replace(old, new), "utf-8")
    index = book.chapters / "index.md"
    index.write_text("# The book\n\nShort.\n\n" + "The ILO and others work here. " * 20 + "\n", "utf-8")
    return compile_html(book)


def _page(html, name) -> BeautifulSoup:
    return BeautifulSoup((html / name).read_text("utf-8"), "html.parser")


def _told(page: BeautifulSoup) -> dict[str, str]:
    return {
        tag.get("property") or tag["name"]: tag["content"]
        for tag in page.select("meta[property^='og:'], meta[name^='twitter:'], meta[name=description]")
    }


def test_a_page_with_charts_shows_its_first_one(html):
    """Title, address and picture are told; the picture is there, and as large as it is said to be."""
    page = _page(html, "chapters/countries/peru.html")
    picture = (html / "_figures/chapters/countries/peru.png").read_bytes()

    assert _told(page) == {
        "og:type": "article",
        "og:site_name": "PAGE, country by country",
        "og:title": "Peru",
        "og:locale": "en_GB",
        "og:url": PERU,
        "og:image": f"{ADDRESS}/_figures/chapters/countries/peru.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Emissions were 1,234.5 Mt in 2020.",
        "twitter:card": "summary_large_image",
    }
    assert page.select_one("link[rel=canonical]")["href"] == PERU
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_the_description_is_the_first_text_of_the_page(html):
    """A short label is passed over; a long text ends with a whole word."""
    told = _told(_page(html, "chapters/index.html"))

    assert told["description"] == told["og:description"]
    assert told["description"].startswith("The ILO and others work here. The ILO")
    assert told["description"].endswith((" here. …", " ILO …", " work …", " others …", " and …", " The …"))
    assert len(told["description"]) <= 302
    assert told["twitter:card"] == "summary"


def test_the_page_of_the_data_describes_them(html):
    """schema.org's Dataset names the package, its licence, its day and its tables; other pages have none."""
    kind = "script[type='application/ld+json']"
    told = json.loads(_page(html, "chapters/index.html").select_one(kind).string)

    assert told["@type"] == "Dataset"
    assert told["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert told["datePublished"] == "2026-11-22"
    assert told["url"] == f"{ADDRESS}/chapters/index.html"
    assert "Milestones" in [part["name"] for part in told["hasPart"]]
    assert _page(html, "chapters/countries/peru.html").select(kind) == []


def test_the_map_of_the_site_names_every_page(html):
    """Whole addresses in order, each with the edition's day."""
    site = ElementTree.parse(html / "sitemap.xml").getroot()

    assert [place.text for place in site.iterfind("{*}url/{*}loc")] == [
        f"{ADDRESS}/chapters/countries/kenya.html",
        PERU,
        f"{ADDRESS}/chapters/index.html",
    ]
    assert {day.text for day in site.iterfind("{*}url/{*}lastmod")} == {"2026-11-22"}


def test_pages_say_where_they_are_from_and_how_they_are_cited(html):
    """The record in the notebook is told as tables and rows; the citation has the page's address."""
    foot = _page(html, "chapters/countries/peru.html").select_one(".pb-foot")

    assert [cell.text for cell in foot.select("tbody tr > *")] == [
        "Milestones",
        "1,200",
        "area",
        "Sustainable Development Goals",
        "17",
        "all rows",
    ]
    assert foot.select_one("pre").text == (
        "The book's editors (2026). Peru. In: PAGE, country by country (First edition, 22 November 2026). "
        + PERU
    )


def test_an_abbreviation_in_the_text_says_what_it_stands_for(html):
    """The glossary's meaning stands at the word, which can be reached with a key."""
    word = _page(html, "chapters/index.html").select_one("article abbr")

    assert (word.text, word["title"], word["tabindex"]) == ("ILO", "International Labour Organization", "0")
