"""A PDF is set again as soon as anything that it is set from changes, and only then."""

import json
import shutil

import pytest

from pagebook.publish.compile import compile_html
from pagebook.publish.pdf import brief_room, typeset
from pagebook.publish.pdf.brief_room import Room, Rooms
from pagebook.publish.pdf.kept import files_of, made_of
from pagebook.publish.pdf.sheet import Sheet

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="{}" height="9"/></svg>'


@pytest.fixture
def pages(tmp_path):
    """Return a document that reads others, by names of both kinds, and says things that look like names."""
    (tmp_path / "parts").mkdir()
    lines = ['#import "/parts/style.typ": *', '#include "parts/page.typ"', '#"../../outside.svg"']
    lines.append(f'#"{"x" * 300}.png"')
    (tmp_path / "main.typ").write_text("\n".join(lines), "utf-8")
    (tmp_path / "parts" / "style.typ").write_text("#let bold(it) = strong(it)\n", "utf-8")
    (tmp_path / "parts" / "page.typ").write_text('#image("drawing.svg", alt: "A box")\n', "utf-8")
    (tmp_path / "parts" / "drawing.svg").write_text(_PICTURE.format(9), "utf-8")
    (tmp_path / "unread.typ").write_text("Not of this document.\n", "utf-8")
    return tmp_path


def test_files_of_follows_names_but_not_out_of_the_root(pages):
    """The document's own file, what it names, what that names; nothing else."""
    (pages.parent / "outside.svg").write_text(_PICTURE.format(1), "utf-8")

    found = [path.relative_to(pages).as_posix() for path in files_of(pages / "main.typ", pages)]

    assert found == ["main.typ", "parts/drawing.svg", "parts/page.typ", "parts/style.typ"]


@pytest.mark.parametrize(
    ("name", "changes"),
    [("main.typ", True), ("parts/style.typ", True), ("parts/drawing.svg", True), ("unread.typ", False)],
)
def test_made_of_changes_with_every_file_that_is_read(pages, name, changes):
    """And with none other, nor with nothing."""
    before = made_of(pages / "main.typ", pages)
    again = made_of(pages / "main.typ", pages)
    with (pages / name).open("a", encoding="utf-8") as file:
        file.write(" ")

    assert again == before
    assert (made_of(pages / "main.typ", pages) != before) is changes
    assert made_of(pages / "main.typ", pages, "2026-11-23") != made_of(pages / "main.typ", pages)


def test_the_files_that_are_found_are_all_that_the_book_is_set_from(small_book, tmp_path):
    """In a folder with nothing but these, the same book is set."""
    root = compile_html(small_book, pdf=True).parent / "typst"
    found = files_of(root / "main.typ", root)
    for path in found:
        copy = tmp_path / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    typeset.typeset(Sheet("main.typ", "whole.pdf"), root, tmp_path)
    typeset.typeset(Sheet("main.typ", "found.pdf"), tmp_path, tmp_path)

    assert {path.suffix for path in found} >= {".typ", ".svg"}
    assert (tmp_path / "found.pdf").read_bytes() == (tmp_path / "whole.pdf").read_bytes()


def test_what_did_not_change_is_not_set_again(pages, monkeypatch):
    """One PDF is kept, the newest; another day is another PDF."""
    made = []
    monkeypatch.setattr(typeset, "_set", lambda *told: made.append(told) or f"PDF {len(made)}".encode())
    sheet, kept, out = Sheet("main.typ", "briefs/one.pdf"), pages / "kept", pages / "out"
    read = []
    for change in ("", "", "more", "more"):
        (pages / "parts" / "style.typ").write_text(f"#let bold(it) = strong(it)\n// {change}\n", "utf-8")
        typeset.typeset(sheet, pages, out, "2026-11-23", kept)
        read.append((out / "briefs" / "one.pdf").read_bytes())
    typeset.typeset(sheet, pages, out, "2026-11-24", kept)

    assert read == [b"PDF 1", b"PDF 1", b"PDF 2", b"PDF 2"]
    assert (out / "briefs" / "one.pdf").read_bytes() == b"PDF 3"
    assert [path.read_bytes() for path in (kept / "briefs" / "one").iterdir()] == [b"PDF 3"]


@pytest.mark.parametrize("spoilt", ["", "{", "[1]", '{"a": 1}', '{"a": [1]}'])
def test_rooms_that_cannot_be_read_are_measured_again(pages, monkeypatch, spoilt):
    """What is asked for is kept, and what is not asked for any more goes."""
    asked = []
    monkeypatch.setattr(brief_room, "_room", lambda *told: asked.append(told) or Room(6, 0.5, 0.1))
    (pages / "rooms.json").write_text(spoilt, "utf-8")
    for _ in range(2):
        with Rooms(pages) as rooms:
            assert rooms.room(pages / "main.typ", pages) == Room(6, 0.5, 0.1)

    assert len(asked) == 1
    assert list(json.loads((pages / "rooms.json").read_text("utf-8")).values()) == [[6, 0.5, 0.1]]
