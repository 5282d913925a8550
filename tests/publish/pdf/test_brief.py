"""A brief says what its country's page says, on at most six pages, whatever the page holds."""

import json
import re
import shutil

import pikepdf
import pypdf
import pytest
from tests.publish.pdf.structure import tree

from pagebook.errors import BuildError
from pagebook.publish.compile import press_briefs
from pagebook.publish.pdf.brief import MOST_PAGES, has_brief

_TIMES = 4
_ITEM = re.compile(r"^- .*\n?", re.MULTILINE)


def _texts(notebook):
    """Yield the cells' outputs that are Markdown."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if "text/markdown" in output.get("data", {}):
                yield output["data"]


def _much(notebook):
    """Make every item of every list of a page stand there several times."""
    for told in _texts(notebook):
        text = "".join(told["text/markdown"])
        told["text/markdown"] = _ITEM.sub(lambda item: f"{item[0].rstrip()}\n" * _TIMES, text)


def _little(notebook):
    """Leave a page its title, its status and its numbers."""
    cells = notebook["cells"]
    notebook["cells"] = cells[: next(i for i, cell in enumerate(cells) if "## In brief" in cell["source"])]


# Chapters that the pages of the countries lead to.
_LINKED = ("progress", "method-progress", "decoupling", "projections")


@pytest.fixture(scope="module")
def briefs(book_root, write_book, tmp_path_factory):
    """Return all briefs of the real countries and of two made-up ones, by the names of their pages."""
    book = write_book(tmp_path_factory.mktemp("briefs") / "book")
    real = book_root / "chapters" / "countries"
    shutil.rmtree(book.chapters / "countries")
    shutil.copytree(real, book.chapters / "countries", ignore=shutil.ignore_patterns("*.json"))
    for name, origin, change in (("much", "peru", _much), ("little", "barbados", _little)):
        notebook = json.loads((real / f"{origin}.ipynb").read_text("utf-8"))
        change(notebook)
        (book.chapters / "countries" / f"{name}.ipynb").write_text(json.dumps(notebook), "utf-8")
    names = sorted(path.stem for path in (book.chapters / "countries").glob("*.ipynb"))
    for name in _LINKED:
        (book.chapters / f"{name}.md").write_text(f"# {name.capitalize()}\n", "utf-8")
    toc = {
        "format": "jb-book",
        "root": "chapters/index",
        "parts": [
            {"caption": "Countries", "chapters": [{"file": f"chapters/countries/{one}"} for one in names]},
            {"caption": "Analysis", "chapters": [{"file": f"chapters/{one}"} for one in _LINKED]},
        ],
    }
    book.toc.write_text(json.dumps(toc), "utf-8")
    folder = press_briefs(book, [f"chapters/countries/{name}" for name in names]) / "briefs"
    return {name: folder / f"{name}.pdf" for name in names}


def _pages(path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def _text(path) -> str:
    return " ".join(_pages(path))


def test_every_country_has_a_brief_of_at_most_six_pages(briefs, book_root):
    """The real countries, one with four times as many of everything, and one with almost nothing."""
    lengths = {name: len(_pages(path)) for name, path in briefs.items()}
    countries = {path.stem for path in (book_root / "chapters" / "countries").glob("*.ipynb")}

    assert set(lengths) == countries | {"much", "little"}
    assert {name for name, length in lengths.items() if length > MOST_PAGES} == set()
    assert lengths["little"] == 1


def test_no_page_of_a_brief_is_nearly_empty(briefs):
    """Beside what every page repeats, each has some hundred letters at least."""
    thin = {
        (name, number)
        for name, path in briefs.items()
        for number, text in enumerate(_pages(path), start=1)
        if len(text) < 600 and name != "little"
    }

    assert thin == set()


def test_a_brief_has_the_parts_that_it_promises(briefs):
    """From the status to the sources, in this order, and then how to go on."""
    text = _text(briefs["peru"])
    parts = [
        "Country brief", "Peru", "Joined:", "34.2 million", "In brief", "What PAGE did", "Milestones",
        "Where the country stands", "Publications", "Data gaps", "Sources and notes", "How to cite.",
        "Licence.",
    ]  # fmt: skip
    places = [text.find(part) for part in parts]

    assert -1 not in places
    assert places == sorted(places)


def test_the_figures_are_five_to_eight_and_the_timeline(briefs):
    """Each has the number that it has on the page, so that the same figure is called the same everywhere."""
    counts = {}
    for name, path in briefs.items():
        numbers = [int(number) for number in re.findall(r"Figure (\d+)\.", _text(path))]
        counts[name] = len(numbers) if len(set(numbers)) == len(numbers) else -1

    assert counts.pop("little") == 0
    assert {name for name, count in counts.items() if not 6 <= count <= 9} == set()


def test_what_is_left_out_is_counted(briefs):
    """The newest milestones are shown; how many more the page has is told, and all are accounted for."""
    text = _text(briefs["much"])
    (more,) = re.findall(r"(\d+) more on the country’s page\. (?:Events|Results)", text)

    assert int(more) >= 200
    assert "2023" in text
    assert text.count("Training in modelling for 25 staff") < _TIMES + 1


def test_without_an_address_the_brief_says_where_the_page_is(briefs):
    """There is no square to read by telephone, but the part and the chapter of the book."""
    text = _text(briefs["peru"])

    assert "In the book “PAGE, country by country”: part “Countries”, chapter “Peru”." in text
    assert "QR code" not in str(_alternatives(briefs["peru"]))


def _alternatives(path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [str(one.told.Alt) for one in tree(pdf).walk() if one.role == "Figure"]


def test_with_an_address_the_brief_prints_it_and_has_a_code(small_book):
    """The address of the page, as a link, as text, and as a picture with an alternative."""
    told = small_book.config.read_text("utf-8")
    address = "https://example.org/page"
    small_book.config.write_text(
        told.replace('pagebook_base_url: ""', f'pagebook_base_url: "{address}"'), "utf-8"
    )

    path = press_briefs(small_book, ["chapters/countries/peru"]) / "briefs" / "peru.pdf"

    page = f"{address}/chapters/countries/peru.html"
    links = {note["/A"]["/URI"] for one in pypdf.PdfReader(path).pages for note in one.get("/Annots", ())}
    assert page in _text(path)
    assert page in links
    assert _alternatives(path)[-1] == f"QR code: {page}"


def test_every_figure_of_a_brief_has_an_alternative_that_tells_the_finding(briefs):
    """A reader who does not see the figures is told what they show."""
    found = _alternatives(briefs["kazakhstan"])

    assert len(found) >= 6
    assert found[0].startswith("Kazakhstan has 6 milestones on record")
    assert all(len(text) > 40 for text in found)


def test_a_brief_is_accessible_and_archival(briefs):
    """It names its language and its title, claims both standards, and is tagged with one main heading."""
    with pikepdf.open(briefs["peru"]) as pdf:
        metadata = pdf.open_metadata()
        headings = [one.role for one in tree(pdf).walk() if re.fullmatch(r"H\d", one.role)]

        assert str(pdf.Root.Lang).lower() == "en-gb"
        assert pdf.docinfo["/Title"] == "Peru: country brief"
        assert metadata.get("pdfuaid:part") == "1"
        assert headings[0] == "H1"
        assert headings.count("H1") == 1


def test_links_to_what_is_not_in_the_brief_are_text(briefs):
    """A brief has no link to nowhere: they lead to addresses, or to a page of it."""
    reader = pypdf.PdfReader(briefs["peru"])
    actions = [note["/A"]["/S"] for page in reader.pages for note in page.get("/Annots", ()) if "/A" in note]

    assert set(actions) == {"/URI"}
    assert "teleworking strategy" in _text(briefs["peru"])


def test_only_countries_have_briefs():
    """Chapters have none."""
    assert has_brief("chapters/countries/peru")
    assert not has_brief("chapters/scenarios/peru")
    assert not has_brief("chapters/programme")
    assert not has_brief("chapters/index")


def test_a_sign_that_cannot_be_printed_fails_the_brief(small_book):
    """The message names the page and the sign, and no PDF is left that lacks it."""
    path = small_book.chapters / "countries" / "peru.ipynb"
    path.write_text(path.read_text("utf-8").replace('"name": "Peru"', '"name": "Peru 🜁"'), "utf-8")

    with pytest.raises(BuildError, match="U\\+1F701"):
        press_briefs(small_book, ["chapters/countries/peru"])
    assert not (small_book.html.parent / "pdf").exists()
