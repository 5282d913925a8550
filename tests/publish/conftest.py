"""A small book: a front page and two executed country pages with charts, in a folder of its own."""

import json
import shutil
from pathlib import Path

import altair as alt
import nbformat
import pandas as pd
import pytest

from pagebook.figures import Figure, Table
from pagebook.project import Book

_MYST = {"tags": ["remove-input"], "mystnb": {"markdown_format": "myst"}}

SOURCE = {
    "id": "gcb",
    "title": "Global Carbon Budget",
    "publisher": "Global Carbon Project",
    "licence": "CC BY 4.0",
    "url": "https://globalcarbonbudget.org/data?a=1&b=2",
    "version": "2025",
    "accessed": "2026-11-20",
}


@pytest.fixture(scope="session")
def figure():
    """Return a function that makes a figure of two years, any of its words replaced."""

    def make(**changes) -> Figure:
        table = pd.DataFrame({"year": [2020, 2021], "co2": [1234.5, None], "note": ["=1+1", "plain"]})
        words = {
            "name": "co2",
            "title": "Emissions of CO₂",
            "caption": "Million tonnes, 2020–2021.",
            "finding": "Emissions were 1,234.5 Mt in 2020.",
            "chart": alt.Chart(table).mark_line(point=True).encode(x="year:Q", y="co2:Q", tooltip="co2:Q"),
            "table": table,
            "columns": {"year": "Year", "co2": "CO₂ (Mt)", "note": "Note"},
            "sources": [SOURCE],
        }
        return Figure(**words | changes)

    return make


@pytest.fixture(scope="session")
def write_book(book_root, figure):
    """Return a function that writes the small book into a folder, its configuration that of the real one."""

    def write(root: Path, **changes) -> Book:
        countries = root / "chapters" / "countries"
        countries.mkdir(parents=True)
        shutil.copy(book_root / "_config.yml", root)
        chapters = [{"file": f"chapters/countries/{name}"} for name in ("kenya", "peru")]
        toc = {"format": "jb-book", "root": "chapters/index", "chapters": chapters}
        (root / "_toc.yml").write_text(json.dumps(toc), "utf-8")
        (root / "chapters" / "index.md").write_text("# The book\n\nA page without charts.\n", "utf-8")
        table = Table("both", "A table of both pages", pd.DataFrame({"a": [1]}), {"a": "A"})
        _write_page(countries / "kenya.ipynb", "Kenya", [figure(name="co2"), figure(name="second"), table])
        _write_page(countries / "peru.ipynb", "Peru", [figure(**changes), table])
        return Book(root)

    return write


@pytest.fixture
def small_book(tmp_path, write_book) -> Book:
    """Return the small book."""
    return write_book(tmp_path / "book")


@pytest.fixture(scope="module")
def module_book(tmp_path_factory, write_book) -> Book:
    """Return a small book with formulas on its front page, for tests that only look."""
    book = write_book(tmp_path_factory.mktemp("books") / "book")
    index = book.chapters / "index.md"
    index.write_text(index.read_text("utf-8") + "\nInline {math}`a^2`.\n\n```{math}\nb_2\n```\n", "utf-8")
    return book


def _write_page(path: Path, title: str, shown: list[Figure | Table]) -> None:
    outputs = [nbformat.v4.new_output("display_data", item._repr_mimebundle_()) for item in shown]
    notebook = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
            "myst": {"substitutions": {"name": title}},
        },
        cells=[
            nbformat.v4.new_markdown_cell(
                f"# {{{{ name }}}}\n\n[the figure](#{path.stem}-co2), [the table](#{path.stem}-both)\n",
                id="0",
            ),
            nbformat.v4.new_code_cell("show()", id="1", outputs=outputs, metadata=_MYST),
        ],
    )
    path.write_text(nbformat.writes(notebook), "utf-8")
