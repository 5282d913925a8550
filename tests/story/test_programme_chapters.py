"""What the chapters on the programme, its people, its goals and its gaps have in common."""

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt

from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Table
from pagebook.story.gaps_chapter import GapsPage
from pagebook.story.goals_chapter import GoalsPage
from pagebook.story.people_chapter import PeoplePage
from pagebook.story.programme_chapter import ProgrammePage

PAGES = {"programme": ProgrammePage, "people": PeoplePage, "goals": GoalsPage, "gaps": GapsPage}
HOSTILE = (
    "A <script>alert(1)</script> [click](javascript:alert(1)) {{ name }} ::: ``` *b* # h | {ref}`x` $y$ <b>"
)
# Table of the data, how to find a row in it, the column made hostile, and what of the chapter tells it.
_SERIES = "budget-secretariat-2018-2021"
CELLS = {
    "achievement": ("achievements", {"area": "ZAF"}, "summary", "programme", "page.outcomes.results()"),
    "institution": ("institutions", {"area": "ZAF"}, "name", "programme", "page.bodies.listing()"),
    "framework": ("framework", {"part": "reporting"}, "text", "programme", "page.silence.frameworks()"),
    "contradiction": (
        *("contradictions", {"area": "GLOBAL"}, "says_a"),
        *("programme", "page.silence.disagreements()"),
    ),
    "result": ("results", {"series": _SERIES}, "indicator", "programme", "page.funding.budget_summary()"),
    "milestone": ("milestones", {"type": "study", "area": "MNG"}, "title", "people", "page.mentions()"),
    "participation": ("participation", {"group": "Peru"}, "note", "people", "page.missing.parts()"),
    "link": ("sdg_links", {"area": "ZAF"}, "what", "goals", "page.cards()"),
    "remark": ("sdg_links", {"area": "MAR"}, "what", "goals", "page.generals()"),
}


@pytest.fixture(scope="module")
def pages(book_root) -> dict[str, Any]:
    """Return the four pages of the real book."""
    return {name: page(Tables(book_root / "data")) for name, page in PAGES.items()}


def cells(book_root, name: str) -> list[dict[str, Any]]:
    """Return the cells of a chapter's notebook."""
    return json.loads((book_root / "chapters" / f"{name}.ipynb").read_text("utf-8"))["cells"]


def shown(book_root, name: str, page: Any) -> Iterator[Any]:
    """Return what each code cell that readers see gives: figures, tables and prose."""
    for cell in cells(book_root, name):
        if "remove-input" in cell["metadata"].get("tags", ()):
            yield eval("".join(cell["source"]), {"page": page})


@pytest.mark.parametrize("name", PAGES)
def test_prose_names_only_what_the_page_computes(pages, book_root, name):
    """Each substitution of the Markdown cells has a value, and each value is used."""
    text = "".join("".join(c["source"]) for c in cells(book_root, name) if c["cell_type"] == "markdown")

    named = set(re.findall(r"{{ (\w+) }}", text))

    assert named == set(pages[name].substitutions())


@pytest.mark.parametrize("name", PAGES)
def test_prose_has_no_figure_of_its_own(book_root, name):
    """No digit stands in a Markdown cell outside a substitution."""
    text = "".join("".join(c["source"]) for c in cells(book_root, name) if c["cell_type"] == "markdown")

    assert re.findall(r"\d+", re.sub(r"{{ \w+ }}", "", text)) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_says_what_it_finds_and_where_its_rows_are_from(pages, book_root, name):
    """Findings are sentences without holes; each figure credits its sources or names them row by row."""
    figures = [item for item in shown(book_root, name, pages[name]) if isinstance(item, Figure)]
    # Counts of the book's own rows: each row names its source on the page of its country.
    own = {"where-numbers-are-missing", "rows-by-country-and-table", "indicators-by-theme"}

    assert figures
    assert len({figure.name for figure in figures}) == len(figures)
    for figure in figures:
        assert re.search(r"\b(nan|None|<NA>)\b", figure.finding + figure.caption + figure.title) is None
        assert figure.finding.endswith(".")
        assert figure.sources or "source" in figure.columns or figure.name in own, figure.name
        if "source" in figure.columns and figure.name != "outcomes":
            assert figure.table["source"].map(bool).all(), figure.name


@pytest.mark.parametrize("name", PAGES)
def test_every_part_has_something_to_show(pages, book_root, name):
    """No cell of a chapter is empty, and none holds the word of a missing value."""
    parts = list(shown(book_root, name, pages[name]))

    assert all(isinstance(part, Figure | Prose | Table) and part for part in parts)
    told = [part.markdown for part in parts if not isinstance(part, Figure)]
    assert [text for text in told if re.search(r"\b(nan|None|<NA>)\b", text)] == []


@pytest.mark.parametrize("name", CELLS)
def test_hostile_text_is_shown_as_text(changed, name):
    """Whatever a cell holds stands on the page word for word, and makes no HTML, heading or link."""
    table, where, column, chapter, part = CELLS[name]
    text = f"gender women {HOSTILE}" if name == "milestone" else HOSTILE
    tables = changed(f"programme/{table}.csv", where, **{column: text})

    markdown = eval(part, {"page": PAGES[chapter](tables)}).markdown

    lines = [line for line in markdown.splitlines() if not line.startswith((":::", "```", ":"))]
    blocks = MarkdownIt("commonmark").enable("table").parse("\n".join(lines))
    tokens = [*blocks, *(child for block in blocks for child in block.children or ())]
    inline = ["".join(c.content for c in t.children or ()) for t in blocks if t.type == "inline"]
    assert [one for one in inline if HOSTILE in one] != []
    assert [token.content for token in tokens if token.type.startswith("html")] == []
    assert [token for token in tokens if token.type == "heading_open"] == []
    links = [str(token.attrGet("href")) for token in tokens if token.attrGet("href")]
    assert [link for link in links if not link.startswith(("http", "countries/"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_book_that_has_no_report_yet_has_every_chapter(book_root, tmp_path, name):
    """Without rows of coverage and achievements each part still says something."""
    folder = tmp_path / "data"
    shutil.copytree(book_root / "data", folder)
    for table in ("coverage", "achievements", "achievement_items"):
        path = folder / "programme" / f"{table}.csv"
        path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")

    page = PAGES[name](Tables(folder))

    assert None not in list(shown(book_root, name, page))
    assert all(page.substitutions().values())
