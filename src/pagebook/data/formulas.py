"""Texts that a spreadsheet would take for formulas: none in the data, none at work in what readers download.

The script of the explorer, which makes a CSV in the reader's browser, keeps the same law.
"""

from __future__ import annotations

import re

__all__ = ["begins_formula"]

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
# The wide forms count in spreadsheets of East Asia. After a minus, figures, points, commas and blanks alone
# call nothing: a list of coordinates is no formula that could do harm.
_START = re.compile(r"[=+@\uff1d\uff0b\uff0d\uff20]|-(?![-0-9., ]*\Z)")
_BLANKS = " \t\r\n\f\v\u00a0\u3000\ufeff"
# What programs drop from the beginning of a cell, or end a cell with.
_CUT = ("\t", "\r", "\n")


def begins_formula(text: str) -> bool:
    """Return whether a spreadsheet may run a text as a formula; a number, negative or not, is none.

    Blanks in front hide nothing: some programs cut them off.
    """
    if _NUMBER.fullmatch(text):
        return False
    return text[:1] in _CUT or bool(_START.match(text.lstrip(_BLANKS)))
