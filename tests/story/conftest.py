"""What the tests of the story share: a page for each country, and a copy of the data to change."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.story import CountryPage

COUNTRIES = (
    *("ARG", "BFA", "BRA", "BRB", "CHN", "GHA", "GTM", "GUY", "IDN", "IND", "KAZ"),
    *("KGZ", "KHM", "MAR", "MNG", "MUS", "PER", "RWA", "SEN", "THA", "URY", "ZAF"),
)


@pytest.fixture(scope="session")
def page_of(book_root: Path) -> Callable[[str], CountryPage]:
    """Return a function that gives a country's page of the real book, each made once."""
    made: dict[str, CountryPage] = {}

    def page(country: str) -> CountryPage:
        if country not in made:
            made[country] = CountryPage(country, Tables(book_root / "data"))
        return made[country]

    return page


@pytest.fixture(params=COUNTRIES)
def page(request, page_of) -> CountryPage:
    """Return the page of each partner country in turn."""
    return page_of(request.param)


@pytest.fixture(scope="session")
def unnarrated(book_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Return the tables of a copy of the data that has no narratives beside it."""
    folder = tmp_path_factory.mktemp("book") / "data"
    shutil.copytree(book_root / "data", folder)
    return Tables(folder)


@pytest.fixture
def narrate(book_root: Path, tmp_path: Path) -> Callable[[str], Tables]:
    """Return a function that gives the tables of the real data, with a narrative of Peru beside them."""
    (tmp_path / "data").symlink_to(book_root / "data", target_is_directory=True)
    file = tmp_path / "chapters" / "narratives" / "peru.md"
    file.parent.mkdir(parents=True)

    def write(text: str) -> Tables:
        file.write_text(text, encoding="utf-8")
        return Tables(tmp_path / "data")

    return write


@pytest.fixture
def changed(book_root: Path, tmp_path: Path) -> Callable[..., Tables]:
    """Return a function that gives the tables of a copy of the data in which cells are changed."""
    folder = tmp_path / "data"
    shutil.copytree(book_root / "data", folder)

    def change(path: str, where: dict[str, str], **cells: str) -> Tables:
        file = folder / path
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        found = [row for row in rows if all(row[key] == value for key, value in where.items())]
        assert found, f"{path} has no row with {where}"
        found[0].update(cells)
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return Tables(folder)

    return change
