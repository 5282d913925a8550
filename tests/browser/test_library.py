"""The library's table in a browser, opened from disk: searched, filtered and sorted, by keyboard as well."""

import csv

import pytest

LIBRARY = "chapters/library.html"
_SHOWN = """() => [...document.querySelectorAll('table.pb-sortable tbody tr')]
    .filter((row) => row.getClientRects().length)
    .map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"""


@pytest.fixture(scope="module")
def publications(book_root):
    """Return the rows of the table of publications as the file has them."""
    with (book_root / "data" / "programme" / "publications.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _status(page):
    return page.locator(".pb-shown").inner_text()


def test_without_scripts_every_publication_is_there(visit, publications):
    """The page itself holds the complete table; a reader without JavaScript misses nothing."""
    seen = visit(LIBRARY, java_script_enabled=False)

    rows = seen.page.locator("table.pb-sortable tbody tr:visible").count()

    assert rows == len(publications)
    assert seen.page.locator(".pb-filters").count() == 0


def test_the_words_of_a_row_find_it_whatever_their_accents(visit, publications):
    """A search without accents finds titles with them, and the page says how many rows are shown."""
    seen = visit(LIBRARY)
    seen.page.get_by_label("Search the table").fill("transicion JUSTA -not- there")
    nothing = _status(seen.page)
    seen.page.get_by_label("Search the table").fill("solicitacao tecnico")

    rows = seen.page.evaluate(_SHOWN)

    assert nothing == f"0 of {len(publications)} shown"
    assert _status(seen.page) == f"1 of {len(publications)} shown"
    assert [row[1] for row in rows] == ["Brazil"]


def test_lists_filter_by_country_and_language(visit, publications):
    """Each choice narrows the rows to those of the data; a publication in two languages is in both."""
    seen = visit(LIBRARY)
    seen.page.get_by_label("Country", exact=True).select_option("Mongolia")
    mongolia = len(seen.page.evaluate(_SHOWN))
    seen.page.get_by_label("Language", exact=True).select_option("Mongolian")
    mongolian = len(seen.page.evaluate(_SHOWN))
    seen.page.get_by_role("button", name="Show all").click()

    assert mongolia == sum(row["area"] == "MNG" for row in publications)
    assert mongolian == sum(row["area"] == "MNG" and "mn" in row["language"] for row in publications)
    assert len(seen.page.evaluate(_SHOWN)) == len(publications)


def test_a_column_sorts_both_ways_with_what_is_missing_last(visit, publications):
    """The header's button sorts up, then down, then back to the first order, and says so to all readers."""
    seen = visit(LIBRARY)
    first = seen.page.evaluate(_SHOWN)
    button = seen.page.get_by_role("button", name="Year")
    orders, states = [], []
    for _ in range(3):
        button.click()
        orders.append([row[4] for row in seen.page.evaluate(_SHOWN)])
        states.append(seen.page.locator("th", has=button).get_attribute("aria-sort"))
    dated = sorted(row["year"] for row in publications if row["year"])
    undated = ["not stated"] * (len(publications) - len(dated))

    assert states == ["ascending", "descending", "none"]
    assert orders[0] == dated + undated
    assert orders[1] == dated[::-1] + undated
    assert seen.page.evaluate(_SHOWN) == first


def test_the_keyboard_alone_is_enough(visit, publications):
    """Tab leads from the search through the lists to the headers; letters, arrows and Enter do the rest."""
    seen = visit(LIBRARY)
    seen.page.get_by_label("Search the table").focus()
    seen.page.keyboard.type("just transition")
    found = len(seen.page.evaluate(_SHOWN))
    passed = []
    while "Publication" not in passed and len(passed) < 12:
        seen.page.keyboard.press("Tab")
        passed.append(seen.page.evaluate("document.activeElement.textContent"))
    seen.page.keyboard.press("Enter")
    titles = [row[0].casefold() for row in seen.page.evaluate(_SHOWN)]

    assert 0 < found < len(publications)
    assert passed[-1] == "Publication"
    assert _status(seen.page) == f"{found} of {len(publications)} shown, sorted by Publication, ascending"
    assert len(titles) == found


def test_dates_in_words_sort_as_dates(visit):
    """The table of exchanges sorts by day, month and year, not by the first letter of the month."""
    seen = visit("chapters/exchange.html")
    seen.page.get_by_role("button", name="Date").click()

    dates = [row[3] for row in seen.page.evaluate(_SHOWN)]

    assert dates.index("July 2017") < dates.index("August 2017") < dates.index("27–30 November 2017")
    assert dates[-3:] == ["undated"] * 3


def test_nothing_is_asked_of_others_and_nothing_fails(visit):
    """The script works on the page alone."""
    seen = visit(LIBRARY)
    seen.page.get_by_label("Search the table").fill("peru")

    assert seen.requests == []
    assert seen.complaints == []


def test_on_a_phone_the_tools_fit(visit):
    """At 360 pixels no control is wider than the page, and each has a name."""
    seen = visit(LIBRARY, viewport={"width": 360, "height": 740})

    wide = seen.page.evaluate("""() => [...document.querySelectorAll('.pb-filters *')]
        .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map((part) => part.outerHTML)""")
    unnamed = seen.page.evaluate("""() => [...document.querySelectorAll('.pb-filters :is(input, select)')]
        .filter((box) => !box.labels.length).length""")

    assert wide == []
    assert unnamed == 0


def test_only_pages_with_such_a_table_load_its_script(html):
    """The front page has nothing to sort and loads nothing for it; the library does."""
    pages = {name: (html / "chapters" / f"{name}.html").read_text("utf-8") for name in ("index", "library")}

    assert {name: "pagebook-table.js" in text for name, text in pages.items()} == {
        "index": False,
        "library": True,
    }
    assert {name: "pagebook-table.css" in text for name, text in pages.items()} == {
        "index": False,
        "library": True,
    }
