"""Pages read by Sphinx and written as Typst, without a book around them."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from pagebook.publish.pdf.translator import printed

CONSTRUCTS = Path(__file__).parent / "constructs"
EXTENSIONS = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "tests.publish.pdf.bare"]
CONFIG = {
    "extensions": EXTENSIONS,
    "bibtex_bibfiles": ["refs.bib"],
    "myst_enable_extensions": [
        "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "substitution",
    ],
    "myst_heading_anchors": 3,
    "myst_substitutions": {"name": "Peru"},
    "myst_url_schemes": ["http", "https", "mailto", "ftp"],
    "nb_execution_mode": "off",
    "numfig": True,
    "numfig_format": {
        "figure": "Figure %s.", "table": "Table %s.", "code-block": "Listing %s.", "section": "Section %s",
    },
    "smartquotes": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def sphinx(tmp_path_factory):
    """Return Sphinx with the pages of all constructs read, and its warnings."""
    root = tmp_path_factory.mktemp("pages")
    shutil.copytree(CONSTRUCTS, root, dirs_exist_ok=True)
    heard = StringIO()
    with docutils_namespace():
        app = Sphinx(root, None, root / "out", root / "doctrees", "typst", CONFIG, status=None, warning=heard)
        app.builder.read()
        app.events.emit("env-get-updated", app.env)
        app.heard = heard
        yield app


@pytest.fixture
def read(sphinx):
    """Return a function that returns a page as Typst, with what is wrong with it."""

    def read_page(text: str, name: str = "page.md"):
        (Path(sphinx.srcdir) / name).write_text(text, "utf-8", errors="surrogatepass")
        docname = Path(name).stem
        sphinx.env.clear_doc(docname)
        sphinx.project.discover()
        sphinx.env.found_docs.add(docname)
        sphinx.builder.read_doc(docname)
        return printed(sphinx.env.get_and_resolve_doctree(docname, sphinx.builder), sphinx.builder, docname)

    return read_page


@pytest.fixture
def typst_of(read):
    """Return a function that returns the Typst lines of a page without problems, below its name."""

    def lines(text: str) -> list[str]:
        page = read(text)
        assert page.problems == []
        told = [line for line in page.markup.splitlines() if line and not line.startswith("//@ ")]
        assert told[0] == '#anchor("page:");'
        return told[1:]

    return lines
