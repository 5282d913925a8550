"""Notebook files: what is source and what running added."""

import json

import pytest

from pagebook.pages.notebooks import (
    NotebookError,
    cell_position,
    parse_notebook,
    prepare,
    read_notebook,
    source_hash,
)


def test_a_prepared_notebook_has_no_outputs_and_knows_its_places(book):
    """Cell ids are positions, outputs are gone, and the original stays as it was."""
    notebook = read_notebook(book.chapters / "notes.ipynb")
    notebook.cells[1].outputs = [{"output_type": "stream", "name": "stdout", "text": "2"}]

    ready = prepare(notebook)

    assert [cell_position(cell) for cell in ready.cells] == [0, 1]
    assert ready.cells[1].outputs == []
    assert notebook.cells[1].outputs != []


def test_running_does_not_change_the_source(book):
    """Outputs, counts, ids and what tools note while running are not source."""
    path = book.chapters / "notes.ipynb"
    before = source_hash(read_notebook(path))
    content = json.loads(path.read_text())
    content["cells"][1] |= {"id": "x", "execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": "2"}]}  # fmt: skip # noqa: E501
    content["cells"][1]["metadata"] |= {"papermill": {"duration": 1.0}, "tags": []}
    content["metadata"] |= {
        "language_info": {"name": "python", "version": "3.11.7"},
        "myst": {"substitutions": {}},
    }
    content["nbformat_minor"] = 5
    content["cells"][0]["id"] = "y"
    path.write_text(json.dumps(content))

    assert source_hash(read_notebook(path)) == before


@pytest.mark.parametrize("part", ["source", "tags", "empty list", "myst", "odd myst", "metadata"])
def test_what_an_author_changes_changes_the_source(book, part):
    """Text, tags and the notebook's own settings are source."""
    path = book.chapters / "notes.ipynb"
    before = source_hash(read_notebook(path))
    content = json.loads(path.read_text())
    if part == "source":
        content["cells"][1]["source"] = "1 + 2"
    elif part == "tags":
        content["cells"][1]["metadata"]["tags"] = ["hide-input"]
    elif part == "empty list":
        content["cells"][1]["metadata"]["slideshow"] = []
    elif part == "myst":
        content["metadata"]["myst"] = {"substitutions": {}, "html_meta": {"robots": "noindex"}}
    elif part == "odd myst":
        content["metadata"]["myst"] = "html_meta"
    else:
        content["metadata"]["orphan"] = True
    path.write_text(json.dumps(content))

    assert source_hash(read_notebook(path)) != before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"nbformat": 3}',
        b'{"nbformat": 4, "cells": 1}',
        b'{"nbformat": 4, "cells": [1]}',
        b'{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code"}]}',
    ],
    ids=["empty", "cut", "list", "UTF-16", "old", "cells", "no cell", "half a cell"],
)
def test_what_is_no_notebook_is_refused(tmp_path, content):
    """A damaged file gives one clear error, whatever is wrong with it."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(content)

    with pytest.raises(NotebookError, match=r"^n\.ipynb: is not a readable notebook: "):
        read_notebook(path)


def test_old_notebooks_get_ids():
    """Notebooks from before format 4.5 are read like new ones."""
    cell = {"cell_type": "markdown", "source": "x", "metadata": {}}
    content = json.dumps({"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": [cell]})

    assert parse_notebook(content.encode()).cells[0].id == "cell-0"
