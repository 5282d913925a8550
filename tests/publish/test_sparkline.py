"""A sparkline is a line as small as a word; what it shows stands beside it in words."""

import pytest

from pagebook.errors import BuildError
from pagebook.publish.compile import compile_html
from pagebook.publish.sparkline import path


def test_a_line_goes_from_lowest_to_highest():
    """The lowest value lies at the bottom, the highest at the top."""
    assert path([1.0, 2.0, 3.0]) == ("M3 21L50 12L97 3", (97.0, 3.0))


def test_a_missing_year_breaks_the_line():
    """No line is drawn across a year without a value."""
    assert path([1.0, None, 3.0, 2.0])[0] == "M3 21M65.7 3L97 12"


def test_equal_values_give_a_flat_line():
    """A series that never changes is drawn, not divided by its span."""
    assert path([2.0, 2.0])[0] == "M3 21L97 21"


def test_a_page_shows_the_line_and_its_words(small_book):
    """The directive becomes a picture that readers' aids skip, and the words that they read."""
    index = small_book.chapters / "index.md"
    index.write_text("# The book\n\n:::{sparkline} 3 t per *person*\n1 - 3 2\n:::\n", "utf-8")

    html = (compile_html(small_book) / "chapters" / "index.html").read_text("utf-8")

    assert '<path d="M3 21M65.7 3L97 12"/>' in html
    assert 'aria-hidden="true"' in html
    assert "3 t per <em>person</em>" in html


@pytest.mark.parametrize(
    ("body", "says"), [("1 many", "could not convert string to float"), ("1 -", "fewer than two values")]
)
def test_what_is_no_line_fails_the_build(small_book, body, says):
    """A word among the numbers, or a single value, is an error with its place."""
    index = small_book.chapters / "index.md"
    index.write_text(f"# The book\n\n:::{{sparkline}} Words\n{body}\n:::\n", "utf-8")

    with pytest.raises(BuildError, match=says):
        compile_html(small_book)
