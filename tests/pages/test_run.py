"""Running: pages come about whole, fail alone, and leave no process behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.waiting import until

from pagebook.data import Tables
from pagebook.errors import LockedError, ParameterError
from pagebook.pages.execute import Settings
from pagebook.pages.lock import writing
from pagebook.pages.plan import Page, plan, select
from pagebook.pages.record import Toolchain
from pagebook.pages.run import run
from pagebook.pages.work import Task, work
from pagebook.pages.write import WriteError

ONE_PAGE = """
import sys
from pathlib import Path
from pagebook.data import Tables
from pagebook.pages.execute import Settings
from pagebook.pages.plan import plan, select
from pagebook.pages.run import run
from pagebook.project import find_book
if __name__ == "__main__":
    book = find_book(Path(sys.argv[1]))
    try:
        pages = select(plan(book, Tables.open(book)), sys.argv[2].split(","))
        run(book, pages, settings=Settings(engine=sys.argv[3]), jobs=2)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def _pages(book, *keys: str) -> tuple[Page, ...]:
    pages = plan(book, Tables.open(book))
    return select(pages, keys) if keys else pages


def _with(book, cells, source: str) -> None:
    """Give the template a cell that runs for Peru only."""
    body = "\n".join(f"    {line}" for line in source.splitlines())
    cells.notebook(
        book.chapters / "country.ipynb", *cells.template(cells.code(f'if country == "PER":\n{body}'))
    )


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def _run_apart(book, keys: str, cwd: Path, **environment: str) -> None:
    command = [sys.executable, "-c", ONE_PAGE, str(book.root), keys, "warm"]
    subprocess.run(command, check=True, cwd=cwd, env=_environment(**environment))


