"""A Sphinx extension that offers the builder alone, for pages that belong to no book."""

from sphinx.application import Sphinx

from pagebook.publish.pdf.builder import TypstBuilder


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the builder, and what it asks the configuration for."""
    app.add_config_value("pagebook_fingerprint", "", "env")
    app.add_builder(TypstBuilder)
    return {"parallel_read_safe": True}
