"""Pages and figures are cited in one line and in BibTeX, by the edition's day."""

from bs4 import BeautifulSoup

from pagebook.figures import Source
from pagebook.publish.citation import Citation, Imprint, citation_html

BOOK = Imprint("PAGE & more", "The editors", "First edition", "2026-11-22", "https://example.org/")
SOURCE = Source("gcb", "Global Carbon Budget", "Global Carbon Project", version="2025")


def test_a_figure_is_cited_with_its_page_edition_and_data():
    """The line names the figure, the page, the book with edition and day, the data and the address."""
    cited = Citation(BOOK, "peru-co2", "Figure 1: CO₂", "Peru", "chapters/peru.html#peru-co2", [SOURCE])

    assert cited.text == (
        "The editors (2026). Figure 1: CO₂, in Peru. In: PAGE & more (First edition, 22 November 2026). "
        "Data: Global Carbon Project, Global Carbon Budget, 2025. https://example.org/chapters/peru.html#peru-co2"
    )
    assert cited.bibtex == (
        "@incollection{page-2026-peru-co2,\n"
        "  author = {{The editors}},\n"
        "  title = {{Figure 1: CO₂, in Peru}},\n"
        "  booktitle = {{PAGE \\& more}},\n"
        "  edition = {First edition},\n"
        "  year = {2026},\n"
        "  note = {Data: Global Carbon Project, Global Carbon Budget, 2025},\n"
        "  url = {https://example.org/chapters/peru.html#peru-co2},\n"
        "  month = nov,\n"
        "}"
    )


def test_a_book_without_edition_and_address_leaves_them_out():
    """Nothing is made up: no year, no place."""
    cited = Citation(Imprint("A book", "The editors"), "index", "Start", place="index.html")

    assert cited.text == "The editors. Start. In: A book."
    assert cited.bibtex == (
        "@incollection{page-index,\n"
        "  author = {{The editors}},\n"
        "  title = {{Start}},\n"
        "  booktitle = {{A book}},\n"
        "}"
    )


def test_titles_from_data_are_text_in_html_and_in_tex():
    """Neither markup nor TeX in a title does anything."""
    cited = Citation(BOOK, "x", r"</pre><script>\input{a}%_~^$#&")

    page = BeautifulSoup(citation_html(cited, "Cite"), "html.parser")

    assert page.select("script") == []
    assert [part.text for part in page.select("pre")] == [cited.text, cited.bibtex]
    assert r"\textbackslash{}input\{a\}\%\_\~{}\^{}\$\#\&" in cited.bibtex
