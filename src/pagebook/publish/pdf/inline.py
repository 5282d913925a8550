"""Text and what sets it apart from other text: what stands inside a paragraph."""

from __future__ import annotations

import re
from typing import NoReturn

from docutils import nodes

from pagebook.publish.pdf.markup import call, text
from pagebook.publish.pdf.writing import Writing

__all__ = ["Inline"]

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BREAKS = re.compile(r"\s*(?:<!--(?:(?!--).)*-->|<(?P<tag>br|wbr)\s*/?>)\s*", re.DOTALL | re.IGNORECASE)


class Inline(Writing):
    """Visits what stands inside a paragraph."""

    def visit_Text(self, node: nodes.Text) -> None:
        """Write text; as on the web, spaces in a row are one."""
        told = _SPACES.sub(" ", node.astext())
        # A heading is told again in the contents, where a mark would be a second one.
        if not isinstance(node.parent, (nodes.title, nodes.rubric)):
            for key in self.spotter.found(told):
                self.add(call("institution", key))
        self.add(text(self.spelt(node, told)))

    depart_Text = Writing.speak

    visit_inline = depart_inline = Writing.speak
    visit_PassthroughTextElement = depart_PassthroughTextElement = Writing.speak
    visit_SparklineNode = Writing.begin
    visit_generated = depart_generated = Writing.speak

    def depart_SparklineNode(self, node: nodes.Element) -> None:
        """Write a small line as its last value, which its child tells in words."""
        self.block_as("par")

    visit_strong = visit_literal_strong = Writing.begin
    visit_emphasis = visit_literal_emphasis = visit_title_reference = visit_manpage = Writing.begin
    visit_literal = visit_subscript = visit_superscript = visit_abbreviation = Writing.begin

    def depart_strong(self, node: nodes.Element) -> None:
        """Write strong text."""
        self.close_as("strong")

    depart_literal_strong = depart_strong

    def depart_emphasis(self, node: nodes.Element) -> None:
        """Write emphasis."""
        self.close_as("emph")

    depart_literal_emphasis = depart_title_reference = depart_manpage = depart_emphasis

    def depart_literal(self, node: nodes.literal) -> None:
        """Write a name of code."""
        self.close_as("code")

    def depart_subscript(self, node: nodes.subscript) -> None:
        """Write an index."""
        self.close_as("sub")

    def depart_superscript(self, node: nodes.superscript) -> None:
        """Write an exponent."""
        self.close_as("super")

    def depart_abbreviation(self, node: nodes.Element) -> None:
        """Write an abbreviation; what the web shows under the pointer stands behind the first one."""
        meaning = str(node.get("explanation", ""))
        inner = self.close()
        self.add(inner.code[1:-1])
        if meaning and (node.astext(), meaning) not in self.explained:
            self.explained.add((node.astext(), meaning))
            self.add(text(f" ({self.spelt(node, meaning)})"))

    visit_acronym, depart_acronym = visit_abbreviation, depart_abbreviation

    def visit_raw(self, node: nodes.raw) -> NoReturn:
        """Break a line where HTML does; refuse other HTML, which would vanish; leave out other formats."""
        formats = node.get("format", "").split()
        told = node.astext()
        found = _BREAKS.fullmatch(told)
        if "html" not in formats and "typst" not in formats:
            raise nodes.SkipNode
        if "typst" in formats or (told.strip() and not found):
            raise self.refuse(node, f"raw {formats[0]} has no form in the PDF: {told.strip()[:60]!r}")
        if found and found["tag"] == "br":
            self.add("#linebreak();")
        raise nodes.SkipNode

    def visit_problematic(self, node: nodes.problematic) -> NoReturn:
        """Refuse what was not understood in reading."""
        raise self.refuse(node, f"this was not understood: {node.astext()[:60]!r}")

    def visit_system_message(self, node: nodes.system_message) -> NoReturn:
        """Refuse what was not understood in reading."""
        raise self.refuse(node, f"the page did not read well: {node.astext()[:200]}")

    # Icons only adorn; an entry of Sphinx's own index and a comment print nothing.
    visit_sd_icon = visit_fontawesome = Writing.skip
    visit_index = visit_comment = visit_substitution_definition = visit_meta = Writing.skip
    visit_highlightlang = visit_tabular_col_spec = visit_toctree = Writing.skip
