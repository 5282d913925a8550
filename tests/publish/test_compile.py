"""The book compiles by Jupyter Book, warnings are errors, and the same input gives the same bytes."""

import os
import sys

import pytest

from pagebook.errors import BuildError
from pagebook.publish.compile import compile_html, compiler, warnings_in

STARTED = (sys.executable, "-c", "raise SystemExit('started')")


def _content(folder):
    """Return the bytes of every file but Sphinx's pickles."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_book_compiles_into_its_build_folder(small_book):
    """All pages, and the files that a page offers, lie in `_build/html`."""
    html = compile_html(small_book)

    assert html == small_book.html
    offered = sorted(
        path.relative_to(html).as_posix() for path in html.glob("_figures/**/*") if path.is_file()
    )
    assert offered == [
        "_figures/chapters/countries/kenya.ipynb",
        "_figures/chapters/countries/kenya.png",
        "_figures/chapters/countries/kenya.zip",
        "_figures/chapters/countries/kenya/co2.csv",
        "_figures/chapters/countries/kenya/co2.svg",
        "_figures/chapters/countries/kenya/second.csv",
        "_figures/chapters/countries/kenya/second.svg",
        "_figures/chapters/countries/peru.ipynb",
        "_figures/chapters/countries/peru.png",
        "_figures/chapters/countries/peru.zip",
        "_figures/chapters/countries/peru/co2.csv",
        "_figures/chapters/countries/peru/co2.svg",
    ]


def test_two_folders_hash_seeds_and_time_zones_give_equal_bytes(tmp_path, write_book, monkeypatch):
    """Nothing in the HTML depends on where, when, or under which hash seed it was built."""
    built = []
    for name, seed, zone in (("one", "1", "Pacific/Auckland"), ("two/deeper", "2", "America/Lima")):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        built.append(_content(compile_html(write_book(tmp_path / name))))

    differing = [
        name for name in built[0].keys() | built[1].keys() if built[0].get(name) != built[1].get(name)
    ]

    assert differing == []


def test_a_second_build_writes_nothing(small_book):
    """When nothing changed, no page is written again."""
    html = compile_html(small_book)
    pages = sorted(html.glob("chapters/**/*.html"))
    before = [page.stat().st_mtime_ns for page in pages]

    compile_html(small_book)

    assert [page.stat().st_mtime_ns for page in pages] == before


def test_a_changed_page_is_the_only_one_written_again(small_book):
    """A new build after one page changed equals a build from nothing, and leaves the other page alone."""
    html = compile_html(small_book)
    kenya, peru = (small_book.chapters / "countries" / f"{name}.ipynb" for name in ("kenya", "peru"))
    untouched = (html / "chapters/countries/peru.html").stat().st_mtime_ns
    kenya.write_text(kenya.read_text("utf-8").replace("1,234.5 Mt in 2020", "999 Mt in 2020"), "utf-8")

    incremental = _content(compile_html(small_book))
    fresh = _content(compile_html(small_book, out=small_book.root / "fresh"))

    assert "999 Mt in 2020" in incremental["chapters/countries/kenya.html"].decode()
    assert (html / "chapters/countries/peru.html").stat().st_mtime_ns == untouched
    assert [name for name in fresh if incremental.get(name) != fresh[name]] == []
    assert peru.is_file()


def test_a_warning_is_an_error_that_says_where(small_book):
    """A reference to nothing stops the build and names page and line, without machine paths."""
    index = small_book.chapters / "index.md"
    index.write_text("# The book\n\n[gone](#no-such-figure)\n", "utf-8")

    with pytest.raises(BuildError) as caught:
        compile_html(small_book)

    assert str(caught.value) == (
        "the book did not compile; 1 warning:\n"
        "  chapters/index.md:3: WARNING: 'myst' cross-reference target not found: 'no-such-figure' "
        "[myst.xref_missing]"
    )


def test_a_chart_that_is_no_figure_is_an_error(small_book):
    """A specification without title, finding and sources is not published."""
    page = small_book.chapters / "countries" / "peru.ipynb"
    page.write_text(page.read_text("utf-8").replace('"usermeta"', '"other"'), "utf-8")

    with pytest.raises(BuildError, match="a chart without 'usermeta' in"):
        compile_html(small_book)


def test_a_broken_contents_file_is_told_with_the_end_of_the_log(small_book):
    """A failure without a warning still says its cause."""
    small_book.toc.write_text("format: jb-book\n", "utf-8")

    with pytest.raises(BuildError, match="the book did not compile:\n"):
        compile_html(small_book)


def test_the_interpreter_s_own_settings_do_not_leak_into_the_log(small_book, monkeypatch):
    """Colours and Python warnings that the caller asked for do not turn into findings."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("PYTHONWARNINGS", "always")

    compile_html(small_book)

    assert os.environ["FORCE_COLOR"] == "1"


