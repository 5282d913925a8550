"""What all pages share: Vega in one file, the themes of the charts, our style and our script."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import vl_convert
from myst_nb.sphinx_ext import add_global_html_resources  # type: ignore[import-untyped]
from sphinx.application import Sphinx

from pagebook.figures import theme
from pagebook.figures.stored import canonical
from pagebook.publish.files import write_if_changed, write_whole
from pagebook.publish.forking import apart
from pagebook.publish.reference import reference_files

__all__ = [
    "CHART_SCRIPTS",
    "LEVERS_SCRIPT",
    "LEVERS_STYLE",
    "SCRIPT",
    "STYLE",
    "TABLE_SCRIPT",
    "TABLE_STYLE",
    "TEMPLATES",
    "bundle_path",
    "cache_folder",
    "fingerprint",
    "install",
    "install_bundle",
    "keep_bundle",
    "kept_folder",
    "pictures_folder",
    "theme_config",
]

_BUNDLE = "pagebook-vega.js"
CHART_SCRIPTS = (_BUNDLE, "pagebook-themes.js")
"""What a page with charts loads before `SCRIPT`, in this order."""

SCRIPT = "pagebook.js"
STYLE = "pagebook.css"
TEMPLATES = Path(str(files("pagebook.publish"))) / "templates"
"""Where parts of the theme's pages are written anew."""

TABLE_SCRIPT = "pagebook-table.js"
TABLE_STYLE = "pagebook-table.css"
"""What only pages with a table to sort and filter load."""

LEVERS_SCRIPT = "pagebook-levers.js"
LEVERS_STYLE = "pagebook-levers.css"
"""What only pages with levers load."""

_SNIPPET = "window.pagebookEmbed = vegaEmbed;"


def cache_folder(app: Sphinx) -> Path:
    """Return where things that are slow to make are kept, beside the output folder."""
    return Path(app.outdir).parent / ".pagebook"


def pictures_folder(app: Sphinx) -> Path:
    """Return where the drawings of charts are kept, by the hash of what they are drawn from."""
    return cache_folder(app) / "pictures"


def kept_folder(app: Sphinx) -> Path:
    """Return where PDFs are kept, by the hash of what they are set from."""
    return cache_folder(app) / "set"


@cache
def theme_config(mode: theme.Mode) -> dict[str, Any]:
    """Return the Vega-Lite configuration of the book's charts."""
    return theme.config(mode)


def install(app: Sphinx) -> None:
    """Write what the pages share into the output folder; links carry a hash of each file."""
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    own = files("pagebook.publish") / "static"
    for file in own.iterdir():
        write_if_changed(static / file.name, file.read_bytes())
    themes = canonical({"dark": theme_config("dark"), "light": theme_config("light")})
    write_if_changed(static / "pagebook-themes.js", f"window.pagebookThemes={themes};\n".encode())
    # MyST-NB copies its style after the pages are written: a first build would link it without a hash, the
    # next one with it, and pages of both would stand side by side.
    add_global_html_resources(app, None)


def bundle_path(app: Sphinx) -> Path:
    """Return where Vega, Vega-Lite and Vega-Embed are kept as one script."""
    return cache_folder(app) / f"vega-{version('vl-convert-python')}.js"


def keep_bundle(path: Path) -> None:
    """Keep Vega, Vega-Lite and Vega-Embed as one script that needs nothing else."""
    if not path.is_file():
        # Its own function keeps the bundle's short names out of the page.
        bundle = f"(()=>{{{vl_convert.javascript_bundle(_SNIPPET)}\n}})();\n"
        write_whole(path, bundle.encode("utf-8"))


def install_bundle(app: Sphinx) -> None:
    """Write the script of Vega into the output folder, before a page links to it."""
    bundle = bundle_path(app)
    if not bundle.is_file():
        apart(app, keep_bundle, bundle)
    write_if_changed(Path(app.outdir) / "_static" / _BUNDLE, bundle.read_bytes())


def fingerprint(root: Path) -> str:
    """Return a hash of what all pages are written with: this floor's code, the themes, some of the data.

    When it changes, all pages are written anew.
    """
    parts = [path for path in TEMPLATES.parent.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    digest = sha256(canonical([theme_config("light"), theme_config("dark")]).encode())
    for path in sorted(parts):
        digest.update(path.relative_to(TEMPLATES.parent).as_posix().encode() + path.read_bytes())
    for path in reference_files(root):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
