"""The PDFs are made with the HTML, offered by it, current or not there, and equal for equal inputs."""

import re
import subprocess
import sys
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from pagebook.errors import BuildError
from pagebook.publish.compile import compile_html
from pagebook.publish.pdf.typeset import created, packed


def _content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _offered(html, page):
    """Return the PDFs that a page links to, and whether each is there."""
    links = re.findall(r'href="([^"]*\.pdf)"', (html / page).read_text("utf-8"))
    return {link: ((html / page).parent / link).is_file() for link in links}


def test_a_build_offers_the_pdfs_only_while_they_are_current(small_book):
    """They are added without reading again; they stay while nothing changed; they go with what they showed.

    At each step the files equal those of a build from nothing.
    """
    plain = _content(compile_html(small_book))
    html = compile_html(small_book, pdf=True)
    with_pdf, taken = _content(html), _content(html.parent / "pdf")
    offered = _offered(html, "chapters/index.html")
    fresh = _content(compile_html(small_book, pdf=True, out=small_book.root / "fresh"))
    kept = _content(compile_html(small_book))
    index = small_book.chapters / "index.md"
    index.write_text(f"{index.read_text('utf-8')}\nAnother sentence.\n", "utf-8")
    later = _content(compile_html(small_book))
    later_fresh = _content(compile_html(small_book, out=small_book.root / "later"))

    assert not any(name.startswith("_pdf/") for name in plain)
    assert offered["../_pdf/book.pdf"]
    assert all(offered.values())
    assert {f"_pdf/{name}": content for name, content in taken.items()} == {
        name: content for name, content in with_pdf.items() if name.startswith("_pdf/")
    }
    assert _differing(with_pdf, fresh) == []
    assert _differing(with_pdf, kept) == []
    assert _differing(later, later_fresh) == []
    assert _offered(html, "chapters/index.html") == {}
    assert not (html.parent / "pdf").exists()


def test_folders_time_zones_hash_seeds_and_jobs_give_equal_bytes(tmp_path, write_book, monkeypatch):
    """Nothing in HTML or PDF depends on where, when, by how many processes or with which seed it is made."""
    built = []
    for name, seed, zone, jobs in (
        ("one", "1", "Pacific/Auckland", 2),
        ("two/deeper", "2", "America/Lima", 1),
    ):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        built.append(_content(compile_html(write_book(tmp_path / name), pdf=True, jobs=jobs)))

    assert built[0]["_pdf/book.pdf"].startswith(b"%PDF-1.7")
    assert _differing(*built) == []


def test_jupyter_book_s_own_command_makes_the_same_pdf(small_book):
    """`jupyter-book build --builder custom --custom-builder typst` is all that it takes."""
    ours = compile_html(small_book, pdf=True).parent / "pdf" / "book.pdf"
    code = "from jupyter_book.cli.main import main; main()"
    plain = small_book.root / "plain"
    custom = ["--builder", "custom", "--custom-builder", "typst", "--path-output", str(plain)]
    subprocess.run(
        [sys.executable, "-c", code, "build", str(small_book.root), *custom], check=True, capture_output=True
    )

    assert (plain / "_build" / "typst" / "book.pdf").read_bytes() == ours.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_printed_is_told_and_harms_nothing(small_book, jobs):
    """The build names page and line; pages and PDFs of the last good one stay as they were."""
    html = compile_html(small_book, pdf=True, jobs=jobs)
    before = _content(html / "_pdf"), (html / "chapters/index.html").read_bytes()
    index = small_book.chapters / "index.md"
    index.write_text(f"{index.read_text('utf-8')}\nA sign that no font has: \U000e0fff.\n", "utf-8")

    with pytest.raises(BuildError) as caught:
        compile_html(small_book, pdf=True, jobs=jobs)

    assert str(caught.value).startswith("the book did not compile; 1 warning:\n  ERROR: chapters/index")
    assert (_content(html / "_pdf"), (html / "chapters/index.html").read_bytes()) == before


def test_a_packed_pdf_is_smaller_and_says_the_same():
    """Packing keeps pages, structure and words, gives equal bytes again, and shrinks many small objects."""
    table = "table(columns: 5, table.header(..range(5).map(str)), ..range(2000).map(str))"
    source = f'#set document(title: "Numbers")\n= Numbers\n#{table}'
    told = typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)

    found = packed(told)

    before, after = (PdfReader(BytesIO(data)) for data in (told, found))
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]
    assert after.metadata == before.metadata
    assert after.trailer["/Root"]["/MarkInfo"] == before.trailer["/Root"]["/MarkInfo"]
    assert len(found) < len(told) / 2
    assert packed(told) == found


def test_the_time_in_the_pdf_is_the_edition_s_day_or_what_the_caller_says(monkeypatch):
    """Without SOURCE_DATE_EPOCH the edition's day counts, and no clock; a wrong one is refused."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    by_day, by_nothing = created("2026-11-22"), created("")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    by_caller = created("2026-11-22")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")

    assert (by_day, by_nothing, by_caller) == (1_795_305_600, 0, 86_400)
    with pytest.raises(BuildError) as caught:
        created("2026-11-22")
    assert str(caught.value) == (
        "SOURCE_DATE_EPOCH is 'tomorrow'; it must be a whole number of seconds since 1970"
    )
