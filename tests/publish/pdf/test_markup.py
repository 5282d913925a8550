"""Texts become Typst that prints them and never runs them, whatever they hold."""

import io
import json

import pypdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagebook.publish.pdf.drawing import FONTS
from pagebook.publish.pdf.glyphs import missing, printable
from pagebook.publish.pdf.markup import Raw, call, content, label, literal, string, text

HOSTILE = [
    '#read("/etc/passwd")',
    '"; #panic("out") ; "',
    '\\"; #panic("out")',
    "] #panic() [",
    ")]); }) */ // /* $x$ `raw` @label <label> ~ - + / = * _ ' \\",
    "#{while true {}}",
    "\\u{41}\\n\\",
    "= No heading",
    "//@ elsewhere.md:1",
    "line\nbreak\r\ttab",
]


def values(code: str):
    """Return what Typst takes a piece of code for."""
    return json.loads(typst.eval(b"", code))


@pytest.mark.parametrize("told", HOSTILE)
def test_hostile_text_stays_text(told):
    """No text ends its string or begins code."""
    assert values(string(told)) == told


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@settings(max_examples=100, deadline=None)
def test_any_text_stays_the_same(told):
    """Typst reads back each text that is a string literal exactly as it was."""
    assert values(string(told)) == told


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.text(alphabet=st.characters(codec="utf-8")),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text(alphabet=st.characters(codec="utf-8")), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_value_stays_the_same(told):
    """Arrays and dictionaries of any depth are read back as they were."""
    assert values(literal(told)) == told


@given(st.text(alphabet=st.sampled_from('ab/._-=#[]"\\é\u0301 '), max_size=200))
@settings(max_examples=100, deadline=None)
def test_words_that_may_break_lose_nothing(told):
    """A very long word is written in pieces that together are the word."""
    pieces = text(told).replace("#h(.01pt);", "")

    assert values(f"(() => {{ let it = [{pieces}]; {_SPOKEN} }})()") == told


# Typst code that joins the texts of content.
_SPOKEN = """
let all(part) = if part.has("text") { part.text } else if part.has("children") {
  part.children.map(all).join("") } else { "" }
let told = all(it)
if told == none { "" } else { told }
"""


@given(
    st.lists(st.text(alphabet=st.sampled_from(sorted(printable() - set("\n\t")))), min_size=1, max_size=40)
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_anyprintable_text_is_printed(tmp_path_factory, told):
    """What the check of characters lets pass, Typst sets as an accessible PDF."""
    main = tmp_path_factory.mktemp("set") / "main.typ"
    setup = '#set document(title: "T")\n#set text(font: "Source Sans 3", lang: "en")\n'
    main.write_text(setup + "".join(f"#par([{text(part)}]);\n" for part in told), "utf-8")
    compiler = typst.Compiler(str(main), font_paths=[str(FONTS)], ignore_system_fonts=True)

    _, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=0)

    assert warnings == []


def test_the_pdf_holds_hostile_text_word_for_word(tmp_path):
    """Text that looks like code is read from the PDF as it was written."""
    told = [one for one in HOSTILE if not missing(one) and "\n" not in one]
    setup = '#set document(title: "T")\n#set text(font: "Source Sans 3", lang: "en", ligatures: false)\n'
    (tmp_path / "main.typ").write_text(setup + "".join(f"#par([{text(one)}]);\n" for one in told), "utf-8")
    compiler = typst.Compiler(str(tmp_path / "main.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True)

    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)

    read = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert ["".join(line.split()) for line in read.splitlines()] == ["".join(one.split()) for one in told]


def test_a_very_long_word_breaks_behind_its_signs():
    """An address breaks behind a sign that parts it, a word without signs after some letters."""
    assert text(f"see https://example.org/{'a' * 30}") == (
        '#"see ";#"https://";#h(.01pt);#"example.";#h(.01pt);#"org/";#h(.01pt);'
        f'#"{"a" * 24}";#h(.01pt);#"{"a" * 6}";'
    )


def test_a_word_of_usual_length_is_one_piece():
    """Thirty letters may stand in a line."""
    assert text("a" * 30) == f'#"{"a" * 30}";'


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "none"),
        (True, "true"),
        (3, "3"),
        (2.5, "2.5"),
        ('a"b\\', '"a\\"b\\\\"'),
        ([1], "(1,)"),
        ([], "()"),
        ({}, "(:)"),
        ({"a": [False, "b"]}, '("a": (false, "b"))'),
        (Raw("auto"), "auto"),
    ],
)
def test_values_become_code(value, code):
    """Each kind of value has its form."""
    assert literal(value) == code


def test_a_call_names_its_arguments():
    """An underscore stands for a hyphen, content comes last."""
    assert call("table-of", content("x"), "y", head_cells=2) == '#table-of(head-cells: 2, [x], "y");'
    assert label('a"b') == '#label("a\\"b");'
