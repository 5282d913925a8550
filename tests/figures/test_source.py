"""Where numbers come from, as the page prints it."""

from pagebook.figures.source import Source, as_sources, credit_line

_ROW = {
    "source": "a",
    "title": "Data; more",
    "publisher": "Someone",
    "version": "2025",
    "url": "https://a.org",
    "licence": None,
}


def test_a_row_of_the_table_becomes_a_source():
    """Blank cells are None, and the key may be called source."""
    assert Source.of(_ROW) == Source("a", "Data; more", "Someone", None, "https://a.org", "2025", None)


def test_a_source_is_named_once_in_the_order_of_use():
    """Repeated rows are one source."""
    other = Source("b", "Other")

    assert [source.id for source in as_sources([_ROW, other, _ROW])] == ["a", "b"]


def test_credits_have_publisher_and_title():
    """One source is a source, two are sources, none is nothing; only a web address is linked."""
    one, other = as_sources([_ROW, Source("b", "Other", url="javascript:x")])

    assert credit_line([one]) == "Source: [Data; more](<https://a.org>) (Someone)"
    assert credit_line([one, other]) == "Sources: [Data; more](<https://a.org>) (Someone); Other"
    assert credit_line([]) == ""
