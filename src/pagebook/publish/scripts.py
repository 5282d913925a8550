"""Which of the book's scripts a page needs beyond the one that all pages load."""

from __future__ import annotations

from docutils import nodes

from pagebook.figures.stored import SORTABLE
from pagebook.publish import assets
from pagebook.publish.explorer import ExplorerNode

__all__ = ["scripts_for"]

_BY_CLASS = {"pb-countries": "pagebook-cards.js", SORTABLE: assets.TABLE_SCRIPT}
"""A class that a part of the page carries, and the script that brings it to life."""


def scripts_for(doctree: nodes.document) -> list[str]:
    """Return the names of the scripts, each once, sorted."""
    found = {name for node in doctree.findall(nodes.Element) for name in node["classes"]}
    wanted = {script for name, script in _BY_CLASS.items() if name in found}
    if next(doctree.findall(ExplorerNode), None) is not None:
        wanted.add("pagebook-explorer.js")
    return sorted(wanted)
