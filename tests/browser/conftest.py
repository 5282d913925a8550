"""A real browser without a network, and the real book as a reader opens it: files on a disk."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
_PATIENCE = 180_000
"""Milliseconds that a page may take for one thing."""


@dataclass
class Visit:
    """An open page, and what it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, told: ConsoleMessage) -> None:
        """Keep errors and warnings, those of Vega-Lite on a specification as well."""
        if told.type in ("error", "warning"):
            self.complaints.append(told.text)


@pytest.fixture(scope="session")
def html(real_html) -> Path:
    """Return the folder of the compiled real book."""
    return real_html


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium that is already installed.

    It goes after its module: its driver keeps an event loop running, in which no notebook can run.
    """
    if _CHROMIUM is None:
        pytest.skip("no Chromium is installed: looked for chromium, chromium-browser, google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, html):
    """Return a function that opens a page of the book with the network cut; other hosts are recorded."""
    contexts = []

    def open_page(name: str, **options) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        # Half a minute, the driver's own limit, is too short for a page on a machine that does other work.
        context.set_default_timeout(_PATIENCE)
        seen = Visit(context.new_page())

        def cut(route):
            if route.request.url.startswith(("file:", "data:", "blob:")):
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        context.route("**/*", cut)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("requestfailed", lambda request: seen.complaints.append(f"not loaded: {request.url}"))
        seen.page.on("console", seen.hear)
        path = re.split("[?#]", name)[0]
        seen.page.goto((html / path).as_uri() + name.removeprefix(path))
        return seen

    yield open_page
    for context in contexts:
        context.close()
