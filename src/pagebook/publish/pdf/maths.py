"""Formulas: LaTeX becomes MathML, by the same reader as on the web, and MathML becomes Typst.

Every sign is a string in Typst too, so that no formula can become code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from docutils.utils.math.latex2mathml import tex2mathml

from pagebook.publish.pdf.markup import Raw, call, content, string

__all__ = ["Formula", "MathsError", "formula"]

_APPLY = "&ApplyFunction;"
_OPEN, _CLOSE = frozenset("([{⟨⌊⌈|‖"), frozenset(")]}⟩⌋⌉|‖")
# Signs above or below that are lines or braces as wide as what they belong to.
_WIDE = {
    ("mover", "_"): "overline",
    ("mover", "¯"): "overline",
    ("mover", "‾"): "overline",
    ("mover", "⏞"): "overbrace",
    ("munder", "_"): "underline",
    ("munder", "⏟"): "underbrace",
}
_IN_ROW = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd"})
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
# Where the lines of a formula stand below one another.
_ALIGNED = "#{$&$.body};"
_TALL_SPOKEN = {"munder": "_", "msub": "_", "mover": "^", "msup": "^"}


class MathsError(ValueError):
    """Raised for a formula that has no form in the PDF; says why."""


@dataclass(frozen=True)
class Formula:
    """A formula.

    Attributes:
        markup: It as Typst, to stand in an equation.
        spoken: It in one line of plain signs, for who hears the page.
    """

    markup: str
    spoken: str


def formula(latex: str, *, display: bool) -> Formula:
    """Return a formula in LaTeX as Typst.

    Raises:
        MathsError: It uses what the reader or the PDF does not know.
    """
    try:
        told = tex2mathml(latex, as_block=display).replace(_APPLY, "")
    except (ValueError, SyntaxError) as error:
        raise MathsError(str(error)) from error
    try:
        tree = ElementTree.fromstring(told)
    except ElementTree.ParseError as error:
        raise MathsError(f"the formula holds signs that are no text: {error}") from error
    return Formula(_set(tree), " ".join(_say(tree).split()))


def _tag(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2]


def _set(part: ElementTree.Element) -> str:
    tag = _tag(part)
    if tag in _IN_ROW:
        return _row(part)
    form = _FORMS.get(tag)
    if form is None:
        raise MathsError(f"the PDF has no form for {tag} in a formula")
    if len(part) != _PARTS.get(tag, len(part)):
        raise MathsError(f"the formula breaks off in {tag}")
    return form(part)


def _parts(part: ElementTree.Element) -> list[Raw]:
    return [content(_set(child)) for child in part]


def _row(part: ElementTree.Element) -> str:
    inner = "".join(_set(child) for child in part)
    fenced = (
        len(part) > 1
        and _stretches(part[0], _OPEN)
        and (_tag(part[-1]) != "mo" or _stretches(part[-1], _CLOSE))
    )
    return call("math.lr", content(inner)) if fenced and _tag(part) == "mrow" else inner


def _stretches(part: ElementTree.Element, signs: frozenset[str]) -> bool:
    return _tag(part) == "mo" and part.get("stretchy") != "false" and (part.text or "") in signs


def _identifier(part: ElementTree.Element) -> str:
    name, variant = part.text or "", part.get("mathvariant", "")
    if variant not in ("", "normal"):
        raise MathsError(f"the PDF has no form for letters that are {variant} in a formula")
    if len(name) > 1:
        return call("math.op", name)
    return call("math.upright", Raw(_sign(name))) if variant else f"#{_sign(name)};"


def _sign(name: str) -> str:
    return f"symbol({string(name)})"


def _operator(part: ElementTree.Element) -> str:
    name = part.text or ""
    if len(name) == 1:
        return f"#{_sign(name)};"
    return call("math.op", name, limits=part.get("movablelimits") == "true") if name else ""


def _words(part: ElementTree.Element) -> str:
    return f"#{string(part.text or '')};" if part.text else ""


def _space(part: ElementTree.Element) -> str:
    number = part.get("width", "0em").removesuffix("em")
    try:
        return call("h", Raw(f"{float(number):g}em"))
    except ValueError as error:
        raise MathsError(f"the PDF has no form for a space of {part.get('width')!r} in a formula") from error


def _fraction(part: ElementTree.Element) -> str:
    above, below = _parts(part)
    if part.get("linethickness") == "0":
        return call("math.vec", above, below, delim=None)
    return call("math.frac", above, below)


def _root(part: ElementTree.Element) -> str:
    base, index = _parts(part)
    return call("math.root", index, base)


def _scripts(part: ElementTree.Element) -> str:
    base, *others = _parts(part)
    names = {"msub": ("b",), "msup": ("t",), "msubsup": ("b", "t")}[_tag(part)]
    held = Raw(call("math.scripts", base)[1:-1])
    return call("math.attach", held, **dict(zip(names, others, strict=True)))


def _limits(part: ElementTree.Element) -> str:
    base, *others = _parts(part)
    sign = (part[1].text or "") if _tag(part[1]) == "mo" else ""
    if wide := _WIDE.get((_tag(part), sign)):
        return call(f"math.{wide}", base)
    if part.get("accent") == "true" and sign:
        return call("math.accent", base, sign)
    names = {"munder": ("b",), "mover": ("t",), "munderover": ("b", "t")}[_tag(part)]
    # A sum has its limits beside it in a line of text, and above and below it where there is room.
    moves = part[0].get("movablelimits") == "true"
    held = base if moves else Raw(call("math.limits", base)[1:-1])
    return call("math.attach", held, **dict(zip(names, others, strict=True)))


def _table(part: ElementTree.Element) -> str:
    if "ams-align" in part.get("class", ""):
        return "#linebreak();".join(_ALIGNED.join(_set(cell) for cell in row) for row in part)
    rows = [[content(_set(cell)) for cell in row] for row in part]
    side = Raw("left") if "cases" in part.get("class", "") else Raw("center")
    return call("math.mat", *rows, delim=None, align=side)


_FORMS: dict[str, Callable[[ElementTree.Element], str]] = {
    "mi": _identifier,
    "mn": _words,
    "mo": _operator,
    "mtext": _words,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": lambda part: call("math.sqrt", content(_row(part))),
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munder": _limits,
    "mover": _limits,
    "munderover": _limits,
    "mtable": _table,
}


def _say(part: ElementTree.Element) -> str:
    """Return a part of a formula in one line."""
    tag, said = _tag(part), [_say(child) for child in part]
    if tag == "mfrac":
        return f"{_held(said[0])}/{_held(said[1])}"
    if tag in ("msqrt", "mroot"):
        index = said.pop() if tag == "mroot" else ""
        return f"{index}√({' '.join(said)})"
    if tag in _TALL_SPOKEN:
        return f"{said[0]}{_TALL_SPOKEN[tag]}{_held(said[1])}"
    if tag in ("msubsup", "munderover"):
        return f"{said[0]}_{_held(said[1])}^{_held(said[2])}"
    if tag == "mtable":
        return "; ".join(said)
    return " ".join((part.text or "").split() + said) if tag != "mtext" else f" {part.text or ''} "


def _held(said: str) -> str:
    return said if len(said) == 1 else f"({said})"
