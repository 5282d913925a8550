"""Passages: paragraphs with their country, their heading, and their place."""

from tests.ingest.prose import passages

_TORN = """\
## ILO - Ghana
*Outcome 1 - Plans are made.*
**Key achievements in 2024**\t<p>The ministry and</p>
--\t---
the town agreed. They met.
<p>Another <b>paragraph</b>.</p> <ul><li>an item</li></ul>
#### A heading
- First item
UNEP – MONGOLIA (PAGE 2.0)
Short heading without a mark
A sentence below it.
"""


def test_a_report_gives_passages_with_country_outcome_and_heading():
    """Rows torn by page breaks are one passage; cells are passages; headings may have lost their mark."""
    told = passages(_TORN, "")

    assert [(one.area, one.outcome, one.heading, one.form, one.text) for one in told] == [
        ("GHA", 1, "", "paragraph", "The ministry and the town agreed. They met."),
        ("GHA", 1, "", "paragraph", "Another paragraph."),
        ("GHA", 1, "", "paragraph", "an item"),
        ("GHA", 1, "", "heading", "A heading"),
        ("GHA", 1, "A heading", "item", "First item"),
        ("MNG", 0, "", "heading", "Short heading without a mark"),
        ("MNG", 0, "Short heading without a mark", "paragraph", "A sentence below it."),
    ]


def test_a_passage_knows_the_line_of_each_position():
    """A sentence is cited by the line in which it begins."""
    (told, *_) = passages(_TORN, "")

    assert [told.place_at(told.text.index(word)) for word in ("The", "and", "the town", "They")] == [
        *("line 3", "line 3", "line 5", "line 5"),
    ]


def test_an_update_names_the_country_at_the_beginning_of_a_paragraph():
    """The name is no part of the text; the next paragraph goes on about the same country."""
    told = passages("**Ghana**: A forum.\nIt was long.\nUruguay: None.", "")

    assert [(one.area, one.text) for one in told] == [
        ("GHA", "A forum."),
        ("GHA", "It was long."),
        ("URY", "None."),
    ]
