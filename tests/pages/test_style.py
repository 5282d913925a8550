"""The style of notebooks: every breach is found, with its cell and what would be right."""

import pytest

from pagebook.pages.style import check_style

TITLE = "# A title"
PARAMETERS = 'country: str = "PER"  # ISO 3166-1 alpha-3 code'


def _problems(tmp_path, cells, *entries, template=False) -> list[str]:
    path = tmp_path / "n.ipynb"
    cells.notebook(path, *entries)
    return [str(problem) for problem in check_style(path, "chapters/n.ipynb", template=template)]


def test_a_thin_notebook_is_fine(book):
    """The small book's notebooks break no rule."""
    assert check_style(book.chapters / "country.ipynb", "n", template=True) == []
    assert check_style(book.chapters / "notes.ipynb", "n", template=False) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def f():\n    pass", "defines f; definitions belong in the library"),
        ("async def f():\n    pass", "defines f; definitions belong in the library"),
        ("class C:\n    pass", "defines C; definitions belong in the library"),
        ("pd.read_csv('x')", "calls read_csv; notebooks ask the library for data"),
        ("import pandas as pd", "imports pandas; notebooks import from pagebook only"),
        ("from pagebook.data import Tables", "imports pagebook.data; notebooks import from pagebook only"),
        ("%matplotlib inline", "is not Python: invalid syntax (line 1); plain Python without magics"),
        ("a = 1\n" * 13, "has 13 lines; at most 12; move work into the library"),
    ],
)
def test_code_that_belongs_into_the_library_is_found(tmp_path, cells, source, words):
    """The message names the cell and says where the code belongs."""
    assert _problems(tmp_path, cells, cells.prose(TITLE), cells.code(source)) == [
        f"chapters/n.ipynb: cell 1: {words}"
    ]


def test_blank_lines_do_not_count(tmp_path, cells):
    """Twelve lines of code may be spaced."""
    assert _problems(tmp_path, cells, cells.prose(TITLE), cells.code("a = 1\n\n" * 12)) == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [("no title", 0), ("# A\n\n# B", 2), ("# A\n\n```\n# a comment\n```", 1), ("# A\n\n## B", 1)],
    ids=["none", "two", "comment", "section"],
)
def test_a_page_has_one_title(tmp_path, cells, text, titles):
    """Only lines of prose that start with one # are titles."""
    problem = f"chapters/n.ipynb: has {titles} titles (lines that start with '# '); one title a page"

    assert _problems(tmp_path, cells, cells.prose(text)) == ([] if titles == 1 else [problem])


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (None, "has 0 cells tagged 'parameters'; exactly one"),
        ("n = 1  # size", "n: parameter without type or comment; write n: str = 1  # what it is"),
        ("n: str = 1", "n: parameter without type or comment; write n: str = 1  # what it is"),
    ],
    ids=["none", "no type", "no comment"],
)  # fmt: skip
def test_a_template_has_a_typed_and_commented_signature(tmp_path, cells, entry, words):
    """Programs and people read the parameters cell."""
    more = [] if entry is None else [cells.code(entry, "parameters")]

    assert _problems(tmp_path, cells, cells.prose(TITLE), *more, template=True) == [
        f"chapters/n.ipynb: {words}"
    ]


@pytest.mark.parametrize(
    ("tag", "template", "words"),
    [
        ("raises-exception", False, "cell 1: is tagged raises-exception; a page shows no errors"),
        ("needs-models", False,
         "cell 1: is tagged needs-models; only cells of the template may go; a chapter is its own source"),
        ("injected-parameters", False,
         "cell 1: is a parameters cell that papermill added; remove it; the plan gives the values"),
        ("parameters", False, "has a parameters cell, but chapters take none; remove the tag"),
    ],
)  # fmt: skip
def test_tags_are_checked(tmp_path, cells, tag, template, words):
    """Tags that have no place in a chapter are found."""
    found = _problems(tmp_path, cells, cells.prose(TITLE), cells.code(PARAMETERS, tag), template=template)

    assert found == [f"chapters/n.ipynb: {words}"]


def test_a_file_that_is_no_notebook_is_a_problem(tmp_path):
    """A damaged file is one problem, not a traceback."""
    path = tmp_path / "n.ipynb"
    path.write_text("{")

    (problem,) = check_style(path, "chapters/n.ipynb", template=True)

    assert str(problem).startswith("chapters/n.ipynb: n.ipynb: is not a readable notebook: ")
