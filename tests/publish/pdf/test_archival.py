"""Every PDF can be read by assistive programs and kept in archives: what PDF/UA-1 and PDF/A-2a ask for."""

import json
import re
from collections import Counter
from itertools import pairwise

import pikepdf
import pytest
from tests.publish.pdf.structure import Element, fonts, opened, painted, tree

from pagebook.publish.ahead import charts_of
from pagebook.publish.compile import compile_html


@pytest.fixture(scope="module")
def book(book_root, tmp_path_factory):
    """Return a small book with its PDFs."""
    from tests.small_book import write_small_book

    book = write_small_book(book_root, tmp_path_factory.mktemp("paper") / "book")
    compile_html(book, pdf=True)
    return book


@pytest.fixture(scope="module", params=["small", "real"])
def paper(request):
    """Return the root of a book and the folder of its PDFs: the small one, and the real one."""
    if request.param == "small":
        book = request.getfixturevalue("book")
        return book.root, book.root / "_build" / "pdf"
    return request.getfixturevalue("book_root"), request.getfixturevalue("real_html").parent / "pdf"


@pytest.fixture(scope="module")
def pdf(paper):
    """Return the PDF of the whole book."""
    return opened(paper[1] / "book.pdf")


@pytest.fixture(scope="module")
def elements(pdf) -> list[Element]:
    """Return all elements of its structure, in reading order."""
    return list(tree(pdf).walk())


def test_it_says_what_it_is_and_conforms_to(pdf, paper):
    """Language, title and the standards are told; the page is not shown under the file's name."""
    told = bytes(pdf.Root.Metadata.read_bytes()).decode()
    standards = dict(re.findall(r"<(pdf(?:aid|uaid):\w+)>([^<]*)<", told))

    assert standards == {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) == "PAGE, country by country"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.CreationDate) == "D:20261122000000Z"


def test_every_chart_says_its_finding(elements, paper):
    """The alternative of each chart is its finding, word for word, in the order of the pages."""
    root, _ = paper
    toc = re.findall(r"chapters/[\w/-]+", (root / "_toc.yml").read_text("utf-8"))
    pages = [root / f"{name}.ipynb" for name in toc if (root / f"{name}.ipynb").is_file()]
    findings = [chart.finding for page in pages for chart in charts_of(page)]

    alternatives = [str(element.told.get("/Alt", "")) for element in elements if element.role == "Figure"]

    assert [text for text in alternatives if text in set(findings)] == findings
    assert "" not in alternatives


def test_every_table_has_heads_that_say_of_what(elements):
    """Each table has head cells; each of these says whether it heads a column or a row."""
    tables = [element for element in elements if element.role == "Table"]
    heads = [element for element in elements if element.role == "TH"]

    assert tables
    assert [table for table in tables if not any(part.role == "TH" for part in table.walk())] == []
    assert {str(head.attribute("/Scope")) for head in heads} <= {"/Column", "/Row"}


def test_headings_go_down_one_level_at_a_time(elements):
    """The first heading is of level 1, and no level is left out."""
    levels = [int(element.role[1:]) for element in elements if re.fullmatch(r"H\d+", element.role)]

    assert levels[0] == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


def test_lists_hold_items_and_items_have_bodies(elements):
    """A list holds items or further lists only; an item stands in a list and has one body."""
    inside = {
        child.role
        for element in elements
        if element.role == "L"
        for child in element.children
        if isinstance(child, Element)
    }
    items = [element for element in elements if element.role == "LI"]
    bodies = Counter(
        sum(isinstance(part, Element) and part.role == "LBody" for part in item.children) for item in items
    )

    assert inside <= {"LI", "L", "Caption"}
    assert all(item.parent.role == "L" for item in items)
    assert set(bodies) <= {1}


def test_links_have_words_and_say_where_they_lead(pdf, elements):
    """Each link on a page stands in the structure, with text, and with words for what it leads to."""
    links = [element for element in elements if element.role == "Link"]
    told = [child for link in links for child in link.children if isinstance(child, pikepdf.Dictionary)]
    on_pages = [note for page in pdf.pages for note in page.get("/Annots", [])]

    assert {note.objgen for note in told} == {note.objgen for note in on_pages}
    assert all(str(note.get("/Contents", "")) for note in told)
    assert all(any(link.pieces()) for link in links)


def test_it_is_read_in_the_order_in_which_it_stands(elements):
    """Headings and running text follow the pages; figures may stand below the text that comes after them."""
    order = [
        next(element.pieces())
        for element in elements
        if re.fullmatch(r"P|H\d+", element.role)
        and not element.within("Note", "Table", "Caption", "Div", "Figure")
        and any(True for _ in element.pieces())
    ]

    assert len(order) > 3
    assert [(first, second) for first, second in pairwise(order) if second < first] == []


def test_nothing_on_a_page_is_left_out_of_the_structure(pdf, elements):
    """All that is painted is either a piece that the structure names or marked as decoration."""
    told: dict[int, list[int]] = {}
    for page, number in elements[0].pieces():
        told.setdefault(page, []).append(number)
    # In a big book, every tenth page must do: a page takes as long to read as to set.
    looked_at = range(0, len(pdf.pages), 1 if len(pdf.pages) < 50 else 10)

    found = {place: painted(pdf.pages[place]) for place in looked_at}

    assert {place: untold for place, (_, untold) in found.items() if untold} == {}
    assert {place: sorted(pieces) for place, (pieces, _) in found.items()} == {
        place: sorted(told.get(place, [])) for place in looked_at
    }


def test_fonts_come_with_the_file_and_tell_their_letters(pdf):
    """Each font is in the file, and each of its glyphs is known by its letter."""
    found = fonts(pdf)
    whole = {name: font for name, font in found.items() if font.Subtype == "/Type0"}
    parts = [font for name, font in found.items() if name not in whole]

    assert any("SourceSans3-Regular" in name for name in whole)
    assert [name for name, font in whole.items() if "/ToUnicode" not in font] == []
    assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in parts)


def test_a_brief_is_as_accessible_as_the_book(paper):
    """Each brief says its language, title and standards, and has words for each of its pictures."""
    for path in sorted((paper[1] / "briefs").glob("*.pdf")):
        with opened(path) as brief:
            parts = list(tree(brief).walk())
            told = bytes(brief.Root.Metadata.read_bytes()).decode()

            assert "<pdfuaid:part>1<" in told, path.name
            assert str(brief.Root.Lang) == "en-GB", path.name
            assert str(brief.docinfo.Title), path.name
            assert all(str(part.told.get("/Alt", "")) for part in parts if part.role == "Figure"), path.name
            assert all(not untold for _, untold in map(painted, brief.pages)), path.name


def test_the_small_book_has_the_words_of_its_pages(book):
    """What the pages are called stands in the outline."""
    with opened(book.root / "_build" / "pdf" / "book.pdf") as pdf, pdf.open_outline() as outline:
        titles = json.dumps([item.title for item in _all(outline.root)])

    assert {"Kenya", "Peru"} <= set(json.loads(titles))


def _all(items):
    for item in items:
        yield item
        yield from _all(item.children)
