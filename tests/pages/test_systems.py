"""Other systems: where processes cannot be forked, kernels make the same pages, and the same book.

The package is deceived about the system that it runs on (`elsewhere/sitecustomize.py`), in all its processes.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from tests.small_book import write_small_book
from tests.waiting import until

from pagebook.cli import main
from pagebook.data import Package, dictionary
from pagebook.project import Book
from pagebook.publish.compile import compile_html

ELSEWHERE = Path(__file__).parent / "elsewhere"
SYSTEMS = ["win32", "darwin"]
COMPILE = """
import sys
from pathlib import Path
from pagebook.project import Book
from pagebook.publish.compile import compile_html
compile_html(Book(Path(sys.argv[1])))
"""
TOLD = "this system cannot fork a warm process safely; each page gets a kernel"


class Elsewhere:
    """Commands on a book, on a system that is another one as far as the package can see."""

    def __init__(self, system: str, book: Book, log: Path) -> None:
        self._book, self._log, self._mark = book, log, uuid4().hex
        told = {"SYSTEM": system, "LOG": str(log), "MARK": self._mark}
        path = os.pathsep.join(filter(None, [str(ELSEWHERE), os.environ.get("PYTHONPATH")]))
        self._environment = {**os.environ, "PYTHONPATH": path}
        self._environment |= {f"PAGEBOOK_TEST_{name}": value for name, value in told.items()}

    def start(self, *arguments: str) -> subprocess.Popen:
        """Start a command."""
        return self._python("-m", "pagebook.cli", *arguments, "--book", str(self._book.root))

    def run(self, *arguments: str) -> tuple[int, str, list[str]]:
        """Run a command; return its exit code, what it printed, and what it told on stderr line by line."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=240)
        return process.returncode, out, err.splitlines()

    def compile(self, book: Book) -> tuple[int, str]:
        """Compile a book; return the exit code and what was told on stderr."""
        with self._python("-c", COMPILE, str(book.root)) as process:
            _, err = process.communicate(timeout=240)
        return process.returncode, err

    def _python(self, *arguments: str) -> subprocess.Popen:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([sys.executable, *arguments], env=self._environment, **pipes)

    def kernels(self) -> int:
        """Return how many kernels were started."""
        return self._log.read_text("utf-8").count("ipykernel_launcher")

    def processes(self) -> list[str]:
        """Return the command lines of the processes that there are."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if self._mark.encode() in (process / "environ").read_bytes():
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found


@pytest.fixture(params=SYSTEMS)
def elsewhere(request, book, tmp_path) -> Elsewhere:
    """Return the small book on another system."""
    return Elsewhere(request.param, book, tmp_path / "log.txt")


@pytest.fixture
def windows(book, tmp_path) -> Elsewhere:
    """Return the small book on Windows."""
    return Elsewhere("win32", book, tmp_path / "log.txt")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_pages_run_in_kernels_and_this_is_told_once(book, elsewhere):
    """A run succeeds with a kernel for each page and one message, and writes the bytes of a run here."""
    start = _files(book.chapters)
    assert main(["run", "--only", "PER,SEN,notes", "--book", str(book.root)]) == 0
    here = _files(book.chapters)
    shutil.rmtree(book.chapters)
    for name, content in start.items():
        path = book.chapters / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (book.chapters / "countries").mkdir()

    code, out, err = elsewhere.run("run", "--only", "PER,SEN,notes")

    assert (code, out) == (0, "")
    assert [line for line in err if line == TOLD] == [TOLD]
    assert err[-1] == "3 run, 3 changed, 0 failed"
    assert elsewhere.kernels() == 3
    assert _files(book.chapters) == here


def test_a_book_is_built(book, cells, elsewhere):
    """Checking, running and compiling succeed, and the HTML is that of a build here, byte for byte."""
    title, parameters, setup, *_, record = cells.template()
    words = 'display({"application/vnd.pagebook.words+json": {"substitutions": {"name": name}}}, raw=True)'
    shown = cells.code(words, "remove-cell")
    cells.notebook(book.chapters / "country.ipynb", title, parameters, setup, shown, record)
    (book.data / "README.md").write_text(dictionary(Package.load(book.data)))
    assert main(["build", "--book", str(book.root)]) == 0
    here = _files(book.html)
    shutil.rmtree(book.root / "_build")
    (book.chapters / "countries" / "peru.ipynb").unlink()

    code, out, err = elsewhere.run("build")

    assert (code, out) == (0, f"The book is ready: open {(book.html / 'index.html').as_uri()}\n")
    assert [line for line in err if line == TOLD] == [TOLD]
    assert elsewhere.kernels() == 1
    assert _files(book.html) == here


def test_charts_are_drawn(book_root, tmp_path, elsewhere):
    """Where Sphinx cannot fork, one process draws all, and pages, pictures and downloads are the same."""
    charts = write_small_book(book_root, tmp_path / "charts")
    here = _files(compile_html(charts))
    shutil.rmtree(charts.root / "_build")

    told = elsewhere.compile(charts)

    assert told == (0, "")
    assert _files(charts.html) == here


def test_what_cannot_be_limited_is_told(book, elsewhere):
    """A limit of memory has no effect, and whoever asks for one hears it; the page comes about."""
    code, _, err = elsewhere.run("run", "--only", "notes", "--memory", "1", "--profile", str(book.root / "p"))

    told = "this system cannot limit the memory of a page; --memory has no effect"
    assert (code, err.count(TOLD), err.count(told)) == (0, 1, 1)


def test_a_page_that_takes_too_long_ends_with_all_that_it_started(book, cells, elsewhere):
    """Its kernel, and a program that the kernel started, are gone."""
    source = "import subprocess, time\nsubprocess.Popen(['sleep', '600'])\ntime.sleep(600)"
    cells.notebook(book.chapters / "notes.ipynb", cells.code(source))

    code, out, _ = elsewhere.run("run", "--only", "notes", "--page-timeout", "8")

    assert code == 1
    # On a busy machine the time may be over before its first cell begins.
    assert out.splitlines()[0].endswith(
        ": the page took more than 8 s and was stopped; --page-timeout gives it more time"
    )
    assert until(lambda: elsewhere.processes() == []), elsewhere.processes()


def test_a_run_that_is_killed_leaves_no_process(book, cells, elsewhere):
    """Whoever ends the run by force ends warm process, page and kernel, and the book can be written again."""
    source = "import pathlib, time\npathlib.Path('runs').touch()\ntime.sleep(600)"
    cells.notebook(book.chapters / "notes.ipynb", cells.code(source))
    process = elsewhere.start("run", "--only", "notes")
    assert until((book.chapters / "runs").exists)

    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert until(lambda: elsewhere.processes() == []), elsewhere.processes()
    assert main(["run", "--only", "PER", "--book", str(book.root)]) == 0


def test_a_second_writer_hears_who_writes(book, cells, windows):
    """The lock that a run on Windows takes names it, and its end frees the book for who waits."""
    source = "import pathlib, time\npathlib.Path('runs').touch()\ntime.sleep(3)"
    cells.notebook(book.chapters / "notes.ipynb", cells.code(source))
    process = windows.start("run", "--only", "notes")
    assert until((book.chapters / "runs").exists)

    refused = windows.run("run", "--only", "PER")
    waited = windows.run("run", "--only", "PER", "--wait")
    process.communicate()

    called = f"__main__.py run --only notes --book {book.root}"
    holder = f"process {process.pid} on {os.uname().nodename} ({called})"
    told = f"pagebook: {book.root} is being written by {holder}"
    assert refused == (2, "", [f"{told}; wait until it ends, or end it, and run this again"])
    assert (process.returncode, waited[0]) == (0, 0)
    assert waited[2][0] == f"waiting for {holder}, which is writing the book"
