"""Stored Markdown as readers see it."""

import pytest

from pagebook.diff.grid import Grid
from pagebook.diff.prose import Card, Statement, blocks, sentences
from pagebook.figures.markdown import text

CARDS = """\
::::{grid} 2 2 3 4
:gutter: 2

:::{grid-item-card} 2\\.05 tonnes
:class-card: pb-card pb-headline

of CO₂ per person, 2024 ([World Bank](<https://data.worldbank.org>))
:::

:::{grid-item-card} Peru
:link: countries/peru
:class-card: pb-card

Partner since 2014; active\\.

1.078 0.9368 0.9378
:::
::::

After it.
"""

TABLE = """\
```{table} Costs \\(US\\$\\)
:name: costs

| What | Year | Source |
| :-- | --: | :-- |
| A \\| B | 2020 | [UN](<https://un.org>), p. 3 |
```

:::{container} pb-note
Source: [UN](<https://un.org>)
:::
"""


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A [link](<https://a.org>) *and* more\\. B\\.", [Statement("A link and more."), Statement("B.")]),
        (":::{dropdown} All 5 events\n\n- One\\.\n- Two\\.\n:::", [
            Statement("All 5 events"), Statement("One."), Statement("Two."),
        ]),
        ("It began\\. ([UN](<https://un.org>), line 5)", [Statement("It began.", "(UN, line 5)")]),
        (":::{only} html\nMove a lever\\.\n:::", [Statement("Move a lever.")]),
        ("## A heading\n\nText\n over two lines", [Statement("A heading"), Statement("Text over two lines")]),
        (CARDS, [
            Card("2.05 tonnes", "of CO₂ per person, 2024 (World Bank)"),
            Statement("Partner since 2014; active.", place="Peru"),
            Statement("Small chart: 1.078 0.9368 0.9378", place="Peru"),
            Statement("After it."),
        ]),
        (TABLE, [
            Grid("costs", "Costs (US$)", ("What", "Year", "Source"), (("A | B", "2020", "UN, p. 3"),)),
            Statement("", "Source: UN"),
        ]),
    ],
    ids=["inline", "dropdown", "citation", "screen", "heading", "cards", "table"],
)  # fmt: skip
def test_markdown_is_read_as_shown(markdown, expected):
    """Directives, options and markup go; words, cards and cells stay."""
    assert blocks(markdown) == expected


def test_escaped_data_comes_back_as_it_was():
    """What the figures escape is told as the data has it."""
    data = "<b>&amp; `x` *y* [z](http://a) $1 #2 @3 {{ n }} | :::"

    assert blocks(text(data)) == [Statement(data)]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("It grew. In 2016. A year later.", ["It grew.", "In 2016.", "A year later."]),
        ("Jones et al. (2024) say so. No. 5 stays.", ["Jones et al. (2024) say so.", "No. 5 stays."]),
        ("It rose by 3.5 points. “Why?” asked she.", ["It rose by 3.5 points.", "“Why?” asked she."]),
    ],
    ids=["years", "abbreviations", "decimals"],
)
def test_sentences_end_where_readers_end_them(paragraph, expected):
    """A full stop inside a number or an abbreviation ends no sentence."""
    assert sentences(paragraph) == expected
