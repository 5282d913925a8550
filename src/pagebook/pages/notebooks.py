"""Notebook files: read them, number their cells, and tell their source from what running adds."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines, strip_transient

from pagebook.errors import PagebookError

__all__ = [
    "KERNEL",
    "LANGUAGE",
    "VOLATILE",
    "NotebookError",
    "cell_position",
    "parse_notebook",
    "prepare",
    "read_notebook",
    "source_hash",
]

VOLATILE = frozenset({"ExecuteTime", "collapsed", "execution", "papermill", "scrolled", "trusted"})
"""Metadata of cells that tools write while they run or show a notebook; never part of a page."""

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
"""The kernel that every page names: Python as it is installed with the library."""

LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
"""Without the version: a page must not change because another patch release of Python ran it."""

_ADDED = VOLATILE | {"kernelspec", "language_info", "widgets"}
_PREFIX = "cell-"


class NotebookError(PagebookError):
    """Raised when a file is not a notebook that can be read."""


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook in a file, in format 4.5.

    Raises:
        NotebookError: The file cannot be read, is not JSON, or is not a notebook.
    """
    try:
        return parse_notebook(path.read_bytes())
    except (OSError, ValueError) as error:
        raise NotebookError(
            f"{path.name}: is not a readable notebook: {' '.join(str(error).split())}"
        ) from error


def parse_notebook(content: bytes) -> NotebookNode:
    """Return the notebook in some bytes, in format 4.5, with ids that are the cells' positions.

    Raises:
        ValueError: The bytes are not JSON in UTF-8, or not a notebook of format 4.
    """
    raw = json.loads(content.decode("utf-8"))
    cells = raw.get("cells") if isinstance(raw, dict) and raw.get("nbformat") == 4 else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise ValueError("it lacks nbformat 4 and a list of cells")
    # Ids only exist from 4.5 on, which papermill writes; in older or edited files they are missing or double.
    numbered = [cell | {"id": f"{_PREFIX}{position}"} for position, cell in enumerate(cells)]
    whole = raw | {"nbformat_minor": 5, "cells": numbered}
    notebook: NotebookNode = nbformat.from_dict(whole)
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise ValueError(str(error).partition("\n")[0]) from error
    # What nbformat's own reader does: a text may stand in a file line by line.
    notebook = strip_transient(rejoin_lines(notebook))
    return notebook


def prepare(notebook: NotebookNode) -> NotebookNode:
    """Return a copy to run: our kernel, no outputs, and cell ids by position, which a failure names."""
    copy: NotebookNode = nbformat.from_dict(notebook)
    copy.nbformat_minor = 5
    copy.metadata |= {"kernelspec": KERNEL, "language_info": LANGUAGE}
    for position, cell in enumerate(copy.cells):
        cell.id = f"{_PREFIX}{position}"
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return copy


def cell_position(cell: NotebookNode) -> int | None:
    """Return where a prepared cell stands in its template (0-based); None for a cell added by papermill."""
    number = str(cell.get("id", "")).removeprefix(_PREFIX)
    return int(number) if number.isdigit() else None


def source_hash(notebook: NotebookNode) -> str:
    """Return the SHA-256 of what an author writes: cells and tags, not outputs, ids and what running adds."""
    metadata = {name: value for name, value in notebook.metadata.items() if name not in _ADDED}
    if isinstance(myst := metadata.pop("myst", {}), dict):
        # Running writes the page's words there; anything else is the author's and stays in the page.
        myst = {name: value for name, value in myst.items() if name != "substitutions"}
    metadata |= {"myst": myst} if myst else {}
    source = [[_source(cell) for cell in notebook.cells], metadata]
    text = json.dumps(source, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _source(cell: NotebookNode) -> list[Any]:
    # No tags and an empty list of tags are the same; of other metadata an empty list stays in the page.
    metadata = {
        name: value
        for name, value in cell.metadata.items()
        if name not in VOLATILE and (name, value) != ("tags", [])
    }
    return [cell.cell_type, cell.source, metadata, cell.get("attachments", {})]