def test_warnings_are_found_in_a_log_once_and_in_order():
    """Only the lines that warn are kept."""
    log = "reading…\nb.md:2: WARNING: two\na.md: ERROR: one\nb.md:2: WARNING: two\nbuild finished\n"

    assert warnings_in(log) == ["b.md:2: WARNING: two", "a.md: ERROR: one"]


def test_no_compiler_is_started_when_nothing_changed(small_book, monkeypatch):
    """A compiled book whose sources and files are as they were is taken as it is."""
    html = compile_html(small_book)
    monkeypatch.setattr("pagebook.publish.compile._COMMAND", STARTED)

    assert compile_html(small_book) == html


@pytest.mark.parametrize(
    "touched", ["_config.yml", "chapters/index.md", "_build/html/index.html", "_build/html/searchindex.js"]
)
def test_a_changed_source_or_page_starts_it_again(small_book, monkeypatch, touched):
    """A change of a source, or of a file that was written, is noticed."""
    compile_html(small_book)
    monkeypatch.setattr("pagebook.publish.compile._COMMAND", STARTED)
    path = small_book.root / touched
    path.write_text(f"{path.read_text('utf-8')}\n", "utf-8")

    with pytest.raises(BuildError, match="started"):
        compile_html(small_book)


def test_an_edit_made_while_compiling_is_compiled_next_time(small_book, monkeypatch):
    """What changed after the compiler had started is not taken for compiled."""
    edit = f"open({str(small_book.chapters / 'index.md')!r}, 'a').write('Afterthought')"
    with monkeypatch.context() as patched:
        command = f"from pagebook.publish.process import main; code = main(); {edit}; raise SystemExit(code)"
        patched.setattr("pagebook.publish.compile._COMMAND", (sys.executable, "-c", command))
        html = compile_html(small_book)
    before = (html / "chapters" / "index.html").read_text("utf-8")

    compile_html(small_book)

    assert "Afterthought" not in before
    assert "Afterthought" in (html / "chapters" / "index.html").read_text("utf-8")


def test_a_process_that_is_ready_compiles_the_same(small_book):
    """A compiler that was started before is used, and gives what one started at once gives."""
    with compiler() as ready:
        html = compile_html(small_book, ready=ready)

    assert ready.returncode == 0
    assert _content(html) == _content(compile_html(small_book, out=small_book.root / "other"))


def test_a_process_that_is_not_needed_ends():
    """A compiler that gets no order leaves with the block, as though it had never been."""
    with compiler() as ready:
        pass

    assert ready.returncode is not None


def test_a_compiler_that_cannot_start_says_why(small_book, monkeypatch):
    """What ends a compiler before it takes its order is told."""
    monkeypatch.setattr("pagebook.publish.compile._COMMAND", STARTED)

    with pytest.raises(BuildError) as caught:
        compile_html(small_book)

    assert str(caught.value) == "the book did not compile:\n  started"
