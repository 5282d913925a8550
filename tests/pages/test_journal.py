"""Files that belong together get their new contents together."""

import errno
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from pagebook.cli import main
from pagebook.pages.journal import finish, write_together
from pagebook.pages.write import WriteError
from pagebook.project import Book


@pytest.fixture
def place(tmp_path: Path) -> Book:
    """A folder with two files."""
    (tmp_path / "_config.yml").write_text("title: A book\n")
    (tmp_path / "one").write_text("old 1")
    (tmp_path / "two").write_text("old 2")
    return Book(tmp_path)


def cut_off(place: Book) -> None:
    """Leave the folder as a process does that is killed after it has given the first file its content."""
    entries = []
    for name, staged in (("one", ""), ("two", ".pagebook-2.tmp")):
        hashes = [sha256(f"{age} {place.root / name}".encode()).hexdigest() for age in ("old", "new")]
        entries.append({"path": name, "staged": staged or ".pagebook-1.tmp", "hashes": hashes})
    entries[1]["hashes"] = [sha256(b"old 2").hexdigest(), sha256(b"new 2").hexdigest()]
    (place.root / "one").write_text("new 1")
    (place.root / ".pagebook-2.tmp").write_text("new 2")
    place.journal.write_text(json.dumps(entries))


def contents(place: Book) -> dict[str, str]:
    """Return the files of the folder and what they hold, without the lock."""
    files = (path for path in place.root.iterdir() if path.name not in (".pagebook.lock", "_config.yml"))
    return {path.name: path.read_text() for path in files}


def test_files_get_their_contents_and_nothing_else_stays(place: Book):
    """Two files are written, a third is made with its folder, and no journal is left."""
    new = {"one": b"new 1", "two": b"old 2", "deep/three": b"new 3"}

    changed = write_together(place, {place.root / name: content for name, content in new.items()})
    again = write_together(place, {place.root / name: content for name, content in new.items()})

    assert (changed, again) == (True, False)
    assert {name: (place.root / name).read_bytes() for name in new} == new
    assert sorted(path.name for path in place.root.iterdir()) == [
        ".pagebook.lock", "_config.yml", "deep", "one", "two",
    ]  # fmt: skip


def test_what_was_cut_off_is_finished_by_the_next_command(place: Book, capsys: pytest.CaptureFixture[str]):
    """Any command that opens the book finishes it first, and says so."""
    cut_off(place)

    main(["check", "--book", str(place.root)])

    assert contents(place) == {"one": "new 1", "two": "new 2"}
    assert "finished what an earlier command was killed at" in capsys.readouterr().err
    assert not finish(place)


def test_a_file_that_somebody_changed_since_is_left_alone(place: Book):
    """The message says where the new content is; once it is deleted, the change stays."""
    cut_off(place)
    (place.root / "two").write_text("mine")

    with pytest.raises(WriteError, match=r"two was changed after .* content is in .*\.pagebook-2\.tmp"):
        finish(place)
    (place.root / ".pagebook-2.tmp").unlink()
    finish(place)

    assert contents(place) == {"one": "new 1", "two": "mine"}


def test_a_folder_that_cannot_be_made_changes_nothing(place: Book):
    """The first file is not written when the second cannot be."""
    with pytest.raises(WriteError, match="nothing was changed"):
        write_together(place, {place.root / "one": b"new 1", place.root / "two" / "below": b"new"})

    assert contents(place) == {"one": "old 1", "two": "old 2"}


@pytest.mark.parametrize("full_at", [0, 1, 2])
def test_a_full_disk_changes_nothing(place: Book, monkeypatch: pytest.MonkeyPatch, full_at: int):
    """Whichever of two files and their journal finds no room, both stay, and nothing else does."""
    room = iter(range(full_at))
    flush = os.fsync

    def full(file: int) -> None:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        flush(file)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device; nothing was changed"):
        write_together(place, {place.root / "one": b"new 1", place.root / "two": b"new 2"})

    assert contents(place) == {"one": "old 1", "two": "old 2"}
