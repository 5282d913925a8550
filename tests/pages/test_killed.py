"""A death at any moment leaves whole pages, no process, and a book that the next run completes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.dying import DIES
from tests.waiting import until

from pagebook.cli import main
from pagebook.data import Package, dictionary
from pagebook.project import Book


class Runs:
    """A book with current pages whose data then changed, and commands whose processes can be told."""

    def __init__(self, book: Book) -> None:
        self.book, self.mark = book, uuid4().hex
        self.old: dict[str, bytes] = {}
        self.new: dict[str, bytes] = {}

    def prepare(self) -> None:
        """Run the pages with old and with new data, and leave the old pages beside the new data."""
        self.command("run")
        self.old = self.pages()
        path = self.book.data / "indicators.csv"
        path.write_text(path.read_text().replace("54", "55").replace("11", "12"))
        notes = self.book.chapters / "notes.ipynb"
        notes.write_text(notes.read_text().replace("1 + 1", "1 + 2"))
        # An authored chapter is its own source: before it runs, it has its new text already.
        self.old["chapters/notes.ipynb"] = notes.read_bytes()
        self.command("run")
        self.new = self.pages()
        self.restore()

    def restore(self) -> None:
        """Put the old pages back."""
        for name, content in self.old.items():
            (self.book.root / name).write_bytes(content)

    def start(self, *arguments: str, before: tuple[str, ...] = ("-m", "pagebook.cli")) -> subprocess.Popen:
        """Start a command on the book."""
        command = [sys.executable, *before, *arguments, "--book", str(self.book.root)]
        return subprocess.Popen(command, env=self._env(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def command(self, *arguments: str) -> None:
        """Run a command to its end."""
        with self.start(*arguments) as process:
            told = process.communicate(timeout=120)
        assert process.returncode == 0, told

    def pages(self) -> dict[str, bytes]:
        """Return pages, chapters and records, and whatever else lies beside them."""
        names = ("country.ipynb", "index.md")
        return {
            self.book.relative(path): path.read_bytes()
            for path in sorted(self.book.chapters.rglob("*"))
            if path.is_file() and path.name not in names
        }

    def processes(self) -> dict[int, str]:
        """Return all processes that these commands started."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (process / "environ").read_bytes():
                    found[int(process.name)] = (process / "cmdline").read_bytes().decode()
            except OSError:
                continue
        return found

    def whole(self) -> bool:
        """Whether each page and record has its old or its new bytes; temporary files are another matter."""
        return all(content in (self.old[name], self.new[name]) for name, content in self._named())

    def _named(self) -> Iterator[tuple[str, bytes]]:
        return ((name, content) for name, content in self.pages().items() if "/.pagebook-" not in name)

    def _env(self) -> dict[str, str]:
        return {**os.environ, "PAGEBOOK_TEST_MARK": self.mark}


@pytest.fixture(scope="module")
def origin() -> dict[str, Runs]:
    """Return where the first test leaves what all start from, as preparing it takes several runs."""
    return {}