def _processes(folder: Path) -> list[int]:
    """Return the processes that work in a folder or below; kernels work in the chapters' folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str((process / "cwd").readlink()).startswith(str(folder)):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_pages_run_and_say_what_they_read(book):
    """Each country gets its page with its own words and figures, and a record of its own rows."""
    report = run(book, _pages(book))

    assert [(outcome.page.key, outcome.changed, outcome.error) for outcome in report.outcomes] == [
        ("SEN", True, None),
        ("PER", True, None),
        ("notes", True, None),
    ]
    page = json.loads((book.chapters / "countries" / "senegal.ipynb").read_text())
    assert page["metadata"]["myst"] == {"substitutions": {"name": "Senegal"}}
    assert [cell["source"] for cell in page["cells"] if cell["cell_type"] == "markdown"] == [
        "# {{ name }}",
        "## Emissions",
    ]
    reads = json.loads((book.chapters / "countries" / "senegal.record.json").read_text())["reads"]
    assert [(read["table"], read["where"]) for read in reads] == [
        ("countries", {"country": ["SEN"]}),
        ("indicators", {"area": ["SEN"]}),
    ]


def test_equal_inputs_give_equal_bytes(book, snapshot, tmp_path):
    """Another hash seed, time zone, locale and working folder change no page, record or chapter."""
    _run_apart(book, "PER,SEN,notes", book.root, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    first = snapshot()

    _run_apart(book, "PER,SEN,notes", tmp_path, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")

    assert snapshot() == first
    assert {name for name in first if name.startswith("chapters/countries/")} == {
        "chapters/countries/peru.ipynb",
        "chapters/countries/peru.record.json",
        "chapters/countries/senegal.ipynb",
        "chapters/countries/senegal.record.json",
    }


def test_a_second_run_changes_no_file(book):
    """Pages that come out equal keep their times, so that nothing is compiled again."""
    run(book, _pages(book))
    times = {path: path.stat().st_mtime_ns for path in book.chapters.rglob("*") if path.is_file()}

    report = run(book, _pages(book))

    assert [outcome.changed for outcome in report.outcomes] == [False, False, False]
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_notebook_that_raises_fails_alone(book, cells, snapshot):
    """The page is named with notebook, cell and error; it stays as it was, and the other pages come about."""
    _with(book, cells, "1 / 0")
    before = snapshot()

    report = run(book, _pages(book, "PER", "SEN"))

    failure = report.failures[0].error
    assert str(failure) == "PER: chapters/country.ipynb, cell 7: ZeroDivisionError: division by zero"
    assert "1 / 0" in failure.traceback
    assert "\x1b" not in failure.traceback
    assert {name for name in snapshot() if name not in before} == {
        "chapters/countries/senegal.ipynb",
        "chapters/countries/senegal.record.json",
    }


def test_a_page_that_fails_later_keeps_its_last_good_state(book, cells, snapshot):
    """Failing takes nothing away."""
    run(book, _pages(book, "PER"))
    _with(book, cells, "1 / 0")
    before = snapshot()

    report = run(book, _pages(book, "PER"))

    assert len(report.failures) == 1
    assert snapshot() == before


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        (
            "import os\nos._exit(1)",
            "its process ended with exit code 1, which a cell or a library asked for",
        ),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)",
            "its process was killed by SIGSEGV: a crash in a library",
        ),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            "its process was killed by SIGKILL: out of memory, or ended from outside",
        ),
        ("while True:\n    pass", "took more than 2 s and was stopped; --timeout gives a cell more time"),
        (
            "import sys\nprint('careful', file=sys.stderr)",
            "printed a warning, which would stand in the book: careful",
        ),
        ("import sys\nsys.exit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        (
            "import subprocess\nsubprocess.Popen(['sleep', '60'])\nopen('/nowhere')",
            "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere'",
        ),
    ],
    ids=[
        "dies",
        "crashes",
        "is killed",
        "never ends",
        "warns",
        "exits",
        "interrupts itself",
        "leaves a process",
    ],
)
def test_a_page_in_trouble_fails_alone(book, cells, snapshot, source, cause):
    """The cause is said in one line, nothing is written, and no process stays."""
    _with(book, cells, source)
    before = snapshot()

    report = run(book, _pages(book, "PER"), settings=Settings(timeout=2))

    assert [str(outcome.error) for outcome in report.failures] == [
        f"PER: chapters/country.ipynb, cell 7: {cause}"
    ]
    assert snapshot() == before
    assert until(lambda: _processes(book.root) == [])


def test_a_kernel_that_dies_is_said_to_be_dead(book, cells):
    """With kernels, the cause is the kernel's end."""
    _with(book, cells, "import os\nos._exit(1)")

    report = run(book, _pages(book, "PER"), settings=Settings(engine="kernel"))

    assert [str(outcome.error) for outcome in report.failures] == [
        "PER: chapters/country.ipynb, cell 7: "
        "the kernel died: out of memory, a crash in a library, or an exit"
    ]
    assert until(lambda: _processes(book.root) == [])


def test_a_page_has_its_limits(book, cells):
    """A page that takes too much time or memory is stopped, and the message names the option."""
    _with(book, cells, "import time\ntime.sleep(60)")

    slow = run(book, _pages(book, "PER"), settings=Settings(page_timeout=1))
    _with(book, cells, "len(bytes(2**30))")
    big = run(book, _pages(book, "PER"), settings=Settings(memory=200))

    assert [str(outcome.error) for report in (slow, big) for outcome in report.failures] == [
        "PER: chapters/country.ipynb, cell 7: "
        "the page took more than 1 s and was stopped; --page-timeout gives it more time",
        "PER: chapters/country.ipynb, cell 7: MemoryError; --memory gives the page more than 200 MiB",
    ]


@pytest.mark.parametrize(
    "template", ["contry: str = 'PER'  # code", "country: int = 1  # code"], ids=["name", "type"]
)
def test_parameters_are_checked_before_any_kernel_starts(book, cells, snapshot, template):
    """A template that does not take what the plan gives stops the run at once."""
    cells.notebook(book.chapters / "country.ipynb", cells.code(template, "parameters"))
    before = snapshot()

    with pytest.raises(ParameterError, match=r"^chapters/country\.ipynb: "):
        run(book, _pages(book))

    assert snapshot() == before


