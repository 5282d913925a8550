"""A cluster: a real scheduler with workers in processes of their own gives the same bytes as this machine."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import until

import pagebook
from pagebook.cli import main
from pagebook.data import Tables
from pagebook.errors import ClusterError
from pagebook.pages.cluster import connected
from pagebook.pages.execute import Settings
from pagebook.pages.host import Installed, installed
from pagebook.pages.lock import writing
from pagebook.pages.plan import Page, plan, select
from pagebook.pages.record import Toolchain
from pagebook.pages.run import Report, run
from pagebook.project import Book

KILL_WORKER = """\
import os, signal
from pathlib import Path
warm = os.getppid()
worker = int(Path(f"/proc/{warm}/stat").read_text().rpartition(")")[2].split()[1])
os.kill(worker, signal.SIGKILL)"""


class Dask:
    """A scheduler and workers, each a process of its own, as on machines that do not share a disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        self.address = ""

    def ready(self) -> str:
        """Return the address of the scheduler, which has two workers now."""
        self.address = self.address or self.scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
        self.workers = {there: worker for there, worker in self.workers.items() if worker.poll() is None}
        for _ in range(2 - len(self.workers)):
            worker = self.worker(self.address, "--no-nanny")
            self.workers[str(self.folder / f"worker{len(self.processes) - 1}")] = worker
        return self.address

    def scheduler(self, **environment: str) -> str:
        """Start a scheduler and return its address."""
        file = self.folder / "scheduler.json"
        self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(file), **environment)
        end = time.monotonic() + 30
        while not file.exists() or not file.read_text():
            assert time.monotonic() < end
            time.sleep(0.05)
        return json.loads(file.read_text())["address"].replace("tcp://", "dask://")

    def worker(self, address: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker that has a temporary folder of its own."""
        there = self.folder / f"worker{len(self.processes)}"
        there.mkdir()
        scheduler = address.replace("dask://", "tcp://")
        environment = {"TMPDIR": str(there), **environment}
        options = (*options, "--nthreads", "1", "--local-directory", str(there))
        return self._start("dask_worker", scheduler, *options, **environment)

    def _start(self, module: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *options]
        with (self.folder / f"log{len(self.processes)}").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--no-dashboard"],
                cwd=self.folder,
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def end(self) -> None:
        """End what was started."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """Yield a cluster of this machine, and end it."""
    started = Dask(tmp_path_factory.mktemp("cluster"))
    yield started
    started.end()


@pytest.fixture
def address(dask: Dask) -> str:
    """Return the address of a scheduler that has two workers; a page may lose two of them."""
    return dask.ready()


def _pages(book, *keys: str) -> tuple[Page, ...]:
    pages = plan(book, Tables.open(book))
    return select(pages, keys) if keys else pages


def _remotely(book, address: str, *keys: str, **settings: Any) -> Report:
    with connected(address, book) as cluster:
        return run(book, _pages(book, *keys), settings=Settings(**settings), executor=cluster)


def _written(book) -> dict[str, bytes]:
    paths = sorted(path for path in book.chapters.rglob("*") if path.is_file())
    return {book.relative(path): path.read_bytes() for path in paths}


def _written_here(book, folder: Path, *keys: str) -> dict[str, bytes]:
    """Return the files of a book's copy after this machine ran its pages."""
    shutil.copytree(book.root, folder)
    twin = Book(folder)
    run(twin, _pages(twin, *keys))
    return _written(twin)


def _messages(report: Report) -> list[str]:
    return [str(outcome.error) for outcome in report.failures]


def _processes_with(word: str) -> list[int]:
    """Return the processes whose environment names something, such as a worker's folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes()
        except OSError:
            continue
        if word.encode() in told:
            found.append(int(process.name))
    return found


def _for_peru(book, cells, source: str) -> None:
    body = "\n".join(f"    {line}" for line in source.splitlines())
    cell = cells.code(f'if country == "PER":\n{body}')
    cells.notebook(book.chapters / "country.ipynb", *cells.template(cell))


def test_a_cluster_gives_the_same_bytes(book, dask, address, tmp_path):
    """Two workers that share no folder make what this machine makes; the second run changes nothing."""
    here = _written_here(book, tmp_path / "here")

    first, again = _remotely(book, address), _remotely(book, address)

    assert [(outcome.page, outcome.error) for outcome in first.outcomes] == [
        (page, None) for page in _pages(book)
    ]
    assert [outcome.changed for outcome in again.outcomes] == [False, False, False]
    assert _written(book) == here
    assert len(list(dask.folder.glob("worker*/pagebook-*/*/_config.yml"))) <= len(dask.workers)


def test_a_page_whose_worker_dies_is_made_by_another(book, cells, dask, address, tmp_path):
    """A worker that is killed takes its processes along, and its page comes from another worker."""
    marker = tmp_path / "marker"
    wait = f"import os, time\nfrom pathlib import Path\nmarker = Path({str(marker)!r})\n"
    wait += "if not marker.exists():\n    marker.write_text(os.environ['TMPDIR'])\n    time.sleep(60)"
    _for_peru(book, cells, wait)
    marker.write_text("")
    here = _written_here(book, tmp_path / "here", "PER")
    marker.unlink()

    with ThreadPoolExecutor() as pool:
        running = pool.submit(_remotely, book, address, "PER")
        assert until(lambda: marker.exists() and marker.read_text())
        dask.workers.pop(marker.read_text()).kill()
        report = running.result(60)

    assert report.failures == ()
    assert _written(book) == here
    assert until(lambda: _processes_with(marker.read_text()) == [])


def test_a_page_that_kills_its_workers_is_given_up(book, cells, dask, address):
    """After as many deaths as the scheduler allows, the page fails, and only that."""
    _for_peru(book, cells, KILL_WORKER)

    report = _remotely(book, address, "PER")

    assert _messages(report) == ["PER: chapters/country.ipynb: its worker died 2 times"]


def test_a_failing_page_fails_alone_and_as_on_this_machine(book, cells, address):
    """The message is the one of a local run, with no folder of a worker in it, and the others come about."""
    _for_peru(book, cells, "from pagebook import find_book\nraise ValueError(find_book().root)")

    report = _remotely(book, address)

    assert _messages(report) == [
        f"PER: chapters/country.ipynb, cell 7: ValueError: {book.root}",
    ]
    assert "raise ValueError(find_book().root)" in report.failures[0].error.traceback
    assert {page.key for page in _pages(book) if page.record.exists()} == {"SEN", "notes"}


def test_limits_hold_on_a_cluster(book, cells, address):
    """Time and memory of a page are bounded there too, and its process alone is ended."""
    _for_peru(book, cells, "import time\ntime.sleep(60)")
    slow = _remotely(book, address, "PER", page_timeout=1)
    _for_peru(book, cells, "len(bytes(2**30))")
    big = _remotely(book, address, "PER", memory=200)

    assert [*_messages(slow), *_messages(big)] == [
        "PER: chapters/country.ipynb, cell 7: "
        "the page took more than 1 s and was stopped; --page-timeout gives it more time",
        "PER: chapters/country.ipynb, cell 7: MemoryError; --memory gives the page more than 200 MiB",
    ]


def test_an_interrupt_stops_the_pages_on_the_cluster(book, cells, dask, address, tmp_path):
    """The command ends at once, no page is written, and the workers are free for the next run."""
    marker = tmp_path / "marker"
    _for_peru(book, cells, f"import time\nopen({str(marker)!r}, 'w').close()\ntime.sleep(60)")
    before = _written(book)
    command = [sys.executable, "-m", "pagebook.cli", "run", "--only", "PER", "--executor", address]
    with subprocess.Popen([*command, "--book", str(book.root)], stderr=subprocess.PIPE, text=True) as process:
        assert until(marker.exists)

        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=20)[1]

    assert process.returncode == 130
    assert told.strip() == "pagebook: interrupted; no page is left half written"
    assert _written(book) == before
    assert until(lambda: all(len(_processes_with(folder)) <= 2 for folder in dask.workers))


def test_a_worker_with_another_library_is_refused(book, dask, address, tmp_path, snapshot):
    """Its address, and what it has and should have, are said before anything is written."""
    book_root = Path(__file__).resolve().parents[2]
    shutil.copytree(book_root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "src" / "pagebook" / "project.py").open("a") as file:
        file.write("# changed\n")
    before = snapshot()
    worker = dask.worker(address, PYTHONPATH=str(tmp_path / "src"))

    def refused() -> str:
        with pytest.raises(ClusterError) as caught, connected(address, book):
            raise ClusterError("too early: the worker has not come yet")
        return str(caught.value)

    assert until(lambda: not refused().startswith("too early"))
    told = refused()
    worker.kill()
    worker.wait()

    version = pagebook.__version__
    assert re.sub(r"library \w{8}", "library HASH", re.sub(r"tcp://\S+:\d+", "WORKER", told)) == (
        f"workers of {address} differ from this machine; nothing was changed:\n"
        f"  WORKER: pagebook {version} (library HASH), not pagebook {version} (library HASH)"
    )
    assert len(set(re.findall(r"library (\w{8})", told))) == 2
    assert snapshot() == before


def test_a_worker_that_comes_later_with_another_library_refuses(book, address):
    """A page that reaches a worker with another library fails, and says what differs."""
    other = Installed("0.0.1", Toolchain("0" * 64, {"altair": "1"}))
    with connected(address, book) as cluster:
        wrong = replace(cluster, _order=replace(cluster._order, installed=other))
        report = run(book, _pages(book, "PER"), executor=wrong)

    mine = installed()
    assert _messages(report) == [
        f"PER: chapters/country.ipynb: its worker has pagebook {mine.version} (library "
        f"{mine.toolchain.library[:8]}), not pagebook 0.0.1 (library 00000000); "
        + "; ".join(
            f"{name} {version}, not {name} {'1' if name == 'altair' else None}"
            for name, version in sorted(mine.toolchain.versions.items())
        )
        + "; install the same there"
    ]


def test_a_scheduler_that_does_not_answer_is_named(book, capfd, monkeypatch, snapshot):
    """The message has its address and how long it was given; nothing was written, and the exit code is 2."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr("pagebook.pages.cluster._PATIENCE", 2)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{free.getsockname()[1]}"
        before = snapshot()

        code = main(["run", "--executor", address, "--book", str(book.root)])

    assert (code, *capfd.readouterr()) == (
        2,
        "",
        f"3 pages: never run\npagebook: no scheduler answers at {address} within 2 s; nothing was changed\n",
    )
    assert snapshot() == before


def test_without_its_package_the_message_says_how_to_get_it(book, monkeypatch):
    """The extra is named as pip takes it."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(ClusterError) as caught, connected("dask://127.0.0.1:1", book):
        pass

    assert str(caught.value) == (
        "dask://127.0.0.1:1 needs the package distributed: pip install 'pagebook[cluster]'"
    )


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "dask://127.0.0.1", "dask://:1", "tcp://127.0.0.1:1"])
def test_an_address_that_is_none_is_refused(book, address, capsys, monkeypatch):
    """The message shows what an address looks like; the exit code is 2."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    code = main(["run", "--executor", address, "--book", str(book.root)])

    assert code == 2
    assert f"{address!r} is no address such as dask://127.0.0.1:8786" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_runs_pages_with_the_same_bytes(book, cells, kind, tmp_path):
    """Threads and processes of the standard library make equal pages, and a page that dies fails alone."""
    _for_peru(book, cells, "import os\nos._exit(3)")
    here = _written_here(book, tmp_path / "here", "SEN")

    with kind(2) as executor:
        report = run(book, _pages(book, "PER", "SEN"), executor=executor)
        with writing(book):
            pass

    assert _written(book) == here
    assert _messages(report) == [
        "PER: chapters/country.ipynb, cell 7: "
        "its process ended with exit code 3, which a cell or a library asked for"
    ]
