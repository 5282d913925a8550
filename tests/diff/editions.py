"""Editions to compare: copies of the small book, and of the real book's data with a page or two."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import altair as alt
import nbformat
import pandas as pd
from tests.small_book import make_figure

from pagebook.figures import Figure

__all__ = ["change_cell", "change_lines", "copy_data", "redrawn", "rewrite"]


def copy_data(real: Path, to: Path, pages: tuple[str, ...] = ()) -> Path:
    """Copy the real book's data and some of its pages into a folder."""
    shutil.copytree(real / "data", to / "data")
    (to / "chapters" / "countries").mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml", "chapters/country.ipynb", *pages):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real / name, to / name)
    return to


def change_lines(root: Path, path: str, change: Callable[[list[str]], list[str]]) -> None:
    """Write a text file again with other lines."""
    file = root / path
    file.write_text("\n".join(change(file.read_text("utf-8").split("\n"))), "utf-8")


def change_cell(root: Path, path: str, start: str, old: str, new: str) -> int:
    """Replace text in the one line that begins so, and return its number."""
    lines = (root / path).read_text("utf-8").split("\n")
    (place,) = [number for number, line in enumerate(lines) if line.startswith(start)]
    assert old in lines[place]
    lines[place] = lines[place].replace(old, new, 1)
    (root / path).write_text("\n".join(lines), "utf-8")
    return place + 1


def rewrite(page: Path, change: Callable[[nbformat.NotebookNode], None]) -> None:
    """Change a notebook in place."""
    notebook = nbformat.from_dict(json.loads(page.read_text("utf-8")))
    change(notebook)
    page.write_text(nbformat.writes(notebook), "utf-8")


def redrawn(note: str = "b") -> Figure:
    """Return the small book's figure with other values, which show in its drawing, and another finding."""
    table = pd.DataFrame({"year": [2020, 2021], "co2": [900.0, 700.0], "note": ["a", note]})
    chart = alt.Chart(table).mark_line(point=True).encode(x="year:Q", y="co2:Q", tooltip="co2:Q")
    return make_figure(table=table, chart=chart, finding="Emissions fell <fast> & far.")
