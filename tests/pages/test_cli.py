"""The command line: what it prints where, and its exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version

import click
import pytest
from click.testing import CliRunner

from pagebook.cli import app, main
from pagebook.data import Package, dictionary

HEAVY = ("altair", "nbformat", "numpy", "pandas", "papermill", "rich", "sphinx", "yaml")


@pytest.fixture
def described(book):
    """Return the small book with its data dictionary."""
    (book.data / "README.md").write_text(dictionary(Package.load(book.data)))
    return book


@pytest.fixture
def command(described, capsys, monkeypatch):
    """Return a function that runs a command in the book's folder and gives exit code, stdout and stderr."""
    # `main` takes over the signal of the test run otherwise.
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--book", str(described.root)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_the_process_ends_as_soon_as_all_is_printed():
    """Nothing that was loaded is taken apart again; what was printed and the exit code are whole."""
    script = "import atexit; atexit.register(print, 'late'); import pagebook.cli; pagebook.cli.command()"
    call = [sys.executable, "-c", script]

    fine, wrong = (
        subprocess.run([*call, argument], capture_output=True, text=True, check=False)
        for argument in ("--version", "--nonsense")
    )

    assert (fine.returncode, fine.stdout) == (0, f"pagebook {version('pagebook')}\n")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "No such option" in wrong.stderr


def test_help_loads_nothing_heavy():
    """What takes long to import is imported by the commands that need it."""
    script = f"import sys, pagebook.cli; print([name for name in {HEAVY} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_help_answers_at_once():
    """The best of three calls takes less than a fifth of a second of computing."""
    times = []
    for _ in range(3):
        before = os.times()
        subprocess.run([sys.executable, "-m", "pagebook.cli", "--help"], check=True, capture_output=True)
        after = os.times()
        times.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )

    assert min(times) < 0.2


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_command_explains_itself(name):
    """Help says what a command does in one line, and shows a real call."""
    result = CliRunner().invoke(app, [name, "--help"])

    short = app.commands[name].get_short_help_str(limit=60)
    assert result.exit_code == 0
    assert short.endswith(".")
    assert f"  Example:\n    pagebook {name}" in result.output


def test_every_command_stands_in_the_readme(book_root):
    """The README names each command."""
    readme = (book_root / "README.md").read_text(encoding="utf-8")

    assert [name for name in app.commands if f"pagebook {name}" not in readme] == []


def test_a_fine_book_passes_the_check(command):
    """After a run, the check finds nothing, prints nothing to stdout and exits 0."""
    command("run")

    assert command("check") == (0, "", "data and pages are fine\n")
    assert command("check", "--format", "json") == (0, "[]\n", "data and pages are fine\n")


def test_the_check_prints_all_problems_at_once(command, described, cells):
    """Problems of data, dictionary and pages come together on stdout, and the exit code is 1."""
    (described.data / "README.md").write_text("old")
    code, out, err = command("check")

    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "data/README.md: does not describe the data package as it is; run pagebook describe",
        "chapters/countries/senegal.ipynb: is not current: never run; run pagebook run --only SEN",
        "chapters/countries/peru.ipynb: is not current: never run; run pagebook run --only PER",
        "chapters/notes.ipynb: is not current: never run; run pagebook run --only notes",
    ]


def test_programs_get_problems_as_json(command):
    """Each problem is an object with file, row, column, message, expected and kind."""
    code, out, _ = command("check", "--format", "json")

    assert code == 1
    assert json.loads(out)[0] == {
        "file": "chapters/countries/senegal.ipynb",
        "row": 0,
        "column": "",
        "message": "is not current: never run",
        "expected": "run pagebook run --only SEN",
        "kind": "stale",
    }


def test_ten_thousand_problems_are_summarised(command, described, cells):
    """A table that is wrong in every row gives a page of text, with the number of all problems."""
    rows = [["PER", "co2", str(year), "much"] for year in range(10_000)]
    cells.table(described.data / "indicators.csv", [cells.indicators[0], *rows])

    code, out, _ = command("check")

    assert code == 1
    assert len(out.splitlines()) < 60
    assert "10,000" in out


def test_the_list_shows_every_page(command):
    """Lines for people, objects for programs."""
    assert command("list")[:2] == (
        0,
        "SEN    chapters/countries/senegal.ipynb  country=SEN  stale: never run\n"
        "PER    chapters/countries/peru.ipynb     country=PER  stale: never run\n"
        "notes  chapters/notes.ipynb                           stale: never run\n",
    )
    listed = json.loads(command("list", "--format", "json")[1])
    assert [(entry["page"], entry["current"]) for entry in listed] == [
        ("SEN", False),
        ("PER", False),
        ("notes", False),
    ]


