"""Code and other text whose lines are kept."""

from __future__ import annotations

from typing import NoReturn

from docutils import nodes

from pagebook.publish.pdf.markup import call, text
from pagebook.publish.pdf.writing import Writing

__all__ = ["Codes"]

_INDENT = "\u00a0"


class Codes(Writing):
    """Visits text whose lines are kept."""

    def visit_literal_block(self, node: nodes.Element) -> NoReturn:
        """Write code; the caption and the number are those of what is around it."""
        told = self.spelt(node, node.astext().expandtabs(4))
        self.block(call("code-block", told))
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_line_block(self, node: nodes.line_block) -> None:
        """Begin lines; those inside other lines are indented."""
        if not isinstance(node.parent, nodes.line_block):
            self.open()

    def depart_line_block(self, node: nodes.line_block) -> None:
        """Write lines."""
        if not isinstance(node.parent, nodes.line_block):
            self.block_as("lines")

    def visit_line(self, node: nodes.line) -> None:
        """Indent a line."""
        deep = -1
        above: nodes.Node | None = node.parent
        while isinstance(above, nodes.line_block):
            deep, above = deep + 1, above.parent
        self.add(text(_INDENT * 4 * deep))

    def depart_line(self, node: nodes.line) -> None:
        """End a line."""
        self.add("#linebreak();")
