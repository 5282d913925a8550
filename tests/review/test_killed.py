"""A review that is killed has decided and written everything or nothing of each decision."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.pages.test_killed import DIES
from tests.review.sheets import decide
from tests.review.terminal import Terminal

from pagebook.cli import main
from pagebook.data import check_data
from pagebook.project import Book

_TABLES = ("events", "participation")


def texts(book: Book) -> tuple[str, ...]:
    """Return the tables that a review of the drafts changes."""
    return tuple((book.data / "programme" / f"{name}.csv").read_text("utf-8") for name in _TABLES)


def leftovers(book: Book) -> list[str]:
    """Return what lies in the book's folder that belongs to no book."""
    names = (path.name for path in book.root.rglob("*") if path.is_file())
    return sorted(name for name in names if name.endswith(".tmp") or name == ".pagebook.journal")


def dying(book: Book, moment: int) -> int:
    """Write what was decided in the sheets, in a process that dies when it writes for the nth time."""
    command = [sys.executable, "-c", DIES, str(moment), "review", "--apply", "--book", str(book.root)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def reviewed(book: Book, how: str) -> int:
    """Run another command of the review."""
    return main(["review", how, "--book", str(book.root)])


def test_a_death_at_any_write_leaves_all_tables_or_none(book: Book, tmp_path: Path):
    """At each write in turn: the next command finds both tables old or both new, and can go on."""
    decide(book)
    old = texts(book)
    moments, found = 0, set()
    while True:
        copy = Book(tmp_path / f"at{moments}")
        shutil.copytree(book.root, copy.root)
        code = dying(copy, moments)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        moments += 1
        assert reviewed(copy, "--list") == 0
        found.add(texts(copy))
        assert check_data(copy) == []
        assert reviewed(copy, "--apply") == 0
        assert leftovers(copy) == []
        shutil.rmtree(copy.root)

    assert moments > 10
    assert found == {old, texts(copy)}
    assert old != texts(copy)


def test_a_pass_killed_at_random_moments_comes_to_its_end(book: Book, tmp_path: Path):
    """However often it is killed, each decision is there whole or not at all, and the last pass ends."""
    chance = random.Random(20240303)
    wanted = Book(tmp_path / "wanted")
    shutil.copytree(book.root, wanted.root)
    decide(wanted)
    assert reviewed(wanted, "--apply") == 0
    whole = {texts(book), texts(wanted)}

    for number in range(5):
        copy = Book(tmp_path / f"killed{number}")
        shutil.copytree(book.root, copy.root)
        killed = Terminal("review", "--book", str(copy.root))
        _answers(killed, chance.randint(1, 4))
        time.sleep(chance.random() / 20)
        killed.kill()
        assert reviewed(copy, "--list") == 0
        assert texts(copy) in whole
        _answers(Terminal("review", "--book", str(copy.root)), 99)

        assert texts(copy) == texts(wanted)
        assert check_data(copy) == []


def _answers(terminal: Terminal, number: int) -> None:
    """Answer some questions as they come, or all until the pass ends."""
    area = ""
    for _ in range(number):
        told = terminal.until("\n> ", "title (Title): ", "come next")
        if told.endswith("come next"):
            terminal.end()
            return
        if "events, new" in told or "participation, new" in told:
            area = "Ghana" if "line 1" in told else "Peru"
        if told.endswith("(Title): "):
            terminal.answer("Green procurement course")
        else:
            terminal.answer("a" if area == "Ghana" else "r")