def test_the_list_names_changed_rows(command, described, cells):
    """With --why each reason has a line of its own, and programs get every key in any case."""
    command("run")
    cells.table(described.data / "indicators.csv", [*cells.indicators[:3], ["SEN", "co2", "2020", "12"]])

    code, out, _ = command("list", "--why")

    assert code == 0
    assert out.splitlines()[:2] == [
        "SEN    chapters/countries/senegal.ipynb  country=SEN  stale",
        "  indicators: 1 row changed: SEN co2 2020",
    ]
    assert json.loads(command("list", "--format", "json")[1])[0]["why"][0]["changed"] == ["SEN co2 2020"]


def test_running_tells_progress_on_stderr_only(command):
    """One line a page with its time and a count, and a sum at the end; a second run has nothing to do."""
    code, out, err = command("run", "--only", "peru, notes")

    lines = err.splitlines()
    assert (code, out) == (0, "")
    assert sorted(line.split()[0] for line in lines[:-1]) == ["PER", "notes"]
    assert [line.partition(" s  ")[2] for line in lines[:-1]] == [
        "changed     (1 of 2)",
        "changed     (2 of 2)",
    ]
    assert lines[-1] == "2 run, 2 changed, 0 failed"
    assert command("run", "--only", "PER")[2].endswith("1 run, 0 changed, 0 failed\n")
    assert command("run")[2].splitlines()[0] == "SEN: never run"
    assert command("run") == (0, "", "every page is current; nothing to run\n")


def test_kernels_instead_of_forks_are_told_once(command, monkeypatch):
    """Where a warm process cannot be forked, one line on stderr says so, and the pages come about."""
    monkeypatch.setattr("pagebook.pages.apart.can_fork", lambda: False)

    code, out, err = command("run", "--only", "PER,notes")

    assert (code, out) == (0, "")
    assert err.count("this system cannot fork a warm process safely; each page gets a kernel\n") == 1
    assert err.endswith("2 run, 2 changed, 0 failed\n")


def test_failures_are_reported_at_the_end(command, described, cells):
    """Pages that failed alike are told together, with cell, error and how to see it again; exit code 1."""
    cells.notebook(described.chapters / "country.ipynb", *cells.template(cells.code("1 / 0")))

    code, out, err = command("run")

    lines = out.splitlines()
    assert code == 1
    assert sorted(lines[0].partition(": ")[0].split(", ")) == ["PER", "SEN"]
    assert (
        lines[0].partition(": ")[2] == "chapters/country.ipynb, cell 7: ZeroDivisionError: division by zero"
    )
    assert lines[1] in ("  again: pagebook run --only SEN", "  again: pagebook run --only PER")
    assert "  | ----> 1 1 / 0" in lines
    assert err.endswith("3 run, 1 changed, 2 failed\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["run", "--only", "senegall"],
            "no page 'senegall'; did you mean 'senegal'?; pages: SEN, PER, notes",
        ),
        (
            ["run", "--engine", "steam"],
            "Invalid value for '--engine': papermill has no engine 'steam' installed",
        ),
        (["run", "--jobs", "0"], "Invalid value for '--jobs': 0 is not in the range x>=1."),
        (["run", "--timeout", "soon"], "Invalid value for '--timeout': 'soon' is not a valid integer range."),
        (["brief"], "name some countries, or all of them with --all; countries: SEN, PER"),
        (["brief", "PER", "--all"], "name some countries, or all of them with --all; countries: SEN, PER"),
        (["brief", "Perú"], "no page 'Perú'; did you mean 'per'?; pages: SEN, PER"),
        (["brief", "notes"], "no page 'notes'; pages: SEN, PER"),
        (["paint"], "No such command 'paint'."),
        (["check", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of 'text', 'json'."),
    ],
    ids=[
        "page",
        "engine",
        "jobs",
        "timeout",
        "no country",
        "some and all",
        "nearly",
        "chapter",
        "command",
        "format",
    ],
)
def test_a_wrong_command_is_exit_code_2(command, arguments, words):
    """The message says what is wrong with the command, on stderr."""
    code, out, err = command(*arguments)

    assert (code, out) == (2, "")
    assert words in err


