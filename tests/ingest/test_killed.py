"""A reading that is killed leaves the drafts of before or the new ones, whole."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.dying import DIES

from pagebook.cli import main

_OLD = (
    "Ghana: A workshop on waste took place on 3 March. 24 participants came.\n\nSenegal: A course was held.\n"
)
_NEW = _OLD.replace("24", "26") + "\nPeru: A forum took place on 30 March with the Ministry of Environment.\n"
_LEFT = {".pagebook.lock"}


def drafts(folder: Path) -> dict[str, bytes]:
    """Return what lies below a folder of drafts, without the lock that every command leaves."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in _LEFT)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


class Readings:
    """A document that was read, then changed; a copy of its drafts for each reading that is killed."""

    def __init__(self, book: Path, folder: Path) -> None:
        self._book, self._folder, self._number = book, folder, 0
        self._document = folder / "update.md"
        self._document.write_text(_OLD, "utf-8")
        assert self.read(folder / "before") == 0
        self._document.write_text(_NEW, "utf-8")
        shutil.copytree(folder / "before", folder / "after")
        assert self.read(folder / "after") == 0
        self.whole = [drafts(folder / "before"), drafts(folder / "after")]

    def read(self, drafts: Path) -> int:
        """Read the document to its end, in this process."""
        return main(self._arguments(drafts))

    def copy(self) -> Path:
        """Return a copy of the drafts that the first reading wrote."""
        self._number += 1
        return Path(shutil.copytree(self._folder / "before", self._folder / f"copy{self._number}"))

    def start(self, drafts: Path, *before: str) -> subprocess.Popen[bytes]:
        """Start to read the document in another process."""
        command = [sys.executable, *before, *self._arguments(drafts)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def looked_at(self, folder: Path) -> dict[str, bytes]:
        """Return the drafts as the next command finds them."""
        assert main(["review", "--list", "--drafts", str(folder), "--book", str(self._book)]) == 0
        # What was staged and never announced means nothing; the next reading sweeps it away.
        return {name: text for name, text in drafts(folder).items() if not name.endswith(".tmp")}

    def _arguments(self, drafts: Path) -> list[str]:
        told = ["--source", "page-update-2017-11", "--year", "2024", "--to", str(drafts)]
        return ["ingest", str(self._document), *told, "--book", str(self._book)]


def test_a_death_at_any_write_leaves_all_drafts_old_or_all_new(book_root: Path, tmp_path: Path):
    """At each write in turn: the next command finds one state of them, and the next reading the new one."""
    readings = Readings(book_root, tmp_path)
    moments, found = 0, set()
    while True:
        folder = readings.copy()
        code = readings.start(folder, "-c", DIES, str(moments)).wait(60)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        moments += 1
        found.add(readings.whole.index(readings.looked_at(folder)))
        assert readings.read(folder) == 0
        assert drafts(folder) == readings.whole[1]

    assert moments > 5
    assert found == {0, 1}


def test_a_reading_killed_at_random_moments_comes_to_its_end(book_root: Path, tmp_path: Path):
    """Whenever it dies, drafts are of one reading, and reading again writes the new ones."""
    readings = Readings(book_root, tmp_path)
    chance = random.Random(20171114)
    begin = time.monotonic()
    readings.start(readings.copy(), "-m", "pagebook.cli").wait(60)
    takes = time.monotonic() - begin

    for _ in range(10):
        folder = readings.copy()
        process = readings.start(folder, "-m", "pagebook.cli")
        time.sleep(takes * chance.uniform(0.4, 1.0))
        process.kill()
        process.wait(60)

        assert readings.looked_at(folder) in readings.whole
        assert readings.read(folder) == 0
        assert drafts(folder) == readings.whole[1]
