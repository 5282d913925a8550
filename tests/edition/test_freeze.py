"""An edition holds all that the book is made from and all that comes out, once, whole, with no clock."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pagebook.edition.manifest import MANIFEST, Manifest, hash_file
from pagebook.edition.packing import pack


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_an_edition_has_inputs_pages_html_pdf_and_the_library(frozen, book_root):
    """Each part lies where the manifest says, and nothing of the making is left."""
    names = set(_files(frozen))
    library = {
        f"book/{path.relative_to(book_root).as_posix()}"
        for path in (book_root / "src" / "pagebook").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert library <= names
    assert sorted(names - library - {name for name in names if name.startswith("html/")}) == [
        "book/CITATION.cff",
        "book/_config.yml",
        "book/_toc.yml",
        "book/chapters/countries/peru.ipynb",
        "book/chapters/countries/peru.record.json",
        "book/chapters/countries/senegal.ipynb",
        "book/chapters/countries/senegal.record.json",
        "book/chapters/country.ipynb",
        "book/chapters/index.md",
        "book/chapters/notes.ipynb",
        "book/chapters/notes.record.json",
        "book/data/README.md",
        "book/data/countries.csv",
        "book/data/datapackage.json",
        "book/data/editions.csv",
        "book/data/indicators.csv",
        "manifest.json",
        "ro-crate-metadata.json",
        "ro-crate-preview.html",
    ]
    assert {"html/index.html", "html/chapters/countries/peru.html", "html/_pdf/book.pdf"} <= names


def test_the_manifest_tells_size_hash_and_role_of_every_other_file(frozen):
    """It is complete and true, and reading and writing it gives the same bytes."""
    content = (frozen / MANIFEST).read_bytes()
    manifest = Manifest.loads(content)

    files = {name: (entry.size, entry.sha256) for name, entry in manifest.files.items()}
    roles = {name: manifest.files[name].role for name in manifest.files if name.startswith("book/chapters/")}
    assert files == {name: hash_file(path) for name, path in _files(frozen).items() if name != MANIFEST}
    assert manifest.dumps() == content
    assert {name.removeprefix("book/chapters/"): role for name, role in roles.items()} == {
        "countries/peru.ipynb": "page",
        "countries/peru.record.json": "page",
        "countries/senegal.ipynb": "page",
        "countries/senegal.record.json": "page",
        "country.ipynb": "input",
        "index.md": "input",
        "notes.ipynb": "page",
        "notes.record.json": "page",
    }


def test_nothing_in_an_edition_tells_the_machine_or_the_clock(frozen, origin):
    """Neither the book's folder nor the home of the library stands in any file but compressed ones."""
    places = [str(origin.root).encode(), str(frozen.parent).encode()]

    told = [
        name for name, path in _files(frozen).items() if any(place in path.read_bytes() for place in places)
    ]

    assert told == []


def test_freezing_a_book_again_elsewhere_gives_the_same_zip(frozen, book, command, tmp_path):
    """Folder, time zone, hash seed and number of processes do not show."""
    target = tmp_path / "deeper" / "again"

    made = command(
        book.root,
        "edition",
        "2026",
        "--to",
        str(target),
        "--zip",
        "--jobs",
        "1",
        TZ="America/Lima",
        PYTHONHASHSEED="2",
    )

    assert (made.code, made.out.splitlines()[-1]) == (0, f"packed: {target}.zip")
    assert target.with_name("again.zip").read_bytes() == frozen.with_name("2026.zip").read_bytes()
    assert sorted(path.name for path in target.parent.iterdir()) == ["again", "again.zip"]


