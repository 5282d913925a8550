"""The book without a mouse, with less motion, in colours that the system chooses."""

import pytest

RICHEST = "chapters/countries/peru.html"

_FOCUS = """() => {
    const part = document.activeElement;
    const style = getComputedStyle(part);
    const box = part.getBoundingClientRect();
    const all = [...document.querySelectorAll('*')];
    return {
        at: all.indexOf(part),
        inside: document.querySelector('.bd-article').contains(part),
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        onScreen: box.bottom > 0 && box.top < innerHeight,
        what: part.outerHTML.slice(0, 100),
    };
}"""
_SKIP_LINK_IS_SEEN = """() => document.activeElement.matches('#pst-skip-link a')
    && document.activeElement.getBoundingClientRect().top >= 0"""
_MOVING = """() => document.getAnimations().map((one) => one.effect.getComputedTiming().duration)
    .filter((duration) => duration > 1)"""


@pytest.fixture
def press(visit):
    """Return an open page of the book and a function that presses keys on it."""
    seen = visit(RICHEST, color_scheme="light")

    def keys(*names):
        for name in names:
            seen.page.keyboard.press(name)

    return seen.page, keys


def test_the_first_key_offers_to_skip_to_the_text(press):
    """One press of Tab shows the skip link, Enter goes to the text, the next Tab stays in it."""
    page, keys = press

    keys("Tab")
    page.wait_for_function(_SKIP_LINK_IS_SEEN)
    keys("Enter", "Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_tab_goes_through_the_text_in_order_and_is_seen(press):
    """Each stop comes after the one before, is on the screen, and shows that it has the focus."""
    page, keys = press
    page.locator("#pst-skip-link a").focus()
    keys("Enter")

    stops = []
    for _ in range(60):
        keys("Tab")
        stops.append(page.evaluate(_FOCUS))

    assert [stop["at"] for stop in stops] == sorted({stop["at"] for stop in stops})
    assert [stop["what"] for stop in stops if not (stop["seen"] and stop["onScreen"])] == []
    assert sum(stop["inside"] for stop in stops) > 40


@pytest.mark.parametrize("fold", [".pb-description", ".pb-data", "details.sd-dropdown"])
def test_what_is_folded_opens_with_a_key(press, fold):
    """Description, table and folded lists open with Enter and close with the space bar."""
    page, keys = press
    part = page.locator(fold).first
    part.locator("summary").focus()

    keys("Enter")
    opened = part.evaluate("part => part.open")
    keys("Space")

    assert opened
    assert not part.evaluate("part => part.open")


def test_a_table_scrolls_with_the_arrow_keys(press):
    """The box of a data table takes the focus, and the arrow keys move what it shows."""
    page, keys = press
    page.locator(".pb-data summary").first.focus()
    keys("Enter", "Tab", "ArrowDown", "ArrowDown", "ArrowDown")
    box = page.locator(".pb-data .pb-scroll").first
    page.wait_for_function("() => document.querySelector('.pb-data .pb-scroll').scrollTop > 0")

    assert box.evaluate("box => box === document.activeElement")


def test_the_menu_of_downloads_works_with_keys(press):
    """Enter opens it, an arrow key goes to its first entry, Escape closes it and gives the focus back."""
    page, keys = press
    button = page.locator(".dropdown-download-buttons > button")
    button.focus()

    keys("Enter", "ArrowDown")
    at = page.evaluate("document.activeElement.textContent.trim()")
    opened = button.get_attribute("aria-expanded")
    keys("Escape")

    assert (at, opened) == ("Brief (PDF)", "true")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("button => button === document.activeElement")


def test_the_contents_open_with_keys_on_a_phone(visit):
    """The list of pages opens as a dialogue with the focus in it; Escape closes it."""
    page = visit(RICHEST, viewport={"width": 360, "height": 740}).page
    page.locator(".primary-toggle").focus()

    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#pst-primary-sidebar-modal').open")
    inside = page.evaluate("document.activeElement.closest('dialog')?.id")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('#pst-primary-sidebar-modal').open")

    assert inside == "pst-primary-sidebar-modal"


def test_the_theme_changes_with_a_key(press):
    """Enter on the button of the colour mode changes the page's colours."""
    page, keys = press
    page.locator("main .theme-switch-button").focus()
    before = page.evaluate("document.documentElement.dataset.mode")

    keys("Enter")

    assert page.evaluate("document.documentElement.dataset.mode") != before


def test_nothing_moves_for_a_reader_who_asked_for_less_motion(visit):
    """No animation takes longer than a moment when things open."""
    page = visit(RICHEST, reduced_motion="reduce").page
    page.locator("details.sd-dropdown summary").first.click()

    assert page.evaluate(_MOVING) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_charts_keep_their_colours_where_the_system_chooses_colours(visit):
    """With forced colours a chart keeps its inks on the ground that they are made for."""
    page = visit(RICHEST, forced_colors="active", color_scheme="dark").page
    chart = page.locator(".pb-chart").first
    chart.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.pb-figure').dataset.pbState === 'drawn'")

    kept = chart.evaluate("chart => getComputedStyle(chart).forcedColorAdjust")
    ground = chart.evaluate("chart => getComputedStyle(chart).backgroundColor")

    assert kept == "none"
    assert ground not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_a_citation_is_copied_with_a_key(press):
    """Enter on the button copies the line that is shown, and says so to those who cannot see it."""
    page, keys = press
    page.locator(".pb-foot .pb-cite summary").focus()
    keys("Enter", "Tab", "Enter")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent !== ''")

    assert page.locator(".pb-said").inner_text() == "The citation is copied."
    assert page.evaluate("getSelection().toString()").startswith("The book's editors (2026). Peru. In: ")


def test_without_scripts_a_citation_can_be_selected(visit):
    """The text is there, and no button that would do nothing."""
    page = visit(RICHEST, java_script_enabled=False).page

    assert page.locator(".pb-foot pre").count() == 2
    assert page.locator(".pb-copy-button").count() == 0


def test_an_abbreviation_answers_to_a_key_and_to_touch(visit):
    """With the focus it shows what it stands for; Escape takes that away; a tap brings it back."""
    page = visit(RICHEST, viewport={"width": 360, "height": 740}, has_touch=True).page
    word = page.locator("article abbr").first
    shown = "word => getComputedStyle(word, '::after').content"

    word.focus()
    by_key = word.evaluate(shown)
    page.keyboard.press("Escape")
    gone = word.evaluate(shown)
    word.tap()

    assert by_key == f'"{word.get_attribute("title")}"'
    assert gone == "none"
    assert word.evaluate(shown) == by_key


def test_a_link_into_something_folded_opens_it(visit):
    """Who follows a link to the tables that a page read sees them."""
    page = visit(f"{RICHEST}#where-this-page-is-from").page

    assert page.locator("#where-this-page-is-from").evaluate("part => part.open")


def test_on_a_phone_a_wide_table_is_read_row_by_row(visit):
    """Each cell stands under the name of its column, nothing is cut off, and it is still a table."""
    page = visit(RICHEST, viewport={"width": 360, "height": 740}).page
    table = page.locator("#scorecard, table.pb-stacked").first
    cell = table.locator("tbody td").nth(1)

    name = cell.evaluate("cell => getComputedStyle(cell, '::before').content")

    assert name == f'"{table.locator("thead th").nth(1).text_content().strip()}"'
    assert table.evaluate("table => table.getBoundingClientRect().width <= innerWidth")
    assert (table.get_attribute("role"), cell.get_attribute("role")) == ("table", "cell")
