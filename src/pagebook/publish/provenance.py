"""Sections and pages say where they are from: what the document and the record in its notebook tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from pagebook.data.inputoutput.layouts import TABLE
from pagebook.publish.node import WEB_BUILDERS, ChartNode
from pagebook.publish.origin import file_titles, page_origin, section_origin, tables_read
from pagebook.publish.reference import reference

__all__ = ["add_origins", "origin_of_page", "table_label"]

_RECORD = "application/vnd.pagebook.record+json"


def add_origins(app: Sphinx) -> None:
    """Have each section with figures say where it is from."""
    app.connect("doctree-resolved", _answer_sections)


def table_label(name: str) -> str:
    """Return the label under which the data dictionary describes a table."""
    return f"table-{name.replace('_', '-')}"


def origin_of_page(app: Sphinx, docname: str) -> str:
    """Return the folded answer for a page, nothing for a page that read no table."""
    package = reference(app).package
    reads = tables_read(_reads(Path(app.env.doc2path(docname))))
    if package is None or not reads:
        return ""
    titles = {name: spec.title for name, spec in package.tables.items()}
    anchors, files = dict(_anchors(app, docname, titles)), file_titles(reads, titles)
    if TABLE in anchors:
        # The files are described with the table that names their folders.
        anchors |= dict.fromkeys(files, anchors[TABLE])
    titles |= files
    return page_origin([read for read in reads if read.table in titles], titles, anchors)


def _answer_sections(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.name not in WEB_BUILDERS:
        return
    page = next(iter(doctree.findall(nodes.section)), None)
    for section in page.children if page is not None else ():
        if isinstance(section, nodes.section) and (charts := list(section.findall(ChartNode))):
            cited = {link["refuri"] for link in section.findall(nodes.reference) if _leads_out(link)}
            answer = section_origin([node.chart for node in charts], len(cited))
            section.append(nodes.raw("", answer, format="html"))


def _leads_out(link: nodes.reference) -> bool:
    return str(link.get("refuri", "")).startswith(("http:", "https:"))


def _reads(notebook: Path) -> list[dict[str, Any]]:
    """Return what the notebook's record says it read; it is among the notebook's outputs."""
    if notebook.suffix != ".ipynb":
        return []
    told = json.loads(notebook.read_bytes())
    outputs = [output for cell in told["cells"] for output in cell.get("outputs", ())]
    records = [output["data"][_RECORD] for output in outputs if _RECORD in output.get("data", {})]
    return [read for record in records for read in record["reads"]]


def _anchors(app: Sphinx, docname: str, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    labels = app.env.get_domain("std").data["anonlabels"]
    here = app.builder.get_target_uri(docname)
    for name in titles:
        if place := labels.get(table_label(name)):
            yield name, f"{relative_uri(here, app.builder.get_target_uri(place[0]))}#{place[1]}"
