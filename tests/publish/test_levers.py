"""Levers are a form with labels, their data inline and escaped; elsewhere a sentence leads to the figure."""

import json
import re
import subprocess
import sys
import zipfile

import pytest
from pypdfium2 import PdfDocument
from tests.levers_book import make_shock, make_weights, write_levers_book
from tests.publish.pdf.words import joined

from pagebook.publish.compile import compile_html
from pagebook.publish.levers import LeversNode, levers_html

KINDS = pytest.mark.parametrize("make", [make_weights, make_shock], ids=["weights", "shock"])


@KINDS
def test_every_field_has_a_label(make):
    """Whoever cannot see the form is told what each field is."""
    html = levers_html(make().content, "kenya-levers")

    fields = set(re.findall(r'<(?:select|input)[^>]* id="([^"]+)"', html))
    assert fields == set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert len(fields) in (4, 5)


@KINDS
def test_text_of_the_data_is_never_markup(make):
    """No name can begin an element or end the script that holds the data."""
    words = {key: "<b>&" for key in ("title", "beside")}
    content = make(**words).content | {key: "<b>&" for key in ("rule", "note") if hasattr(make(), key)}

    html = levers_html(content, "kenya-levers")

    assert "<b>" not in html
    assert "alert(1)</script>" not in html
    assert html.count("</script>") == 1


@KINDS
def test_the_data_of_the_page_are_those_of_the_levers(make):
    """The script reads the very numbers, and only links to the web."""
    content = make().content
    content["sources"]["gcb"]["url"] = "javascript:alert(1)"

    html = levers_html(content, "kenya-levers")

    data = json.loads(re.search(r'pb-levers-data">(.*?)</script>', html, re.DOTALL)[1])
    assert data["sources"]["gcb"]["url"] == ""
    kept = {key: value for key, value in content.items() if key not in ("title", "beside", "sources")}
    assert {key: data[key] for key in kept} == kept


def test_options_stand_in_their_groups():
    """What can be spent on is listed group by group; the book's example is chosen."""
    html = levers_html(make_shock().content, "kenya-shock")

    assert re.findall(r'<optgroup label="([^"]*)">', html) == ["Sectors", "Bundles"]
    assert re.findall(r'<option value="([^"]*)" selected="">', html) == ["constr"]


def test_where_nothing_moves_a_sentence_leads_to_the_figure():
    """On paper and in an e-book nobody moves a lever."""
    node = LeversNode.of(make_weights().content, "chapters/countries/kenya")

    assert node.astext() == (
        "On the web, levers stand here: weigh the index anew. What they show at first stands in the figure "
        "below."
    )


@pytest.fixture(scope="module")
def levers_book(book_root, tmp_path_factory):
    """Return a small book with levers, compiled as web pages and as PDF."""
    book = write_levers_book(book_root, tmp_path_factory.mktemp("levers") / "book")
    compile_html(book, pdf=True)
    return book


def test_paper_says_where_the_figure_stands(levers_book):
    """In the PDF each of the levers is one sentence, and no field of the form is printed."""
    (pdf,) = (levers_book.root / "_build" / "pdf").glob("*.pdf")

    with PdfDocument(pdf) as document:
        said = joined("".join(page.get_textpage().get_text_range() for page in document))

    assert said.count(joined("On the web, levers stand here: weigh the index anew.")) == 1
    assert said.count(joined("On the web, levers stand here: spend another amount on something else.")) == 1
    assert joined("Reset to the book") not in said
    assert joined("Barbados") not in said


def test_an_e_book_says_where_the_figure_stands(levers_book):
    """An e-book has no scripts: the sentence is there, the form and its data are not."""
    command = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build")
    custom = ("--builder", "custom", "--custom-builder", "epub")
    subprocess.run([*command, str(levers_book.root), "-W", *custom], check=True, capture_output=True)
    (path,) = (levers_book.root / "_build" / "epub").glob("*.epub")

    with zipfile.ZipFile(path) as archive:
        page = archive.read("chapters/countries/kenya.xhtml").decode()

    assert "What they show at first stands in the figure below." in page
    assert "pb-levers" not in page
