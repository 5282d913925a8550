"""The template `chapters/country.ipynb`: thin, tagged, complete, and run by plain papermill."""

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from pagebook.story import CountryPage
from pagebook.story.narrative import DISAGREE
from pagebook.story.standing import METHODS


@pytest.fixture(scope="module")
def notebook(book_root: Path) -> nbformat.NotebookNode:
    """Return the template."""
    return nbformat.read(book_root / "chapters" / "country.ipynb", as_version=4)


@pytest.fixture(scope="module")
def code(notebook) -> list[nbformat.NotebookNode]:
    """Return the template's code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_template_is_a_valid_notebook_without_outputs(notebook, code):
    """What is committed is source alone."""
    nbformat.validate(notebook)

    assert [cell.id for cell in code if cell.outputs or cell.execution_count] == []


def test_cells_are_thin(code):
    """A cell asks the library and shows: no definition, no loop, no file, at most twelve lines."""
    bad = r"\bdef\b|\bfor\b|\bwhile\b|\bclass\b|read_csv|open\(|/"

    assert [cell.id for cell in code if len(cell.source.splitlines()) > 12] == []
    assert [cell.id for cell in code if re.search(bad, cell.source)] == []


def test_there_is_one_title(notebook):
    """One heading of the first level, the country's name."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")

    assert re.findall("(?m)^# .*", text) == ["# {{ name }}"]


def test_the_parameters_cell_is_the_signature(code):
    """Name, type, default and help stand in the cell tagged `parameters`."""
    cells = [cell.source for cell in code if "parameters" in cell.metadata.tags]

    assert cells == ['country: str = "PER"  # ISO 3166-1 alpha-3 code of a partner country']


def test_readers_see_no_code(code):
    """Each code cell hides its input or itself."""
    plain = [cell.id for cell in code if not {"remove-input", "remove-cell"} & set(cell.metadata.tags)]

    assert plain == []


def test_every_needed_part_is_one_that_the_page_tells_about(notebook, page_of):
    """No tag names a part that the words lack."""
    tags = {
        tag for cell in notebook.cells for tag in cell.metadata.get("tags", ()) if tag.startswith("needs-")
    }

    assert sorted(tags - {f"needs-{key}" for key in page_of("PER").words.has}) == []


def test_the_template_shows_every_part_of_a_page(code):
    """Each public method of the page and of its standing has its cell."""
    source = "\n".join(cell.source for cell in code)
    parts = {name for name in vars(CountryPage) if not name.startswith("_")} - {"name", "gaps"}

    assert sorted(name for name in parts if f"page.{name}" not in source) == []
    assert sorted(name for name in METHODS if f"page.standing.{name}()" not in source) == []


def test_cells_without_a_chart_say_that_their_markdown_is_myst(code):
    """Prose and tables use directives, which only the MyST format knows."""
    shown = [cell for cell in code if "remove-cell" not in cell.metadata.tags]
    plain = {cell.source for cell in shown if cell.metadata.get("mystnb") != {"markdown_format": "myst"}}

    assert sorted(s for s in plain if not re.search(r"(_chart|timeline|people)\(\)$", s)) == []


def test_no_heading_stands_over_nothing(notebook, page: CountryPage):
    """After cells of missing parts are dropped, each heading has its text or content below it."""
    has = page.words.has
    kept = [
        cell
        for cell in notebook.cells
        if all(has[tag[6:]] for tag in cell.metadata.get("tags", ()) if tag.startswith("needs-"))
    ]
    levels = [level(cell) for cell in kept]

    bare = [
        kept[n].source
        for n, here in enumerate(levels)
        if here
        and (n + 1 == len(levels) or 0 < levels[n + 1] <= here)
        and len(kept[n].source.splitlines()) == 1
    ]

    assert bare == []


def level(cell: nbformat.NotebookNode) -> int:
    """Return the level of the heading that opens a cell, 0 for none."""
    match = re.match("(#+) ", cell.source) if cell.cell_type == "markdown" else None
    return len(match[1]) if match else 0


def test_plain_papermill_runs_the_template(book_root: Path, tmp_path: Path):
    """The documented command gives a notebook whose cells all ran without printing to stderr."""
    out = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "chapters/country.ipynb", str(out), "-p", "country", "KAZ"]

    done = subprocess.run(command, cwd=book_root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    cells = json.loads(out.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} == {"execute_result"}


def test_disputes_lead_to_a_part_of_the_page(notebook):
    """Narratives link what is in dispute to the heading of the contradictions, by its anchor."""
    headings = [cell.source.splitlines()[0] for cell in notebook.cells if cell.source.startswith("## ")]

    anchors = [heading.removeprefix("## ").lower().replace(" ", "-") for heading in headings]

    assert DISAGREE in anchors
