"""Headings, paragraphs, lists, cards: what the page is built of."""

from __future__ import annotations

from docutils import nodes

from pagebook.publish.pdf.markup import call
from pagebook.publish.pdf.writing import Writing

__all__ = ["Blocks"]

# Forms of Sphinx Design, and of our own classes, by the function of the template that sets them.
_DESIGN = {"grid-row": "cards", "card": "card", "card-title": "card-title"}
_CLASSES = {"pb-status": "status"}


class Blocks(Writing):
    """Visits what the page is built of."""

    def visit_document(self, node: nodes.document) -> None:
        """Name the page."""
        self.block(call("anchor", self.name("")))

    def depart_document(self, node: nodes.document) -> None:
        """Nothing is left to write."""

    def visit_section(self, node: nodes.section) -> None:
        """Go one level down."""
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        """Come back."""
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Begin a heading."""
        self.open()

    def depart_title(self, node: nodes.title) -> None:
        """Write a heading."""
        inner = self.close()
        self.block(call("section-heading", inner, level=self.level, names=self.names(node.parent["ids"])))

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a paragraph."""
        self.open()

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Write a paragraph."""
        inner = self.close()
        self.block(call("par", inner))

    def visit_rubric(self, node: nodes.rubric) -> None:
        """Begin a heading that is not in the contents."""
        self.open()

    def depart_rubric(self, node: nodes.rubric) -> None:
        """Write a heading that is not in the contents."""
        inner = self.close()
        self.block(call("rubric", inner))

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Begin a list."""
        self.open()

    def depart_bullet_list(self, node: nodes.bullet_list) -> None:
        """Write a list."""
        inner = self.close()
        self.block(call("bullets", inner))

    def visit_list_item(self, node: nodes.list_item) -> None:
        """Begin an item."""
        self.open()

    def depart_list_item(self, node: nodes.list_item) -> None:
        """Write an item."""
        self.close_as("list.item")

    def visit_container(self, node: nodes.container) -> None:
        """Begin a card, a grid, or what only groups."""
        self.open()

    def depart_container(self, node: nodes.container) -> None:
        """Write it in its form."""
        own = [function for name, function in _CLASSES.items() if name in node["classes"]]
        function = next(iter(own), _DESIGN.get(node.get("design_component", ""), "group"))
        inner = self.close()
        self.block(call(function, inner, classes=node["classes"]))

    def visit_compound(self, node: nodes.compound) -> None:
        """The contents of the web pages; the book has its own."""
        raise nodes.SkipNode

    def visit_ExplorerNode(self, node: nodes.Element) -> None:
        """Nobody can choose on paper; the example below it is an ordinary figure."""
        raise nodes.SkipNode

    def visit_definition_list(self, node: nodes.Element) -> None:
        """Its items speak."""

    def depart_definition_list(self, node: nodes.Element) -> None:
        """Nothing is left to write."""

    visit_glossary = visit_definition_list_item = visit_definition = visit_definition_list
    depart_glossary = depart_definition_list_item = depart_definition = depart_definition_list

    def visit_term(self, node: nodes.term) -> None:
        """Begin a term."""
        self.open()

    def depart_term(self, node: nodes.term) -> None:
        """Write a term."""
        self.close_as("term", names=self.names(node["ids"]))
