"""Data as Markdown that shows exactly the data."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pagebook.figures import Prose, markdown

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _shown(source: str) -> str:
    rendered = _MARKDOWN.render(source)
    assert (rendered.startswith("<p>") and rendered.endswith("</p>\n")) or rendered == ""
    inner = rendered.removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in inner
    return html.unescape(inner)


@given(
    st.text(
        alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Zs"])
        | st.just(" ")
    )
)
def test_escaped_text_renders_as_itself(value: str):
    """Whatever a cell holds, the page shows those characters, as one paragraph without any element."""
    assert _shown(markdown.text(value)) == " ".join(value.split())


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "# not a title",
        "1. not a list",
        "- no list",
        "+++",
        "% comment",
        "(label)=",
        "{{ name }}",
        "$x$",
        "[^1]",
        "```",
        ":::",
        "*a* _b_ **c**",
        "![x](y)",
        "&lt;",
        "~~gone~~",
        "a | b",
        "---",
        "> q",
        "\\",
    ],
)
def test_syntax_is_shown_not_obeyed(value: str):
    """Markdown, MyST, Jinja and HTML in the data are text."""
    assert _shown(markdown.text(value)) == value


@pytest.mark.parametrize("value", [None, float("nan"), ""])
def test_a_missing_value_is_an_empty_text(value: object):
    """Nothing is printed for nothing."""
    assert markdown.text(value) == ""


def test_direction_marks_and_line_breaks_go():
    """Characters that reorder or break a line do not reach the page."""
    assert markdown.text("a\u202eb\nc\x00") == "ab c"


def test_a_web_address_becomes_a_link():
    """An https address is linked with its label escaped."""
    assert (
        markdown.link("A [b]", "https://a.org/x_(y)?q=1&r=é")
        == "[A \\[b\\]](<https://a.org/x_(y)?q=1&r=%C3%A9>)"
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.org",
        "https://",
        "",
        None,
        "http://[",
        "https://a.org/> <b>",
    ],
)
def test_other_addresses_are_left_out(url: str | None):
    """What is not a plain http or https address leaves its label alone."""
    assert markdown.link("label", url) == "label"


def test_empty_prose_is_false():
    """A page can ask whether there is anything to say."""
    assert (bool(Prose("  \n")), bool(Prose("a"))) == (False, True)


def test_prose_is_stored_as_markdown():
    """A notebook stores prose as Markdown and as text."""
    assert Prose("*a*")._repr_mimebundle_() == {"text/markdown": "*a*", "text/plain": "*a*"}
    assert re.fullmatch(r"\*a\*", str(Prose("*a*")))
