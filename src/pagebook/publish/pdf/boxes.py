"""Admonitions, topics, sidebars: what stands in a box."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from pagebook.publish.pdf.markup import Value, call, content, text
from pagebook.publish.pdf.writing import Writing

__all__ = ["Boxes"]

# Where notes begin on the margin of the web page, and what else has its own title.
_TITLED = (nodes.admonition, nodes.topic, nodes.sidebar)


class Boxes(Writing):
    """Visits what stands in a box."""

    visit_admonition = visit_topic = visit_sidebar = Writing.begin

    def depart_admonition(self, node: nodes.Element) -> None:
        """Write a box; one that has no title of its own is named after its kind."""
        kind = type(node).__name__
        inner = self.close()
        named: dict[str, Value] = {"kind": kind if kind != "admonition" else _kind(node)}
        if not isinstance(node, _TITLED):
            named["title"] = content(text(self.spelt(node, str(admonitionlabels[kind]))))
        self.block(call("box-of", inner, **named))

    depart_topic = depart_sidebar = depart_admonition

    visit_note = visit_tip = visit_hint = visit_important = visit_admonition
    visit_warning = visit_caution = visit_danger = visit_error = visit_attention = visit_admonition
    visit_seealso = visit_admonition
    depart_note = depart_tip = depart_hint = depart_important = depart_admonition
    depart_warning = depart_caution = depart_danger = depart_error = depart_attention = depart_admonition
    depart_seealso = depart_admonition

    visit_versionmodified = Writing.begin

    def depart_versionmodified(self, node: addnodes.versionmodified) -> None:
        """Write since when something is so; its first words say it."""
        self.block_as("box-of", kind=node["type"])


def _kind(node: nodes.Element) -> str:
    """Return the kind that a box with a title of its own was given as a class, such as `tip`."""
    return next((name for name in node["classes"] if name in admonitionlabels), "admonition")
