"""What must hold on every page, asked of an open page; each answer lists what is wrong."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

# Of long tables and lists the beginning is judged: the rest is made by the same lines of code.
_REPEATED = (
    ".pb-data tbody tr:nth-child(n+4)",
    ".sd-dropdown li:nth-child(n+6)",
    ".bd-sidebar-primary li:nth-child(n+6)",
)
_JUDGED = {"exclude": [[selector] for selector in _REPEATED]}
# Without `preload`: axe would fetch styles, which a page opened from disk refuses.
_BASE = {"resultTypes": ["violations"], "preload": False}
_ALL_RULES = {**_BASE, "rules": {"target-size": {"enabled": True}}}
_COLOURS = {**_BASE, "runOnly": ["color-contrast", "link-in-text-block"]}

_SCROLL = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 800) {
        window.scrollTo(0, y);
        // A machine under load may give no frame at all to a window that nobody sees: go on without.
        await new Promise((done) => {
            requestAnimationFrame(() => setTimeout(done));
            setTimeout(done, 500);
        });
    }
    window.scrollTo(0, 0);
}"""
_SETTLED = """(theme) => [...document.querySelectorAll('.pb-figure')]
    .every((figure) => figure.dataset.pbState && figure.dataset.pbTheme === theme)"""
_OPEN = "() => document.querySelectorAll('details').forEach((part) => { part.open = true; })"
# A chart that is drawn says so, fits its box, and has ink in its picture.
_NOT_DRAWN = """() => [...document.querySelectorAll('.pb-figure')].filter((figure) => {
    const svg = figure.querySelector('.pb-live svg');
    return figure.dataset.pbState !== 'drawn' || !svg || !svg.querySelector('path[d], text')
        || svg.getBoundingClientRect().width > figure.clientWidth + 1;
}).map((figure) => figure.id)"""
# A label may end in an ellipsis only where it is so long that no phone has room; the table has it whole.
_CLIPPED = """() => [...document.querySelectorAll('.pb-figure')].flatMap((figure) => {
    const told = [...figure.querySelectorAll('.pb-data th, .pb-data td')].map((cell) => cell.textContent);
    const long = (date, start) => told.some((text) => text.includes(start) && date.length + text.length > 40);
    return [...figure.querySelectorAll('.pb-live svg')].flatMap((svg) => {
        const box = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter((label) => {
            if (!label.textContent.trim() || getComputedStyle(label).opacity === '0') return false;
            const part = label.getBoundingClientRect();
            const outside = part.left < box.left - 1 || part.right > box.right + 1
                || part.top < box.top - 1 || part.bottom > box.bottom + 1;
            const cut = /^(.*?: )?(.+)…$/.exec(label.textContent);
            return outside || (cut && !long(cut[1] || '', cut[2].trim()));
        }).map((label) => `${figure.id}: ${label.textContent}`);
    });
})"""
_CLIPPED_IN_PICTURES = """() => [...document.querySelectorAll('svg[role=img]')].flatMap((svg) => {
    const box = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter((label) => {
        const part = label.getBoundingClientRect();
        return label.textContent.trim() && getComputedStyle(label).opacity !== '0'
            && (part.left < box.left - 1 || part.right > box.right + 1
                || part.top < box.top - 1 || part.bottom > box.bottom + 1);
    }).map((label) => `${svg.querySelector('title').textContent}: ${label.textContent}`);
})"""
# What has a box to scroll in may be wider than the page.
_TOO_WIDE = """() => [...document.querySelectorAll('main .bd-article-container *')].filter((part) =>
    part.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !part.closest('.pst-scrollable-table-container, .pb-scroll, .pb-live, pre')
).map((part) => part.outerHTML.slice(0, 120))"""
# Level AA asks for 24 pixels both ways of what is pressed, links within sentences aside.
_SMALL = """() => [...document.querySelectorAll('main :is(button, summary, select, input, .pb-download)')]
    .filter((part) => part.checkVisibility()).filter((part) => {
        const box = (part.closest('label') || part).getBoundingClientRect(); // a label is pressed, too
        return box.width < 23.9 || box.height < 23.9;
    }).map((part) => part.outerHTML.slice(0, 120))"""
_FACES = """() => [...document.querySelectorAll('.pb-figure')].flatMap((figure) => {
    const said = (id) => (document.getElementById(id)?.textContent || '').trim();
    const picture = figure.querySelector('img.pb-static');
    const live = figure.querySelector('.pb-live[role=img]');
    const finding = said(figure.getAttribute('aria-describedby'));
    const faces = {
        'title': said(figure.getAttribute('aria-labelledby')).length > 3,
        'caption': figure.querySelector('figcaption')?.textContent.trim().length > 10,
        'interactive chart': live && live.getAttribute('aria-label') === finding,
        'static picture': picture && picture.getAttribute('src').endsWith('.svg'),
        'text alternative': finding.length > 20 && picture && picture.alt === finding,
        'table': figure.querySelectorAll('.pb-data tbody tr').length > 0,
        'CSV': figure.querySelector('a[href$=".csv"][download]'),
        'picture to take away': figure.querySelector('a[href$=".svg"][download]'),
    };
    return Object.entries(faces).filter(([, found]) => !found).map(([face]) => `${figure.id}: no ${face}`);
})"""


def read_through(page: Page, theme: str) -> None:
    """Bring every part of the page into view, as a reader does, and wait until its charts are drawn.

    Raises:
        playwright.sync_api.TimeoutError: A chart is not drawn, however often the page is read.
    """
    for _ in range(5):
        page.evaluate(_SCROLL)
        try:
            page.wait_for_function(_SETTLED, arg=theme, timeout=10_000)
        except Late:
            # Under load a chart may pass without a frame: the page never saw it come into view.
            continue
        return
    page.wait_for_function(_SETTLED, arg=theme, timeout=30_000)


def open_all(page: Page) -> None:
    """Open everything on the page that can be opened."""
    page.evaluate(_OPEN)


def not_drawn(page: Page) -> list[str]:
    """Return the figures whose charts are not drawn, or wider than their place."""
    return page.evaluate(_NOT_DRAWN)


def violations(page: Page, *, only_colours: bool = False) -> list[str]:
    """Return what axe objects to, of any severity, with the place on the page."""
    found = Axe().run(page, context=_JUDGED, options=_COLOURS if only_colours else _ALL_RULES)
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def missing_faces(page: Page) -> list[str]:
    """Return the faces that figures lack, of the six that each figure has."""
    return page.evaluate(_FACES)


def small_targets(page: Page) -> list[str]:
    """Return what is pressed and smaller than 24 by 24 pixels."""
    return page.evaluate(_SMALL)


def too_wide(page: Page, width: int) -> list[str]:
    """Return the parts that are wider than a screen of this width."""
    page.set_viewport_size({"width": width, "height": 740})
    return page.evaluate(_TOO_WIDE)


def clipped(page: Page) -> list[str]:
    """Return the labels of charts that are cut off, once the charts have followed the width of the page."""
    return _settled(page, _NOT_DRAWN) or _settled(page, _CLIPPED)


def _settled(page: Page, question: str) -> list[str]:
    """Return the answer as soon as it is empty, else the last one."""
    try:
        page.wait_for_function(f"() => ({question})().length === 0", timeout=8_000)
    except Late:
        return page.evaluate(question)
    return []


def clipped_in_pictures(page: Page, pictures: list[Path]) -> list[str]:
    """Return the labels that static pictures cut off, when the letters are those of this browser."""
    page.set_content("".join(path.read_text("utf-8") for path in pictures))
    return page.evaluate(_CLIPPED_IN_PICTURES)
