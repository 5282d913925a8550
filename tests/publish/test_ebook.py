"""The book as EPUB by Sphinx's own builder: whole, well-formed, asking nobody for anything, and no clock."""

import posixpath
import subprocess
import sys
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

_COMMAND = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build")
_CUSTOM = ("--builder", "custom", "--custom-builder", "epub")
_XHTML = "{http://www.w3.org/1999/xhtml}"


def _built(book):
    subprocess.run([*_COMMAND, str(book.root), "-W", *_CUSTOM], check=True, capture_output=True)
    (path,) = (book.root / "_build" / "epub").glob("*.epub")
    return path


@pytest.fixture(scope="module")
def ebook(module_book):
    """Return the small book as EPUB, built by Jupyter Book's command with warnings as errors."""
    with zipfile.ZipFile(_built(module_book)) as archive:
        yield archive


@pytest.fixture(scope="module")
def pages(ebook):
    """Return its pages, parsed."""
    return {name: ElementTree.fromstring(ebook.read(name)) for name in ebook.namelist() if "xhtml" in name}


def test_it_begins_with_its_kind_and_lists_all_its_files(ebook):
    """The first file tells the kind, uncompressed; every other one is listed, but for where the list is."""
    package = ElementTree.fromstring(ebook.read("content.opf"))
    listed = {item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    first = ebook.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert ebook.read("mimetype").strip() == b"application/epub+zip"
    assert set(ebook.namelist()) - listed == {"mimetype", "META-INF/container.xml", "content.opf"}
    assert listed <= set(ebook.namelist())


def test_every_page_is_well_formed_and_all_that_it_shows_is_inside(ebook, pages):
    """Pictures, styles and inner links lead to files of the book; nothing but links leads out; no scripts."""
    missing, outside = [], []
    for name, page in pages.items():
        for element in page.iter():
            for address in filter(None, (element.get("src"), element.get("href"))):
                if address.startswith(("http:", "https:", "//")):
                    outside += [] if element.tag == f"{_XHTML}a" else [(name, address)]
                elif path := address.partition("#")[0]:
                    place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
                    missing += [] if place in ebook.namelist() else [(name, address)]

    assert len(pages) == 4
    assert (missing, outside) == ([], [])
    assert [name for name, page in pages.items() if page.find(f".//{_XHTML}script") is not None] == []


def test_charts_are_pictures_that_say_their_finding(pages):
    """Each chart is a static picture, its alternative the finding."""
    peru = pages["chapters/countries/peru.xhtml"]

    shown = [(image.get("src"), image.get("alt")) for image in peru.iter(f"{_XHTML}img")]

    assert shown == [
        ("../../_figures/chapters/countries/peru/co2.svg", "Emissions were 1,234.5 Mt in 2020."),
    ]


def test_equal_books_are_equal_files(tmp_path, write_book, monkeypatch):
    """Folder, time zone and hash seed leave no trace; the date is that of the newest edition."""
    built = []
    for name, seed, zone in (("one", "1", "Pacific/Auckland"), ("two/deeper", "2", "America/Lima")):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        built.append(_built(write_book(tmp_path / name)))

    with zipfile.ZipFile(built[0]) as archive:
        package = archive.read("content.opf").decode()

    assert built[0].read_bytes() == built[1].read_bytes()
    assert "<dc:date>2026-11-22T00:00:00Z</dc:date>" in package
