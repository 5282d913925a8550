"""Killed at any moment, or on a full disk: the former edition or the new one, whole, and the next goes on."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.dying import DIES
from tests.waiting import until

from pagebook.edition import staging
from pagebook.edition.contents import inputs
from pagebook.edition.freeze import may_begin
from pagebook.edition.hashes import file_problems
from pagebook.edition.manifest import MANIFEST, Manifest
from pagebook.edition.opening import opened
from pagebook.edition.staging import put_in_place, require_room, staged, tidy
from pagebook.errors import EditionError

resource = pytest.importorskip("resource", reason="limits of a process are a matter of Unix")


def _start(
    book, *arguments: str, before: tuple[str, ...] = ("-m", "pagebook.cli"), **settings
) -> subprocess.Popen:
    command = [sys.executable, *before, *arguments, "--book", str(book.root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **settings)


def _whole(target: Path) -> str:
    """Return what is at a place: `none`, `old` or `new`, each without a fault; or what is wrong."""
    if not target.exists():
        return "none"
    with opened(target) as edition:
        manifest = Manifest.loads(edition.read(MANIFEST))
        wrong = file_problems(edition, manifest)
    value = (target / "book/data/indicators.csv").read_text()
    return str(wrong) if wrong else "new" if "PER,co2,2020,46" in value else "old"


def _change(book, command) -> None:
    path = book.data / "indicators.csv"
    path.write_text(path.read_text().replace("PER,co2,2020,45", "PER,co2,2020,46"))
    ran = command(book.root, "run")
    assert ran.code == 0, ran


def test_an_edition_killed_at_random_moments_is_not_there_or_whole(book, command):
    """Six moments from start to end, and no process stays; the next command makes it and tidies up."""
    target, moments, found = book.root / "_editions" / "2026", random.Random(3), set()
    began = time.monotonic()
    assert command(book.root, "edition", "2026").code == 0
    lasts = time.monotonic() - began
    shutil.rmtree(target.parent)
    for _ in range(6):
        process = _start(book, "edition", "2026")
        time.sleep(moments.uniform(0.2, 1.1) * lasts)
        process.kill()
        process.communicate()
        found.add(_whole(target))
        shutil.rmtree(target, ignore_errors=True)

    assert until(lambda: command(book.root, "edition", "2026").code == 0, 60)
    assert found <= {"none", "old"}
    assert _whole(target) == "old"
    assert until(lambda: tidy(target) == [], 10)
    assert [path.name for path in target.parent.iterdir()] == ["2026"]


def test_a_replacement_killed_while_it_is_put_on_the_disk_leaves_the_old_one(book, command, copy):
    """All is compiled and described by then: the former edition is there, whole, and the half one goes."""
    _change(book, command)
    files = len(Manifest.loads((copy / MANIFEST).read_bytes()).files)
    target, seen = book.root / "_editions" / "2026", []
    shutil.copytree(copy, target)
    for moment in random.Random(5).sample(range(20, files), 2):
        with _start(book, "edition", "2026", "--replace", before=("-c", DIES, str(moment))) as process:
            process.communicate(timeout=120)
        tidied = len(tidy(target))
        seen.append((process.returncode, _whole(target), tidied))

    assert seen == [(-signal.SIGKILL, "old", 1)] * 2
    assert [path.name for path in target.parent.iterdir()] == ["2026"]


@pytest.mark.parametrize("at", range(3))
def test_each_moment_of_putting_in_place_leaves_the_old_or_the_new(tmp_path, monkeypatch, at):
    """Stopped before the first rename, between the two, and after both: tidying up gives one of the two."""
    target = tmp_path / "2026"
    target.mkdir()
    (target / "file").write_text("old")
    left = at

    def counted(path: Path, place: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return rename(path, place)

    rename = Path.rename
    made = tmp_path / ".2026-x.staging"
    made.mkdir()
    (made / "file").write_text("new")
    monkeypatch.setattr(Path, "rename", counted)
    if at < 2:
        with pytest.raises(KeyboardInterrupt):
            put_in_place(made, target)
    else:
        put_in_place(made, target)
    monkeypatch.undo()

    tidy(target)

    assert (target / "file").read_text() == ("new" if at == 2 else "old")
    assert [path.name for path in tmp_path.iterdir()] == ["2026"]


def test_a_full_disk_while_compiling_leaves_nothing(book, command):
    """Where no file may grow beyond 200 kB, the library copies but the book does not compile."""
    with _start(
        book,
        "edition",
        "2026",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    ) as process:
        _, said = process.communicate(timeout=120)

    assert process.returncode == 1, said
    assert list((book.root / "_editions").iterdir()) == []
    assert command(book.root, "edition", "2026").code == 0
    assert _whole(book.root / "_editions" / "2026") == "old"


def test_a_disk_that_is_full_at_the_end_leaves_what_was_there(tmp_path, monkeypatch):
    """The message says which and why; the target is as before and nothing lies beside it."""
    target = tmp_path / "2026"
    target.mkdir()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(staging.os, "fsync", full)
    with pytest.raises(EditionError) as caught, staged(target) as folder:
        (folder / "file").write_text("new")
        put_in_place(folder, target)

    assert str(caught.value) == f"cannot write {target}: No space left on device; nothing of it is left"
    assert [path.name for path in tmp_path.iterdir()] == ["2026"]
    assert list(target.iterdir()) == []


def test_too_little_room_is_told_before_anything_is_written(tmp_path):
    """Needed and free bytes stand in the message; a folder that is not there yet counts as its parent."""
    with pytest.raises(EditionError) as caught:
        require_room(tmp_path / "not" / "there", 10**18)

    message = str(caught.value)
    assert message.startswith(
        f"an edition needs about 1,000,000,000,000.0 MB while it is made, and {tmp_path} has "
    )
    assert message.endswith(" MB free; make room, or name another disk with --to; nothing was written")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_stops_before_the_beginning(origin, tmp_path, monkeypatch):
    """What is compiled counts as much as what is copied, and a zip as much as both; nothing is made."""
    size = sum(item.path.stat().st_size for item in inputs(origin))
    built = sum(path.stat().st_size for path in (origin.root / "_build").rglob("*") if path.is_file())
    free = size + built
    monkeypatch.setattr(staging.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))

    enough = may_begin(origin, tmp_path / "2026", zipped=False, replace=False)
    with pytest.raises(EditionError, match=r"^an edition needs about "):
        may_begin(origin, tmp_path / "2026", zipped=True, replace=False)

    assert enough
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    """A file where a folder should be."""
    (tmp_path / "file").write_text("")

    with pytest.raises(EditionError) as caught, staged(tmp_path / "file" / "2026"):
        pass

    assert str(caught.value) == f"cannot write in {tmp_path / 'file'}: File exists"
