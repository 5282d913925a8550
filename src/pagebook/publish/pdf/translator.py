"""Documents as Typst: a visitor that knows each construct of the book, and refuses what it does not know."""

from __future__ import annotations

from typing import Any, NoReturn

from docutils import nodes
from sphinx.builders import Builder

from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.blocks import Blocks
from pagebook.publish.pdf.boxes import Boxes
from pagebook.publish.pdf.charts import Charts
from pagebook.publish.pdf.codes import Codes
from pagebook.publish.pdf.design import Design
from pagebook.publish.pdf.formulas import Formulas
from pagebook.publish.pdf.inline import Inline
from pagebook.publish.pdf.links import Links
from pagebook.publish.pdf.lists import Lists
from pagebook.publish.pdf.pictures import Pictures
from pagebook.publish.pdf.problems import Printed
from pagebook.publish.pdf.tables import Tables

__all__ = ["TypstTranslator", "printed"]


class TypstTranslator(Blocks, Boxes, Charts, Codes, Design, Formulas, Inline, Links, Lists, Pictures, Tables):
    """Writes the markup of one document; see `pagebook.publish.pdf.writing` for how parts become one text."""

    own_labels = (nodes.section, nodes.table, nodes.term, nodes.figure, nodes.footnote, ChartNode)

    def unknown_visit(self, node: nodes.Node) -> NoReturn:
        """Refuse a construct that would vanish.

        Raises:
            SkipNode: Always, after the problem is noted with page and line.
        """
        raise self.refuse(node, f"the PDF has no form for {type(node).__name__}")

    def unknown_departure(self, node: nodes.Node) -> Any:
        """Nothing is left to write for what speaks by its children only."""


def printed(document: nodes.document, builder: Builder, docname: str, level: int = 1) -> Printed:
    """Return a document as Typst, with its labels, links, and what of it cannot be printed.

    Args:
        document: The document, its references resolved.
        builder: The builder that asks.
        docname: Name of the document.
        level: Level of the document's first headings: 1, or 2 inside a part of the book.
    """
    visitor = TypstTranslator(document, builder, docname, level)
    document.walkabout(visitor)
    visitor.write_notes()
    visitor.write_annex()
    visitor.printed.markup = visitor.markup
    return visitor.printed
