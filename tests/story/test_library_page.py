"""The library holds every publication, with what is known of it and what is not."""

import csv
import re
from collections import Counter

import pytest

from pagebook.data import Tables
from pagebook.story.library_page import LibraryPage


@pytest.fixture(scope="module")
def page(book_root) -> LibraryPage:
    """Return the chapter of the real book."""
    return LibraryPage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def publications(book_root) -> list[dict[str, str]]:
    """Return the publications as the file has them."""
    with (book_root / "data" / "programme" / "publications.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def plain(markdown: str) -> str:
    """Return Markdown without the backslashes that escape its data."""
    return re.sub(r"\\(.)", r"\1", markdown)


def test_every_publication_has_a_row(page, publications):
    """No title is left out, and each row names its source."""
    frame = page.table().frame

    told = plain(page.table().markdown)
    assert len(frame) == len(publications)
    assert [row["title"] for row in publications if row["title"] not in told] == []
    assert [cell.markdown for cell in frame["title"] if "*Source:* " not in cell.markdown] == []


def test_a_missing_link_year_or_language_is_said(page, publications):
    """What no source states is said in words in its place."""
    frame = page.table().frame

    unlinked = sum("link not known" in cell.markdown for cell in frame["title"])
    assert unlinked == sum(not row["url"] for row in publications)
    assert (frame["year"] == "not stated").sum() == sum(not row["year"] for row in publications)
    assert (frame["language"] == "not stated").sum() == sum(not row["language"] for row in publications)


def test_the_table_can_be_searched_sorted_and_filtered(page):
    """Its class says so, and by which columns it can be filtered."""
    lines = page.table().markdown.splitlines()

    assert lines[2] == ":class: pb-sortable pb-filter-2 pb-filter-3 pb-filter-4 pb-filter-5 pb-filter-6"


def test_publications_in_two_languages_name_both(page):
    """Values of a cell are apart by semicolons, by which the page's filter divides them."""
    assert "Chinese; English" in set(page.table().frame["language"])


def test_the_chart_counts_what_the_file_holds(page, publications):
    """Linked and unlinked make up all, by country."""
    table = page.by_country().table
    peru = table[table["label"] == "Peru"].iloc[0]
    counted = Counter(bool(row["url"]) for row in publications if row["area"] == "PER")

    assert table["total"].sum() == len(publications)
    assert (peru["linked"], peru["unlinked"]) == (counted[True], counted[False])
    assert "Among the countries Peru has the most" in page.by_country().finding


def test_every_word_of_the_prose_has_a_value(page, book_root):
    """The chapter names only substitutions that the page computes."""
    source = (book_root / "chapters" / "library.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named <= set(page.substitutions())


def test_a_dangerous_link_is_none(changed):
    """An address that is not plain http is not linked, and the row says that the link is not known."""
    where = {"publication": "arg-undated-linkedin-post-argentina-study"}
    tables = changed("programme/publications.csv", where, title="A <b>title</b>", url="javascript:alert(1)")

    told = LibraryPage(tables).table().markdown

    assert "**A <b>title</b>** (link not known)" in plain(told)
    assert "<b>" not in told
    assert "javascript" not in told
