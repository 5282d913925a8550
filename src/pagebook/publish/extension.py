"""The Sphinx extension: what is registered, and what is added to each page."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from pagebook.publish import assets
from pagebook.publish.ahead import add_work_ahead
from pagebook.publish.changes import add_changes
from pagebook.publish.citation import Citation, citation_html, imprint
from pagebook.publish.ebook import add_ebook
from pagebook.publish.explorer import add_explorer
from pagebook.publish.files import page_zip, write_if_changed
from pagebook.publish.glossary import add_abbreviations
from pagebook.publish.labels import add_labels
from pagebook.publish.levers import add_levers
from pagebook.publish.maths import add_maths
from pagebook.publish.metadata import add_metadata
from pagebook.publish.navigation import add_navigation
from pagebook.publish.node import WEB_BUILDERS, ChartNode, add_chart_node, figure_folder
from pagebook.publish.numbers import add_page_numbers
from pagebook.publish.pressing import add_press, offered
from pagebook.publish.provenance import add_origins, origin_of_page
from pagebook.publish.reading import add_reading
from pagebook.publish.scripts import scripts_for, styles_for
from pagebook.publish.sparkline import add_sparklines

__all__ = ["setup"]

# Jupyter Book always loads the live-code extension, which writes the address of another host into every page.
_UNWANTED = "sphinx_thebe"
_SILENT_ON_FORKING = "sphinx_multitoc_numbering"
_UNWANTED_FILES = frozenset({"_static/sphinx-thebe.css", "_static/sphinx-thebe.js"})

# What `pagebook.publish.node` writes for each figure.
_FIGURE_FILES = frozenset({".csv", ".svg"})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart node, maths, labels, numbering, shared files and downloads."""
    app.add_config_value("pagebook_fingerprint", assets.fingerprint(Path(app.srcdir)), "env")
    app.add_config_value("pagebook_base_url", "", "html", str)
    add_chart_node(app)
    add_maths(app)
    add_labels(app)
    add_page_numbers(app)
    add_abbreviations(app)
    add_origins(app)
    add_metadata(app)
    add_changes(app)
    add_reading(app)
    add_work_ahead(app)
    add_sparklines(app)
    add_explorer(app)
    add_levers(app)
    add_press(app)
    add_navigation(app)
    add_ebook(app)
    _silence_live_code(app)
    # Before anybody asks for a template.
    app.connect("builder-inited", _add_templates, priority=100)
    app.connect("config-inited", _let_it_fork)
    app.connect("builder-inited", assets.install)
    # After the theme has prepared its buttons (500) and added its own (501).
    app.connect("html-page-context", _complete_page, priority=502)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_templates(app: Sphinx) -> None:
    """Have our templates found after the book's own and before the theme's."""
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        # Not by the configuration: its hash is published, and would tell where the library lies.
        templates.pathchain.insert(templates.templatepathlen, str(assets.TEMPLATES))
        templates.loaders.insert(templates.templatepathlen, SphinxFileSystemLoader(str(assets.TEMPLATES)))
        templates.templatepathlen += 1


def _let_it_fork(app: Sphinx, _: Config) -> None:
    """Say for an extension that Jupyter Book always loads that Sphinx may read and write in parallel.

    It is the only one that does not say so itself. All that it does, it does after reading, in one process.
    """
    if numbering := app.extensions.get(_SILENT_ON_FORKING):
        numbering.parallel_read_safe = numbering.parallel_write_safe = True


def _silence_live_code(app: Sphinx) -> None:
    for listeners in app.events.listeners.values():
        listeners[:] = [entry for entry in listeners if entry.handler.__module__ != _UNWANTED]


def _complete_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add scripts, style and downloads to a page, and write the files that it offers."""
    app.add_css_file(assets.STYLE)
    context["css_files"][:] = [file for file in context["css_files"] if file.filename not in _UNWANTED_FILES]
    if app.builder.name not in WEB_BUILDERS:
        return
    charts = list(doctree.findall(ChartNode)) if doctree is not None else []
    for name in (*(assets.CHART_SCRIPTS if charts else ()), assets.SCRIPT):
        app.add_js_file(name, loading_method="defer")
    if doctree is not None:
        _add_own_scripts(app, doctree)
        _drop_former(app, pagename, charts)
        downloads = (
            offered(app, pagename) | _write_notebook(app, pagename) | _write_zip(app, pagename, charts)
        )
        page = app.builder.get_target_uri(pagename)
        links = {text: relative_uri(page, path) for text, path in downloads.items()}
        context["body"] += _foot(app, pagename, links)
        if links:
            context.setdefault("header_buttons", []).append(_button(links))


def _foot(app: Sphinx, docname: str, links: dict[str, str]) -> str:
    """Return what closes a page: where it is from, how it is cited, what can be taken away."""
    title, place = app.env.titles[docname].astext(), app.builder.get_target_uri(docname)
    cited = Citation(imprint(app), key=docname.rpartition("/")[2], title=title, place=place)
    return (
        '<div class="pb-foot">\n'
        + origin_of_page(app, docname)
        + citation_html(cited, "Cite this page")
        + (_downloads_html(links) if links else "")
        + "</div>\n"
    )


def _add_own_scripts(app: Sphinx, doctree: nodes.document) -> None:
    """Add the scripts and styles that only some pages need."""
    for name in scripts_for(doctree):
        app.add_js_file(name, loading_method="defer")
    for name in styles_for(doctree):
        app.add_css_file(name)


def _write_notebook(app: Sphinx, docname: str) -> dict[str, str]:
    source = Path(app.env.doc2path(docname))
    if source.suffix != ".ipynb":
        return {}
    path = f"{figure_folder(docname)}.ipynb"
    write_if_changed(Path(app.outdir) / path, source.read_bytes())
    return {"Notebook of this page": path}


def _write_zip(app: Sphinx, docname: str, charts: list[ChartNode]) -> dict[str, str]:
    path = f"{figure_folder(docname)}.zip"
    if not charts:
        (Path(app.outdir) / path).unlink(missing_ok=True)
        return {}
    plain = app.env.titles[docname].astext()
    write_if_changed(Path(app.outdir) / path, page_zip(plain, [node.chart for node in charts]))
    return {"Data of this page (CSV)": path}


def _drop_former(app: Sphinx, docname: str, charts: list[ChartNode]) -> None:
    """Delete the files of figures that the page no longer has."""
    names = {node.chart.name for node in charts}
    for path in (Path(app.outdir) / figure_folder(docname)).glob("*.*"):
        if path.suffix in _FIGURE_FILES and path.stem not in names:
            path.unlink()


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
