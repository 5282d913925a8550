"""Finishing: what a page keeps of an executed notebook, and what it refuses."""

import json

import nbformat
import pytest

from pagebook.errors import PageError
from pagebook.pages.finish import RECORD_MIME, WORDS_MIME, dumps, finish, outputs_of
from pagebook.pages.notebooks import KERNEL, LANGUAGE, parse_notebook, prepare
from pagebook.pages.plan import Page


def _display(data: dict) -> dict:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _stream(name: str, text: str) -> dict:
    return {"output_type": "stream", "name": name, "text": text}


@pytest.fixture
def page(book) -> Page:
    """Return the plan's entry for Peru."""
    return Page(
        "PER", book.chapters / "country.ipynb", book.chapters / "countries" / "peru.ipynb", {"country": "PER"}
    )


@pytest.fixture
def executed(cells):
    """Return a function that makes an executed notebook of cells, one output each."""

    def make(*entries, metadata=None):
        raw = {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": metadata or {},
            "cells": [cell for cell, _ in entries],
        }
        notebook = prepare(parse_notebook(json.dumps(raw).encode()))
        for cell, (_, output) in zip(notebook.cells, entries, strict=True):
            if output is not None:
                cell.outputs = [nbformat.from_dict(output)]
        return notebook

    return make


def test_clocks_and_random_ids_go(page, cells, executed):
    """Two runs at different times give the same bytes."""
    notebooks = []
    for time, ident in (("09:00", "a1"), ("17:30", "b2")):
        notebook = executed((cells.code("1 + 1"), None), metadata={"papermill": {"start_time": time}})
        notebook.cells[0].id = ident
        notebook.cells[0].metadata = nbformat.from_dict(
            {"papermill": {"duration": time}, "execution": {"iopub.execute_input": time}, "tags": []}
        )
        notebooks.append(dumps(finish(notebook, page)))

    assert notebooks[0] == notebooks[1]


def test_the_page_names_our_kernel_without_its_version(page, cells, executed):
    """A patch release of Python does not change pages."""
    metadata = {
        "language_info": {"name": "python", "version": "3.12.9"},
        "kernelspec": {"name": "mine", "display_name": "Mine"},
    }

    finished = finish(executed((cells.prose("# A"), None), metadata=metadata), page)

    assert finished.metadata == {"kernelspec": KERNEL, "language_info": LANGUAGE}


def test_injected_parameters_are_hidden(page, cells, executed):
    """The cell that papermill adds is not shown; papermill itself gives it no such tag."""
    finished = finish(executed((cells.code("country = 'PER'", "injected-parameters"), None)), page)

    assert finished.cells[0].metadata.tags == ["injected-parameters", "remove-cell"]


def test_words_become_substitutions(page, cells, executed):
    """Prose takes its words from the page's metadata; those of an earlier run do not stay."""
    words = _display({WORDS_MIME: {"substitutions": {"name": "Peru"}, "has": {}}})
    old = {"myst": {"substitutions": {"gone": "x"}, "enable_extensions": ["a"]}}

    finished = finish(executed((cells.code("words"), words), metadata=old), page)

    assert finished.metadata.myst == {"substitutions": {"name": "Peru"}, "enable_extensions": ["a"]}


def test_cells_of_missing_parts_go(page, cells, executed):
    """A cell stays only when the page has every part that the cell needs."""
    words = _display({WORDS_MIME: {"has": {"models": True, "trend": False}}})

    finished = finish(
        executed(
            (cells.code("words"), words),
            (cells.prose("models", "needs-models"), None),
            (cells.prose("both", "needs-models", "needs-trend"), None),
            (cells.prose("trend", "needs-trend"), None),
        ),
        page,
    )

    assert [cell.source for cell in finished.cells] == ["words", "models"]
    assert [cell.id for cell in finished.cells] == ["cell-0", "cell-1"]


def test_a_part_that_the_words_do_not_tell_about_is_refused(page, cells, executed):
    """A misspelt tag is an error, not a cell that is always or never there."""
    words = _display({WORDS_MIME: {"has": {"models": True}}})
    notebook = executed((cells.code("words"), words), (cells.prose("x", "needs-modles"), None))

    with pytest.raises(PageError) as caught:
        finish(notebook, page)

    assert str(caught.value) == (
        "PER: chapters/country.ipynb, cell 1: tag needs-modles: the page's words do not tell about it; "
        "they tell: models"
    )


def test_an_authored_chapter_keeps_its_cells(book, cells, executed):
    """A chapter is its own source: dropping a cell would delete the author's text."""
    chapter = Page("notes", book.chapters / "notes.ipynb", book.chapters / "notes.ipynb")

    finished = finish(executed((cells.prose("x", "needs-models"), None)), chapter)

    assert [cell.source for cell in finished.cells] == ["x"]


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        (_stream("stderr", "FutureWarning: x\n"),
         "printed a warning, which would stand in the book: FutureWarning: x"),
        (_stream("stdout", "<object object at 0x7f12ab34cd56>"),
         "its output holds a memory address (at 0x7f12ab34cd56), new on every run"),
    ],
    ids=["warning", "address"],
)  # fmt: skip
def test_outputs_that_do_not_belong_into_a_book_are_refused(page, cells, executed, output, cause):
    """Warnings and addresses fail the page and name the cell."""
    notebook = executed((cells.prose("# A"), None), (cells.code("x"), output))

    with pytest.raises(PageError) as caught:
        finish(notebook, page)

    assert str(caught.value) == f"PER: chapters/country.ipynb, cell 1: {cause}"


def test_a_path_of_this_machine_is_refused(page, cells, executed):
    """A page must not tell where the book lay when it ran."""
    notebook = executed((cells.code("x"), _stream("stdout", f"{page.template.parent}/a.csv")))

    with pytest.raises(PageError, match="its output holds a path of this machine"):
        finish(notebook, page)


def test_finishing_twice_changes_nothing(page, cells, executed):
    """A finished page is finished; the argument is left alone."""
    notebook = executed((cells.prose("# A"), None), (cells.code("1", "injected-parameters"), None))
    before = dumps(notebook)

    once = finish(notebook, page)

    assert dumps(finish(once, page)) == dumps(once)
    assert dumps(notebook) == before


def test_a_page_is_a_notebook_with_one_line_a_cell(page, cells, executed):
    """Any notebook reader opens the page, and `git diff` shows which cell moved."""
    finished = finish(executed((cells.prose("# Perú\n\ntext"), None), (cells.code("1 + 1"), None)), page)

    text = dumps(finished).decode()

    assert nbformat.reads(text, as_version=4) == finished
    assert [line[:30] for line in text.splitlines()] == [
        '{"cells":[',
        '{"cell_type":"markdown","id":"',
        '{"cell_type":"code","execution',
        "],",
        '"metadata":{"kernelspec":{"dis',
        '"nbformat":4,"nbformat_minor":',
    ]
    assert "# Perú\\n\\ntext" in text


def test_outputs_are_found_by_their_media_type(cells, executed):
    """All outputs of a media type come in order."""
    notebook = executed(
        (cells.code("a"), _display({RECORD_MIME: {"reads": [1]}})),
        (cells.code("b"), _display({"text/plain": "x"})),
        (cells.code("c"), _display({RECORD_MIME: {"reads": [2]}})),
    )

    assert list(outputs_of(notebook, RECORD_MIME)) == [{"reads": [1]}, {"reads": [2]}]
