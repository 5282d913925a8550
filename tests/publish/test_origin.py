"""“Where is this from?” is answered with tables, rows, sources and licences."""

from bs4 import BeautifulSoup

from pagebook.figures.stored import MIME
from pagebook.publish.chart import read_chart
from pagebook.publish.origin import (
    TableRead,
    figure_origin,
    file_titles,
    page_origin,
    section_origin,
    tables_read,
)


def _text(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_reads_of_a_table_are_told_together():
    """Rows are added up, columns named once, and a table that gave no row is not named."""
    reads = [
        {"table": "sources", "where": {"source": ["b"]}, "rows": 1},
        {"table": "events", "where": {"area": ["PER"]}, "rows": 0},
        {"table": "sources", "where": {"source": ["a"], "kind": ["dataset"]}, "rows": 2},
        {"table": "goals", "where": {}, "rows": 17},
    ]

    assert tables_read(reads) == [TableRead("goals", 17, ()), TableRead("sources", 3, ("kind", "source"))]


def test_a_figure_names_rows_source_licence_and_day(figure):
    """All that a reader needs to cite and reuse the data stands there."""
    chart = read_chart(figure()._repr_mimebundle_()[MIME])

    assert _text(figure_origin(chart)) == (
        "Where is this from? Drawn from 2 rows, all in the data table. Global Carbon Budget . "
        "Global Carbon Project; version 2025; licence: CC BY 4.0; accessed 20 November 2026"
    )


def test_a_figure_of_many_sources_points_to_its_rows(figure):
    """Without a source of the whole, each row names its own."""
    chart = read_chart(figure(sources=[])._repr_mimebundle_()[MIME])

    assert _text(figure_origin(chart)).endswith("all in the data table. Each row there names its own source.")


def test_a_section_names_each_source_of_its_figures_once(figure):
    """Two figures of one source; the addresses cited in the text are counted."""
    chart = read_chart(figure()._repr_mimebundle_()[MIME])

    told = _text(section_origin([chart, chart], 3))

    assert "2 figures of this section show 4 rows. In the text, 3 addresses are cited" in told
    assert told.count("Global Carbon Budget") == 1


def test_files_of_input_output_tables_have_the_title_of_their_table():
    """A file is named by its place; the list of a folder's files is none, and other names have titles."""
    names = ("data/inputoutput/x/", "data/inputoutput/x/flows.csv", "io_tables")
    reads = [TableRead(name, 1, ()) for name in names]

    assert file_titles(reads, {"io_tables": "Tables"}) == {
        "data/inputoutput/x/flows.csv": "Tables: x/flows.csv"
    }
    assert file_titles(reads, {}) == {}


def test_a_page_links_to_the_description_of_its_tables():
    """A table with an anchor is a link to it; without one it is named; nothing chosen means all rows."""
    reads = [TableRead("goals", 17, ()), TableRead("events", 1200, ("area",))]

    page = BeautifulSoup(
        page_origin(reads, {"goals": "Goals", "events": "Events <b>"}, {"goals": "data.html#goals"}),
        "html.parser",
    )

    assert [cell.text for cell in page.select("tbody th, tbody td")] == [
        "Goals",
        "17",
        "all rows",
        "Events <b>",
        "1,200",
        "area",
    ]
    assert [link["href"] for link in page.select("a")] == ["data.html#goals"]
