"""Finishing: an executed notebook becomes a page, the same byte for byte whenever and wherever it ran."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from pagebook.errors import PageError
from pagebook.pages.notebooks import KERNEL, LANGUAGE, VOLATILE, cell_position
from pagebook.pages.plan import Page

__all__ = ["RECORD_MIME", "WORDS_MIME", "dumps", "finish", "outputs_of"]

WORDS_MIME = "application/vnd.pagebook.words+json"
"""Output that holds the page's words: `substitutions` for its prose and `has`, which parts it has."""

RECORD_MIME = "application/vnd.pagebook.record+json"
"""Output that holds what the page read."""

_NEEDS = "needs-"
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{6,}")


def finish(notebook: NotebookNode, page: Page) -> NotebookNode:
    """Return an executed notebook as the page to publish; the argument stays as it is.

    Cells tagged `needs-<part>` go when the page's words say that it lacks the part. Times, random ids and the
    kernel's version go. The words become MyST substitutions. An authored chapter is its own source and keeps
    all its cells.

    Raises:
        PageError: A cell printed to stderr, an output holds a machine's path or a memory address, or a tag
            names a part that the words do not tell about.
    """
    # Outputs, which are most of a page, stay as they are and need no copy.
    result = NotebookNode({**notebook, "cells": [NotebookNode(cell) for cell in notebook.cells]})
    _refuse_stderr(result, page)
    words = _words(result)
    if not page.in_place:
        result.cells = [cell for cell in result.cells if _needed(cell, words.get("has", {}), page)]
    for position, cell in enumerate(result.cells):
        _finish_cell(cell, position)
    _refuse_irreproducible(result, page)
    result.metadata = nbformat.from_dict(_metadata(result.metadata, words.get("substitutions")))
    result.nbformat, result.nbformat_minor = 4, 5
    return result


def dumps(notebook: NotebookNode) -> bytes:
    """Return the notebook as JSON with sorted keys, one line a cell: lean, yet versions can be compared."""
    cells = ",\n".join(_compact(cell) for cell in notebook.cells)
    metadata = _compact(notebook.metadata)
    head = f'{{"cells":[\n{cells}\n],\n"metadata":{metadata},\n'
    return f'{head}"nbformat":{notebook.nbformat},"nbformat_minor":{notebook.nbformat_minor}}}\n'.encode()


def outputs_of(notebook: NotebookNode, mime: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the notebook's outputs hold of a media type, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if mime in output.get("data", {}):
                yield output["data"][mime]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _words(notebook: NotebookNode) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for words in outputs_of(notebook, WORDS_MIME):
        for part, entries in words.items():
            merged.setdefault(part, {}).update(entries)
    return merged


def _needed(cell: NotebookNode, has: Mapping[str, bool], page: Page) -> bool:
    parts = [tag.removeprefix(_NEEDS) for tag in cell.metadata.get("tags", ()) if tag.startswith(_NEEDS)]
    for part in parts:
        if part not in has:
            listed = ", ".join(sorted(has)) or "nothing"
            raise _error(
                page, cell, f"tag {_NEEDS}{part}: the page's words do not tell about it; they tell: {listed}"
            )
    return all(has[part] for part in parts)


def _finish_cell(cell: NotebookNode, position: int) -> None:
    tags = list(cell.metadata.get("tags", ()))
    if "injected-parameters" in tags and "remove-cell" not in tags:
        tags.append("remove-cell")
    kept = {name: value for name, value in cell.metadata.items() if name not in VOLATILE and name != "tags"}
    cell.metadata = nbformat.from_dict(kept | ({"tags": tags} if tags else {}))
    cell.id = f"cell-{position}"


def _metadata(metadata: Mapping[str, Any], substitutions: Mapping[str, Any] | None) -> dict[str, Any]:
    kept = {name: value for name, value in metadata.items() if name not in {*VOLATILE, "widgets"}}
    myst = dict(kept.pop("myst", {}))
    myst.pop("substitutions", None)
    if substitutions:
        myst["substitutions"] = substitutions
    return kept | ({"myst": myst} if myst else {}) | {"kernelspec": KERNEL, "language_info": LANGUAGE}


def _refuse_stderr(notebook: NotebookNode, page: Page) -> None:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream" and output.name == "stderr":
                raise _error(
                    page, cell, f"printed a warning, which would stand in the book: {output.text.strip()}"
                )


def _refuse_irreproducible(notebook: NotebookNode, page: Page) -> None:
    folder = str(page.template.parent.parent)
    for cell in notebook.cells:
        text = _compact(cell.get("outputs", []))
        if len(folder) > 1 and folder in text:
            raise _error(
                page, cell, f"its output holds a path of this machine ({folder}); other machines differ"
            )
        if found := _ADDRESS.search(text):
            raise _error(
                page, cell, f"its output holds a memory address ({found[0].strip()}), new on every run"
            )


def _error(page: Page, cell: NotebookNode, cause: str) -> PageError:
    notebook = "/".join(page.template.parts[-2:])
    return PageError(page.key, notebook, cell_position(cell), cause)
