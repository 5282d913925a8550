"""What a page tells machines: its description and picture, the data set, the map of the site."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from pagebook.data import Package
from pagebook.figures.specification import canonical
from pagebook.publish.assets import pictures_folder
from pagebook.publish.chart import Chart
from pagebook.publish.citation import Imprint, imprint
from pagebook.publish.figure import script_json
from pagebook.publish.files import write_if_changed
from pagebook.publish.forking import apart
from pagebook.publish.node import WEB_BUILDERS, ChartNode, figure_folder
from pagebook.publish.preview import HEIGHT, WIDTH, keep_preview, preview
from pagebook.publish.reference import reference

__all__ = ["add_metadata", "describe"]

_LOG = logging.getLogger(__name__)
_SHORT, _LONG = 60, 300
# Paragraphs in these are labels and numbers, not the beginning of a text.
_ASIDE = frozenset({"pb-status", "sd-card", "sd-container-fluid", "pb-gap", "admonition"})
_SITEMAP = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def add_metadata(app: Sphinx) -> None:
    """Have each page described, and the map of the site written where the book has an address."""
    app.add_config_value("pagebook_data_page", "chapters/data", "html", str)
    app.connect("html-page-context", _describe_page)
    app.connect("build-finished", _write_sitemap)


def describe(doctree: nodes.document) -> str:
    """Return the first paragraph of a page that is a text, shortened at the end of a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = re.sub(r"\s+", " ", paragraph.astext()).strip()
        if len(text) >= _SHORT and not _is_aside(paragraph):
            return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0].rstrip(',;:')} …"
    return ""


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None or app.builder.name not in WEB_BUILDERS:
        return
    book = imprint(app)
    title, here = app.env.titles[pagename].astext(), app.builder.get_target_uri(pagename)
    charts = [node.chart for node in doctree.findall(ChartNode)]
    told = {
        "og:type": "article",
        "og:site_name": book.title,
        "og:title": title,
        "og:description": describe(doctree),
        "og:locale": "en_GB",
        "og:url": book.address and f"{book.address}{here}",
        "twitter:card": "summary_large_image" if charts else "summary",
    }
    if charts:
        told["og:image"] = _picture(app, pagename, charts[0], book)
        told |= {"og:image:width": str(WIDTH), "og:image:height": str(HEIGHT)}
        told["og:image:alt"] = charts[0].finding
    context["metatags"] += "".join(_tag(name, content) for name, content in told.items() if content)
    if description := told["og:description"]:
        context["metatags"] += f'<meta name="description" content="{escape(description)}" />\n'
    if book.address:
        context["metatags"] += f'<link rel="canonical" href="{escape(book.address + here)}" />\n'
    package = reference(app).package
    if package is not None and pagename == app.config.pagebook_data_page:
        content = script_json(canonical(_dataset(package, book, here)))
        context["metatags"] += f'<script type="application/ld+json">{content}</script>\n'


def _is_aside(node: nodes.Node | None) -> bool:
    while isinstance(node, nodes.Element):
        if not _ASIDE.isdisjoint(node.get("classes", ())) or isinstance(node, (nodes.table, nodes.list_item)):
            return True
        if isinstance(node, ChartNode):
            return True
        node = node.parent
    return False


def _tag(name: str, content: str) -> str:
    kind = "name" if name.startswith("twitter:") else "property"
    return f'<meta {kind}="{name}" content="{escape(content)}" />\n'


def _picture(app: Sphinx, docname: str, chart: Chart, book: Imprint) -> str:
    """Write the picture of a page's first chart, and return its address.

    Addresses of pictures should be whole; without that of the book, only a relative one can be told.
    """
    kept = preview(chart, book.title, pictures_folder(app))
    if not kept.is_file():
        apart(app, keep_preview, chart, book.title, pictures_folder(app))
    path = f"{figure_folder(docname)}.png"
    write_if_changed(Path(app.outdir) / path, kept.read_bytes())
    return (
        f"{book.address}{path}" if book.address else relative_uri(app.builder.get_target_uri(docname), path)
    )


def _dataset(package: Package, book: Imprint, here: str) -> dict[str, Any]:
    """Return the data package as schema.org describes a data set."""
    whole = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": package.title,
        "description": package.description,
        "version": package.version,
        "license": [licence.get("path") or licence["title"] for licence in package.licenses],
        "creator": [{"@type": "Organization", "name": one["title"]} for one in package.contributors],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "datePublished": book.date,
        "isPartOf": {"@type": "Book", "name": book.title},
        "url": book.address and f"{book.address}{here}",
        "hasPart": [
            {"@type": "Dataset", "name": spec.title, "description": spec.description}
            for spec in package.tables.values()
        ],
    }
    return {name: value for name, value in whole.items() if value}


def _write_sitemap(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name not in WEB_BUILDERS:
        return
    book, path = imprint(app), Path(app.outdir) / _SITEMAP
    if not book.address:
        path.unlink(missing_ok=True)
        _LOG.info("no %s: it needs the book's address, pagebook_base_url in _config.yml", _SITEMAP)
        return
    day = f"<lastmod>{book.date}</lastmod>" if book.date else ""
    pages = "".join(
        f"<url><loc>{escape(book.address + app.builder.get_target_uri(name))}</loc>{day}</url>\n"
        for name in sorted(app.env.found_docs)
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">\n{pages}</urlset>\n'
    write_if_changed(path, text.encode())
