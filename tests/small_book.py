"""A small book: a front page and two executed country pages with charts, in a folder of its own."""

import json
import shutil
from pathlib import Path

import altair as alt
import nbformat
import pandas as pd

from pagebook.figures import Figure, Table
from pagebook.project import Book

_HIDDEN = {"tags": ["remove-cell"]}
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

_SHARED = (
    "_config.yml",
    "data/datapackage.json",
    "data/reference/editions.csv",
    "data/reference/glossary.csv",
)
_READS = [
    {"table": "milestones", "where": {"area": ["PER"]}, "rows": 1200, "sha256": ""},
    {"table": "sdg_goals", "where": {}, "rows": 17, "sha256": ""},
    {"table": "events", "where": {"area": ["PER"]}, "rows": 0, "sha256": ""},
]


def make_figure(**changes) -> Figure:
    """Return a figure of two years, any of its words replaced."""
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


def write_small_book(real: Path, root: Path, **changes) -> Book:
    """Write the small book into a folder, its configuration and abbreviations those of the real one."""
    countries = root / "chapters" / "countries"
    countries.mkdir(parents=True)
    for name in _SHARED:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real / name, root / name)
    chapters = [{"file": f"chapters/countries/{name}"} for name in ("kenya", "peru")]
    toc = {"format": "jb-book", "root": "chapters/index", "chapters": chapters}
    (root / "_toc.yml").write_text(json.dumps(toc), "utf-8")
    (root / "chapters" / "index.md").write_text("# The book\n\nA page without charts.\n", "utf-8")
    table = Table("both", "A table of both pages", pd.DataFrame({"a": [1]}), {"a": "A"})
    figures = [make_figure(name="co2"), make_figure(name="second")]
    _write_page(countries / "kenya.ipynb", "Kenya", [*figures, table])
    _write_page(countries / "peru.ipynb", "Peru", [make_figure(**changes), table])
    return Book(root)


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
            nbformat.v4.new_code_cell("record()", id="2", outputs=[_record()], metadata=_HIDDEN),
        ],
    )
    path.write_text(nbformat.writes(notebook), "utf-8")


def _record() -> nbformat.NotebookNode:
    data = {"application/vnd.pagebook.record+json": {"reads": _READS}, "text/plain": "what the page read"}
    return nbformat.v4.new_output("display_data", data)
