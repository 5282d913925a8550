"""The page of differences in a browser: wide, on a phone, and in the dark."""

import pytest
from tests.browser import checks
from tests.diff.editions import change_cell, change_lines, redrawn, rewrite
from tests.small_book import write_small_book

from pagebook.diff import compare
from pagebook.diff.html import html_page

LONG = "a-key-without-any-place-to-break-" * 6


@pytest.fixture(scope="module")
def html(book_root, tmp_path_factory):
    """Return a folder with the page of a change of a chart, sentences and rows."""
    root = tmp_path_factory.mktemp("diff")
    old, new = (write_small_book(book_root, root / name).root for name in ("old", "new"))
    figure = redrawn(LONG)
    page = "chapters/countries/peru.ipynb"
    rewrite(new / page, lambda notebook: notebook.cells[1].outputs[0].update(data=figure._repr_mimebundle_()))
    change_lines(new, "chapters/index.md", lambda _: ["# The book", f"A page with 1 chart, {LONG}."])
    change_cell(new, "data/reference/editions.csv", "2026,", "First edition", LONG)
    change_lines(new, "data/reference/glossary.csv", lambda lines: [*lines[:4], *lines[6:]])
    (root / "index.html").write_text(html_page(compare(old, new), root / "cache"), "utf-8")
    return root


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_is_readable_everywhere(visit, width, scheme):
    """It fits its window, asks for nothing, complains of nothing, and axe finds no fault with it."""
    seen = visit("index.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
    checks.open_all(seen.page)

    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (seen.requests, seen.complaints) == ([], [])
    assert checks.violations(seen.page) == []
    assert seen.page.evaluate("[...document.images].map((one) => one.naturalWidth > 0)") == [True, True]
