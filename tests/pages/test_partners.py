"""Partner countries come into the book and leave it by command, with no code written."""

import shutil
from pathlib import Path

import pytest

from pagebook.cli import main
from pagebook.data import check_data
from pagebook.errors import ParameterError
from pagebook.pages.check import check_pages
from pagebook.pages.lock import LOCK
from pagebook.pages.notebooks import read_notebook
from pagebook.pages.partners import Partner, add_partner, remove_partner, slug_of
from pagebook.project import Book

_ZAMBIA = Partner("ZMB", "Zambia", "page-news-updated-strategy#p. 2", joined=2026)


@pytest.fixture
def copied(book_root: Path, tmp_path: Path) -> Book:
    """The real book's data and chapters, without executed pages, in a folder of its own."""
    root = tmp_path / "book"
    shutil.copytree(book_root / "data", root / "data")
    ignored = shutil.ignore_patterns("*.ipynb", "*.record.json")
    shutil.copytree(book_root / "chapters", root / "chapters", ignore=ignored)
    shutil.copy(book_root / "chapters" / "country.ipynb", root / "chapters")
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(book_root / name, root / name)
    return Book(root)


def _files(book: Book) -> dict[str, bytes]:
    # The lock stays, empty: it belongs to no book.
    files = (path for path in sorted(book.root.rglob("*")) if path.is_file() and path.name != LOCK)
    return {book.relative(path): path.read_bytes() for path in files}


def test_a_new_country_adds_rows_and_changes_none(copied: Book):
    """Each file gains lines and loses none; the data are sound."""
    before = _files(copied)

    written = add_partner(copied, _ZAMBIA)

    after = _files(copied)
    gained = {
        name: [line for line in text.decode().splitlines() if line not in before.get(name, b"").decode()]
        for name, text in after.items()
        if text != before.get(name)
    }
    assert sorted(gained) == sorted(map(copied.relative, written))
    assert gained == {
        "_toc.yml": ["      - file: chapters/countries/zambia"],
        "chapters/narratives/zambia.md": ["Zambia [joined PAGE in {value:joined_year}](row:countries/ZMB)."],
        "data/reference/areas.csv": ["ZMB,Zambia,country,,,,,,"],
        "data/reference/countries.csv": [
            "ZMB,zambia,Zambia,Zambia,2026,,active,,,,,,,page-news-updated-strategy#p. 2"
        ],
        "data/reference/engagements.csv": ["ZMB,ZMB,,2026,,,,,page-news-updated-strategy#p. 2"],
    }
    assert all(set(before[name].splitlines()) <= set(after[name].splitlines()) for name in before)
    assert check_data(copied) == []


def test_a_country_that_goes_again_leaves_no_trace(copied: Book):
    """Adding and removing gives the bytes of before."""
    before = _files(copied)
    add_partner(copied, _ZAMBIA)

    remove_partner(copied, "ZMB")

    assert _files(copied) == before


def test_a_country_with_almost_no_data_gets_a_page_that_passes(copied: Book):
    """The page runs, has no heading without content, and passes the checks of pages."""
    add_partner(copied, _ZAMBIA)

    code = main(["run", "--only", "ZMB", "--book", str(copied.root)])

    page = read_notebook(copied.chapters / "countries" / "zambia.ipynb")
    headings = [cell.source.splitlines()[0] for cell in page.cells if cell.cell_type == "markdown"]
    found = [problem for problem in check_pages(copied) if "zambia" in problem.file]
    assert code == 0
    assert headings == ["# {{ name }}", "## In brief", "## Data gaps", "## Sources and notes"]
    assert found == []


def test_a_country_with_a_record_is_not_removed(copied: Book):
    """Milestones and events are somebody's work: nothing is taken out while there are any."""
    before = _files(copied)

    with pytest.raises(ParameterError, match=r"PER has rows in .*milestones \(\d+\).*; take them out first"):
        remove_partner(copied, "PER")

    assert _files(copied) == before


def test_every_fault_of_a_new_country_is_told_at_once(copied: Book):
    """A wrong code, an address that is taken and an unknown source are told together."""
    before = _files(copied)

    with pytest.raises(ParameterError) as refused:
        add_partner(copied, Partner("XXB", "Perú", "page-news-updated-strateg", status="gone"))

    assert str(refused.value).splitlines() == [
        "'XXB' is no code of ISO 3166-1; expected one of 249 known values, such as 'ABW'",
        "another country has the address 'peru'",
        "countries.status is never 'gone'; it is one of active, transitioned, active, PAGE 2.0, "
        "transitioned, PAGE 2.0",
        "sources has no 'page-news-updated-strateg'; did you mean 'page-news-updated-strategy'?",
    ]
    assert _files(copied) == before


def test_addresses_have_no_accents():
    """A name becomes an address that can be typed on any keyboard."""
    assert [slug_of(name) for name in ("Côte d'Ivoire", "São Tomé and Príncipe", "中国")] == [
        "cote-d-ivoire",
        "sao-tome-and-principe",
        "",
    ]
