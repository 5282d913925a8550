"""Charts in the book on paper: a figure with its words, and its place in the annex of its chapter."""

import re
from dataclasses import replace

import pytest
from docutils.utils import new_document

from pagebook.figures.figure import MIME
from pagebook.publish.chart import Chart, read_chart
from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.problems import Printed
from pagebook.publish.pdf.translator import printed


@pytest.fixture
def chart(figure) -> Chart:
    """Return a chart of two years."""
    return read_chart(figure()._repr_mimebundle_()[MIME])


@pytest.fixture
def page_of(sphinx):
    """Return a function that prints a page with a chart and nothing else."""

    def page(chart: Chart) -> Printed:
        document = new_document("page")
        node = ChartNode.of(chart, "page")
        node["ids"] = ["page-co2"]
        document += node
        return printed(document, sphinx.builder, "page", 2)

    return page


def test_a_chart_is_a_figure_of_its_own_width(chart, page_of):
    """The picture is told with its width as printed, its alternative, and where its numbers are."""
    page = page_of(chart)

    (call,) = re.findall(r"#chart\(.*", page.markup)
    assert page.problems == []
    assert re.findall(r"\bwidth: ([\d.]+)pt", call) == ["470"]
    assert 'finding: "Emissions were 1,234.5 Mt in 2020.", names: ("page:page-co2",)' in call
    assert 'words: "page:page-co2-words"' in call


def test_the_annex_ends_the_chapter(chart, page_of):
    """Below a heading of its own stand the figure's words and numbers, linked with the figure."""
    page = page_of(chart)

    calls = re.findall(r"^#([\w-]+)\(", page.markup, re.MULTILINE)
    assert calls[-5:] == ["chart", "annex-begins", "section-heading", "annex-figure", "annex-numbers"]
    assert {"page:page-co2", "page:page-co2-words", "page:words-and-numbers"} <= page.labels


def test_a_page_without_charts_has_no_annex(read):
    """Nothing is announced that is not there."""
    assert "annex" not in read("# Title\n\nWords.\n").markup


def test_a_chart_without_alternative_is_refused(chart, page_of):
    """A figure that does not say what it shows is a problem of its page, and is told by its name."""
    page = page_of(replace(chart, finding=" "))

    assert [problem.said for problem in page.problems] == [
        "the figure co2 has no alternative that says what it shows"
    ]
