"""Formulas in LaTeX are set as on the web, and told in one line to who hears the page."""

import json

import pytest
import typst

from pagebook.publish.pdf.maths import MathsError, formula

FORMULAS = [
    ("x", '#symbol("x");', "x"),
    ("12.5", '#"12.5";', "12.5"),
    ("x^2", '#math.attach(t: [#"2";], math.scripts([#symbol("x");]));', "x^2"),
    (
        "a_i^2",
        '#math.attach(b: [#symbol("i");], t: [#"2";], math.scripts([#symbol("a");]));',
        "a_i^2",
    ),
    (r"\frac{a}{b}", '#math.frac([#symbol("a");], [#symbol("b");]);', "a/b"),
    (r"\sqrt{x}", '#math.sqrt([#symbol("x");]);', "√(x)"),
    (r"\sqrt[3]{x}", '#math.root([#"3";], [#symbol("x");]);', "3√(x)"),
    (r"\mathrm{CO}_2", '#math.attach(b: [#"2";], math.scripts([#math.op("CO");]));', "CO_2"),
    (r"\mathrm{d}", '#math.upright(symbol("d"));', "d"),
    (r"\text{if } x", '#"if\u00a0";#symbol("x");', "if x"),
    (r"\hat{y}", '#math.accent([#symbol("y");], "ˆ");', "y^ˆ"),
    (r"\overline{ab}", '#math.overline([#symbol("a");#symbol("b");]);', "a b^_"),
    (
        r"\left(\frac{a}{b}\right)",
        '#math.lr([#symbol("(");#math.frac([#symbol("a");], [#symbol("b");]);#symbol(")");]);',
        "( a/b )",
    ),
    (
        r"\sum_{i=1}^n x",
        '#math.attach(b: [#symbol("i");#symbol("=");#"1";], t: [#symbol("n");], [#symbol("∑");]);'
        '#symbol("x");',
        "∑_(i = 1)^n x",
    ),
    (
        r"a \\ b",
        '#symbol("a");#linebreak();#symbol("b");',
        "a; b",
    ),
    (
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        '#math.lr([#symbol("(");#math.mat(delim: none, align: center, ([#"1";], [#"2";]), '
        '([#"3";], [#"4";]));#symbol(")");]);',
        "( 1 2; 3 4 )",
    ),
]


@pytest.mark.parametrize(("latex", "markup", "spoken"), FORMULAS)
def test_a_formula_becomes_typst(latex, markup, spoken):
    """Each part of a formula has its function, and its place in the spoken line."""
    told = formula(latex, display=True)

    assert (told.markup, told.spoken) == (markup, spoken)


@pytest.mark.parametrize("latex", [case[0] for case in FORMULAS] + [
    r"\binom{n}{k} \int_0^1 f\,\mathrm{d}x \ge 3.5\%",
    r"f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{else} \end{cases}",
    r"\underbrace{a}_{n} \vec a \lim_{n \to \infty} \mathbf{x} \mathcal{L} \bar x \alpha \cdot \times",
    r"a &= b + c \\ d &= e",
])  # fmt: skip
def test_typst_sets_the_formula(tmp_path, latex):
    """What comes out is Typst that can be set as an accessible PDF."""
    told = formula(latex, display=True)
    code = f'#set document(title: "T")\n#math.equation(block: true, alt: "x", [{told.markup}])'
    (tmp_path / "main.typ").write_text(code, "utf-8")

    _, warnings = typst.Compiler(str(tmp_path / "main.typ")).compile_with_warnings(
        format="pdf", pdf_standards=["ua-1"], timestamp=0
    )

    assert warnings == []


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        (r"\unknown", 'Unknown LaTeX command "\\unknown".'),
        (r"\frac{a", "the formula breaks off in mfrac"),
        (r"\href{javascript:x}{y}", 'Unknown LaTeX command "\\href".'),
        (r"\phantom{x}", "the PDF has no form for mphantom in a formula"),
        (r"\begin{align}a\end{align}", 'Environment "align" not supported!'),
    ],
)
def test_what_a_formula_may_not_hold_is_told(latex, says):
    """A command that is not known is refused, not left out."""
    with pytest.raises(MathsError) as caught:
        formula(latex, display=True)

    assert str(caught.value) == says


@pytest.mark.parametrize("latex", [r'\text{"; #panic("x")}', r"\text{] #panic() [}", r"a] [b", r"x // y"])
def test_a_formula_is_never_code(latex):
    """Signs of a formula that look like code are signs."""
    told = formula(latex, display=False)

    assert (
        json.loads(typst.eval(b"", f'repr(math.equation([{told.markup}])).starts-with("equation")')) is True
    )
