"""On the page that compares, a reader chooses and sees chart, words, table and file follow."""

import csv
import io
import json
import re

import pandas as pd
import pytest

PAGE = "chapters/compare.html"
_DRAWN = "() => document.querySelector('.pb-explorer').dataset.pbState === 'drawn'"
_PLACES = (
    "() => [...document.querySelectorAll('.pb-explorer tbody tr')].map((row) => row.innerText.split('\\t'))"
)
_FILE = (
    "() => fetch(document.querySelector('.pb-explorer .pb-download').href).then((answer) => answer.text())"
)


@pytest.fixture
def page(visit):
    """Return the page with its first choice drawn, and what it complained about."""
    seen = visit(PAGE)
    seen.page.wait_for_function(_DRAWN)
    return seen


def _observed(book_root, indicator, area):
    rows = pd.read_csv(book_root / "data/indicators/indicators.csv").query("year <= 2024")
    return rows[(rows["indicator"] == indicator) & (rows["area"] == area)]


def test_choosing_changes_table_words_and_file(page, book_root):
    """Another indicator, two countries: the table ranks them by the value that the statistics hold."""
    page.page.get_by_role("button", name="None", exact=True).click()
    page.page.get_by_label("Indicator", exact=True).select_option("hdi")
    page.page.get_by_label("Peru", exact=True).check()
    page.page.get_by_label("Senegal", exact=True).check()

    places = page.page.evaluate(_PLACES)
    peru, senegal = (_observed(book_root, "hdi", area).iloc[-1] for area in ("PER", "SEN"))
    assert [row[:3] for row in places] == [
        ["1", "Peru", str(peru["year"])],
        ["2", "Senegal", str(senegal["year"])],
    ]
    assert [float(row[3]) for row in places] == pytest.approx([peru["value"], senegal["value"]], rel=1e-3)
    assert page.page.locator(".pb-explorer .pb-finding").inner_text().startswith("Human Development Index")
    assert page.complaints == []


def test_the_file_holds_the_choice(page, book_root):
    """The CSV opens with pandas and has the rows of the statistics."""
    page.page.get_by_role("button", name="None", exact=True).click()
    page.page.get_by_label("Peru", exact=True).check()

    told = pd.read_csv(io.StringIO(page.page.evaluate(_FILE)))

    assert list(told["value"]) == list(_observed(book_root, "co2_per_capita", "PER")["value"])


def test_the_address_keeps_the_choice(page):
    """Opened again at its address, the page shows the same countries."""
    page.page.get_by_role("button", name="South Asia", exact=True).click()
    address = page.page.url

    page.page.goto("about:blank")
    page.page.goto(address)
    page.page.wait_for_function(_DRAWN)

    assert [row[1] for row in page.page.evaluate(_PLACES)] == ["India"]


def test_the_form_works_from_the_keyboard(page):
    """A reader without a pointer reaches the fields and ticks a country."""
    box = page.page.get_by_label("Uruguay", exact=True)
    box.focus()

    page.page.keyboard.press("Space")

    assert "Uruguay" in [row[1] for row in page.page.evaluate(_PLACES)]


def test_nothing_chosen_is_said(page):
    """An empty choice is told in words."""
    page.page.get_by_role("button", name="None", exact=True).click()

    assert page.page.locator(".pb-explorer .pb-finding").inner_text() == "Nothing is chosen: tick a country."


def test_the_file_holds_no_formula_and_spoils_no_number(visit, html):
    """Names that a spreadsheet would run get an apostrophe; a carriage return begins no row; numbers stay."""
    told = json.dumps('=HYPERLINK("x")\r@SUM(A1)')[1:-1]
    hostile = html / PAGE.replace("compare", "hostile")
    content = (html / PAGE).read_text("utf-8")
    names = re.compile(r'(?<="name":)"(Peru|Senegal)"')
    hostile.write_text(names.sub(lambda name: {"Peru": f'"{told}"', "Senegal": '"-5"'}[name[1]], content))
    try:
        seen = visit(PAGE.replace("compare", "hostile"))
        seen.page.wait_for_function(_DRAWN)
        seen.page.get_by_role("button", name="None", exact=True).click()
        for code in ("PER", "SEN"):
            seen.page.locator(f".pb-explorer input[value={code}]").check()
        rows = list(csv.reader(io.StringIO(seen.page.evaluate(_FILE), newline="")))
    finally:
        hostile.unlink()

    assert {row[1] for row in rows[1:]} == {'\'=HYPERLINK("x")\n@SUM(A1)', "-5"}
    assert all(len(row) == 8 and float(row[6]) is not None for row in rows[1:])
