"""How much each page of the book weighs and how soon it can be read: `python tests/benchmarks/weight.py`.

Bytes are those of the files that the browser asked for, not compressed, after the page was read to its end
and all its charts were drawn. Shared is what every page of its kind loads and a browser keeps: what lies in
`_static`, and the index of the search. The first paint of text is told by the browser, for pages opened
from disk. It asserts nothing; the table ends with the pages that are above the book's own limits.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.checks import read_through  # noqa: E402

OWN_KB, PAINT_MS = 400, 1000
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
_PAINT = """() => performance.getEntriesByName('first-contentful-paint')[0].startTime"""


def main() -> None:
    """Measure every page and print the table, the heaviest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--html", type=Path, default=ROOT / "_build" / "html", help="the compiled book")
    parser.add_argument("--json", type=Path, help="where the numbers go")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    pages = sorted((options.html / "chapters").rglob("*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        results = [measure(browser, options.html, path) for path in pages]
        browser.close()
    results.sort(key=lambda one: (-one["own_kb"], one["page"]))
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    show(results)


def measure(browser: Browser, html: Path, path: Path) -> dict[str, str | float]:
    """Return the weight and the first paint of a page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    asked: set[Path] = set()
    page.on("request", lambda request: asked.update(_file(request.url)))
    page.goto(path.as_uri())
    paint = page.evaluate(_PAINT)
    _read(page)
    context.close()
    shared = {
        file for file in asked if file.is_relative_to(html / "_static") or file.name == "searchindex.js"
    }
    return {
        "page": path.relative_to(html).as_posix(),
        "own_kb": _kb(asked - shared),
        "html_kb": _kb({path}),
        "shared_kb": _kb(shared),
        "paint_ms": round(paint),
    }


def show(results: list[dict[str, str | float]]) -> None:
    """Print the table and the pages above the limits."""
    table = Table("page", "own kB", "HTML kB", "shared kB", "first paint ms")
    for one in results:
        table.add_row(*(str(value) for value in one.values()))
    console = Console()
    console.print(table)
    heavy = [str(one["page"]) for one in results if float(one["own_kb"]) > OWN_KB]
    slow = [str(one["page"]) for one in results if float(one["paint_ms"]) > PAINT_MS]
    console.print(f"above {OWN_KB} kB of their own: {', '.join(heavy) or 'none'}")
    console.print(f"first paint after {PAINT_MS} ms: {', '.join(slow) or 'none'}")


def _read(page: Page) -> None:
    read_through(page, "light")
    page.wait_for_load_state("networkidle")


def _file(url: str) -> list[Path]:
    parts = urlsplit(url)
    return [Path(unquote(parts.path))] if parts.scheme == "file" else []


def _kb(files: set[Path]) -> float:
    return round(sum(file.stat().st_size for file in files) / 1000, 1)


if __name__ == "__main__":
    main()