def test_a_zip_is_sorted_and_tells_no_time(frozen, tmp_path):
    """Entries carry the earliest time of the format and plain rights, whatever the files have."""
    moved = shutil.copytree(frozen, tmp_path / "moved")
    (moved / MANIFEST).chmod(0o600)
    pack(moved, tmp_path / "again.zip")

    with zipfile.ZipFile(frozen.with_name("2026.zip")) as archive:
        names = [entry.filename for entry in archive.infolist()]
        told = {
            (entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in archive.infolist()
        }
    assert names == sorted(_files(frozen))
    assert told == {((1980, 1, 1, 0, 0, 0), 0o644, 3)}
    assert (tmp_path / "again.zip").read_bytes() == frozen.with_name("2026.zip").read_bytes()


def test_an_edition_that_is_there_is_not_overwritten_unless_asked(book, command, copy):
    """It stays as it was, and the message names both ways on; a zip that lacks is made of it as it is."""
    before = {name: path.stat().st_mtime_ns for name, path in _files(copy).items()}

    refused = command(book.root, "edition", "2026", "--to", str(copy))
    packed = command(book.root, "edition", "2026", "--to", str(copy), "--zip")
    full = command(book.root, "edition", "2026", "--to", str(copy), "--zip")

    message = (
        f"pagebook: {copy} is there already; what was published should stay as it is. "
        "To make it anew say --replace; to make another one name a folder with --to\n"
    )
    assert (refused.code, refused.err) == (1, message)
    assert (packed.code, packed.out) == (0, f"packed: {copy}.zip\n")
    assert (full.code, full.err) == (1, message)
    assert {name: path.stat().st_mtime_ns for name, path in _files(copy).items()} == before


def test_what_was_tampered_with_is_not_packed(book, command, copy):
    """A zip would give a wrong file a new life."""
    (copy / "book" / "_toc.yml").write_text("root: x\n")

    told = command(book.root, "edition", "2026", "--to", str(copy), "--zip")

    _, first, second = told.err.splitlines()
    assert (told.code, first) == (1, f"pagebook: {copy} is not as it was frozen; it was not packed:")
    assert second.startswith("changed: book/_toc.yml: has 8 bytes; ")
    assert not copy.with_name("2026.zip").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "2027",
            "data/editions.csv has no edition '2027' (it has: 2025, 2026); "
            "add a row such as: 2027,YYYY-MM-DD,Title of the edition,What is new in it",
        ),
        (
            "2025",
            "data/editions.csv has a newer edition, '2026', whose name the pages carry; "
            "freeze that one, or correct the dates",
        ),
        ("../x", "'../x' cannot name a folder; use letters, figures, points and hyphens"),
    ],
)
def test_an_edition_that_the_table_does_not_have_is_refused(book, command, name, message):
    """The message says which row to add; nothing is written."""
    told = command(book.root, "edition", name)

    assert (told.code, told.out, told.err) == (1, "", f"pagebook: {message}\n")
    assert not (book.root / "_editions").exists()


def test_a_book_that_is_wrong_is_not_frozen(book, command):
    """The reasons are printed, as for any build."""
    path = book.data / "indicators.csv"
    path.write_text(path.read_text().replace("PER,co2,2020,45", "PER,co2,2020,many"))

    told = command(book.root, "edition", "2026")

    assert told.code == 1
    assert told.out == (
        "data/indicators.csv:2: value: 'many' is not a number; expected digits such as 46.61\n"
    )
    assert not (book.root / "_editions").exists()


def test_pages_that_are_not_current_run_first_and_the_new_ones_are_frozen(book, command):
    """The edition replaces the former one, and shows the new value in data, page and website."""
    path = book.data / "indicators.csv"
    path.write_text(path.read_text().replace("PER,co2,2020,45", "PER,co2,2020,46"))

    told = command(book.root, "edition", "2026")

    edition = book.root / "_editions" / "2026"
    assert told.code == 0, told
    assert "PER,co2,2020,46" in (edition / "book/data/indicators.csv").read_text()
    page = json.loads((edition / "book/chapters/countries/peru.ipynb").read_text())
    assert "Peru emitted 100 Mt in all." in json.dumps(page)
    assert "Peru emitted 100 Mt in all." in (edition / "html/chapters/countries/peru.html").read_text()
