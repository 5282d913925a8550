"""What the extension adds to pages, and what it keeps out of them."""

import re

import pytest
from bs4 import BeautifulSoup

from pagebook.publish.compile import compile_html


@pytest.fixture(scope="module")
def html(tmp_path_factory, module_book):
    """Return the folder of a compiled small book with maths on its front page."""
    return compile_html(module_book)


def _page(html, name) -> BeautifulSoup:
    return BeautifulSoup((html / name).read_text("utf-8"), "html.parser")


def test_pages_with_charts_load_vega_and_others_do_not(html):
    """The bundle is deferred, and only where it is needed."""
    loads = {
        name: [
            tag["src"].partition("?")[0].rpartition("/")[2]
            for tag in _page(html, name).select("script[defer][src]")
        ]
        for name in ("chapters/index.html", "chapters/countries/peru.html")
    }

    assert [name for name in loads["chapters/index.html"] if name.startswith("pagebook")] == ["pagebook.js"]
    assert [name for name in loads["chapters/countries/peru.html"] if name.startswith("pagebook")] == [
        "pagebook-vega.js",
        "pagebook-themes.js",
        "pagebook.js",
    ]


def test_figures_are_numbered_within_their_page(html):
    """Both pages begin with figure 1 and table 1."""
    numbers = {
        name: [tag.text for tag in _page(html, f"chapters/countries/{name}.html").select(".caption-number")]
        for name in ("kenya", "peru")
    }

    assert numbers == {
        "kenya": ["Figure 1. ", "Figure 2. ", "Table 1. "],
        "peru": ["Figure 1. ", "Table 1. "],
    }


def test_a_page_names_the_pages_around_it_and_its_own_parts(html):
    """Pages before and after it are named; the sidebar is a landmark; icons need no script."""
    page = _page(html, "chapters/countries/kenya.html")

    assert [tag.text for tag in page.select(".prev-next-title")] == ["The book", "Peru"]
    assert page.select_one("#pst-primary-sidebar [role=complementary]")["aria-label"] == "This book"
    assert [tag["src"] for tag in page.select("script[src]") if "fontawesome" in tag["src"]] == []


def test_prose_can_point_to_a_figure(html):
    """The label is the page's name and the figure's."""
    page = _page(html, "chapters/countries/peru.html")

    assert [tag["href"] for tag in page.select("a.reference.internal") if tag.text == "the figure"] == [
        "#peru-co2"
    ]
    assert page.select_one("#peru-co2").name == "figure"


def test_tables_of_two_pages_may_share_a_name(html):
    """The label is the page's name and the table's, and prose can point to it."""
    links = {
        name: [
            tag["href"]
            for tag in _page(html, f"chapters/countries/{name}.html").select("a.reference.internal")
            if tag.text == "the table"
        ]
        for name in ("kenya", "peru")
    }

    assert links == {"kenya": ["#both"], "peru": ["#both"]}


def test_a_page_offers_its_notebook_and_its_data(html):
    """The links lead to files that exist."""
    folder = html / "chapters" / "countries"

    links = [tag["href"] for tag in _page(html, "chapters/countries/peru.html").select(".pb-downloads a")]

    assert links == [
        "../../_figures/chapters/countries/peru.ipynb",
        "../../_figures/chapters/countries/peru.zip",
    ]
    assert [(folder / link).is_file() for link in links] == [True, True]


def test_a_page_without_charts_offers_nothing(html):
    """An authored page in Markdown has no downloads of its own."""
    assert _page(html, "chapters/index.html").select(".pb-downloads") == []


def test_formulas_are_drawn_by_the_browser(html):
    """Maths is MathML in the page, without a script."""
    page = _page(html, "chapters/index.html")

    assert [tag.get("display") for tag in page.select("math")] == [None, "block"]
    assert [tag for tag in page.select("script, link") if "mathjax" in str(tag).lower()] == []


def test_live_code_is_gone(html):
    """Jupyter Book's live-code extension leaves no address of another host in any page."""
    mentions = [
        path.name for path in html.rglob("*.html") if re.search("thebe|unpkg|binder", path.read_text("utf-8"))
    ]

    assert mentions == []


def test_nothing_is_loaded_from_elsewhere(html):
    """No page, style or script of the built book loads anything from an address on the web."""
    assert sorted(_remote_loads(html)) == []


def test_the_scan_sees_what_it_looks_for(tmp_path):
    """Each way of loading from elsewhere that the scan knows is found; an ordinary link is not one."""
    (tmp_path / "a.html").write_text(
        '<a href="https://example.org/ordinary">x</a><script src="https://e/1"></script>'
        '<link rel="stylesheet" href="//e/2"><img srcset="https://e/3 2x"><iframe src="http://e/4"></iframe>'
        '<p style="background:url(https://e/5)"></p><style>@import "https://e/6";</style>'
        '<script>fetch("https://e/7")</script>'
    )
    (tmp_path / "b.css").write_text("a{background:url('https://e/8')}")
    (tmp_path / "c.js").write_text('import("https://e/9")')

    assert sorted(address[-1] for _, address in _remote_loads(tmp_path)) == list("123456789")


_ADDRESS = r"(?:https?:)?//[\w.-]+[^\s\"'`)]*"
_IN_STYLE = re.compile(rf"(?:url\(\s*[\"']?|@import\s+[\"'])({_ADDRESS})")
_IN_SCRIPT = re.compile(
    rf"(?:\bimport\(|\bimportScripts\(|\bfetch\(|\bfrom\s|\.src\s*=)\s*[\"'`]({_ADDRESS})"
)
_REMOTE = re.compile(_ADDRESS)


def _remote_loads(folder):
    """Return (file, address) for each load from another host in the folder's HTML, CSS and JavaScript."""
    found = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".html", ".css", ".js"):
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            found |= {(path.name, address) for address in _in_markup(BeautifulSoup(text, "html.parser"))}
        for pattern in (_IN_STYLE, _IN_SCRIPT):
            found |= {(path.name, address) for address in pattern.findall(text)}
    return found


def _in_markup(page):
    loading = [tag for tag in page.find_all(True) if tag.name not in ("a", "area")]
    values = [
        tag[name]
        for tag in loading
        for name in ("src", "href", "srcset", "poster", "data")
        if tag.has_attr(name)
    ]
    return [match[0] for value in values if (match := _REMOTE.match(value.strip()))]
