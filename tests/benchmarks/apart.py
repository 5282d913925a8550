"""The ways that the product is compared with, each in a process of its own.

`loop`: papermill as anybody would call it, a kernel after the other, saving after each cell.
`plain`: the cells of the template as plain Python, in processes forked from one that has loaded all.
"""

from __future__ import annotations

import ast
import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path


def loop(book: Path, countries: Sequence[str]) -> None:
    """Execute the template for each country by papermill."""
    import papermill

    template = book / "chapters" / "country.ipynb"
    with tempfile.TemporaryDirectory() as folder:
        for country in countries:
            papermill.execute_notebook(
                template,
                Path(folder) / f"{country}.ipynb",
                parameters={"country": country},
                cwd=template.parent,
                kernel_name="python3",
                progress_bar=False,
            )


def plain(book: Path, jobs: int, countries: Sequence[str]) -> None:
    """Run the cells for each country and make what they show, with no notebook around."""
    import nbformat

    from pagebook.pages.warm import warm_up

    os.chdir(book / "chapters")
    warm_up(book / "data")
    cells = [cell for cell in nbformat.read("country.ipynb", 4).cells if cell.cell_type == "code"]
    gc.collect()
    gc.freeze()
    with get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        pool.starmap(_cells, [(cells, country) for country in countries], chunksize=1)


def _cells(cells: Sequence[dict], country: str) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in cells:
        if "parameters" in cell["metadata"].get("tags", ()):
            names["country"] = country
        else:
            _show(cell["source"], names)


def _show(source: str, names: dict[str, object]) -> None:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is not None:
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        if hasattr(shown, "_repr_mimebundle_"):
            shown._repr_mimebundle_()


if __name__ == "__main__":
    way, where, count, *codes = sys.argv[1:]
    if way == "loop":
        loop(Path(where), codes)
    else:
        plain(Path(where), int(count), codes)
