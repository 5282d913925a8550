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
from pagebook.figures.stored import canonical
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
    book, here = imprint(app), app.builder.get_target_uri(pagename)
    tags = [
        *_about(app.env.titles[pagename].astext(), describe(doctree)),
        ("og:type", "article"),
        ("og:site_name", book.title),
        ("og:locale", "en_GB"),
        ("og:url", book.address and f"{book.address}{here}"),
        *_pictured(app, pagename, [node.chart for node in doctree.findall(ChartNode)], book),
    ]
    context["metatags"] += "".join(_tag(name, content) for name, content in tags if content)
    if book.address:
        context["metatags"] += f'<link rel="canonical" href="{escape(book.address + here)}" />\n'
    package = reference(app).package
    if package is not None and pagename == app.config.pagebook_data_page:
        content = script_json(canonical(_dataset(package, book, here)))
        context["metatags"] += f'<script type="application/ld+json">{content}</script>\n'


def _about(title: str, description: str) -> list[tuple[str, str]]:
    return [("description", description), ("og:title", title), ("og:description", description)]


def _pictured(app: Sphinx, docname: str, charts: list[Chart], book: Imprint) -> list[tuple[str, str]]:
    path = f"{figure_folder(docname)}.png"
    if not charts:
        # The page may have had one the last time.
        (Path(app.outdir) / path).unlink(missing_ok=True)
        return [("twitter:card", "summary")]
    _write_picture(app, charts[0], book, Path(app.outdir) / path)
    # Addresses of pictures should be whole; without that of the book, only a relative one can be told.
    here = app.builder.get_target_uri(docname)
    return [
        ("twitter:card", "summary_large_image"),
        ("og:image", f"{book.address}{path}" if book.address else relative_uri(here, path)),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", charts[0].finding),
    ]


def _write_picture(app: Sphinx, chart: Chart, book: Imprint, path: Path) -> None:
    kept = preview(chart, book.title, pictures_folder(app))
    if not kept.is_file():
        apart(app, keep_preview, chart, book.title, pictures_folder(app))
    write_if_changed(path, kept.read_bytes())


def _is_aside(node: nodes.Node | None) -> bool:
    while isinstance(node, nodes.Element):
        if not _ASIDE.isdisjoint(node.get("classes", ())) or isinstance(node, (nodes.table, nodes.list_item)):
            return True
        if isinstance(node, ChartNode):
            return True
        node = node.parent
    return False


def _tag(name: str, content: str) -> str:
    kind = "property" if name.startswith("og:") else "name"
    return f'<meta {kind}="{name}" content="{escape(content)}" />\n'


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
