"""The annex of a chapter: a figure's words, then its numbers in a table."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from pagebook.figures.figure import MIME
from pagebook.publish.chart import read_chart
from pagebook.publish.pdf.annex import Shown, annex, printed_words


@pytest.fixture
def shown(figure):
    """Return a function that makes a figure of a chapter."""

    def make(**changes) -> Shown:
        chart = read_chart(figure(**changes)._repr_mimebundle_()[MIME])
        return Shown(chart, "Figure 1.", "peru:co2", "peru:co2-words")

    return make


def test_a_figure_is_told_in_words_and_in_numbers(shown):
    """Number, title, finding, sources with their addresses, and the rows as the web page writes them."""
    words, numbers = annex([shown()])

    assert words == (
        '#annex-figure(number: "Figure 1.", title: "Emissions of CO₂", '
        'finding: "Emissions were 1,234.5 Mt in 2020.", unit: "", '
        'drawn: "Drawn from 2 rows, all in the data table.", '
        'sources: (("Global Carbon Budget", "https://globalcarbonbudget.org/data?a=1&b=2", '
        '"Global Carbon Project; version 2025; licence: CC BY 4.0; accessed 20 November 2026"),), '
        'name: "peru:co2-words");'
    )
    assert numbers == (
        '#annex-numbers(heads: ("Year", "CO₂ (Mt)", "Note"), lines: 1, '
        "widths: (31.9pt, 43.6pt, 32.9pt), right: (false, true, false), "
        'parts: ((("2020", "1,234.5", "=1+1"), ("2021", "–", "plain")),));'
    )


def test_years_are_told_as_series(shown):
    """A table of numbers for many years has a run of years and values for each of its columns."""
    table = pd.DataFrame({"year": range(2000, 2010), "a": [1.0] * 10, "b": [2.0] * 10})

    _, numbers = annex([shown(table=table, columns={"year": "Year", "a": "Coal (Mt)", "b": "Oil (Mt)"})])

    assert numbers.startswith('#annex-series(rows: (("Coal", "2000')
    assert numbers.count('("Oil", "2000') == 1


def test_a_long_table_goes_on_in_another_block(shown):
    """Rows of one line stand together up to a page; the next ones have heads again."""
    table = pd.DataFrame({"year": range(1500, 2000), "a": ["x" * 12] * 500})

    _, *blocks = annex([shown(table=table, columns={"year": "Year", "a": "A"})])

    assert [block.count('"xxxxxxxxxxxx"') for block in blocks] == [4 * 60, 4 * 65]
    # In the order of the table: block by block, and in each block part by part.
    assert re.findall(r'"(\d{4})"', "".join(blocks)) == [str(year) for year in range(1500, 2000)]


def test_rows_stand_below_what_they_have_in_common(shown):
    """The first cell that rows share is told once, before them."""
    table = pd.DataFrame({"country": ["Peru"] * 4 + ["Ghana"] * 4, "what": ["word " * 60] * 8})

    _, texts = annex([shown(table=table, columns={"country": "Country", "what": "What"})])

    assert texts.startswith('#annex-texts(heads: ("What",), ')
    assert [texts.count(part) for part in ('("Peru", ((', '("Ghana", ((', '"Peru"')] == [1, 1, 1]


def test_a_table_that_two_figures_share_stands_once(shown):
    """The second refers to the first one's numbers; another table is printed."""
    one, other = shown(), shown(table=pd.DataFrame({"a": ["b"]}), columns={"a": "A"})

    blocks = list(annex([one, replace(one, number="Figure 2."), replace(other, number="Figure 3.")]))

    assert blocks[3] == '#annex-again(number: "Figure 1");'
    assert [block.partition("(")[0] for block in blocks[1::2]] == [
        "#annex-numbers", "#annex-again", "#annex-numbers",
    ]  # fmt: skip


def test_all_that_is_printed_can_be_looked_through(shown):
    """Finding, heads, sources and texts of the table are told, to see whether the fonts have their signs."""
    words = printed_words(shown(finding="Ω rose.").chart)

    assert [part in words for part in ("Ω rose.", "CO₂ (Mt)", "Global Carbon Project", "plain")] == [True] * 4
