"""Text, emphasis, links: what stands inside a paragraph."""

from __future__ import annotations

from docutils import nodes

from pagebook.errors import BuildError
from pagebook.publish.chart import safe_link
from pagebook.publish.pdf.markup import text
from pagebook.publish.pdf.writing import Writing

__all__ = ["Inline"]


class Inline(Writing):
    """Visits what stands inside a paragraph."""

    def visit_Text(self, node: nodes.Text) -> None:
        """Write text."""
        self.add(text(node.astext().replace("\n", " ")))

    def depart_Text(self, node: nodes.Text) -> None:
        """Nothing is left to write."""

    def visit_inline(self, node: nodes.inline) -> None:
        """Its children speak."""

    def depart_inline(self, node: nodes.inline) -> None:
        """Nothing is left to write."""

    visit_PassthroughTextElement = visit_inline
    depart_PassthroughTextElement = depart_inline
    # Told in words by its child.
    visit_SparklineNode = visit_inline
    depart_SparklineNode = depart_inline

    def visit_strong(self, node: nodes.strong) -> None:
        """Begin strong text."""
        self.open()

    def depart_strong(self, node: nodes.strong) -> None:
        """Write strong text."""
        self.close_as("strong")

    def visit_emphasis(self, node: nodes.emphasis) -> None:
        """Begin emphasis."""
        self.open()

    def depart_emphasis(self, node: nodes.emphasis) -> None:
        """Write emphasis."""
        self.close_as("emph")

    def visit_literal(self, node: nodes.literal) -> None:
        """Begin a name of code."""
        self.open()

    def depart_literal(self, node: nodes.literal) -> None:
        """Write a name of code."""
        self.close_as("code")

    def visit_reference(self, node: nodes.reference) -> None:
        """Begin a link."""
        self.open()

    def depart_reference(self, node: nodes.reference) -> None:
        """Write a link: to a place in the book, or to an address."""
        address = node.get("refuri", "")
        if "refid" in node:
            self.close_as("inner-link", name=self.name(node["refid"]))
        elif address.startswith("%"):
            docname, _, anchor = address[1:].partition("#")
            self.close_as("inner-link", name=self.name(anchor, docname))
        elif safe_link(address):
            self.close_as("outer-link", url=address)
        else:
            raise BuildError(self.place(node, f"a link to {address!r}; addresses begin with http or https"))

    def visit_index(self, node: nodes.Element) -> None:
        """An entry of Sphinx's own index prints nothing."""
        raise nodes.SkipNode
