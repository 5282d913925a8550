"""Every page of the real book, opened from disk in a browser without a network, shows all its charts."""

import json
from pathlib import Path

import pytest
import yaml
from tests.browser import checks

TOC = yaml.safe_load((Path(__file__).resolve().parents[2] / "_toc.yml").read_text("utf-8"))
PAGES = [TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])]
RICHEST = "chapters/countries/peru.html"

_FIGURES = "() => [...document.querySelectorAll('.pb-figure')].map((figure) => figure.id)"
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


PHONE = 360
TOO_WIDE = {640: [], 320: [], PHONE: []}
"""At 640 pixels a screen of 1280 shows the page at 200 per cent; below 320 no page must fit."""
NOTHING_WRONG = {
    "not drawn": [],
    "faces": [],
    "violations": [],
    "small targets": [],
    "requests": [],
    "complaints": [],
}


def _state(seen, folder, **options):
    """Return what is wrong with the page; when something is, leave a picture and details in the folder."""
    checks.read_through(seen.page, "dark" if options else "light")
    checks.open_all(seen.page)
    state = {
        "not drawn": checks.not_drawn(seen.page),
        "faces": checks.missing_faces(seen.page),
        "violations": checks.violations(seen.page, **options),
        "small targets": checks.small_targets(seen.page),
        "requests": seen.requests,
        "complaints": seen.complaints,
    }
    if any(state.values()):
        seen.page.screenshot(path=folder / "page.png", full_page=True)
        (folder / "state.json").write_text(json.dumps(state, indent=2), "utf-8")
    return state


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everyone(visit, tmp_path, name):
    """In light, at 200 per cent, on a phone, and in dark: charts drawn, all faces there, nothing for axe."""
    seen = visit(f"{name}.html", color_scheme="light")

    light = _state(seen, tmp_path)
    too_wide = {width: checks.too_wide(seen.page, width) for width in TOO_WIDE}
    clipped = checks.clipped(seen.page)
    seen.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    dark = _state(seen, tmp_path, only_colours=True)

    assert light == NOTHING_WRONG
    assert too_wide == TOO_WIDE
    assert clipped == []
    assert dark == NOTHING_WRONG


def test_a_page_opened_on_a_phone_in_the_dark_is_drawn_to_its_width(visit):
    """Charts fit a narrow screen from the start, too."""
    seen = visit(RICHEST, viewport={"width": 360, "height": 740}, color_scheme="dark")
    checks.read_through(seen.page, "dark")

    assert checks.clipped(seen.page) == []
    assert checks.too_wide(seen.page, PHONE) == []
    assert seen.complaints == []


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
    checks.read_through(seen.page, scheme)
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


def test_charts_need_no_code_made_from_text(visit):
    """Expressions are interpreted: charts are drawn where `Function` refuses to make code."""
    seen = visit("chapters/index.html", color_scheme="light")
    seen.page.add_init_script(_NO_FUNCTION)
    seen.page.goto(seen.page.url.replace("chapters/index.html", RICHEST))
    checks.read_through(seen.page, "light")

    assert checks.not_drawn(seen.page) == []
    assert seen.complaints == []


def test_no_label_of_a_static_picture_is_cut_off(browser, html):
    """Readers without scripts see all, though their letters may be wider than those it was drawn with."""
    page = browser.new_page()
    folders = sorted({path.parent for path in html.glob("_figures/**/*.svg")})

    clipped = {
        folder.name: found
        for folder in folders
        if (found := checks.clipped_in_pictures(page, sorted(folder.glob("*.svg"))))
    }
    page.close()

    assert len(folders) > 20
    assert clipped == {}