def test_a_country_that_the_data_lack_is_refused(book, snapshot):
    """A page for an unknown country does not run."""
    page = Page(
        "XXX", book.chapters / "country.ipynb", book.chapters / "countries" / "x.ipynb", {"country": "XXX"}
    )

    with pytest.raises(ParameterError) as caught:
        run(book, [page])

    assert str(caught.value) == "chapters/country.ipynb: unknown country 'XXX'; allowed: PER, SEN"


def test_a_folder_that_cannot_be_written_to_stops_the_run(book):
    """Nothing runs when its result would have no place."""
    (book.chapters / "countries").rmdir()
    (book.chapters / "countries").write_text("a file")

    with pytest.raises(WriteError, match=r"^cannot make the folder "):
        run(book, _pages(book))


def test_a_page_that_cannot_be_written_fails_alone(book, snapshot):
    """A file that cannot be replaced is named, and the other pages are there."""
    (book.chapters / "countries" / "peru.ipynb").mkdir()

    report = run(book, _pages(book, "PER", "SEN"))

    path = book.chapters / "countries" / "peru.ipynb"
    assert [str(outcome.error) for outcome in report.failures] == [
        f"PER: chapters/country.ipynb: cannot write {path}: Is a directory; nothing was changed"
    ]
    assert (book.chapters / "countries" / "senegal.ipynb").is_file()


def test_only_one_run_writes_a_book(book):
    """While another process holds the lock, a run is refused."""
    script = "import sys,time\nfrom pathlib import Path\nfrom pagebook.pages.lock import writing\n" \
             "from pagebook.project import find_book\nwith writing(find_book(Path(sys.argv[1]))):\n" \
             "    print('held', flush=True); time.sleep(60)"  # fmt: skip
    with subprocess.Popen([sys.executable, "-c", script, str(book.root)], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        try:
            with pytest.raises(LockedError, match="is being written by process"):
                run(book, _pages(book))
        finally:
            holder.kill()


def test_a_chapter_saved_while_it_ran_is_left_alone(book, cells):
    """What an author saves meanwhile is not overwritten by the outputs of the older text."""
    path = book.chapters / "notes.ipynb"
    edit = "from pathlib import Path\nPath('notes.ipynb').write_text(Path('notes.ipynb').read_text() + ' ')"
    cells.notebook(path, cells.prose("# Notes"), cells.code(edit))
    saved = path.read_text() + " "

    report = run(book, _pages(book, "notes"))

    assert [str(outcome.error) for outcome in report.failures] == [
        "notes: chapters/notes.ipynb: was saved while it ran; nothing was written, run it again"
    ]
    assert path.read_text() == saved


def test_a_damaged_notebook_fails_alone(book):
    """A file that is no notebook is named by its page."""
    (book.chapters / "notes.ipynb").write_text("{")

    outcome = work(Task(_pages(book, "notes")[0], Settings(), Toolchain("", {})))

    assert str(outcome.error).startswith("notes: chapters/notes.ipynb: is not a readable notebook: ")


@pytest.mark.parametrize("engine", ["warm", "kernel"])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_nothing_is_left_of_a_run_that_ends_early(book, cells, snapshot, end, engine):
    """Neither half a page nor a process stays, whether the run is interrupted or killed."""
    _with(book, cells, "import time\ntime.sleep(60)")
    before = snapshot()
    command = [sys.executable, "-c", ONE_PAGE, str(book.root), "PER", engine]
    # Killed processes cannot clean up their semaphores; Python's tracker does, and says so.
    process = subprocess.Popen(command, cwd=book.root, stderr=subprocess.DEVNULL)
    assert until(lambda: _processes(book.chapters) != [])
    time.sleep(1)

    process.send_signal(end)
    code = process.wait(20)

    assert code == (130 if end == signal.SIGINT else -signal.SIGKILL)
    assert until(lambda: _processes(book.root) == [])
    assert snapshot() == before
    with writing(book):
        pass
