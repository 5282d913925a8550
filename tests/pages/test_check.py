"""Checking the book's pages: contents, strays and currency, all problems together."""

import json
import shutil

import pytest

from pagebook.data import Tables
from pagebook.pages.check import check_pages, check_sources
from pagebook.pages.plan import plan
from pagebook.pages.run import run
from pagebook.project import Book


def _lines(problems) -> list[str]:
    return [str(problem) for problem in problems]


def test_a_book_that_ran_has_no_problems(book):
    """After a run the small book is right."""
    run(book, plan(book, Tables.open(book)))

    assert check_pages(book) == []


def test_pages_that_never_ran_are_named(book):
    """Each is named with the command that mends it; the sources themselves are fine."""
    assert check_sources(book) == []
    assert _lines(check_pages(book)) == [
        "chapters/countries/senegal.ipynb: is not current: never run; run pagebook run --only SEN",
        "chapters/countries/peru.ipynb: is not current: never run; run pagebook run --only PER",
        "chapters/notes.ipynb: is not current: never run; run pagebook run --only notes",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("- file: chapters/countries/peru\n", "",
         "lacks chapters/countries/peru (page PER); add '- file: chapters/countries/peru'"),
        ("- file: chapters/notes\n", "", "lacks chapters/notes (page notes); add '- file: chapters/notes'"),
        ("peru\n", "peru\n- file: chapters/countries/peru\n",
         "chapters/countries/peru stands 2 times; name each document once"),
        ("peru\n", "peru\n- file: chapters/countries/kenya\n",
         "chapters/countries/kenya is no page of the book; remove it, or add its row or its file"),
        ("peru\n", "peru\n- file: chapters/country\n",
         "chapters/country is no page of the book; remove it, or add its row or its file"),
    ],
    ids=["country missing", "chapter missing", "twice", "unknown", "template"],
)  # fmt: skip
def test_the_contents_list_the_countries_exactly(book, old, new, words):
    """Contents and countries say the same."""
    book.toc.write_text(book.toc.read_text().replace(old, new))

    assert _lines(check_sources(book)) == [f"_toc.yml: {words}"]


def test_a_broken_table_of_contents_is_one_problem(book):
    """What is wrong with the file is said once."""
    book.toc.write_text("- a")

    assert _lines(check_pages(book)) == [
        "_toc.yml: names no root document; its first lines are 'format' and 'root'; a table of contents"
    ]


def test_files_of_no_page_are_found(book, cells):
    """A page whose country went, its record, and prose outside the contents are strays, hidden files not."""
    for name in ("countries/kenya.ipynb", "countries/kenya.record.json", "more.md", ".notes.md", "logo.png"):
        (book.chapters / name).write_text("x")

    assert _lines(check_sources(book)) == [
        "chapters/countries/kenya.ipynb: belongs to no page of the book; remove it, or add its row",
        "chapters/countries/kenya.record.json: belongs to no page of the book; remove it, or add its row",
        "chapters/more.md: is not in the table of contents; add it to _toc.yml, or remove it",
    ]


def test_style_is_checked_once_a_notebook(book, cells):
    """A breach in the template is one problem, not one a country."""
    cells.notebook(book.chapters / "country.ipynb", *cells.template(cells.code("import os")))

    assert _lines(check_sources(book)) == [
        "chapters/country.ipynb: cell 7: imports os; notebooks import from pagebook only"
    ]


def test_a_damaged_template_is_one_problem(book):
    """Pages made from it are not named one by one."""
    (book.chapters / "country.ipynb").write_text("{")
    (book.chapters / "notes.ipynb").unlink()
    book.toc.write_text(book.toc.read_text().replace("- file: chapters/notes\n", ""))

    (problem,) = [problem for problem in check_pages(book) if problem.kind == "notebook"]

    assert str(problem).startswith("chapters/country.ipynb: country.ipynb: is not a readable notebook: ")


def test_broken_data_are_no_traceback(book):
    """Without a readable table of countries there is no plan; the message says what to do first."""
    (book.data / "datapackage.json").write_text(json.dumps({}))

    assert [problem.kind for problem in check_pages(book)] == ["plan"]


def test_narratives_belong_to_their_countries(book):
    """A narrative of a partner country is no stray; one of another country is."""
    folder = book.chapters / "narratives"
    folder.mkdir()
    (folder / "kenya.md").write_text("x")

    assert _lines(check_sources(book)) == [
        "chapters/narratives/kenya.md: is the narrative of no country; "
        "name it after a country's page, or remove it"
    ]


def test_a_wrong_narrative_is_found_before_anything_runs(book):
    """The file, its line, what is wrong and what would be right."""
    folder = book.chapters / "narratives"
    folder.mkdir()
    (folder / "peru.md").write_text("Nothing.\n")

    assert _lines(check_sources(book)) == [
        "chapters/narratives/peru.md:1: no row stands behind “Nothing.”; "
        "link what it says: […](row:table/key)"
    ]


def test_a_number_typed_into_prose_is_found(book, cells):
    """The chapter, the cell and the sentence."""
    cells.notebook(book.chapters / "notes.ipynb", cells.prose("# Notes\n\nThere are 22 countries."))

    assert _lines(check_sources(book)) == [
        "chapters/notes.ipynb: cell 0: types the number '22' in “There are 22 countries.”; "
        "bind it as {{ … }}, or list the name that it belongs to in chapters/prose.yml"
    ]


def test_a_narrative_whose_rows_changed_is_read_again(book_root, tmp_path):
    """Only narratives of pages that moved are read, and they tell what a look at all of them does."""
    for name in ("data", "chapters"):
        shutil.copytree(book_root / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(book_root / name, tmp_path / name)
    book, changed = Book(tmp_path), "data/programme/milestones.csv"
    row = "per-2016-guidelines-green-growth-approved,PER,"
    text = (tmp_path / changed).read_text(encoding="utf-8")
    (tmp_path / changed).write_text(text.replace(f"{row}2016", f"{row}2015"), encoding="utf-8")

    found = check_sources(book, {changed})

    assert {(problem.file, problem.kind) for problem in found} == {
        ("chapters/narratives/peru.md", "narrative")
    }
    assert found == check_sources(book)
