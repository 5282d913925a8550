"""Headings, paragraphs, quotations: what the page is built of."""

from __future__ import annotations

from typing import NoReturn

from docutils import nodes

from pagebook.publish.pdf.markup import call
from pagebook.publish.pdf.writing import Writing, runs

__all__ = ["Blocks"]


class Blocks(Writing):
    """Visits what the page is built of."""

    def visit_document(self, node: nodes.document) -> None:
        """Name the page."""
        (label,) = self.names([""])
        self.block(call("anchor", label))

    depart_document = Writing.speak

    def visit_section(self, node: nodes.section) -> None:
        """Go one level down."""
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        """Come back."""
        self.level -= 1

    visit_title = visit_subtitle = Writing.begin

    def depart_title(self, node: nodes.title) -> None:
        """Write a heading of the page, or of what stands in it."""
        parent = node.parent
        if isinstance(parent, (nodes.section, nodes.document)):
            inner = self.close()
            names = self.names(parent["ids"])
            self.block(call("section-heading", inner, level=max(self.level, 1), names=names))
        elif isinstance(parent, nodes.table):
            self.titles[id(parent)] = self.close()
        else:
            self.block_as("box-title")

    def depart_subtitle(self, node: nodes.subtitle) -> None:
        """Write a heading that is not in the contents."""
        self.block_as("rubric")

    visit_paragraph = Writing.begin

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Write a paragraph, or keep it for the list that it heads."""
        following = node.next_node(descend=False, siblings=True)
        if _begins_item(node):
            self.add(self.close().code[1:-1])
        elif _leads(node) and isinstance(following, nodes.bullet_list):
            self.leads[id(following)] = self.close()
        else:
            self.block_as("lead" if _leads(node) else "prose" if runs(node) else "par")

    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph

    visit_centered = Writing.begin

    def depart_centered(self, node: nodes.Element) -> None:
        """Write a line in the middle."""
        self.block_as("centred")

    def visit_compound(self, node: nodes.compound) -> None:
        """Leave out the contents of the web pages; the book has its own."""
        if "toctree-wrapper" in node["classes"]:
            raise nodes.SkipNode

    depart_compound = Writing.speak

    def visit_transition(self, node: nodes.transition) -> NoReturn:
        """Write a line between two thoughts; the one that MyST draws above footnotes has none below it."""
        if "footnotes" not in node["classes"]:
            self.block(call("thought-break"))
        raise nodes.SkipNode

    visit_block_quote = Writing.begin

    def depart_block_quote(self, node: nodes.block_quote) -> None:
        """Write a quotation; its attribution is the last thing in it."""
        self.block_as("quotation")

    visit_attribution = Writing.begin

    def depart_attribution(self, node: nodes.attribution) -> None:
        """Write who is quoted."""
        self.block_as("attribution")

    # Nobody can choose on paper; the example below it is an ordinary figure.
    visit_ExplorerNode = Writing.skip

    # Nor can anybody move a lever; a sentence says where the ordinary figure stands.
    visit_LeversNode = depart_LeversNode = Writing.speak


def _leads(node: nodes.Element) -> bool:
    """Return whether a paragraph is a line that heads what stands below it."""
    following = node.next_node(descend=False, siblings=True)
    # MyST leaves empty texts around what it reads.
    told = [child for child in node.children if not isinstance(child, nodes.Text) or child.strip()]
    alone = len(told) == 1 and isinstance(told[0], nodes.strong)
    return alone and isinstance(following, (nodes.bullet_list, nodes.container))


def _begins_item(node: nodes.Element) -> bool:
    """Return whether a paragraph stands in the line of its item's bullet or number."""
    return isinstance(node.parent, nodes.list_item) and node.parent.children[0] is node
