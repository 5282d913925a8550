"""The node of a chart in a document, and how each builder writes it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Self

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from pagebook.publish.assets import pictures_folder, theme_config
from pagebook.publish.chart import Chart
from pagebook.publish.citation import Citation, imprint
from pagebook.publish.figure import Addresses, figure_html
from pagebook.publish.files import chart_csv, write_if_changed
from pagebook.publish.forking import apart
from pagebook.publish.labels import page_label
from pagebook.publish.picture import draw, keep_drawn, kept, size

__all__ = ["WEB_BUILDERS", "ChartNode", "add_chart_node", "figure_folder"]

WEB_BUILDERS = frozenset({"html", "dirhtml", "singlehtml"})
"""Builders whose pages are read in a browser, with scripts and downloads; an e-book has neither."""


class ChartNode(nodes.General, nodes.Element):
    """A chart in a document; its children say the same in words, for builders that write text only."""

    @classmethod
    def of(cls, chart: Chart, docname: str) -> Self:
        """Return the node for a chart on a page."""
        words = [text for text in (chart.caption, chart.finding) if text]
        title = nodes.paragraph("", "", nodes.strong(text=chart.title))
        return cls(
            "",
            title,
            *(nodes.paragraph(text=text) for text in words),
            chart=chart,
            docname=docname,
            ids=[],
            names=[nodes.fully_normalize_name(page_label(docname, chart.name))],
        )

    @property
    def chart(self) -> Chart:
        """The chart with everything that is printed with it."""
        chart: Chart = self["chart"]
        return chart


def figure_folder(docname: str) -> str:
    """Return where the files of a page's figures lie, below the output folder."""
    return f"_figures/{docname}"


def add_chart_node(app: Sphinx) -> None:
    """Tell Sphinx about the node: a figure that can be numbered and referred to."""
    app.add_enumerable_node(
        ChartNode,
        "figure",
        title_getter=_title,
        html=(_visit_html, _keep_words),
        text=(_keep_words, _keep_words),
        man=(_keep_words, _keep_words),
        texinfo=(_keep_words, _keep_words),
        latex=(_keep_words, _keep_words),
    )


def _visit_html(self: HTML5Translator, node: ChartNode) -> None:
    chart, label, builder = node.chart, node["ids"][0], self.builder
    file = f"{figure_folder(node['docname'])}/{chart.name}"
    page = builder.get_target_uri(builder.current_docname)
    picture, number = _picture(builder, chart, label), _number(self, node)
    write_if_changed(builder.outdir / f"{file}.svg", picture.encode("utf-8"))
    addresses = Addresses(relative_uri(page, f"{file}.svg"), size=size(picture))
    theme, cited = None, None
    if builder.name in WEB_BUILDERS:
        write_if_changed(builder.outdir / f"{file}.csv", chart_csv(chart).encode("utf-8"))
        addresses, theme = replace(addresses, csv=relative_uri(page, f"{file}.csv")), theme_config("light")
        cited = _citation(builder, node, number)
    self.body.append(figure_html(chart, label, number, addresses, theme=theme, cited=cited))
    raise nodes.SkipNode


def _picture(builder: StandaloneHTMLBuilder, chart: Chart, label: str) -> str:
    drawings = pictures_folder(builder.app)
    if not kept(chart.specification, drawings).is_file():
        apart(builder.app, keep_drawn, [chart.specification], drawings)
    return draw(chart, label, drawings)


def _citation(builder: StandaloneHTMLBuilder, node: ChartNode, number: str) -> Citation:
    label, docname = node["ids"][0], node["docname"]
    numbered = re.sub(r"<[^>]*>", "", number).strip().rstrip(".")
    return Citation(
        imprint(builder.app),
        key=label,
        title=": ".join(part for part in (numbered, node.chart.title) if part),
        within=builder.env.titles[docname].astext(),
        place=f"{builder.get_target_uri(docname)}#{label}",
        sources=node.chart.sources,
    )


def _title(node: nodes.Node) -> str:
    """Return what a reference to the figure says."""
    return node.chart.title if isinstance(node, ChartNode) else ""


def _number(translator: HTML5Translator, node: ChartNode) -> str:
    """Return the figure's number as Sphinx writes it in front of a caption."""
    before = len(translator.body)
    translator.add_fignumber(node)
    number = "".join(translator.body[before:])
    del translator.body[before:]
    return number


def _keep_words(self: Any, node: ChartNode) -> None:
    """Let the children speak: title, caption and finding."""