@pytest.fixture
def runs(book: Book, cells, origin: dict[str, Runs], tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Return a small book with its dictionary and pages, and then other data."""
    if not origin:
        first = Runs(Book(tmp_path_factory.mktemp("origin") / "book"))
        _write_book(book, cells)
        shutil.copytree(book.root, first.book.root)
        first.prepare()
        origin["book"] = first
    shutil.rmtree(book.root)
    shutil.copytree(origin["book"].book.root, book.root)
    own = Runs(book)
    own.old, own.new = origin["book"].old, origin["book"].new
    return own


def _write_book(book: Book, cells) -> None:
    words = 'display({"application/vnd.pagebook.words+json": {"substitutions": {"name": name}}}, raw=True)'
    title, parameters, setup, *_, record = cells.template()
    values = cells.code('rows["value"].tolist()')
    shown = cells.code(words, "remove-cell")
    cells.notebook(book.chapters / "country.ipynb", title, parameters, setup, shown, values, record)
    (book.data / "README.md").write_text(dictionary(Package.load(book.data)))


def _carries_on(runs: Runs) -> None:
    assert runs.whole()
    assert until(lambda: runs.processes() == {}, 10), runs.processes()
    runs.command("run")
    assert runs.pages() == runs.new


def _compiles(runs) -> bool:
    """Tell whether the compiler, which waits for its order at first, is writing."""
    running = any("pagebook.publish.process" in command for command in runs.processes().values())
    return running and (runs.book.root / "_build" / ".html").exists()


def test_a_run_killed_while_it_writes_leaves_whole_pages(runs):
    """Whatever file it was about to write or to name, each is old or new, and the next run completes."""
    seen = []
    for moment in random.Random(7).sample(range(12), 3):
        with runs.start("run", "--jobs", "1", before=("-c", DIES, str(moment))) as process:
            process.communicate(timeout=60)
        seen.append(process.returncode)
        _carries_on(runs)
        runs.restore()

    assert seen == [-signal.SIGKILL] * 3


@pytest.mark.parametrize("command", ["run", "build"])
def test_a_command_killed_at_any_moment_leaves_whole_pages(runs, command):
    """Two random moments each: no page is half, no process stays, the next run completes."""
    moments = random.Random(command)
    for _ in range(2):
        process = runs.start(command)
        time.sleep(moments.uniform(0.3, 4))
        process.kill()
        process.communicate()
        _carries_on(runs)
        runs.restore()


def test_a_build_killed_while_it_compiles_leaves_no_compiler(runs):
    """The compiler ends with the build that started it, and the next build completes."""
    process = runs.start("build")
    assert until(lambda: _compiles(runs))

    process.kill()
    process.communicate()

    assert until(lambda: runs.processes() == {}, 10)
    runs.command("build")
    assert (runs.book.html / "index.html").is_file()


def test_a_page_whose_process_is_killed_at_any_moment_fails_alone(runs):
    """Children that are killed from outside are told as such; pages are whole, the next run completes."""
    moments = random.Random(1)
    for _ in range(2):
        with runs.start("run", "--jobs", "1") as process:
            assert until(lambda: len(runs.processes()) > 2 or process.poll() is not None)
            time.sleep(moments.uniform(0, 0.2))
            youngest = max(runs.processes(), default=process.pid)
            if youngest != process.pid:
                os.kill(youngest, signal.SIGKILL)
            process.communicate(timeout=60)
        assert process.returncode in (0, 1)
        _carries_on(runs)
        runs.restore()


def test_two_builds_do_not_compile_at_once(runs, capsys, monkeypatch):
    """While one build compiles, another says who holds the lock, or waits for it when asked to."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    first = runs.start("build")
    assert until(lambda: _compiles(runs))
    book = ("--book", str(runs.book.root))

    refused = main(["build", *book])
    told = capsys.readouterr().err
    waited = main(["build", "--wait", *book])
    said = capsys.readouterr()

    assert first.poll() is not None or first.wait(1) == 0
    first.communicate()
    assert first.returncode == 0
    holder = f"process {first.pid} on {os.uname().nodename} (__main__.py build --book {runs.book.root})"
    assert (refused, told) == (
        2,
        f"pagebook: {runs.book.root} is being written by {holder}; "
        "wait until it ends, or end it, and run this again\n",
    )
    assert waited == 0
    assert said.err == (
        f"waiting for {holder}, which is writing the book\nevery page is current; nothing to run\n"
    )
    assert said.out == f"The book is ready: open {(runs.book.html / 'index.html').as_uri()}\n"


@pytest.mark.parametrize("left", [0, 1], ids=["no block left", "one block left"])
def test_a_full_disk_leaves_the_pages_whole(runs, tmp_path, left):
    """What cannot be written is named, and says that nothing was changed; old pages and records stay."""
    own = "unshare --mount" if os.geteuid() == 0 else "unshare --mount --map-root-user"
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=1m none '{disk}'"
    if subprocess.run([*own.split(), "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk for one process")
    fill = f"dd if=/dev/zero of='{disk}/filler' bs=4096 status=none 2>/dev/null"
    fill += f"; truncate -s $(($(stat -c %s '{disk}/filler') - {left * 4096})) '{disk}/filler'"
    call = f"'{sys.executable}' -m pagebook.cli run --only PER --book '{disk}/book'"
    script = f"{mount} && cp -r '{runs.book.root}' '{disk}/book' && {{ {fill}; {call}; }}"
    script += f"; code=$?; cp -r '{disk}/book' '{kept}'; exit $code"

    done = subprocess.run([*own.split(), "sh", "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    wrong = "No space left on device; nothing was changed"
    assert [line for line in (done.stdout + done.stderr).splitlines() if wrong in line] == [
        f"pagebook: cannot write in {disk}/book: {wrong}"
        if not left
        else f"PER: chapters/country.ipynb: cannot write {disk}/book/chapters/countries/peru.ipynb: {wrong}"
    ]
    runs.book = Book(kept)
    assert runs.pages() == runs.old
