"""Which of the book's scripts and styles a page needs beyond those that all pages load."""

from __future__ import annotations

from docutils import nodes

from pagebook.figures.stored import SORTABLE
from pagebook.publish import assets
from pagebook.publish.explorer import ExplorerNode
from pagebook.publish.levers import LeversNode

__all__ = ["scripts_for", "styles_for"]

_BY_CLASS = {"pb-countries": "pagebook-cards.js", SORTABLE: assets.TABLE_SCRIPT}
"""A class that a part of the page carries, and the script that brings it to life."""

_BY_NODE: dict[type[nodes.Element], str] = {
    ExplorerNode: "pagebook-explorer.js",
    LeversNode: assets.LEVERS_SCRIPT,
}
"""What a page may hold, and the script that works it."""


def scripts_for(doctree: nodes.document) -> list[str]:
    """Return the names of the scripts, each once, sorted."""
    found = {name for node in doctree.findall(nodes.Element) for name in node["classes"]}
    wanted = {script for name, script in _BY_CLASS.items() if name in found}
    wanted |= {script for kind, script in _BY_NODE.items() if _has(doctree, kind)}
    return sorted(wanted)


def styles_for(doctree: nodes.document) -> list[str]:
    """Return the names of the styles beyond the one that all pages load, each once, sorted."""
    found = {assets.LEVERS_STYLE} if _has(doctree, LeversNode) else set()
    if any(SORTABLE in table["classes"] for table in doctree.findall(nodes.table)):
        found.add(assets.TABLE_STYLE)
    return sorted(found)


def _has(doctree: nodes.document, kind: type[nodes.Element]) -> bool:
    return next(doctree.findall(kind), None) is not None
