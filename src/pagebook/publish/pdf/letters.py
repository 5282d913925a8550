"""How wide text in small type is, before it is set: by the letters of the book's font."""

from __future__ import annotations

__all__ = ["BOLD", "TYPE_PT", "width"]

TYPE_PT = 7.0
"""Size of the small type."""

BOLD = 1.04
"""How much wider heavier letters are."""

# Widths of the font's letters as parts of its size, rather too wide than too narrow.
_WIDTHS = {
    letter: wide
    for letters, wide in (
        ("ijl.,;:'’| \u00a0", 0.27),
        ("frtI()[]-/", 0.36),
        ("aceksvxyzL–0123456789\u2007", 0.51),
        ("mwMW@%—…", 0.84),
    )
    for letter in letters
}
_CAPITAL, _LETTER = 0.65, 0.57


def width(text: str) -> float:
    """Return about how wide a text is in points, rather more than less."""
    return TYPE_PT * sum(map(_width, text))


def _width(letter: str) -> float:
    return _WIDTHS.get(letter, _CAPITAL if letter.isupper() else _LETTER)
