"""Abbreviations are marked where they first stand in a section, and nowhere else."""

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document

from pagebook.publish.glossary import AbbreviationNode, mark

MEANINGS = {
    "ILO": "International Labour Organization",
    "SDG": "A goal",
    "UN": "United Nations",
    "UN DCO": "An office",
}


def _document(*parts: nodes.Node) -> nodes.document:
    document = new_document("page", get_default_settings())
    document += nodes.section("", nodes.title("", "The ILO"), *parts)
    return document


def _section(*parts: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", "ILO"), *parts)


def _marked(document: nodes.document) -> list[tuple[str, str]]:
    return [(node.astext(), node["meaning"]) for node in document.findall(AbbreviationNode)]


def test_the_first_of_each_section_is_marked():
    """Twice in a section is marked once; the next section begins anew; the text stays the same."""
    document = _document(
        nodes.paragraph("", "The ILO and the ILO."),
        _section(nodes.paragraph("", "ILO again."), nodes.paragraph("", "And the ILO.")),
        _section(nodes.paragraph("", "At last ILO")),
    )
    before = document.astext()

    mark(document, MEANINGS)

    assert _marked(document) == [("ILO", MEANINGS["ILO"])] * 3
    assert document.astext() == before


def test_the_longest_name_and_the_plural_are_marked_whole():
    """`UN DCO` is not `UN`, and `SDGs` are several of them."""
    document = _document(nodes.paragraph("", "The UN DCO, the UN and 17 SDGs"))

    mark(document, MEANINGS)

    assert [text for text, _ in _marked(document)] == ["UN DCO", "UN", "SDGs"]


def test_parts_of_words_and_addresses_are_left_alone():
    """`ILOSTAT`, `ITC-ILO` and `www.ILO.org` do not name the ILO."""
    document = _document(nodes.paragraph("", "ILOSTAT, ITC-ILO, www.ILO.org, ILO.org, MILO"))

    mark(document, MEANINGS)

    assert _marked(document) == []


def test_links_headings_code_and_tables_are_left_alone():
    """What is something else already does not become an abbreviation."""
    row = nodes.row("", nodes.entry("", nodes.paragraph("", "ILO")))
    table = nodes.table("", nodes.tgroup("", nodes.tbody("", row)))
    link = nodes.reference("", "ILO", refuri="https://www.ilo.org")
    card = nodes.container("", nodes.paragraph("", "ILO"), classes=["sd-card", "sd-card-hover"])
    document = _document(nodes.paragraph("", "", link, nodes.literal("", "ILO")), table, card)

    mark(document, MEANINGS)

    assert _marked(document) == []
