"""Numbers in prose: typed ones are found with their sentence, names and years are not."""

import pytest
import yaml

from pagebook.pages.prose import NAMES, check_prose, typed_numbers


def _found(book, cells, text: str) -> list[str]:
    path = book.chapters / "notes.ipynb"
    cells.notebook(path, cells.prose("# Notes"), cells.code("1 + 1"), cells.prose(text))
    return [str(problem) for problem in check_prose(book, [path])]


@pytest.mark.parametrize(
    "text",
    [
        "It has {{ n }} tables.",
        "Since 2018, and on 22 November 2026.",
        "From 2010–2025 and 2025–26.",
        "One of two sides; the three states below.",
        "Indoors and outdoors, sometimes, often.",
        "See [the list](page-2.html#part-3) and <https://example.org/4>.",
        "Written `x = 5` and ${a^2}$ and {ref}`part-6`.",
        "```python\nx = 12\n```",
        "```{math}\nx_1 = 12 y_2\n```",
        ":::{note}\n:class: pb-7\nFine.\n:::",
        "1. First\n2. Second",
        "(part-8)=\n## A part",
        "PM₂.₅ and CO₂",
    ],
)
def test_years_names_and_markup_are_fine(text: str):
    """Substitutions, dates, small numbers in words, addresses, code and list numbers are no figures."""
    assert list(typed_numbers(text, [])) == []


@pytest.mark.parametrize(
    ("text", "number", "sentence"),
    [
        ("Fine here. It has 22 tables, in 2026.", "22", "It has 22 tables, in 2026."),
        ("A share of 18.4%.", "18.4%", "A share of 18.4%."),
        ("US$ 1,200 were paid.", "1,200", "US$ 1,200 were paid."),
        ("Twenty-two countries joined.", "Twenty-two", "Twenty-two countries joined."),
        ("Over a thousand people.", "thousand", "Over a thousand people."),
        ("It has four outcomes.", "four", "It has four outcomes."),
        ("It has three other indicators.", "three", "It has three other indicators."),
        ("Within two per cent.", "two", "Within two per cent."),
        ("It grew by 3\npoints.", "3", "It grew by 3 points."),
        ("- a point\n- another, of 7", "7", "- another, of 7"),
        (":::{note}\nAll 8 of them.\n:::", "8", "All 8 of them."),
        ("## The 9 tables", "9", "## The 9 tables"),
        ("In 2018a it began.", "2018a", "In 2018a it began."),
        ("Under COP29 it began.", "COP29", "Under COP29 it began."),
    ],
)
def test_a_typed_number_is_found_with_its_sentence(text: str, number: str, sentence: str):
    """Figures, large number words, and small ones that count what the tables hold."""
    assert list(typed_numbers(text, [])) == [(number, sentence)]


def test_a_name_on_the_list_may_be_typed(book, cells):
    """The name counts as a whole, so that the same number elsewhere is still found."""
    (book.chapters / NAMES).write_text("SDG 8: a goal\nCOP29: a conference\n")

    assert _found(book, cells, "SDG 8 at COP29, SDG 80 and 8.") == [
        f"chapters/notes.ipynb: cell 2: types the number '{number}' in “SDG 8 at COP29, SDG 80 and 8.”; "
        "bind it as {{ … }}, or list the name that it belongs to in chapters/prose.yml"
        for number in ("80", "8")
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- SDG 8", "is no list of names; one line for each: 'SDG 8: a goal'"),
        ("SDG 8:", "gives no reason for 'SDG 8'; 'SDG 8: what it is the name of'"),
        ("SDG 8: ' '", "gives no reason for 'SDG 8'; 'SDG 8: what it is the name of'"),
        ("'8': a number", "lists '8', which is no name; letters and a number, such as 'SDG 8'"),
        ("8: a number", "lists 8, which is no name; letters and a number, such as 'SDG 8'"),
        ("SDG: a goal", "lists 'SDG', which is no name; letters and a number, such as 'SDG 8'"),
    ],
)
def test_the_list_holds_names_with_their_reasons(book, cells, text: str, problem: str):
    """A bare number cannot be listed, and no name stands without a reason."""
    (book.chapters / NAMES).write_text(text)

    assert _found(book, cells, "Fine.") == [f"chapters/prose.yml: {problem}"]


def test_a_list_that_is_no_yaml_is_one_problem(book, cells):
    """A damaged list is said once."""
    (book.chapters / NAMES).write_text("a: [")

    (problem,) = _found(book, cells, "Fine.")

    assert problem.startswith("chapters/prose.yml: cannot be read: ")


def test_a_damaged_notebook_is_left_to_the_check_of_style(book):
    """It is named there, and not a second time."""
    path = book.chapters / "notes.ipynb"
    path.write_text("{")

    assert check_prose(book, [path]) == []


def test_the_books_prose_types_no_number(book_root):
    """In every chapter and in the template, numbers come from the data."""
    from pagebook.project import find_book

    real = find_book(book_root)

    assert [str(problem) for problem in check_prose(real, sorted(real.chapters.glob("*.ipynb")))] == []


def test_every_name_on_the_books_list_reads_as_its_reason_says(book_root):
    """The list holds names and reasons, each name once."""
    lines = (book_root / "chapters" / NAMES).read_text("utf-8").splitlines()
    names = [line.rpartition(": ")[0] for line in lines if not line.startswith("#")]

    assert sorted(yaml.safe_load("\n".join(lines))) == sorted(names)
