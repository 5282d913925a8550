"""What is compiled in parallel, bit by bit, or after an accident equals what is compiled from nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from pagebook.errors import BuildError
from pagebook.project import Book
from pagebook.publish.compile import compile_html

# Sphinx reads and writes five documents and fewer in one process.
FRAME = ("chapters/index", "search")
NAMES = ("benin", "chad", "gabon", "kenya", "mali", "niger", "peru")


@pytest.fixture
def big_book(tmp_path, write_book) -> Book:
    """Return a book with enough pages to be compiled in parallel."""
    return _grown(write_book(tmp_path / "book"))


def _grown(book: Book) -> Book:
    kenya = book.chapters / "countries" / "kenya.ipynb"
    for name in NAMES:
        if not (page := kenya.with_stem(name)).exists():
            page.write_text(kenya.read_text("utf-8").replace("Kenya", name).replace("kenya", name), "utf-8")
    chapters = [{"file": f"chapters/countries/{name}"} for name in NAMES]
    toc = {"format": "jb-book", "root": "chapters/index", "chapters": chapters}
    book.toc.write_text(json.dumps(toc), "utf-8")
    return book


def _content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _times(folder):
    """Return when each page was written."""
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    return {name: page.stat().st_mtime_ns for name, page in pages.items() if not name.startswith("_static/")}


def _edit(book: Book, name: str, old: str, new: str) -> None:
    page = book.chapters / "countries" / f"{name}.ipynb"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")


def _differing(book: Book) -> list[str]:
    """Return the files in which the compiled book differs from one compiled from nothing in one process."""
    found = _content(book.html)
    fresh = _content(compile_html(book, out=book.root / "fresh", jobs=1))
    return [name for name in found.keys() | fresh.keys() if found.get(name) != fresh.get(name)]


def test_parallel_serial_and_jupyter_book_s_own_build_give_equal_files(big_book):
    """Two processes at a time, one, and the plain `jupyter-book build` write the same bytes."""
    compile_html(big_book, jobs=2)
    code = "from jupyter_book.cli.main import main; main()"
    plain = big_book.root / "plain"
    command = [sys.executable, "-c", code, "build", str(big_book.root), "--path-output", str(plain)]
    subprocess.run(command, check=True, capture_output=True)

    assert _differing(big_book) == []
    assert _content(plain / "_build" / "html") == _content(big_book.html)


def test_only_what_a_change_touches_is_written_and_all_of_it(big_book):
    """A changed value rewrites its page; a changed title, which all pages show, rewrites all; so does no kept
    picture, and a figure that is gone leaves no file.
    """
    before = _times(compile_html(big_book, jobs=2))
    _edit(big_book, "kenya", "1,234.5 Mt in 2020", "999 Mt in 2020")
    after = _times(compile_html(big_book, jobs=2))
    rewritten = sorted(name for name in before if before[name] != after[name])
    for picture in (big_book.root / "_build/.pagebook/pictures").iterdir():
        picture.unlink()
    _edit(big_book, "mali", '"name": "mali"', '"name": "Republic of Mali"')
    _edit(big_book, "kenya", '"name": "second"', '"name": "third"')
    last = _times(compile_html(big_book, jobs=2))

    # Sphinx writes the page with the contents again, and its own pages without sources.
    assert rewritten == [f"{page}.html" for page in ("chapters/countries/kenya", *FRAME)]
    assert [name for name in last if last[name] == after.get(name)] == ["index.html"]
    assert "Republic of Mali" in (big_book.html / "chapters/countries/peru.html").read_text("utf-8")
    assert not (big_book.html / "_figures/chapters/countries/kenya/second.svg").exists()
    assert _differing(big_book) == []


def test_a_page_that_is_gone_leaves_no_file(big_book):
    """A page taken out of the book is neither among its files nor in its contents."""
    compile_html(big_book, jobs=2)
    (big_book.chapters / "countries" / "mali.ipynb").unlink()
    toc = json.loads(big_book.toc.read_text("utf-8"))
    toc["chapters"] = [entry for entry in toc["chapters"] if "mali" not in entry["file"]]
    big_book.toc.write_text(json.dumps(toc), "utf-8")

    html = compile_html(big_book, jobs=2)

    assert [name for name in _content(html) if "mali" in name] == []
    assert _differing(big_book) == []


def test_a_warning_of_a_worker_stops_the_build_until_it_is_mended(big_book):
    """A page that warns in a process of its own is told with its line, at every try; the old pages stay."""
    compile_html(big_book, jobs=2)
    whole = _content(big_book.html)
    for name in NAMES:
        _edit(big_book, name, f"(#{name}-both)", f"(#{name}-both), {{nothing}}`x`")
    with big_book.config.open("a", encoding="utf-8") as file:
        file.write("# So that all is compiled, beside the old pages.\n")

    told = []
    for _ in range(2):
        with pytest.raises(BuildError) as caught:
            compile_html(big_book, jobs=2)
        told.append(str(caught.value).splitlines())

    assert told[0][0] == "the book did not compile; 7 warnings:"
    assert sorted(told[0][1:]) == [
        f'  chapters/countries/{name}.ipynb:10004: WARNING: Unknown interpreted text role "nothing". '
        "[myst.role_unknown]"
        for name in NAMES
    ]
    assert sorted(told[1]) == sorted(told[0])
    assert _content(big_book.html) == whole


@pytest.mark.parametrize(
    "reached", [".doctrees/environment.pickle", ".html/_static", ".html/chapters/index.html"]
)
def test_a_compilation_that_is_killed_is_followed_by_a_good_one(big_book, reached):
    """However far it came, its processes end with it and the next compilation gives the whole book."""
    code = (
        "import sys; from pathlib import Path; from pagebook.project import Book; "
        "from pagebook.publish.compile import compile_html; compile_html(Book(Path(sys.argv[1])), jobs=2)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(big_book.root)]) as process:
        _wait_for((big_book.root / "_build" / reached).exists)
        compilers = list(_children(process.pid))
        process.send_signal(signal.SIGKILL)
    _wait_for(lambda: not any(_group_is_alive(pid) for pid in compilers))

    compile_html(big_book, jobs=2)

    assert compilers != []
    assert _differing(big_book) == []


def _wait_for(condition) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def _children(pid: int) -> Iterator[int]:
    for line in subprocess.run(
        ["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[1:]:
        child, parent = map(int, line.split())
        if parent == pid:
            yield child


def _group_is_alive(pid: int) -> bool:
    told = subprocess.run(["ps", "-eo", "pgid,stat"], capture_output=True, text=True, check=True).stdout
    members = [line.split() for line in told.splitlines()[1:]]
    return any(group == str(pid) and not state.startswith("Z") for group, state in members)


def test_documents_cut_short_are_read_again(big_book):
    """Where Sphinx's own memory of the documents is broken, a change is compiled none the less."""
    compile_html(big_book, jobs=2)
    memory = big_book.root / "_build" / ".doctrees" / "environment.pickle"
    os.truncate(memory, 1000)
    _edit(big_book, "kenya", "1,234.5 Mt in 2020", "999 Mt in 2020")

    compile_html(big_book, jobs=2)

    assert _differing(big_book) == []
