"""Methods, data dictionary, sources and contradictions tell all that the tables hold."""

import re
from dataclasses import replace
from types import MappingProxyType

import pytest

from pagebook.analysis.words import chemistry
from pagebook.data import Tables
from pagebook.story.backmatter import ContradictionsPage, DictionaryPage, MethodsPage, SourcesPage

PAGES = {
    "contradictions": ContradictionsPage,
    "data": DictionaryPage,
    "methods": MethodsPage,
    "sources": SourcesPage,
}


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the real tables."""
    return Tables(book_root / "data")


def _plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


def test_every_contradiction_is_told_with_both_sides(tables):
    """No contradiction is left out, and neither is a side of one."""
    rows = tables.select("contradictions")

    told = _plain(str(ContradictionsPage(tables).by_area()))

    missing = [
        text
        for column in ("topic", "says_a", "says_b", "handling")
        for text in rows[column]
        if text not in told
    ]
    assert missing == []


def test_every_table_and_column_is_described(tables):
    """The dictionary has all tables and columns of the package."""
    told = _plain(str(DictionaryPage(tables).tables_in_full()))

    for spec in tables.package.tables.values():
        assert f"`data/{spec.path}`" in told
        assert [f"**{field.name}**" in told for field in spec.fields] == [True] * len(spec.fields)


def test_the_dictionary_is_recorded_as_read(tables):
    """A change of the descriptor makes the dictionary stale, since it is among what the page read."""
    page = DictionaryPage(Tables(tables.package.folder))

    page.overview()

    assert [read["table"] for read in page.record.content["reads"]] == ["datapackage.json"]


def test_every_source_is_listed(tables):
    """Documents, web pages, data sets and literature together are all sources."""
    page = SourcesPage(tables)
    listed = f"{page.documents()}{page.literature()}{page.statistics().markdown}{page.pages()}"
    told = chemistry(_plain(listed))

    titles = [chemistry(title) for title in tables.select("sources")["title"]]

    assert [title for title in titles if title not in told] == []


def test_hostile_text_of_the_descriptor_is_shown_as_text(tables):
    """A script in a description reaches the page escaped."""
    hostile = Tables(tables.package.folder)
    first, *rest = hostile.package.tables.values()
    description = "<script>alert(1)</script> {raw}`html` and `all` ``x`` {{ y }} `z`"
    specs = [replace(first, description=description), *rest]
    hostile._package = replace(tables.package, tables=MappingProxyType({spec.name: spec for spec in specs}))

    told = str(DictionaryPage(hostile).tables_in_full())

    assert "<script>" not in told
    assert r"\<script\>alert\(1\)" in told
    # Names of code are shown as such, but no role is made of them.
    assert r"\{raw\}`html` and `all` \`\`x\`\` \{\{ y \}\} `z`" in told


def test_what_is_left_out_has_its_reason(tables):
    """The methods list each omission with a reason."""
    frame = MethodsPage(tables).omissions().frame

    assert len(frame) == len(tables.select("omissions"))
    assert frame["reason"].str.len().min() > 10


@pytest.mark.parametrize("chapter", sorted(PAGES))
def test_every_word_of_the_prose_has_a_value(chapter, tables, book_root):
    """A chapter names only substitutions that its page computes."""
    source = (book_root / "chapters" / f"{chapter}.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named <= set(PAGES[chapter](tables).substitutions())


def test_the_dictionary_tells_the_files_of_input_output_tables(tables):
    """What each layout holds stands with the table that names the folders, as no table lists them."""
    shown = str(DictionaryPage(tables).tables_in_full())

    assert "- `flows.csv`: What each sector \\(row\\) delivers from the country to each sector" in shown
    assert "- `sectors.csv`: One row a sector\\: `sector` \\(key\\), `name`, `output`," in shown
    assert "- `x.txt` (may be missing): Output, where it is not to be the sum of the rows\\." in shown
