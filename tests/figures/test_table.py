"""Tables as MyST Markdown."""

import pandas as pd
import pytest

from pagebook.figures import Prose, Table, markdown

_SOURCE = {"source": "s", "title": "A title", "publisher": "Someone", "url": "https://a.org"}


def test_a_table_is_a_directive_with_caption_name_and_sources():
    """Cells are escaped, numbers written for people, missing cells dashed, the source linked."""
    frame = pd.DataFrame({"what": ["a|b <i>", None], "year": [2015, 2016], "people": [1234.0, float("nan")]})

    table = Table(
        "people", "People, 2015–2016", frame, {"what": "What", "year": "Year", "people": "People"}, [_SOURCE]
    )

    assert table.markdown == (
        "```{table} People, 2015–2016\n"
        ":name: people\n"
        "\n"
        "| What | Year | People |\n"
        "| :-- | --: | --: |\n"
        "| a\\|b \\<i\\> | 2015 | 1,234 |\n"
        "| – | 2016 | – |\n"
        "```\n"
        "\n"
        ":::{container} pb-note\n"
        "Source: [A title](<https://a.org>) (Someone)\n"
        ":::"
    )


def test_a_year_has_no_separator_in_any_column_of_years():
    """The year of an earlier value is a year too; an amount beside it is not."""
    frame = pd.DataFrame({"year": [2024], "year_before": [2014], "value": [2014.0]})

    table = Table("t", "c", frame, {"year": "Year", "year_before": "Earlier year", "value": "Value"})

    assert "| 2024 | 2014 | 2,014 |" in table.markdown


def test_prose_cells_stand_as_they_are():
    """A cell that is Prose is Markdown, kept on one line and inside its column."""
    frame = pd.DataFrame({"a": [Prose("[x](<https://a.org>)\nb | c")]})

    assert "| [x](<https://a.org>) b \\| c |" in Table("t", "c", frame, {"a": "A"}).markdown


def test_a_bar_in_prose_stays_in_its_cell_escaped_already_or_not():
    """A bar of the data, which comes escaped, gets no second backslash; a bare one gets its first."""
    frame = pd.DataFrame({"a": [Prose(markdown.text("x | y") + " | z")]})

    assert Table("t", "c", frame, {"a": "A"}).markdown.splitlines()[-2] == r"| x \| y \| z |"


def test_lists_and_truth_are_written_in_words():
    """List cells are joined and booleans told as yes and no."""
    frame = pd.DataFrame({"a": [("x", "y")], "b": [True]})

    assert "| x and y | yes |" in Table("t", "c", frame, {"a": "A", "b": "B"}).markdown


def test_a_table_without_rows_is_false_and_prints_nothing():
    """An empty table leaves no heading behind."""
    table = Table("t", "c", pd.DataFrame({"a": []}), {"a": "A"})

    assert (bool(table), table.markdown) == (False, "")


@pytest.mark.parametrize("name", ["", "A", "a b", "a_b", "1a", "a-"])
def test_a_bad_name_is_refused(name: str):
    """Names are kebab-case, as they become labels and files."""
    with pytest.raises(ValueError, match="kebab-case"):
        Table(name, "c", pd.DataFrame({"a": [1]}), {"a": "A"})


def test_an_unknown_column_is_named():
    """A column that the frame lacks is said."""
    with pytest.raises(ValueError, match=r"table t: the frame has no column b"):
        Table("t", "c", pd.DataFrame({"a": [1]}), {"b": "B"})


def test_a_table_to_sort_names_its_class_and_the_columns_to_filter_by():
    """The page's script finds the table by its class, and the columns by their numbers."""
    frame = pd.DataFrame({"a": ["x"], "b": ["y; z"]})

    table = Table("t", "c", frame, {"a": "A", "b": "B"}, sortable=True, filters=["b"])

    assert table.markdown.splitlines()[:3] == ["```{table} c", ":name: t", ":class: pb-sortable pb-filter-2"]


def test_a_filter_must_be_a_column():
    """A misspelt filter is refused where it is made."""
    with pytest.raises(ValueError, match="table t: no column c to filter by"):
        Table("t", "c", pd.DataFrame({"a": ["x"]}), {"a": "A"}, sortable=True, filters=["c"])
