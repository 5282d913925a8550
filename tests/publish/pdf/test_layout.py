"""Nothing on the book's pages is cut, stands on something else, or ends a page as a lone heading."""

import pytest
import typst
from tests.publish.pdf.geometry import beyond, collisions, lone_headings, pages

from pagebook.publish.pdf.drawing import FONTS

_PAGE = """
#set page(width: 210mm, height: 297mm, margin: (x: 22mm, top: 27mm, bottom: 24mm))
#set text(font: "Source Sans 3")
"""


@pytest.fixture(scope="module")
def book(real_html):
    """Return the pages of the book's PDF, but for its cover, which has no margins."""
    return list(pages(real_html.parent / "pdf" / "book.pdf"))[1:]


@pytest.fixture
def laid(tmp_path):
    """Return a function that returns the only page of some Typst."""

    def lay(body: str):
        (tmp_path / "page.typ").write_text(_PAGE + body, "utf-8")
        compiler = typst.Compiler(
            str(tmp_path / "page.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
        (tmp_path / "page.pdf").write_bytes(compiler.compile(format="pdf"))
        (page,) = pages(tmp_path / "page.pdf")
        return page

    return lay


def test_nothing_reaches_over_the_margins(book):
    """No text, picture or rule of the whole book stands beyond the margins of its page."""
    assert [told for page in book for told in beyond(page)] == []


def test_no_text_stands_on_other_text(book):
    """No two lines of the whole book are printed over one another."""
    assert [told for page in book for told in collisions(page)] == []


def test_no_heading_is_the_last_line_of_a_page(book):
    """What a heading heads begins on the same page."""
    assert [told for page in book for told in lone_headings(page)] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Text", []),
        ("#move(dx: -9mm)[Text]", ["page 1: 'Text' beyond the margin"]),
        ("#align(right, move(dx: 9mm)[Text])", ["page 1: 'Text' beyond the margin"]),
        ("#line(length: 120%)", ["page 1: a box at 61, 764, 628, 766"]),
    ],
    ids=["inside", "left", "right", "rule"],
)
def test_what_is_beyond_the_margins_is_found(laid, body, told):
    """Text and rules beyond the margins are told with their page."""
    assert beyond(laid(body)) == told


def test_text_over_text_is_found(laid):
    """A line that stands on another one is told; lines below one another are not."""
    assert collisions(laid("One line\n\n#v(-1.5em)Another line")) == [
        "page 1: 'One line' over 'Another line'"
    ]
    assert collisions(laid("One line\\ \nAnother line")) == []


def test_a_lone_heading_is_found(laid):
    """A heading at the foot of a page is told; one with a line or a picture below it is not."""
    heading = '#v(150mm)#text(15pt, weight: "semibold")[Jobs]\n\n'

    assert lone_headings(laid(heading)) == ["page 1: 'Jobs' is the last line"]
    assert lone_headings(laid(f"{heading}A line")) == []
    assert lone_headings(laid(f"{heading}#rect(height: 20mm, width: 20mm)")) == []
