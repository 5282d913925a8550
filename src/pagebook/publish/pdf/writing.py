"""What the parts of the translator share: texts being written, labels, and what cannot be printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from pagebook.publish.pdf.addresses import Notes
from pagebook.publish.pdf.glyphs import missing, named
from pagebook.publish.pdf.institutions import institutions
from pagebook.publish.pdf.markup import Raw, Value, call, content
from pagebook.publish.pdf.problems import Link, Printed, Problem, marked, where

__all__ = ["Writing", "runs"]


class Writing(SphinxTranslator):
    """Collects markup; what opens a construct begins a new text, what closes it takes that text away."""

    # Constructs that write their own labels.
    own_labels: tuple[type[nodes.Element], ...] = ()

    def __init__(self, document: nodes.document, builder: Builder, docname: str, level: int = 1) -> None:
        super().__init__(document, builder)
        self.docname = docname
        self.level = level - 1
        self.printed = Printed()
        self._source = str(builder.env.doc2path(docname, base=False))
        # Titles and captions, kept by the construct that they belong to until it is written.
        self.titles: dict[int, Raw] = {}
        self.captions: dict[int, Raw] = {}
        self.legends: dict[int, Raw] = {}
        # Lines that head a list, by the list.
        self.leads: dict[int, Raw] = {}
        # Items of the lists that are open, and of their items with terms, terms and meanings.
        self.items: list[list[Value]] = []
        self.terms: list[list[Raw]] = []
        self.meanings: list[list[Raw]] = []
        # Abbreviations of the page that were told in full.
        self.explained: set[tuple[str, str]] = set()
        # Footnotes of the page that were written.
        self.noted: set[str] = set()
        self.spotter = institutions(builder.app).spotter(docname)
        self.notes = Notes.of(document, docname)
        self._texts: list[list[str]] = [[]]
        self._waiting: list[str] = []
        self._node: nodes.Node | None = None

    @property
    def markup(self) -> str:
        """All that was written."""
        self._let_in()
        return "".join(self._texts[0])

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit a node; its labels come before the first text in it."""
        self._node = node
        if isinstance(node, nodes.Element) and not isinstance(node, self.own_labels):
            self._waiting += self.names(node["ids"])
        super().dispatch_visit(node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Depart from a node."""
        self._node = node
        super().dispatch_departure(node)

    def speak(self, node: nodes.Node) -> None:
        """Write nothing: the children speak."""

    def skip(self, node: nodes.Node) -> NoReturn:
        """Leave out what nothing is printed of on the web either."""
        raise nodes.SkipNode

    def begin(self, node: nodes.Node) -> None:
        """Begin a new text for the children; what departs from the node ends it."""
        self.open()

    def add(self, markup: str) -> None:
        """Write."""
        self._let_in()
        self._texts[-1].append(markup)

    def open(self) -> None:
        """Begin a new text."""
        self._texts.append([])

    def close(self) -> Raw:
        """End the text that was begun last, and return it as content."""
        self._let_in()
        return content("".join(self._texts.pop()))

    def close_as(self, function: str, **named: Value) -> None:
        """Write a call whose last argument is the text that was begun last."""
        inner = self.close()
        self.add(call(function, inner, **named))

    def block(self, markup: str) -> None:
        """Write what stands on lines of its own, below a comment that tells where it is from."""
        self.add(f"\n{marked(self.place(self._node), self._node)}\n{markup}\n")

    def block_as(self, function: str, **named: Value) -> None:
        """Write a call on lines of its own whose last argument is the text that was begun last."""
        inner = self.close()
        self.block(call(function, inner, **named))

    def inside(self, node: nodes.Element) -> Raw:
        """Return what the children of a node say, for a construct that does not stand where they stand."""
        self.open()
        for child in node.children:
            child.walkabout(self)
        return self.close()

    def name(self, anchor: str, docname: str | None = None) -> str:
        """Return the label of an anchor of a page; without an anchor, of the page."""
        return f"{docname or self.docname}:{anchor}"

    def names(self, anchors: Iterable[str]) -> list[str]:
        """Return the labels of anchors of this page; whoever asks for them writes them."""
        names = [self.name(anchor) for anchor in anchors]
        self.printed.labels.update(names)
        return names

    def linked(self, node: nodes.Node, anchor: str, docname: str | None = None) -> str:
        """Return the label that a node links to; there must be one, or the book cannot be printed."""
        label = self.name(anchor, docname)
        self.printed.links.append(Link(self.place(node), label))
        return label

    def number(self, node: nodes.Element, kind: str) -> str:
        """Return how a numbered construct is called on its page, or nothing if it has no number."""
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        found = next((numbers[label] for label in node["ids"] if label in numbers), None)
        return self.config.numfig_format[kind] % ".".join(map(str, found)) if found else ""

    def place(self, node: nodes.Node | None) -> str:
        """Return where a node stands: the page's file, and the line, or the cell and the line."""
        return where(self._source, node)

    def problem(self, node: nodes.Node, said: str) -> None:
        """Say what cannot be printed; the build fails when all pages are read."""
        self.printed.problems.append(Problem(self.place(node), said))

    def refuse(self, node: nodes.Node, said: str) -> nodes.SkipNode:
        """Say that a construct cannot be printed; return what skips it."""
        self.problem(node, said)
        return nodes.SkipNode()

    def spelt(self, node: nodes.Node, text: str, place: str = "") -> str:
        """Return a text whose characters the fonts have; each one that they lack is a problem.

        Args:
            node: Where the text stands.
            text: The text.
            place: What the text belongs to, if the place does not tell it.
        """
        if lacking := missing(text):
            noun = "a character" if len(lacking) == 1 else "characters"
            of = f" in {place}" if place else ""
            self.problem(node, f"{noun} that the fonts cannot print{of}: {named(lacking)}")
        return text

    def _let_in(self) -> None:
        """Write the labels that wait for a text."""
        waiting, self._waiting = self._waiting, []
        self._texts[-1] += [call("anchor", label) for label in waiting]


def runs(node: nodes.Node) -> bool:
    """Return whether a block is running text of the page, in no box and no list."""
    above = node.parent
    while isinstance(above, nodes.container) and {"cell", "cell_output"} & set(above["classes"]):
        above = above.parent
    return isinstance(above, nodes.section)
