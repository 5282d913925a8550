"""The contents beside each page: worked out once, and the same as Sphinx would work them out for each."""

import json
from pathlib import Path

import pytest
import yaml

from pagebook.project import Book
from pagebook.publish.compile import compile_html

# Notes the pages for which Sphinx works the contents out; may leave all of them to Sphinx.
EXTENSION = """
def setup(app):
    app.connect("builder-inited", change)
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}

def change(app):
    asked = app.builder._get_local_toctree
    def noting(docname, **how):
        with open({noted!r}, "a", encoding="utf-8") as file:
            file.write(f"{{docname}}\\n")
        return asked(docname, **how)
    app.builder._get_local_toctree = noting
    if {plain}:
        listeners = app.events.listeners["html-page-context"]
        listeners[:] = [one for one in listeners if one.handler.__module__ != "pagebook.publish.navigation"]
"""
FLAT = [
    {"chapters": [{"file": f"chapters/countries/{name}"} for name in ("kenya", "peru")]},
    {
        "caption": "More",
        "chapters": [{"file": "chapters/more"}, {"url": "https://a.example", "title": "x"}],
    },
]
NESTED = [
    {
        "caption": "Countries",
        "chapters": [
            {"file": "chapters/more", "sections": [{"file": "chapters/countries/kenya"}]},
            {"file": "chapters/countries/peru"},
        ],
    }
]
PAGES = ["chapters/countries/kenya", "chapters/countries/peru", "chapters/index", "chapters/more", "search"]


@pytest.fixture
def compiled(tmp_path, write_book):
    """Return a function that compiles a book with some contents, and tells what Sphinx was asked."""

    def build(contents: list, *, plain: bool) -> tuple[dict[str, bytes], list[str]]:
        root = tmp_path / str(plain)
        book: Book = write_book(root)
        (book.chapters / "more.md").write_text("# More of the *current* & other\n\n## Within\n", "utf-8")
        toc = {"format": "jb-book", "root": "chapters/index", "parts": contents}
        book.toc.write_text(json.dumps(toc), "utf-8")
        config = yaml.safe_load(book.config.read_text("utf-8"))
        config["sphinx"]["local_extensions"] = {"noting": "."}
        book.config.write_text(yaml.safe_dump(config), "utf-8")
        (root / "noting.py").write_text(EXTENSION.format(noted=str(root / "asked"), plain=plain), "utf-8")
        html = compile_html(book)
        return _pages(html), sorted((root / "asked").read_text("utf-8").split())

    return build


def _pages(html: Path) -> dict[str, bytes]:
    return {path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*.html")}


@pytest.mark.parametrize(("contents", "asked"), [(FLAT, 1), (NESTED, 5)], ids=["flat", "nested"])
def test_the_contents_are_those_of_sphinx(compiled, contents, asked):
    """Each page has the same bytes as when Sphinx works out its contents; for one level, it does so once."""
    ours, ours_asked = compiled(contents, plain=False)
    theirs, theirs_asked = compiled(contents, plain=True)

    assert ours.keys() >= {f"{name}.html" for name in PAGES}
    assert [name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)] == []
    assert (
        b'<li class="toctree-l1 current active"><a class="current reference internal" href="#">Peru'
        in (ours["chapters/countries/peru.html"])
    )
    assert theirs_asked == PAGES
    assert len(ours_asked) == asked
