"""Documents: text files of the book that a page reads, remembered like tables."""

from __future__ import annotations

import hashlib

import pytest

from pagebook.data import DOCUMENTS, Tables, digest
from pagebook.errors import DataError

PERU = "chapters/narratives/peru.md"


@pytest.fixture
def narratives(small):
    """Return the folder of narratives of a small book, with one about Peru."""
    folder = small.book.root / DOCUMENTS
    folder.mkdir(parents=True)
    (folder / "peru.md").write_bytes("Perú\nfirst\n".encode())
    return folder


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_document_is_read_and_remembered(small, narratives):
    """Its text comes back, and the record tells its lines and its hash."""
    tables = Tables.open(small.book)

    assert tables.document(PERU) == "Perú\nfirst\n"
    assert tables.record()["reads"] == [
        {"table": PERU, "where": {}, "rows": 2, "sha256": _sha256("Perú\nfirst\n")}
    ]


def test_a_missing_document_is_remembered_as_well(small, narratives):
    """That there was none is what the page depends on; an empty one is something else."""
    tables = Tables.open(small.book)

    assert tables.document("chapters/narratives/kenya.md") is None
    (missing,) = tables.reads
    (narratives / "kenya.md").write_bytes(b"")
    empty = digest(Tables.open(small.book), missing.table, missing.where)

    assert (missing.rows, missing.sha256) == (0, "")
    assert (empty.rows, empty.sha256) == (0, _sha256(""))


@pytest.mark.parametrize(
    "content", ["Perú\r\nfirst\r\n".encode(), "Perú\rfirst\r".encode(), "\ufeffPerú\nfirst\n".encode()]
)
def test_line_ends_and_byte_order_marks_are_no_content(small, narratives, content):
    """The same text saved on another system is the same document."""
    before = Tables.open(small.book)
    before.document(PERU)
    (narratives / "peru.md").write_bytes(content)
    after = Tables.open(small.book)

    assert after.document(PERU) == "Perú\nfirst\n"
    assert after.reads == before.reads


def test_a_document_is_read_once(small, narratives):
    """What the page saw is what the record tells, even when the file changes meanwhile."""
    tables = Tables.open(small.book)
    tables.document(PERU)
    (narratives / "peru.md").write_bytes(b"later")

    assert tables.document(PERU) == "Perú\nfirst\n"
    assert tables.reads[0].sha256 == _sha256("Perú\nfirst\n")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/hostname",
        "chapters/country.ipynb",
        "chapters/narratives",
        "chapters/narratives/",
        "chapters/narratives/../country.ipynb",
        "chapters/narratives/./peru.md",
        "chapters//narratives/peru.md",
        "chapters\\narratives\\peru.md",
        "chapters/narratives/peru.md\0",
        "",
    ],
)
def test_other_paths_are_refused(small, narratives, path):
    """Only plain paths below the folder of narratives are read, and nothing else is remembered."""
    tables = Tables.open(small.book)

    with pytest.raises(DataError, match=r"^1 problem in the data:\n  document .* is refused; expected"):
        tables.document(path)

    assert tables.reads == ()


def test_links_that_lead_out_are_refused(small, narratives):
    """A link may only point to another narrative."""
    (narratives / "inside.md").symlink_to(narratives / "peru.md")
    (narratives / "outside.md").symlink_to(small.data / "datapackage.json")
    (narratives / "loop.md").symlink_to("loop.md")
    tables = Tables.open(small.book)

    assert tables.document("chapters/narratives/inside.md") == "Perú\nfirst\n"
    with pytest.raises(DataError, match=r"outside\.md: leads out of chapters/narratives/"):
        tables.document("chapters/narratives/outside.md")
    with pytest.raises(DataError, match=r"loop\.md: cannot be read: "):
        tables.document("chapters/narratives/loop.md")


def test_what_is_no_text_is_refused(small, narratives):
    """The message names the file and what to do."""
    (narratives / "peru.md").write_bytes("Perú".encode("latin-1"))
    (narratives / "folder.md").mkdir()
    tables = Tables.open(small.book)

    with pytest.raises(DataError, match=r"peru\.md: is not UTF-8 \(byte 3\); save it as UTF-8"):
        tables.document(PERU)
    with pytest.raises(DataError, match=r"folder\.md: cannot be read: Is a directory"):
        tables.document("chapters/narratives/folder.md")


def test_all_documents_together_are_one_read(small, narratives):
    """Their hash changes with any of them, also with one that comes or goes or gets another name."""
    hashes = []
    for change in (
        lambda: None,
        lambda: (narratives / "peru.md").write_bytes(b"other"),
        lambda: (narratives / "new.md").write_bytes(b"new"),
        lambda: (narratives / "new.md").rename(narratives / "newer.md"),
        (narratives / "newer.md").unlink,
    ):
        change()
        hashes.append(digest(Tables.open(small.book), DOCUMENTS, {}))

    assert [read.rows for read in hashes] == [1, 1, 2, 2, 1]
    assert len({read.sha256 for read in hashes}) == 4
    assert hashes[1] == hashes[4]
