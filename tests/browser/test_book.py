"""Every page of the real book, opened from disk in a browser without a network, shows all its charts."""

import json
from pathlib import Path

import pytest
import yaml

TOC = yaml.safe_load((Path(__file__).resolve().parents[2] / "_toc.yml").read_text("utf-8"))
PAGES = [TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])]
RICHEST = "chapters/countries/peru.html"

_FIGURES = "() => [...document.querySelectorAll('.pb-figure')].map((figure) => figure.id)"
_SCROLL = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 800) {
        window.scrollTo(0, y);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
}"""
_SETTLED = """(theme) => [...document.querySelectorAll('.pb-figure')]
    .every((figure) => figure.dataset.pbState && figure.dataset.pbTheme === theme)"""
# A chart that is drawn says so, fits its box, and has ink in its picture.
_NOT_DRAWN = """() => [...document.querySelectorAll('.pb-figure')].filter((figure) => {
    const svg = figure.querySelector('.pb-live svg');
    return figure.dataset.pbState !== 'drawn' || !svg || !svg.querySelector('path[d], text')
        || svg.getBoundingClientRect().width > figure.clientWidth + 1;
}).map((figure) => figure.id)"""
# Everything that can be opened is open; what has a box to scroll in may be wider than the page.
_TOO_WIDE = """() => {
    document.querySelectorAll('details').forEach((part) => { part.open = true; });
    return [...document.querySelectorAll('main .bd-article-container *')].filter((part) =>
        part.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        && !part.closest('.pst-scrollable-table-container, .pb-scroll, .pb-live, pre')
    ).map((part) => part.outerHTML.slice(0, 120));
}"""
_HIDDEN_PICTURES = """() => [...document.querySelectorAll('.pb-static')].filter((picture) =>
    !picture.complete || !picture.naturalWidth || getComputedStyle(picture).visibility !== 'visible'
).map((picture) => picture.closest('.pb-figure').id)"""
_LOAD_PICTURES = """() => Promise.all([...document.querySelectorAll('.pb-static')].map((picture) => {
    picture.loading = 'eager';
    return picture.decode();
}))"""
# Unless told otherwise Vega makes code with `Function`; the browser's driver itself needs `eval`.
_NO_FUNCTION = """{
    const refuse = () => { throw new Error('code from text is refused'); };
    window.Function = new Proxy(Function, { apply: refuse, construct: refuse });
}"""
_BROKEN_VEGA = """Object.defineProperty(window, 'pagebookEmbed', {
    get: () => () => Promise.reject(new Error('broken on purpose')),
    set: () => {},
})"""


def _read_through(seen, theme):
    """Bring every part of the page into view, as a reader does, and wait until its charts are drawn."""
    seen.page.evaluate(_SCROLL)
    seen.page.wait_for_function(_SETTLED, arg=theme, timeout=30_000)


def _state(seen, folder):
    """Return what is wrong with the page; when something is, leave a picture and details in the folder."""
    state = {
        "not drawn": seen.page.evaluate(_NOT_DRAWN),
        "requests": seen.requests,
        "complaints": seen.complaints,
    }
    if any(state.values()):
        seen.page.screenshot(path=folder / "page.png", full_page=True)
        (folder / "state.json").write_text(json.dumps(state, indent=2), "utf-8")
    return state


NOTHING_WRONG = {"not drawn": [], "requests": [], "complaints": []}


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_is_drawn_and_nothing_is_asked_of_others(visit, tmp_path, name):
    """In light, after a switch to dark, and on a phone all charts are drawn; nothing scrolls sideways."""
    seen = visit(f"{name}.html", color_scheme="light")
    _read_through(seen, "light")
    light = _state(seen, tmp_path)

    seen.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    _read_through(seen, "dark")
    seen.page.set_viewport_size({"width": 360, "height": 740})
    seen.page.wait_for_function(f"() => ({_NOT_DRAWN})().length === 0")

    assert light == NOTHING_WRONG
    assert _state(seen, tmp_path) == NOTHING_WRONG
    assert seen.page.evaluate(_TOO_WIDE) == []


def test_a_page_opened_on_a_phone_in_the_dark_is_drawn_to_its_width(visit, tmp_path):
    """Charts fit a narrow screen from the start, too."""
    seen = visit(RICHEST, viewport={"width": 360, "height": 740}, color_scheme="dark")
    _read_through(seen, "dark")

    assert _state(seen, tmp_path) == NOTHING_WRONG
    assert seen.page.evaluate(_TOO_WIDE) == []


def test_without_scripts_every_figure_shows_its_picture(visit):
    """A reader without JavaScript sees the static pictures."""
    seen = visit(RICHEST, java_script_enabled=False)

    figures = seen.page.locator(".pb-figure").count()
    pictures = seen.page.locator(".pb-static:visible").count()

    assert figures > 0
    assert pictures == figures


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_that_fails_leaves_its_picture(visit, scheme):
    """When drawing fails the static picture is shown, and the page goes on working."""
    seen = visit("chapters/index.html", color_scheme=scheme)
    seen.page.add_init_script(_BROKEN_VEGA)
    seen.page.goto(seen.page.url.replace("chapters/index.html", RICHEST))
    _read_through(seen, scheme)
    seen.page.evaluate(_LOAD_PICTURES)

    figures = seen.page.evaluate(_FIGURES)

    assert figures != []
    assert seen.page.evaluate(_HIDDEN_PICTURES) == []
    assert seen.complaints == [f"{figure}: broken on purpose" for figure in figures]


def test_paper_shows_the_pictures(visit):
    """Printed from the dark theme, the page is light and each figure is its picture, wherever it stands."""
    seen = visit(RICHEST, color_scheme="dark")
    seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    paper = seen.page.evaluate("document.documentElement.dataset.theme")
    seen.page.evaluate(_LOAD_PICTURES)

    assert seen.page.evaluate(_FIGURES) != []
    assert seen.page.evaluate(_HIDDEN_PICTURES) == []
    assert seen.page.locator(".pb-live:visible").count() == 0
    assert paper == "light"


def test_after_printing_the_page_is_as_it_was(visit):
    """The dark theme comes back when the reader returns from paper."""
    seen = visit(RICHEST, color_scheme="dark")
    for event in ("beforeprint", "afterprint"):
        seen.page.evaluate(f"window.dispatchEvent(new Event('{event}'))")

    assert seen.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_charts_need_no_code_made_from_text(visit, tmp_path):
    """Expressions are interpreted: charts are drawn where `Function` refuses to make code."""
    seen = visit("chapters/index.html", color_scheme="light")
    seen.page.add_init_script(_NO_FUNCTION)
    seen.page.goto(seen.page.url.replace("chapters/index.html", RICHEST))
    _read_through(seen, "light")

    assert _state(seen, tmp_path) == NOTHING_WRONG


def test_the_file_of_a_chart_is_where_its_link_leads(visit, html):
    """Every download of a page exists and is not empty."""
    seen = visit(RICHEST)

    links = seen.page.eval_on_selector_all(
        ".pb-download, .pb-downloads a", "links => links.map((link) => link.getAttribute('href'))"
    )

    folder = (html / RICHEST).parent
    assert links != []
    assert [link for link in links if not (folder / link).stat().st_size] == []
