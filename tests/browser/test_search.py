"""The search works in a book on a disk, and finds what readers look for."""

import pytest

_DONE = "() => document.querySelectorAll('#search-results ul.search li').length > 0"
_FOUND = (
    "() => [...document.querySelectorAll('#search-results ul.search li a')].map((link) => link.textContent)"
)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("Mongolia", "Mongolia"),  # a country
        ("MINAM", "Peru"),  # an institution
        ("National Teleworking Strategy", "Peru"),  # a policy
        ("JTAM", "Glossary"),  # an abbreviation
    ],
)
def test_the_search_finds(visit, words, page):
    """Countries, institutions, policies and abbreviations lead to the page that tells of them."""
    seen = visit(f"search.html?q={words}")
    seen.page.wait_for_function(_DONE, timeout=20_000)

    assert page in seen.page.evaluate(_FOUND)
    assert seen.complaints == []


def test_the_field_for_the_search_opens_with_keys(visit):
    """Ctrl+K opens the field on any page; Enter leads to what was found."""
    page = visit("chapters/countries/peru.html").page
    page.keyboard.press("Control+k")
    page.wait_for_function("() => document.activeElement.matches('#pst-search-dialog input')")
    page.keyboard.type("Mongolia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Mongolia")
    page.wait_for_function(_DONE, timeout=20_000)

    assert "Mongolia" in page.evaluate(_FOUND)
