"""The translator of briefs: parts of a page as values, its links as far as they lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from pagebook.publish.assets import pictures_folder
from pagebook.publish.files import write_if_changed
from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.brief_charts import fitted, sentences
from pagebook.publish.pdf.brief_nodes import text_before
from pagebook.publish.pdf.drawing import keep
from pagebook.publish.pdf.glyphs import said
from pagebook.publish.pdf.markup import Raw, Value
from pagebook.publish.pdf.translator import TypstTranslator

__all__ = ["BriefTranslator"]


class BriefTranslator(TypstTranslator):
    """Writes parts of one page for its brief.

    Args:
        doctree: The page.
        builder: The builder that asks.
        docname: Name of the page.
        anchors: What of the page stands in the brief; links to anything else of the book are plain text, or
            lead to the book on the web where it has an address.
        address: Where the book is on the web, with a slash at its end; empty when it is nowhere.
    """

    def __init__(
        self, doctree: nodes.document, builder: Builder, docname: str, anchors: Collection[str], address: str
    ) -> None:
        super().__init__(doctree, builder, docname)
        self._anchors, self._address = anchors, address
        self.cited: set[str] = set()
        """Addresses outside the book that were linked to so far."""

    def part(self, *parts: nodes.Node) -> Raw:
        """Return nodes as content."""
        self.open()
        for node in parts:
            node.walkabout(self)
        return self.close()

    def listed(
        self, items: Sequence[nodes.list_item], most: int, *, every: int | None = None
    ) -> dict[str, Value]:
        """Return the first items of a list, and how many more the page has.

        Args:
            items: What may be shown.
            most: How many there is room for.
            every: How many the page has, if more than may be shown.
        """
        shown = [self.line(item) for item in items[:most]]
        return {"shown": shown, "more": (len(items) if every is None else every) - len(shown)}

    def line(self, item: nodes.list_item) -> Raw:
        """Return an item of one paragraph as text that can stand in a line, any other as it is."""
        first = item.children[0] if len(item.children) == 1 else None
        return self.inside(first if isinstance(first, nodes.paragraph) else item)

    def figure(self, node: ChartNode, width: int, told_before: Collection[str] = ()) -> dict[str, Value]:
        """Return a chart with its number on the page, and with the text that stands before it there.

        Args:
            node: The chart.
            width: Its width in pixels of the drawing.
            told_before: Sentences that its caption need not repeat.
        """
        chart = node.chart
        picture = keep(fitted(chart, width), pictures_folder(self.builder.app))
        address = f"charts/{picture.name}"
        write_if_changed(Path(self.builder.outdir) / address, picture.read_bytes())
        for face in (chart.title, chart.caption):
            self.spelt(node, face, f"the chart {chart.name}")
        self.spelt(node, said(picture.read_text("utf-8")), f"the drawing of the chart {chart.name}")
        return {
            "path": f"/{address}",
            "number": self.number(node, "figure"),
            "title": chart.title,
            "caption": " ".join(one for one in sentences(chart.caption) if one not in told_before),
            "finding": chart.finding,
            "names": self.names(node["ids"]),
            "text": self.part(*text_before(node)),
        }

    def _target(self, node: nodes.reference) -> tuple[str, dict[str, Value]]:
        """Return the function that writes a link, or nothing where it would lead nowhere."""
        function, named = super()._target(node)
        if function == "outer-link":
            self.cited.add(str(named["url"]))
            return "web-link", {"url": named["url"]}
        if function != "inner-link":
            return function, named
        docname, _, anchor = str(named["name"]).rpartition(":")
        if docname == self.docname and anchor in self._anchors:
            return function, named
        place = f"{docname}.html#{anchor}".rstrip("#")
        return ("web-link", {"url": f"{self._address}{place}"}) if self._address else ("", {})

    def linked(self, node: nodes.Node, anchor: str, docname: str | None = None) -> str:
        """Return the label that a node links to; in a brief, it need not be there."""
        return self.name(anchor, docname)
