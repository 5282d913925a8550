"""The Sphinx extension: what is registered, and what is added to each page."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from pagebook.publish import assets
from pagebook.publish.files import page_zip, write_if_changed
from pagebook.publish.labels import add_labels
from pagebook.publish.maths import add_maths
from pagebook.publish.node import WEB_BUILDERS, ChartNode, add_chart_node, figure_folder
from pagebook.publish.numbers import add_page_numbers

__all__ = ["setup"]

# Jupyter Book always loads the live-code extension, which writes the address of another host into every page.
_UNWANTED = "sphinx_thebe"
_UNWANTED_FILES = frozenset({"_static/sphinx-thebe.css", "_static/sphinx-thebe.js"})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart node, maths, labels, numbering, shared files and downloads."""
    app.add_config_value("pagebook_fingerprint", assets.fingerprint(), "env")
    add_chart_node(app)
    add_maths(app)
    add_labels(app)
    add_page_numbers(app)
    _silence_live_code(app)
    app.connect("config-inited", _add_templates)
    app.connect("builder-inited", assets.install)
    # After the theme has prepared its buttons (500) and added its own (501).
    app.connect("html-page-context", _complete_page, priority=502)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_templates(app: Sphinx, config: Config) -> None:
    config.templates_path = [*config.templates_path, str(assets.TEMPLATES)]


def _silence_live_code(app: Sphinx) -> None:
    for listeners in app.events.listeners.values():
        listeners[:] = [entry for entry in listeners if entry.handler.__module__ != _UNWANTED]


def _complete_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add scripts, style and downloads to a page, and write the files that it offers."""
    app.add_css_file(assets.STYLE)
    context["css_files"][:] = [file for file in context["css_files"] if file.filename not in _UNWANTED_FILES]
    if doctree is None or app.builder.name not in WEB_BUILDERS:
        return
    charts = list(doctree.findall(ChartNode))
    for name in (*(assets.CHART_SCRIPTS if charts else ()), assets.SCRIPT):
        app.add_js_file(name, loading_method="defer")
    downloads = _write_notebook(app, pagename) | _write_zip(app, pagename, context["title"], charts)
    page = app.builder.get_target_uri(pagename)
    links = {text: relative_uri(page, path) for text, path in downloads.items()}
    if links:
        context["body"] += _downloads_html(links)
        context.setdefault("header_buttons", []).append(_button(links))


def _write_notebook(app: Sphinx, docname: str) -> dict[str, str]:
    source = Path(app.env.doc2path(docname))
    if source.suffix != ".ipynb":
        return {}
    path = f"{figure_folder(docname)}.ipynb"
    write_if_changed(Path(app.outdir) / path, source.read_bytes())
    return {"Notebook of this page": path}


def _write_zip(app: Sphinx, docname: str, title: str, charts: list[ChartNode]) -> dict[str, str]:
    if not charts:
        return {}
    path = f"{figure_folder(docname)}.zip"
    plain = app.env.titles[docname].astext()
    write_if_changed(Path(app.outdir) / path, page_zip(plain, [node.chart for node in charts]))
    return {"Data of this page (CSV)": path}


def _downloads_html(links: dict[str, str]) -> str:
    items = "".join(
        f'<li><a href="{escape(path)}" download="">{escape(text)}</a></li>' for text, path in links.items()
    )
    return (
        f'<nav class="pb-downloads" aria-label="Downloads"><strong>Downloads</strong><ul>{items}</ul></nav>\n'
    )


def _button(links: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "group",
        "tooltip": "Download this page",
        "icon": "fas fa-download",
        "label": "download-buttons",
        "buttons": [
            *(
                {"type": "link", "url": path, "text": text, "icon": "fas fa-file"}
                for text, path in links.items()
            ),
            {"type": "javascript", "javascript": "window.print()", "text": "Print", "icon": "fas fa-print"},
        ],
    }
