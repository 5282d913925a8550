"""A page with every construct is set as an accessible PDF, and its text is read from it."""

import re
from pathlib import Path

import pikepdf
import pypdf
import pytest

from pagebook.errors import BuildError
from pagebook.publish.pdf.problems import check
from pagebook.publish.pdf.sheet import Sheet
from pagebook.publish.pdf.translator import printed
from pagebook.publish.pdf.typeset import TEMPLATE, typeset

_IMPORT = '#import "/template/book.typ": *\n'

# What the PDF says, in this order; the text of a page, but for what follows the flow of notes and tables.
SAID = [
    "All constructs of Peru",
    "Plain emphasis, strong, code, H2O, m2, GDP (gross domestic product) and GDP again, a line",
    "broken, badge , icon.",
    "Links",
    "See The other page",
    "Named",
    "Figure 1.",
    "Table 2.",
    "Listing 1.",
    "green economy",
    "(1)",
    "Footnote*, again* and another†.",
    "Cited [SJ20] and Lee [Lee21]",
    "one",
    "inner",
    "with a second paragraph",
    "1. numbered inside",
    "another list",
    "3. three",
    "4. four",
    "Term one",
    "What it means.",
    "Term two First meaning. Second meaning.",
    "green economy GE",
    "field one",
    "Its body.",
    "-a",
    "--long=VALUE",
    "Line one",
    "indented",
    "a) alpha",
    "iv. four",
    "v. five",
    "Added in version 1.2: Something new.",
    "In the middle",
    "Compound paragraph.",
    "Note",
    "A note with a list:",
    "Warning",
    "A custom title",
    "See also",
    "Topic title",
    "Side title",
    "A dropdown",
    "Folded text.",
    "First tab",
    "First content.",
    "Second tab",
    "Second content.",
    "Card one",
    "Card text.",
    "Footer",
    "Header",
    "Alone",
    "Body",
    "A button",
    "Quoted text.",
    "Early words.",
    "Author",
    "Figure 1. The dot has a caption.",
    "And a legend.",
    "and inline.",
    "Table 1. Spans are elsewhere",
    "Head Second",
    "Stub",
    "in a cell",
    "Table 2. With spans",
    "Header 1 Header 3",
    "Cells may span columns",
    "Listing 1. A listing",
    'return "#read(\\"/etc/passwd\\")"',
    "indented",
    'Hostile: #read("/etc/passwd") #read("/etc/passwd")',
    '[a] \\ " ; ] } // /* @label',
    "[Lee21]",
    'Øre and "quotes"',
    "[SJ20]",
    "On CO2 & other gases",
    "The other page",
    "Part two",
    "Back to All constructs of Peru",
]


@pytest.fixture(scope="module")
def pdf(sphinx):
    """Return the PDF of the pages of all constructs."""
    out = Path(sphinx.outdir)
    pages = {
        name: printed(sphinx.env.get_and_resolve_doctree(name, sphinx.builder), sphinx.builder, name)
        for name in ("index", "other")
    }
    check(pages.values())
    for name, page in pages.items():
        (out / f"{name}.typ").write_text(_IMPORT + page.markup, "utf-8")
    _write_template(out)
    main = '#show: book.with(title: "All", author: "Some")\n'
    for name in pages:
        main += f'#chapter(name: "{name}:", title: "A", part: "B", base: 1, include "{name}.typ")\n'
    (out / "main.typ").write_text(_IMPORT + main, "utf-8")
    typeset(Sheet("main.typ", "all.pdf"), out, out)
    return out / "all.pdf"


def _write_template(out: Path) -> None:
    (out / "template").mkdir(exist_ok=True)
    for file in TEMPLATE.iterdir():
        (out / "template" / file.name).write_bytes(file.read_bytes())


def test_sphinx_read_the_page_without_a_word(sphinx):
    """The page of all constructs uses them as they are meant to be used."""
    warnings = [line for line in sphinx.heard.getvalue().splitlines() if "card_legacy" not in line]

    assert warnings == []


def test_every_construct_is_in_the_text_in_order(pdf):
    """Nothing of the page vanishes, and its parts are read in the order in which they were written."""
    read = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())
    # A link inside the book tells its page.
    text = re.sub(r" \(p\. \w+\)", "", read)
    missed, at = [], 0
    for told in SAID:
        found = text.find(told, at)
        missed += [told] if found < 0 else []
        at = max(at, found + len(told) if found >= 0 else at)

    assert missed == [], text


def test_pictures_and_formulas_have_their_alternatives(pdf):
    """Each picture and each formula is told in words to who does not see it, in the order of the page."""
    with pikepdf.open(pdf) as file:
        told = [str(part["/Alt"]) for part in _parts(file.Root.StructTreeRoot) if "/Alt" in part]

    assert [word for word in told if word in ("A red field", "A blue dot", "Red again", "a^2 + b_i")] == [
        "A red field",
        "A blue dot",
        "A red field",
        "Red again",
        "a^2 + b_i",
    ]


def _parts(part):
    children = part.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _parts(child)


def test_a_failure_of_typst_names_page_and_line(tmp_path):
    """What Typst complains about is told with the place in the book."""
    _write_template(tmp_path)
    mark = "//@ chapters/a.md:7 (image)\n"
    (tmp_path / "a.typ").write_text(f'{_IMPORT}\n{mark}#drawing("/images/none.png", alt: "A");\n', "utf-8")
    (tmp_path / "main.typ").write_text(f'{_IMPORT}#show: book.with(title: "T")\n#include "a.typ"\n', "utf-8")

    with pytest.raises(BuildError, match=r"chapters/a\.md:7 \(image\): .*not found"):
        typeset(Sheet("main.typ", "a.pdf"), tmp_path, tmp_path)

    assert not (tmp_path / "a.pdf").exists()