def test_outside_a_book_the_message_says_so(tmp_path, capsys, monkeypatch):
    """There is no traceback, and the exit code says that the command is wrong."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    code = main(["list", "--book", str(tmp_path)])

    assert code == 2
    assert capsys.readouterr().err == (
        f"pagebook: no book here: found no _config.yml in {tmp_path} or above; "
        "run the command inside the book's folder or name it with --book\n"
    )


def test_an_error_of_the_book_is_one_message(command, described):
    """What the library raises on purpose is printed without traceback; exit code 1."""
    described.toc.unlink()

    code, out, err = command("list")

    assert (code, out) == (1, "")
    assert err.startswith("pagebook: _toc.yml: cannot be read: ")


def test_building_stops_at_wrong_data(command, described, cells):
    """Nothing runs on data that are wrong."""
    cells.table(described.data / "indicators.csv", [*cells.indicators, ["PER", "co2", "x", "1"]])

    code, out, _ = command("build")

    assert code == 1
    assert out.startswith("data/indicators.csv:5: year: ")
    assert list((described.chapters / "countries").iterdir()) == []


def test_building_stops_at_a_failing_page(command, described, cells):
    """A book with a failing page is not compiled."""
    cells.notebook(described.chapters / "notes.ipynb", cells.prose("# Notes"), cells.code("1 / 0"))

    code, out, _ = command("build")

    assert code == 1
    assert out.startswith("notes: chapters/notes.ipynb, cell 1: ZeroDivisionError: division by zero\n")
    assert not described.html.exists()


def test_a_good_book_is_built(command, described, cells):
    """What is not current runs, the book is compiled, and the last line says where to open it."""
    words = 'display({"application/vnd.pagebook.words+json": {"substitutions": {"name": country}}}, raw=True)'
    title, parameters, *_ = cells.template()
    cells.notebook(described.chapters / "country.ipynb", title, parameters, cells.code(words, "remove-cell"))

    code, out, err = command("build")

    index = described.html / "index.html"
    assert (code, out) == (0, f"The book is ready: open {index.as_uri()}\n")
    assert err.startswith("3 pages: never run\n")
    assert err.endswith("3 run, 3 changed, 0 failed\n")
    assert index.is_file()
    assert "<h1>SEN" in (described.html / "chapters" / "countries" / "senegal.html").read_text()


def test_a_brief_of_a_page_that_is_not_current_is_refused(command, described):
    """The message says what to run, of what is asked for only; nothing is written."""
    code, out, err = command("brief", "sen")

    assert (code, out) == (1, "")
    assert err == "pagebook: a page is not current; first run: pagebook run --only SEN\n"
    assert not (described.root / "_build").exists()


def test_briefs_are_made_and_named(command, described, cells):
    """Each path is printed, in the order of the contents, and is a PDF."""
    extended = "sphinx:\n  extra_extensions: [pagebook.publish]"
    described.config.write_text(CONFIG.replace("sphinx:", extended))
    words = 'display({"application/vnd.pagebook.words+json": {"substitutions": {"name": country}}}, raw=True)'
    title, parameters, *_ = cells.template()
    cells.notebook(described.chapters / "country.ipynb", title, parameters, cells.code(words, "remove-cell"))
    command("run")

    code, out, err = command("brief", "peru", "SEN")

    assert (code, out, err) == (0, "_build/pdf/briefs/senegal.pdf\n_build/pdf/briefs/peru.pdf\n", "")
    assert all((described.root / line).read_bytes().startswith(b"%PDF-") for line in out.splitlines())


def test_serving_a_book_that_cannot_be_built_ends_at_once(command, described):
    """There is nothing to show, and the reasons stand above the message."""
    described.toc.unlink()

    code, _, err = command("serve", "--port", "0")

    assert code == 1
    assert err == "pagebook: not built; the pages of the last good build stay\n"


def test_the_dictionary_is_written_once(command, described):
    """`describe` writes the file and then finds it current."""
    path = described.data / "README.md"
    expected = path.read_text()
    path.unlink()

    assert command("describe") == (0, "data/README.md: written\n", "")
    assert command("describe") == (0, "data/README.md: was current already\n", "")
    assert path.read_text() == expected


def test_a_read_only_folder_changes_nothing(described, snapshot):
    """On a file system that cannot be written to, a run says so before it starts a kernel."""
    own = "unshare --mount" if os.geteuid() == 0 else "unshare --mount --map-root-user"
    mount = (
        f"mount --bind '{described.root}' '{described.root}' && mount -o remount,ro,bind '{described.root}'"
    )
    if subprocess.run([*own.split(), "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a folder read-only for one process")
    before = snapshot()
    call = f"{mount} && '{sys.executable}' -m pagebook.cli run --book '{described.root}'"

    done = subprocess.run([*own.split(), "sh", "-c", call], capture_output=True, text=True, check=False)

    message = f"pagebook: cannot write in {described.root}: Read-only file system; nothing was changed\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", message)
    assert snapshot() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_an_interrupted_run_says_so(described, cells, number):
    """Exit code 130, one line, no traceback."""
    waiting = cells.code("import time\ntime.sleep(60)")
    cells.notebook(described.chapters / "country.ipynb", *cells.template(waiting))
    arguments = [sys.executable, "-m", "pagebook.cli", "run", "--only", "PER", "--book", str(described.root)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(5)

        process.send_signal(number)
        out, err = process.communicate(timeout=20)

    assert (process.returncode, out) == (130, "")
    assert err.strip() == "pagebook: interrupted; no page is left half written"


def test_the_version_is_the_packages():
    """`--version` names the package."""
    result = CliRunner().invoke(app, ["--version"])

    assert result.output.startswith("pagebook 0.")
    assert isinstance(app, click.Group)
