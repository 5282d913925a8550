"""The committed pages: all there, current, and the same as a fresh run anywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.pages.check import check_pages
from pagebook.pages.finish import dumps
from pagebook.pages.notebooks import read_notebook
from pagebook.pages.plan import plan
from pagebook.pages.templates import COUNTRY, TEMPLATES
from pagebook.project import Book, find_book

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for one in TEMPLATES for path in (ROOT / "chapters" / one.folder).glob("*.ipynb"))
COUNTED = r"(?<![\d.,])\b1 (milestones|events|publications|people|years)\b"
HOLES = re.compile(rf"\bnan\b|\bNaN\b|<NA>|\bNone\b|{COUNTED}|\{{\{{|undefined")
RICHEST_AND_THINNEST = ("peru", "kazakhstan")


@pytest.fixture(scope="module")
def real(book_root) -> Book:
    """Return the real book."""
    return find_book(book_root)


def _texts(path: Path) -> list[str]:
    """Return what a reader of a page sees as text: prose, and outputs as Markdown or plain text."""
    page = json.loads(path.read_text(encoding="utf-8"))
    outputs = [output for cell in page["cells"] for output in cell.get("outputs", [])]
    hidden = ("application/vnd.pagebook.words+json", "application/vnd.pagebook.record+json")
    shown = [output["data"] for output in outputs if not any(mime in output["data"] for mime in hidden)]
    return [str(data[mime]) for data in shown for mime in ("text/markdown", "text/plain") if mime in data]


def test_there_are_22_country_pages(real):
    """Each partner country has its page; beside them there are those of other templates, and no others."""
    made = [page for page in plan(real, Tables.open(real)) if not page.in_place]

    assert sum(page.made_from(COUNTRY) for page in made) == 22
    assert sorted(page.output for page in made) == PAGES


def test_every_page_is_current(real):
    """Contents, style and records agree with data, template and library."""
    assert [str(problem) for problem in check_pages(real)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_finished(path):
    """A page holds no time, no error, no warning, and is written as the finishing step writes it."""
    page = read_notebook(path)
    outputs = [output for cell in page.cells for output in cell.get("outputs", [])]

    assert dumps(page) == path.read_bytes()
    assert {output.output_type for output in outputs} <= {"display_data", "execute_result"}
    assert {key for cell in page.cells for key in cell.metadata} <= {"mystnb", "tags"}
    assert set(page.metadata) == {"kernelspec", "language_info", "myst"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_sentence_has_a_hole(path):
    """No missing value shows, and one thing is not counted as many."""
    found = [(match[0], text) for text in _texts(path) if (match := HOLES.search(text))]

    assert found == []


@pytest.mark.parametrize(
    ("seed", "zone"), [("1", "Asia/Tokyo"), ("2", "America/Lima")], ids=["Tokyo", "Lima"]
)
def test_a_fresh_run_gives_the_committed_bytes(book_root, tmp_path, seed, zone):
    """The richest and the thinnest page come out equal in another folder, time zone and hash seed."""
    root = tmp_path / "elsewhere"
    shutil.copytree(book_root / "data", root / "data")
    shutil.copytree(book_root / "chapters", root / "chapters", ignore=shutil.ignore_patterns("countries"))
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(book_root / name, root / name)
    command = [sys.executable, "-m", "pagebook.cli", "run", "--only", ",".join(RICHEST_AND_THINNEST)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}

    subprocess.run([*command, "--book", str(root)], check=True, env=environment, cwd=tmp_path)

    for name in [f"{slug}.{suffix}" for slug in RICHEST_AND_THINNEST for suffix in ("ipynb", "record.json")]:
        fresh, committed = (folder / "chapters" / "countries" / name for folder in (root, book_root))
        assert fresh.read_bytes() == committed.read_bytes(), name
