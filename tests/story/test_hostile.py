"""Data is hostile: whatever stands in a cell appears on the page as that text, and nothing more."""

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pagebook.story import CountryPage

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "link": "[click](javascript:alert(1))",
    "reference": "{ref}`search` {download}`/etc/passwd`",
    "substitution": "{{ name }}",
    "fence": "::: ``` :::{raw} html",
    "emphasis": "*a* _b_ **c** ~d~",
    "table": "A | b | c",
    "autolink": "<https://evil.example> www.evil.example",
    "mathematics": "$x^2$ \\begin{evil}",
    "heading": "# not a heading",
}
CELLS = {
    "milestones": ("programme/milestones.csv", "title", "milestones"),
    "notes": ("programme/milestones.csv", "note", "milestones"),
    "events": ("programme/events.csv", "title", "events"),
    "publications": ("programme/publications.csv", "title", "publications"),
    "items": ("programme/achievement_items.csv", "what", "results"),
    "figures": ("programme/reported_figures.csv", "measure", "observed"),
    "contradictions": ("programme/contradictions.csv", "topic", "contradictions"),
    "country": ("reference/countries.csv", "focal_institution", "status"),
}
WHERE = {
    "programme/milestones.csv": {"area": "ZAF"},
    "programme/events.csv": {"area": "ZAF"},
    "programme/publications.csv": {"area": "ZAF"},
    "programme/achievement_items.csv": {"achievement": "zaf-2025-outcome-1"},
    "programme/reported_figures.csv": {"figure": "zaf-2019-rate-carbon-tax"},
    "programme/contradictions.csv": {"area": "ZAF"},
    "reference/countries.csv": {"country": "ZAF"},
}


def tokens(markdown: str) -> list[Token]:
    """Return all tokens, blocks and inline, of Markdown whose directives are taken off."""
    lines = [line for line in markdown.splitlines() if not line.startswith((":::", "```", ":"))]
    blocks = MarkdownIt("commonmark").enable("table").parse("\n".join(lines))
    return [*blocks, *(child for block in blocks for child in block.children or ())]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_text(changed, hostile: str):
    """Whatever a title holds stands on the page word for word, and makes no HTML, link or heading."""
    assert_harmless(changed, CELLS["milestones"], hostile)


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_hostile_text_is_harmless_in_every_part(changed, cell: tuple[str, str, str]):
    """Each part of the page escapes its data."""
    assert_harmless(changed, cell, "A " + " ".join(HOSTILE.values()))


def assert_harmless(changed, cell: tuple[str, str, str], hostile: str) -> None:
    """Show a part of the page with a hostile cell and look at what Markdown makes of it."""
    path, column, part = cell
    page = CountryPage("ZAF", changed(path, WHERE[path], **{column: hostile}))

    found = tokens(getattr(page, part)().markdown)

    assert hostile in "".join(merged(found))
    assert [token.content for token in found if token.type.startswith("html")] == []
    assert [token.tag for token in found if token.type == "heading_open"] == []
    assert [
        url for token in found if (url := token.attrGet("href")) and not str(url).startswith("http")
    ] == []


def merged(found: list[Token]) -> list[str]:
    """Return the text of each inline block, in one piece."""
    inline = [token for token in found if token.type == "inline"]
    return [
        "".join(child.content for child in token.children or () if child.type.startswith("text")) + "\n"
        for token in inline
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://"])
def test_a_link_that_is_not_plain_http_becomes_its_text(changed, url: str):
    """A publication with a dangerous address is listed without a link."""
    where = {"area": "ZAF"}
    tables = changed("programme/publications.csv", where, title="The title", url=url)

    markdown = CountryPage("ZAF", tables).publications().markdown

    assert "The title" in markdown
    assert url not in markdown.replace("\\", "")


def test_a_finding_is_plain_text(changed):
    """A text alternative carries a hostile title as it is; the page escapes it where it prints it."""
    tables = changed(
        "programme/events.csv", {"event": "zaf-2017-stand-sustainability-week"}, title="<script>"
    )

    figure = CountryPage("ZAF", tables).people()

    assert "<script>" in figure.finding
    assert figure.spec["description"] == figure.finding
