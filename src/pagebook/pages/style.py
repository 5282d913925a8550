"""The style of notebooks: thin cells that ask the library, one title, a typed signature."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode

from pagebook.data import Problem
from pagebook.pages.notebooks import NotebookError, read_notebook
from pagebook.pages.parameters import declared

__all__ = ["check_style"]

_LINES = 12
_TITLE = re.compile(r"^# \S", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~|:::).*?^\1", re.MULTILINE | re.DOTALL)


def check_style(path: Path, name: str, *, template: bool) -> list[Problem]:
    """Return what is wrong with the source of a notebook.

    Args:
        path: The notebook.
        name: How problems name it, such as `chapters/country.ipynb`.
        template: Whether it must have a parameters cell; an authored chapter must not.
    """
    try:
        notebook = read_notebook(path)
    except NotebookError as error:
        return [Problem(name, 0, "", str(error), "save it as a notebook of format 4", "notebook")]
    problems = [*_titles(notebook, name), *_signature(path, notebook, name, template)]
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            problems += [
                Problem(name, 0, f"cell {position}", *found, "style") for found in _code(cell.source)
            ]
        problems += [Problem(name, 0, f"cell {position}", *found, "style") for found in _tags(cell, template)]
    return problems


def _titles(notebook: NotebookNode, name: str) -> Iterator[Problem]:
    prose = [_FENCED.sub("", cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
    titles = sum(len(_TITLE.findall(text)) for text in prose)
    if titles != 1:
        yield Problem(
            name, 0, "", f"has {titles} titles (lines that start with '# ')", "one title a page", "style"
        )


def _signature(path: Path, notebook: NotebookNode, name: str, template: bool) -> Iterator[Problem]:
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    if not template:
        if cells:
            yield Problem(
                name, 0, "", "has a parameters cell, but chapters take none", "remove the tag", "style"
            )
        return
    if len(cells) != 1:
        yield Problem(name, 0, "", f"has {len(cells)} cells tagged 'parameters'", "exactly one", "style")
        return
    for parameter in declared(path).values():
        if not parameter.type or not parameter.help:
            right = f"write {parameter.name}: str = {parameter.default}  # what it is"
            yield Problem(name, 0, parameter.name, "parameter without type or comment", right, "style")


def _code(source: str) -> Iterator[tuple[str, str]]:
    lines = len([line for line in source.splitlines() if line.strip()])
    if lines > _LINES:
        yield f"has {lines} lines", f"at most {_LINES}; move work into the library"
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield f"is not Python: {error.msg} (line {error.lineno})", "plain Python without magics"
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"defines {node.name}", "definitions belong in the library"
        if isinstance(node, ast.Attribute | ast.Name) and _called(node).startswith("read_"):
            yield f"calls {_called(node)}", "notebooks ask the library for data"
        if isinstance(node, ast.Import | ast.ImportFrom) and (foreign := _foreign(node)):
            yield f"imports {', '.join(foreign)}", "notebooks import from pagebook only"


def _called(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _foreign(node: ast.Import | ast.ImportFrom) -> Sequence[str]:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."]
    return [name for name in names if name != "pagebook"]


def _tags(cell: NotebookNode, template: bool) -> Iterator[tuple[str, str]]:
    tags = cell.metadata.get("tags", ())
    if "raises-exception" in tags:
        yield "is tagged raises-exception", "a page shows no errors"
    if "injected-parameters" in tags:
        yield "is a parameters cell that papermill added", "remove it; the plan gives the values"
    needs = [tag for tag in tags if tag.startswith("needs-")]
    if needs and not template:
        yield f"is tagged {needs[0]}", "only cells of the template may go; a chapter is its own source"
