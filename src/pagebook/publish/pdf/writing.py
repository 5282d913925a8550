"""What the parts of the translator share: a pile of texts being written, and labels."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from pagebook.publish.pdf.markup import Raw, Value, call, content

__all__ = ["Writing"]


class Writing(SphinxTranslator):
    """Collects markup; what opens a construct begins a new text, what closes it takes that text away."""

    def __init__(self, document: nodes.document, builder: Builder, docname: str, level: int = 1) -> None:
        super().__init__(document, builder)
        self.docname = docname
        self.level = level - 1
        self._texts: list[list[str]] = [[]]

    @property
    def markup(self) -> str:
        """All that was written."""
        return "".join(self._texts[0])

    def add(self, markup: str) -> None:
        """Write."""
        self._texts[-1].append(markup)

    def open(self) -> None:
        """Begin a new text."""
        self._texts.append([])

    def close(self) -> Raw:
        """End the text that was begun last, and return it as content."""
        return content("".join(self._texts.pop()))

    def close_as(self, function: str, **named: Value) -> None:
        """Write a call whose last argument is the text that was begun last."""
        inner = self.close()
        self.add(call(function, inner, **named))

    def block(self, markup: str) -> None:
        """Write what stands on lines of its own."""
        self.add(f"\n{markup}\n")

    def name(self, anchor: str, docname: str | None = None) -> str:
        """Return the label of an anchor of a page; without an anchor, of the page."""
        return f"{docname or self.docname}:{anchor}"

    def names(self, anchors: Iterable[str]) -> list[str]:
        """Return the labels of anchors of this page."""
        return [self.name(anchor) for anchor in anchors]

    def place(self, node: nodes.Node, problem: str) -> str:
        """Return a problem with its page and line."""
        found: nodes.Node | None = node
        while found is not None and found.line is None:
            found = found.parent
        line = f":{found.line}" if found is not None else ""
        return f"{self.docname}{line}: {problem}"
