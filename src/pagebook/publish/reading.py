"""How MyST-NB reads a notebook of the book: what a figure stores is one text, not a tree of a million values.

MyST-NB checks the notebook, passes each output on, copies the whole and writes it once more; each of these
walks through all values. A text costs it nothing, and the renderer takes it apart again.
"""

from __future__ import annotations

import json
from typing import Any

import nbformat
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.config import Config

from pagebook.figures.stored import MIME

__all__ = ["add_reading", "read_notebook"]

_OURS = "application/vnd.pagebook."


def add_reading(app: Sphinx) -> None:
    """Have notebooks read by `read_notebook`, unless the configuration names another reader."""
    # Before MyST-NB looks who reads what (500).
    app.connect("config-inited", _name_reader, priority=400)


def read_notebook(text: str) -> NotebookNode:
    """Return the notebook in a text, with what its figures store as JSON text.

    Raises:
        nbformat.reader.NotJSONError: The text is no JSON.
        nbformat.ValidationError: It is no notebook.
    """
    try:
        content = json.loads(text)
    except ValueError:
        content = None
    if isinstance(content, dict):
        for output in _outputs(content):
            _fold(output)
        text = json.dumps(content)
    # Whatever else is wrong with it, nbformat says in its own words.
    notebook: NotebookNode = nbformat.reads(text, as_version=4)
    return notebook


def _outputs(content: dict[str, Any]) -> list[Any]:
    cells = content.get("cells")
    found = [cell.get("outputs") for cell in cells or () if isinstance(cell, dict)]
    return [output for outputs in found if isinstance(outputs, list) for output in outputs]


def _fold(output: Any) -> None:
    data = output.get("data") if isinstance(output, dict) else None
    if not isinstance(data, dict):
        return
    for kind, value in list(data.items()):
        if isinstance(value, dict) and (kind == MIME or kind.startswith(_OURS)):
            data[kind] = json.dumps(value, ensure_ascii=False)


def _name_reader(_: Sphinx, config: Config) -> None:
    named = {".ipynb": f"{read_notebook.__module__}.{read_notebook.__name__}"}
    config.nb_custom_formats = named | config.nb_custom_formats
