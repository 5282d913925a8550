"""Abbreviations in the text of a page show what they stand for: by pointer, by key and by touch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator
from sphinx_design.dropdown import dropdown_title

from pagebook.publish.node import WEB_BUILDERS, ChartNode
from pagebook.publish.reference import reference

__all__ = ["AbbreviationNode", "add_abbreviations", "mark"]

# Where an abbreviation is not marked: it is a link, a heading, code, or in a table, whose cells are narrow.
_CLOSED = (
    nodes.reference,
    nodes.title,
    nodes.rubric,
    nodes.table,
    nodes.literal,
    nodes.FixedTextElement,
    nodes.math,
    nodes.raw,
    nodes.Invisible,
    addnodes.glossary,
    dropdown_title,
    ChartNode,
)
_CARD_PARTS = frozenset({"sd-card-title", "sd-card-hover"})


class AbbreviationNode(nodes.Inline, nodes.TextElement):
    """An abbreviation in the text, with what it stands for."""


def add_abbreviations(app: Sphinx) -> None:
    """Have the abbreviations of each page marked before it is written for a browser."""
    app.add_node(AbbreviationNode, html=(_visit, _depart))
    app.connect("doctree-resolved", _mark_page)


def mark(doctree: nodes.document, meanings: Mapping[str, str]) -> None:
    """Mark each abbreviation where it first stands, in every section below the title."""
    if not meanings:
        return
    for part in _parts(doctree):
        seen: set[str] = set()
        for text in list(_texts(part)):
            marked = list(_marked(text.astext(), meanings, seen))
            if len(marked) > 1 or isinstance(marked[0], AbbreviationNode):
                text.parent.replace(text, marked)


def _mark_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.name in WEB_BUILDERS:
        mark(doctree, reference(app).meanings)


def _parts(doctree: nodes.document) -> Iterator[Sequence[nodes.Node]]:
    """Yield what stands above the first section below the title, then each of these sections."""
    page = next(iter(doctree.findall(nodes.section)), doctree)
    sections = [child for child in page.children if isinstance(child, nodes.section)]
    yield [child for child in page.children if child not in sections]
    yield from ([section] for section in sections)


def _texts(part: Sequence[nodes.Node]) -> Iterator[nodes.Text]:
    for node in part:
        if isinstance(node, nodes.Text):
            yield node
        elif not (isinstance(node, _CLOSED) or _is_heading_or_link(node)):
            yield from _texts(node.children)


def _is_heading_or_link(node: nodes.Node) -> bool:
    """Return whether a node is the title of a card, or a card that is a link as a whole."""
    return isinstance(node, nodes.Element) and not _CARD_PARTS.isdisjoint(node["classes"])


def _marked(text: str, meanings: Mapping[str, str], seen: set[str]) -> Iterator[nodes.Node]:
    done = 0
    for match in _pattern(tuple(sorted(meanings))).finditer(text):
        name = match[1]
        if name in seen:
            continue
        seen.add(name)
        if match.start() > done:
            yield nodes.Text(text[done : match.start()])
        yield AbbreviationNode("", match[0], meaning=meanings[name])
        done = match.end()
    if done < len(text) or not text:
        yield nodes.Text(text[done:])


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the names as a word of its own, also in the plural; the longest wins."""
    any_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w./@&-])({any_of})s?(?![\w&-]|\.\w)")


def _visit(self: HTML5Translator, node: AbbreviationNode) -> None:
    self.body.append(self.starttag(node, "abbr", "", CLASS="pb-abbr", title=node["meaning"], tabindex="0"))


def _depart(self: HTML5Translator, node: AbbreviationNode) -> None:
    self.body.append("</abbr>")
