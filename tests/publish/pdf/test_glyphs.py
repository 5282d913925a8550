"""The fonts of the package print all that the book needs, and what they cannot print is known."""

import pytest
from fontTools.ttLib import TTFont

from pagebook.publish.pdf.drawing import FONTS
from pagebook.publish.pdf.glyphs import characters, missing, named, said


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.name)
def test_the_characters_of_a_font_are_those_that_another_reader_finds(font):
    """The table of characters is read as the font's makers mean it."""
    with TTFont(font) as other:
        known = {chr(code) for table in other["cmap"].tables if table.isUnicode() for code in table.cmap}

    assert characters(font) == known


@pytest.mark.parametrize(
    "told", ["CO₂ ≥ 1.5 – “two” … ’", "ąčęėįšųūž ğşı øåæ ÿ ñ", "Қазақстан Ғ ғ Ө ө Ү ү Һ һ і"]
)
def test_the_book_s_signs_can_be_printed(told):
    """Latin with all marks, Cyrillic, and the signs that the book uses have glyphs."""
    assert missing(told) == []


def test_what_no_font_has_is_missing_once():
    """Characters without a glyph are told in their order, each once."""
    assert missing("a日b月日") == ["日", "月"]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u061c", "\x07", "\x00", "\ud800"])
def test_signs_that_turn_or_steer_cannot_be_printed(sign):
    """What would turn the order of letters around, control characters and half characters are refused."""
    assert missing(f"a{sign}b") == [sign]


def test_invisible_characters_are_told_by_number():
    """A character that nobody sees is told by its code point."""
    assert named(["日", "\u202e"]) == "日 (U+65E5), U+202E"


def test_the_texts_of_a_drawing_are_found():
    """Only what the drawing prints is looked at, and only when its file has a sign that cannot be printed."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>月</title><text>日<tspan>a</tspan></text></svg>'

    assert said(drawing) == "日a"
    assert said(drawing.replace("月", "").replace("日", "x")) == ""


def test_a_sign_written_as_a_number_is_found():
    """A drawing may write a character as a number."""
    assert said('<svg xmlns="http://www.w3.org/2000/svg"><text>&#26085;</text></svg>') == "日"
