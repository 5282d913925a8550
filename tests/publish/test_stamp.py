"""What must be compiled is told by what the last good compilation left, and by nothing else."""

import os

import pytest

from pagebook.project import Book
from pagebook.publish.stamp import Need, forget, need, sources, stamp


@pytest.fixture
def compiled(tmp_path) -> Book:
    """Return a book of three files that is stamped as compiled."""
    written = {
        "_config.yml": "title: A",
        "_toc.yml": "root: chapters/index",
        "chapters/index.md": "# A",
        "chapters/peru.ipynb": "{}",
        "chapters/peru.record.json": "{}",
        "chapters/logo.png": "picture",
        "_build/html/index.html": "<p>",
        "_build/.doctrees/environment.pickle": "documents",
    }
    for name, text in written.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    book = Book(tmp_path)
    stamp(book.html, tmp_path / "_build/.doctrees", sources(book))
    return book


def _need(book: Book) -> Need:
    return need(book.html, book.root / "_build/.doctrees", sources(book))


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("chapters/peru.ipynb", Need.CHANGED),
        ("chapters/index.md", Need.CHANGED),
        ("chapters/peru.record.json", Need.NOTHING),
        ("chapters/logo.png", Need.ALL),
        ("chapters/new.md", Need.ALL),
        ("_config.yml", Need.ALL),
        ("_toc.yml", Need.ALL),
        ("_build/html/index.html", Need.ALL),
        ("_build/html/new.html", Need.ALL),
        ("_build/.pagebook-compiled", Need.ALL),
    ],
)
def test_what_is_needed_depends_on_what_changed(compiled, name, needed):
    """Changed pages alone are written; any other change of sources or of what was written begins anew."""
    with (compiled.root / name).open("a", encoding="utf-8") as file:
        file.write(" more")

    assert _need(compiled) is needed


def test_a_page_is_known_by_its_content_not_by_its_time(compiled):
    """A page that is only touched needs nothing; one with an older time and other content does."""
    page = compiled.chapters / "peru.ipynb"
    os.utime(page)
    touched = _need(compiled)
    page.write_text('{"other": 1}', "utf-8")
    os.utime(page, (1, 1))

    assert (touched, _need(compiled)) == (Need.NOTHING, Need.CHANGED)


def test_documents_that_others_read_are_not_built_upon(compiled):
    """Where Sphinx's documents changed, warnings may have been given to somebody else."""
    (compiled.root / "_build/.doctrees/environment.pickle").write_text("cut", "utf-8")
    unchanged = _need(compiled)
    (compiled.chapters / "index.md").write_text("# B", "utf-8")

    assert (unchanged, _need(compiled)) == (Need.NOTHING, Need.ALL)


def test_a_deleted_page_begins_anew(compiled):
    """Nothing of a page that is gone stays among those written."""
    (compiled.chapters / "peru.ipynb").unlink()

    assert _need(compiled) is Need.ALL


def test_what_was_forgotten_begins_anew(compiled):
    """While a compilation runs, and after one that failed, there is no stamp."""
    forget(compiled.html)

    assert _need(compiled) is Need.ALL
