"""The brief of a page: which pages have one, and its document."""

from __future__ import annotations

from docutils import nodes
from sphinx.builders import Builder

from pagebook.errors import BuildError
from pagebook.publish.pdf.sheet import Sheet

__all__ = ["has_brief", "write_brief"]


def has_brief(docname: str) -> bool:
    """Return whether a page has a brief."""
    return False


def write_brief(builder: Builder, docname: str, doctree: nodes.document) -> Sheet:
    """Write the brief of a page and return what is to be set."""
    raise BuildError(f"{docname} has no brief")
