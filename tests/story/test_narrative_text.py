"""A narrative taken apart: sentences with their links and values, all but plain prose refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.story.narrative_text import Fault, Piece, read_text, sentence_ends

ALLOWED = "write paragraphs with links to rows, values and *titles* only"


def test_links_and_values_are_pieces_of_their_sentences():
    """A sentence knows its text, the rows it links to, and the values to put there."""
    text = read_text("Peru [joined](row:countries/PER).\nIt had {value:a/b/total} people.\n\nThe *end*.\n")

    assert text.faults == ()
    assert [[sentence.pieces for sentence in paragraph] for paragraph in text.paragraphs] == [
        [
            (
                Piece("Peru ", 1, first=True),
                Piece("joined", 1, link=1, target="row:countries/PER"),
                Piece(".", 1),
                Piece(" ", 2),
            ),
            (
                Piece("It had ", 2, first=True),
                Piece("", 2, value="a/b/total"),
                Piece(" people.", 2),
            ),
        ],
        [(Piece("The ", 4, first=True), Piece("end", 4, emphasised=True), Piece(".", 4))],
    ]


def test_a_value_inside_a_link_may_name_the_column_alone():
    """The link already says which row it is."""
    (sentence,) = read_text("[{value:total} people](row:participation/x/all) came.").sentences

    assert [piece.value for piece in sentence.pieces if piece.value] == ["participation/x/all/total"]


def test_a_sentence_ends_inside_a_piece():
    """The end of a sentence parts the text between two links; what was typed is kept."""
    text = read_text("One [a](row:x/1). Two [b](row:x/2).")

    assert [sentence.literal.strip() for sentence in text.sentences] == ["One a.", "Two b."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is done. It ends", ["It is done. ", "It ends"]),
        ("In PAGE 2.0 work began. Then", ["In PAGE 2.0 work began. ", "Then"]),
        ("He said “yes.” She", ["He said “yes.” ", "She"]),
        ("Dr. Who of St. Lucia, e.g. Anna", ["Dr. Who of St. Lucia, e.g. Anna"]),
        ("What? Nothing", ["What? ", "Nothing"]),
    ],
)
def test_sentences_end_where_readers_see_them_end(text: str, parts: list[str]):
    """Abbreviations and decimal points end no sentence."""
    bounds = [0, *sentence_ends(text), len(text)]

    assert [text[start:end] for start, end in pairwise(bounds)] == parts


@pytest.mark.parametrize(
    ("markdown", "line", "what"),
    [
        ("A <b>bold</b> claim.", 1, "raw HTML"),
        ("Fine.\n\n<script>alert(1)</script>", 3, "raw HTML"),
        ("Fine.\n<!-- hidden -->", 2, "raw HTML"),
        ("A ![picture](row:x/1).", 1, "an image"),
        ("# A title", 1, "a heading"),
        ("Under\n===", 1, "a heading"),
        ("```{raw} html\n<b>\n```", 1, "a fenced block"),
        ("    indented", 1, "an indented block"),
        ("Some `code`.", 1, "code"),
        ("- a list", 1, "a list"),
        ("1. a list", 1, "a list"),
        ("> quoted", 1, "a quotation"),
        ("---", 1, "a rule"),
        ("A **bold** claim.", 1, "bold text"),
        ("Broken  \nline.", 1, "a forced line break"),
    ],
)
def test_everything_but_plain_prose_is_refused(markdown: str, line: int, what: str):
    """A fault names the line and what stands there."""
    assert read_text(markdown).faults[0] == Fault(line, f"holds {what}", ALLOWED)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "https://example.org", "data:text/html,x", "//evil.example", "countries/PER", ""],
)
def test_links_lead_to_rows_only(address: str):
    """Any other address is refused, dangerous ones as well as good ones."""
    fault = Fault(1, f"links to {address!r}", "link to a row: [joined PAGE](row:countries/PER)")

    assert read_text(f"A [claim]({address}).").faults == (fault,)


@pytest.mark.parametrize("braces", ["{{ name }}", "{val:a/b}", "{value:}", "{count:x}", "}", "{open"])
def test_unknown_placeholders_are_refused(braces: str):
    """Braces hold values and nothing else, so that no substitution reaches the page."""
    (fault, *_) = read_text(f"A {braces} claim.").faults

    assert fault.message.startswith("holds the unknown placeholder ")
    assert fault.expected == "write {value:table/key/column}, and no other braces"


@given(st.text(st.sampled_from("a .\n[](){}<>*_`#-:|!\\&;\"'1é"), max_size=40))
def test_no_text_breaks_the_reader(markdown: str):
    """Whatever a file holds, it is taken apart or refused, and each fault has a line of the file."""
    text = read_text(markdown)

    assert all(1 <= fault.line <= markdown.count("\n") + 1 for fault in text.faults)
    assert all(sentence.pieces for sentence in text.sentences)
