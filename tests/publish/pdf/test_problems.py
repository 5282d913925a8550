"""What cannot be printed fails the build: all of it at once, with page and line."""

import json
import pickle
import subprocess
import sys

import pytest

from pagebook.errors import BuildError
from pagebook.publish.pdf.problems import Link, Printed, PrintError, Problem, check, located

_JUPYTER_BOOK = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()")

REFUSED = [
    ("# A\n\n```{py:function} f()\n```\n", "page.md:3: the PDF has no form for desc"),
    ("![](red.png)\n", "page.md:1: the picture 'red.png' has no alternative; say what it shows (alt)"),
    (
        "```{image} https://example.org/a.png\n:alt: A\n```\n",
        "page.md:1: the picture 'https://example.org/a.png' is not a file of the book",
    ),
    (
        "```{image} ../../secret.png\n:alt: A\n```\n",
        "page.md:1: the picture '../../secret.png' is not there, or not one of .gif, .jpeg, .jpg, .png, .svg",
    ),
    (
        "```{image} red.png\n:alt: A\n:width: 2ex\n```\n",
        "page.md:1: the picture's width '2ex' is no length that the PDF knows",
    ),
    ("a\n\nb 日日\n", "page.md:3: a character that the fonts cannot print: 日 (U+65E5)"),
    ("a\u202eb\u2066\n", "page.md:1: characters that the fonts cannot print: U+202E, U+2066"),
    ("a\x07b\n", "page.md:1: a character that the fonts cannot print: U+0007"),
    (
        "[a](ftp://example.org/a)\n",
        "page.md:1: a link to 'ftp://example.org/a'; addresses begin with http, https or mailto",
    ),
    (
        "[a](mailto:a@example.org?bcc=b@example.org)\n",
        "page.md:1: a link to 'mailto:a@example.org?bcc=b@example.org'; "
        "addresses begin with http, https or mailto",
    ),
    ("a <b>c</b>\n", "page.md:1: raw html has no form in the PDF: '<b>'"),
    (
        "<script>alert(1)</script>\n",
        "page.md:1: raw html has no form in the PDF: '<script>alert(1)</script>'",
    ),
    ('```{raw} typst\n#read("x")\n```\n', "page.md:1: raw typst has no form in the PDF: '#read(\"x\")'"),
    (
        "$\\unknown$\n",
        "page.md:1: the formula '\\\\unknown' cannot be set: Unknown LaTeX command \"\\unknown\".",
    ),
    (
        "````{list-table}\n* - ```{list-table}\n    * - a\n    ```\n````\n",
        "page.md:2: a table inside a table has no form in the PDF",
    ),
    ("a {download}`red.png`\n", "page.md:1: a download of 'red.png'; link to its address instead"),
]


@pytest.mark.parametrize(("source", "said"), REFUSED)
def test_what_cannot_be_printed_is_told_with_its_place(read, source, said):
    """A construct without a form in the PDF is a problem with page and line."""
    assert said in map(str, read(source).problems)


def test_all_problems_of_a_page_are_told(read):
    """A page is read to its end, and every problem told."""
    page = read("![](red.png)\n\n[a](ftp://example.org)\n\nb \u4e00\n")

    assert [problem.place for problem in page.problems] == ["page.md:1", "page.md:3", "page.md:5"]


def test_the_place_in_a_notebook_is_a_cell_and_a_line(read):
    """Of a notebook the cell is told, and the line in the cell."""
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Title"},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "One.\n\nTwo 日.\n"},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

    page = read(json.dumps(notebook), "notebook.ipynb")

    assert [problem.place for problem in page.problems] == ["notebook.ipynb, cell 2, line 3"]


def test_a_link_to_nowhere_is_told_with_its_place():
    """Labels are looked for on all pages, and a link to one that none of them has is a problem."""
    pages = [
        Printed(labels={"a:x"}, links=[Link("a.md:1", "b:y")]),
        Printed(labels={"b:y"}, links=[Link("b.md:2", "a:x"), Link("b.md:3", "a:z")]),
    ]

    with pytest.raises(PrintError) as caught:
        check(pages)

    assert caught.value.problems == ("b.md:3: a link to 'a:z', which is nowhere in the book",)


def test_pages_without_problems_pass():
    """A link that finds its label is no problem."""
    check([Printed(labels={"a:x"}, links=[Link("a.md:1", "a:x")])])


def test_the_error_lists_its_problems_and_survives_pickling():
    """The error is ours, tells each problem on a line of its own, and crosses processes."""
    error = PrintError([Problem("a.md:1", "one"), "two", "two"])

    copy = pickle.loads(pickle.dumps(error))

    assert isinstance(copy, BuildError)
    assert str(copy) == "the book cannot be printed; 2 problems:\n  a.md:1: one\n  two"


def test_a_long_list_of_problems_is_cut():
    """Hundreds of problems do not fill the screen, but are counted."""
    told = str(PrintError([f"problem {number}" for number in range(60)]))

    assert told.splitlines()[0].endswith("60 problems:")
    assert told.splitlines()[-1] == "  … and 10 more"


def test_what_typst_says_is_traced_back_to_the_page():
    """The comment above the line that Typst complains about tells the place in the book."""
    pages = {"chapters/a.typ": '//@ chapters/a.md:3 (paragraph)\n#par([\n#image("x")\n]);\n'}
    diagnostic = "error: not found\n  ┌─ ../out/chapters/a.typ:3:2\n  │\n"

    told = located("not found", ["look again"], diagnostic, pages)

    assert told == "chapters/a.md:3 (paragraph): not found; look again"


def test_what_typst_says_of_the_template_names_its_line():
    """Where no page is to blame, the file and the line of the template are told."""
    diagnostic = "error: no\n  ┌─ ../out/template/book.typ:7:2\n  │\n"

    assert located("no", [], diagnostic, {"template/book.typ": "\n" * 9}) == "book.typ:7: no"


def test_what_typst_says_without_a_place_is_kept():
    """A message without a place is told as it is."""
    assert located("out of memory", [], "error: out of memory\n", {}) == "out of memory"


def test_jupyter_book_fails_on_what_cannot_be_printed(small_book):
    """The plain command of Jupyter Book tells every problem and ends with an error."""
    index = small_book.chapters / "index.md"
    index.write_text("# The book\n\n![](../dot.svg)\n\nA sign: 日\n\n```{rst:role} r\n```\n", "utf-8")
    (small_book.root / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")

    command = [*_JUPYTER_BOOK, "build", "-W", "--builder", "custom", "--custom-builder", "typst"]
    done = subprocess.run(
        [*command, small_book.root], capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert done.returncode != 0
    assert "the book cannot be printed; 3 problems:" in done.stderr
    assert "chapters/index.md:3: the picture 'dot.svg' has no alternative" in done.stderr
    assert "chapters/index.md:5: a character that the fonts cannot print: 日 (U+65E5)" in done.stderr
    assert "chapters/index.md:7: the PDF has no form for desc" in done.stderr
    assert not list(small_book.root.rglob("*.pdf"))
