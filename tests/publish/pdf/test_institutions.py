"""The index finds institutions by the names that mean one of them where they stand."""

import shutil
from types import SimpleNamespace

import pytest

from pagebook.publish.pdf.institutions import Institutions, institutions


@pytest.fixture(scope="module")
def known(book_root):
    """Return the institutions of the book's data."""
    app = SimpleNamespace(srcdir=str(book_root), config=SimpleNamespace(pagebook_fingerprint="test"))
    return institutions(app)


@pytest.mark.parametrize(
    ("docname", "text", "keys"),
    [
        ("chapters/programme", "The ILO and UNDP met.", ["international-labour-organization", "undp"]),
        ("chapters/countries/peru", "MINAM leads.", ["per-ministry-of-environment"]),
        ("chapters/countries/peru", "the Ministry of Environment", ["per-ministry-of-environment"]),
        ("chapters/countries/rwanda", "the Ministry of Environment", ["rwa-ministry-of-environment"]),
        ("chapters/countries/kazakhstan", "the Ministry of Environment", []),
        ("chapters/goals", "the Ministry of Environment", []),
        ("chapters/goals", "SILO, ILOs and pilot", []),
        ("chapters/goals", "ILO, ILO and again ILO", ["international-labour-organization"]),
    ],
    ids=["short", "short at home", "at home", "its namesake", "unknown there", "anywhere", "parts", "once"],
)  # fmt: skip
def test_a_name_means_the_institution_of_its_place(known, docname, text, keys):
    """Abbreviations hold everywhere; a ministry's name only in the chapter of its country."""
    names = {"undp": "united-nations-development-programme"}

    assert known.spotter(docname).found(text) == [names.get(key, key) for key in keys]


def test_namesakes_are_told_apart_by_their_country(known):
    """The index adds the country where several institutions have one name, and the abbreviation."""
    found = {key: name for key, name in known.entries.items() if name.startswith("Ministry of Environment (")}

    assert found == {
        "bfa-ministry-of-environment": "Ministry of Environment (Burkina Faso)",
        "khm-ministry-of-environment": "Ministry of Environment (Cambodia)",
        "per-ministry-of-environment": "Ministry of Environment (MINAM, Peru)",
        "rwa-ministry-of-environment": "Ministry of Environment (Rwanda)",
    }


def test_the_index_is_sorted_as_people_look_things_up(known):
    """Entries are in the order of their names, whatever their letters' case."""
    names = list(known.entries.values())

    assert names == sorted(names, key=str.casefold)


def test_a_book_without_data_has_no_institutions(tmp_path):
    """Without a data package there is nothing to find."""
    app = SimpleNamespace(srcdir=str(tmp_path), config=SimpleNamespace(pagebook_fingerprint="none"))

    found = institutions(app)

    assert found == Institutions({}, {}, {})
    assert found.spotter("chapters/index").found("The ILO") == []


def test_a_book_whose_table_is_missing_has_no_institutions(tmp_path, book_root):
    """A table that is described but not there is told of by the check of the data, not by the index."""
    (tmp_path / "data").mkdir()
    shutil.copy(book_root / "data" / "datapackage.json", tmp_path / "data")
    app = SimpleNamespace(srcdir=str(tmp_path), config=SimpleNamespace(pagebook_fingerprint="bare"))

    assert institutions(app) == Institutions({}, {}, {})
