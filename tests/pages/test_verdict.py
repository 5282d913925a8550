"""The last state in which a book was right: what it spares, and that nothing wrong passes by it."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from pagebook.data import Package, Tables, dictionary
from pagebook.pages import verdict as verdict_module
from pagebook.pages.gate import after_running, before_running, everything
from pagebook.pages.listing import choose
from pagebook.pages.plan import plan, select
from pagebook.pages.run import run
from pagebook.pages.verdict import Verdict, keep_right, state_of, verdict
from pagebook.project import find_book


@pytest.fixture
def right(book):
    """Return a small book that ran and was found right."""
    (book.data / "README.md").write_text(dictionary(Package.load(book.data)))
    run(book, plan(book, Tables.open(book)))
    assert everything(book) == []
    return book


def _place(book):
    return book.root / "_build" / ".pagebook" / "right.json"


def test_a_book_that_was_found_right_is_known_to_be(right):
    """Until something changes; a book that nobody checked is not."""
    before = verdict(right)
    _place(right).unlink()

    assert (before.right, before.changed) == (True, frozenset())
    assert verdict(right) == Verdict(before.state, None)


@pytest.mark.parametrize(
    "name",
    ["data/indicators.csv", "data/README.md", "chapters/index.md", "chapters/country.ipynb",
     "chapters/countries/peru.ipynb", "chapters/countries/peru.record.json", "chapters/notes.record.json"],
)  # fmt: skip
def test_a_changed_file_is_named(right, name):
    """Whether it was edited or removed."""
    path = right.root / name
    content = path.read_bytes()

    path.write_bytes(content + b" ")
    edited = verdict(right)
    path.unlink()
    gone = verdict(right)

    assert (edited.right, edited.changed) == (False, {name})
    assert (gone.right, gone.changed) == (False, {name})


@pytest.mark.parametrize(
    "name", ["data/new.csv", "chapters/narratives/kenya.md", "chapters/countries/x.ipynb"]
)
def test_a_new_file_or_folder_is_named(right, name):
    """A folder too: its name can be one of a file that should not be there."""
    path = right.root / name
    path.mkdir(parents=True)

    assert verdict(right).changed >= {f"{name}/"}


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
def test_a_new_configuration_means_a_whole_check(right, name):
    """What it changes elsewhere is not known."""
    with (right.root / name).open("a") as file:
        file.write("# more\n")

    assert (verdict(right).right, verdict(right).changed) == (False, None)


@pytest.mark.parametrize("part", ["python", "installed", "root", "pagebook/data/check.py"])
def test_another_installation_means_a_whole_check(right, part, monkeypatch):
    """So does another version of the library, or a copy of what was kept for another folder."""
    state = {**state_of(right), part: "another"}
    monkeypatch.setattr(verdict_module, "state_of", lambda _: state)

    assert (verdict(right).right, verdict(right).changed) == (False, None)


def test_what_is_installed_counts(right, tmp_path, monkeypatch):
    """A package in another version has another folder."""
    (tmp_path / "site" / "numpy-99.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])

    assert not verdict(right).right


@pytest.mark.parametrize("size", [0, 1, 64, 65, 200])
def test_a_damaged_verdict_counts_for_nothing(right, size):
    """Wherever it was cut off."""
    content = _place(right).read_bytes()
    _place(right).write_bytes(content[:size])

    assert (verdict(right).right, verdict(right).changed) == (False, None)


def test_no_altered_byte_makes_a_wrong_book_right(right):
    """A verdict whose text was edited to fit the wrong book does not fit its own mark."""
    table = right.data / "indicators.csv"
    before = state_of(right)["data/indicators.csv"]
    table.write_text(table.read_text().replace("2020", "x"))
    text = _place(right).read_text()
    _place(right).write_text(text.replace(before, state_of(right)["data/indicators.csv"]))

    assert not verdict(right).right
    assert [problem.column for problem in everything(right)] == ["year", "year"]


def test_the_verdict_on_another_book_says_nothing(right, tmp_path):
    """A copy of the book with its build folder is checked again, and what is wrong in it is found."""
    copy = find_book(shutil.copytree(right.root, tmp_path / "copy"))
    (copy.data / "indicators.csv").write_text("area\n")

    assert (verdict(copy).right, verdict(copy).changed) == (False, None)
    assert everything(copy) != []


def test_a_book_with_a_link_is_never_known_to_be_right(right, tmp_path):
    """What the link leads to may change, and the link does not."""
    away = shutil.move(right.data / "indicators.csv", tmp_path / "away.csv")
    (right.data / "indicators.csv").symlink_to(away)

    assert everything(right) == []
    assert (state_of(right), verdict(right).right) == ({}, False)


def test_nothing_is_kept_of_a_book_that_changed_meanwhile(right):
    """It is not known in which of the two states it was checked."""
    state = state_of(right)
    _place(right).unlink()
    (right.chapters / "index.md").write_text("# Another\n")

    keep_right(right, state)

    assert not _place(right).exists()


def test_a_wrong_book_is_not_kept(right, cells):
    """What was right before stays the last right state, and everything is said each time."""
    kept = _place(right).read_bytes()
    cells.notebook(right.chapters / "notes.ipynb", cells.prose("No title"))

    first, second = everything(right), everything(right)

    assert first == second != []
    assert _place(right).read_bytes() == kept


def test_only_what_changed_is_checked_again(right, cells):
    """Problems of what changed are found, whatever else is not looked at."""
    cells.notebook(right.chapters / "notes.ipynb", cells.prose("No title"))
    (right.chapters / "stray.md").write_text("# Stray\n")
    changed = verdict(right).changed

    assert changed == {"chapters/notes.ipynb", "chapters/stray.md"}
    assert before_running(right, changed) == before_running(right) != []


def test_a_changed_name_on_the_list_has_all_prose_read(right, cells):
    """A number that the list allowed is found in notebooks that did not change."""
    cells.notebook(right.chapters / "notes.ipynb", cells.prose("# Notes"), cells.prose("On SDG 8."))
    (right.chapters / "prose.yml").write_text("SDG 8: a goal\n")
    run(right, select(plan(right, Tables.open(right)), ["notes"]))
    assert everything(right) == []
    (right.chapters / "prose.yml").unlink()

    found = before_running(right, verdict(right).changed)

    assert [problem.kind for problem in found] == ["prose"]


def test_only_pages_that_a_change_concerns_are_looked_at(right, cells):
    """The reasons are those of a whole look."""
    cells.table(right.data / "indicators.csv", [*cells.indicators, ["SEN", "co2", "2021", "9"]])

    found = choose(right, changed=verdict(right).changed)

    assert found == choose(right)
    # The chapter does not say what it read: it may have read anything.
    assert [entry.page.key for entry in found] == ["SEN", "notes"]


def test_after_a_run_the_book_is_right(right, cells):
    """Only the pages that ran are looked at, and the next build has nothing to do."""
    cells.table(right.data / "indicators.csv", [*cells.indicators, ["SEN", "co2", "2021", "9"]])
    before = verdict(right)
    ran = [entry.page for entry in choose(right, changed=before.changed)]
    run(right, ran)

    assert after_running(right, before.state, ran) == []
    assert verdict(right).right


def test_what_is_saved_during_a_run_is_checked(right, cells):
    """A page that is none of those that ran, and data that are wrong."""
    before = verdict(right)
    (page,) = select(plan(right, Tables.open(right)), ["SEN"])
    run(right, [page])
    (right.chapters / "countries" / "peru.ipynb").write_text("{}")

    found = after_running(right, before.state, [page])

    assert [problem.file for problem in found] == ["chapters/countries/peru.ipynb"]
    assert not verdict(right).right


def test_a_page_that_ran_on_older_rows_is_not_current(right, cells):
    """Data that were saved while it ran are among what changed."""
    before = verdict(right)
    (page,) = select(plan(right, Tables.open(right)), ["SEN"])
    run(right, [page])
    cells.table(right.data / "indicators.csv", [*cells.indicators, ["SEN", "co2", "2021", "9"]])

    found = after_running(right, before.state, [page])

    assert [problem.file for problem in found] == ["chapters/countries/senegal.ipynb", "chapters/notes.ipynb"]


def test_a_state_that_is_not_known_means_a_whole_check(right):
    """As where a link lies in the book."""
    found = replace(verdict(right), state={})
    (right.chapters / "countries" / "peru.ipynb").write_text("{}")

    assert [problem.kind for problem in after_running(right, found.state, [])] == ["stale"]


def test_a_build_with_nothing_to_do_loads_nothing_heavy():
    """To see that the book is right takes neither tables nor charts."""
    heavy = ("altair", "nbformat", "numpy", "pandas", "papermill", "sphinx")
    script = (
        "import sys, pagebook.cli, pagebook.pages.verdict, pagebook.pages.lock, pagebook.publish.compile; "
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
