"""Documents as Typst: a visitor that knows each construct of the book, and refuses what it does not know."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.builders import Builder

from pagebook.errors import BuildError
from pagebook.publish.pdf.blocks import Blocks
from pagebook.publish.pdf.charts import Charts
from pagebook.publish.pdf.inline import Inline
from pagebook.publish.pdf.tables import Tables

__all__ = ["TypstTranslator"]


class TypstTranslator(Blocks, Inline, Tables, Charts):
    """Writes the markup of one document; see `pagebook.publish.pdf.writing` for how parts become one text."""

    def __init__(self, document: nodes.document, builder: Builder, docname: str, level: int = 1) -> None:
        """Begin with nothing written.

        Args:
            document: The document.
            builder: The builder that asks.
            docname: Name of the document.
            level: Level of the document's first headings: 1, or 2 inside a part of the book.
        """
        super().__init__(document, builder, docname, level)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Refuse a construct that would vanish.

        Raises:
            BuildError: Always; names the construct, its page and its line.
        """
        raise BuildError(self.place(node, f"the PDF has no form for {type(node).__name__}"))

    def unknown_departure(self, node: nodes.Node) -> Any:
        """Refuse a construct that would vanish."""
        self.unknown_visit(node)
