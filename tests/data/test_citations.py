"""Citations: source and place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.data import Citation, parse_citation

PART = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="#;"), min_size=1)


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("ilo-page-report-2025", Citation("ilo-page-report-2025", None)),
        ("ilo-page-report-2025#line 44", Citation("ilo-page-report-2025", "line 44")),
        ("a#lines 30–165", Citation("a", "lines 30–165")),
    ],
)
def test_source_and_place(text, citation):
    """What stands after `#` is the place."""
    assert parse_citation(text) == citation


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' names no source before '#'"),
        ("#line 1", "'#line 1' names no source before '#'"),
        (" a#line 1", "' a#line 1' names no source before '#'"),
        ("a#", "'a#' has no proper locator after '#'"),
        ("a# line 1", "'a# line 1' has no proper locator after '#'"),
        ("a#b#c", "'a#b#c' has no proper locator after '#'"),
    ],
)
def test_what_is_no_citation_is_refused(text, message):
    """A citation without a source or with a blank or double place is an error that quotes it."""
    with pytest.raises(ValueError) as caught:
        parse_citation(text)

    assert str(caught.value) == message


@given(source=PART, locator=st.none() | PART)
def test_a_citation_is_read_as_it_is_written(source, locator):
    """Writing and reading are each other's inverse."""
    citation = Citation(source, locator)

    assert parse_citation(str(citation)) == citation
