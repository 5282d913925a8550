"""The table of contents is read in order, and a broken one is named."""

import pytest

from pagebook.pages.toc import TocError, toc_entries


def test_entries_come_in_the_order_of_the_file(book):
    """Every document is given, without suffix, in the file's order."""
    assert toc_entries(book) == (
        "chapters/index",
        "chapters/countries/senegal",
        "chapters/countries/peru",
        "chapters/notes",
    )


def test_parts_and_sections_are_read(book):
    """Documents inside parts and sections count like others."""
    book.toc.write_text(
        "format: jb-book\nroot: a.md\nparts:\n- caption: P\n  chapters:\n"
        "  - file: b\n    sections:\n    - file: c.ipynb\n"
    )

    assert toc_entries(book) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("root: [", "_toc.yml: is not YAML: while parsing a flow node expected the node content, "
         "but found '<stream end>' in \"<unicode string>\", line 1, column 8: root: [ ^"),
        ("- a\n", "_toc.yml: names no root document; its first lines are 'format' and 'root'"),
        ("root: a\nchapters:\n- glob: chapters/*\n",
         "_toc.yml: 'glob: chapters/*' hides which pages there are; name each with 'file:'"),
    ],
    ids=["not YAML", "no root", "glob"],
)  # fmt: skip
def test_a_broken_table_of_contents_is_named(book, text, message):
    """What is wrong with the file is said in one line."""
    book.toc.write_text(text)

    with pytest.raises(TocError) as caught:
        toc_entries(book)

    assert str(caught.value) == message


def test_a_missing_table_of_contents_is_named(book):
    """Without the file, the message names it."""
    book.toc.unlink()

    with pytest.raises(TocError, match=r"^_toc\.yml: cannot be read"):
        toc_entries(book)
