"""A Sphinx extension that offers the builder alone, for pages that belong to no book."""

from sphinx.application import Sphinx

from pagebook.publish.pdf.builder import TypstBuilder


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the builder."""
    app.add_builder(TypstBuilder)
    return {"parallel_read_safe": True}
