"""Publish the executed pages: a Sphinx extension, the HTML book, and a local server.

1. `renderer` takes a chart out of a notebook's output and makes a document node of it (`chart`, `node`);
2. `figure` writes the node as HTML, with a static `picture` and the `files` a reader can take away;
3. `assets` puts Vega, the themes and our own style and script beside the pages, once for the whole book;
4. `changes` adds to the pages that Sphinx reads and writes again, `ahead` draws beside it by `forking`;
5. `compile` runs Jupyter Book's build in a `process` that is ready before, and leaves out by the `stamp` what
   need not be done; `serve` shows the result on this machine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the Sphinx extension `pagebook.publish`; Sphinx calls this by its name."""
    # Only Sphinx needs the extension; the command line, which imports its neighbours, does not wait for it.
    registered: ExtensionMetadata = import_module("pagebook.publish.extension").setup(app)
    return registered
