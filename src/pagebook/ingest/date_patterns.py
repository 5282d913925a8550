"""Ways to write a date, as patterns; the names of their groups say what each part is."""

from __future__ import annotations

import re

__all__ = ["DAYS", "MONTH", "NAMES", "PARTS", "PERIODS", "QUARTERS", "SEASONS", "may_hold_date", "pattern"]

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
# Months that a loose word means. "End of 2025" and "late 2025" may be any month of its last third.
PARTS = {"early": (1, 4), "beginning of": (1, 4), "mid": (5, 8), "late": (9, 12), "end of": (9, 12)}

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# Not the day of a longer number, of a decimal or of a share.
_DAY = r"(?<![\d.,])(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?(?!\d|[.,]\d|\s?%)"
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_TO = r"\s*(?:[-\u2010-\u2015\u2212]|\b(?:to|till|until|and|through)\b|&)\s*"


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern for which capitals and small letters are the same."""
    return re.compile(text, re.IGNORECASE)


def _with_year(name: str) -> str:
    return rf"(?:\s*,?\s*(?:of\s+)?(?P<{name}>{_YEAR}))?"


DAYS = (
    # 28 April–9 May 2025; 30 December 2024 to 2 January 2025
    pattern(
        rf"(?P<d1>{_DAY})\s*(?:of\s+)?(?P<m1>{MONTH}){_with_year('y1')}{_TO}"
        rf"(?P<d2>{_DAY})\s*(?:of\s+)?(?P<m2>{MONTH}){_with_year('y2')}"
    ),
    # October 30 - November 3, 2025
    pattern(
        rf"(?P<m1>{MONTH})\s+(?P<d1>{_DAY}){_with_year('y1')}{_TO}"
        rf"(?P<m2>{MONTH})\s+(?P<d2>{_DAY}){_with_year('y2')}"
    ),
    # 21–23 May 2025; 8 and 9 May
    pattern(rf"(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})\s*(?:of\s+)?(?P<m2>{MONTH}){_with_year('y2')}"),
    # September 22 - 25, 2025
    pattern(rf"(?P<m1>{MONTH})\s+(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})(?!\s*{MONTH}){_with_year('y2')}"),
    # The first of "on 3, 10 and 17 September": the month stands behind the last.
    pattern(
        rf"(?:(?<=\bon )|(?<=\d, ))(?P<d1>{_DAY})(?=(?:,\s*{_DAY})*,?\s*(?:,|and|&)\s*{_DAY}"
        rf"(?:\s*(?:,|and|&)\s*{_DAY})?\s*(?:of\s+)?(?P<m1>{MONTH}){_with_year('y1')})"
    ),
    # 4 February 2025
    pattern(rf"(?P<d1>{_DAY})\s*(?:of\s+)?(?P<m1>{MONTH}){_with_year('y1')}"),
    # February 4, 2025
    pattern(rf"(?P<m1>{MONTH})\s+(?P<d1>{_DAY}){_with_year('y1')}"),
    # 2025-02-04
    pattern(r"(?<![\d-])(?P<y1>(?:19|20)\d\d)-(?P<n1>0[1-9]|1[0-2])-(?P<d1>0[1-9]|[12]\d|3[01])(?![\d-])"),
)
PERIODS = (
    # November 2024 till May 2025; October and November 2025; June–October
    pattern(rf"(?P<m1>{MONTH}){_with_year('y1')}{_TO}(?P<m2>{MONTH}){_with_year('y2')}"),
    # Q1-2026; Q4 2025; 2025-Q4
    pattern(rf"\bQ(?P<quarter>[1-4])(?:[\s,/-]*(?P<y1>{_YEAR}))?"),
    pattern(rf"(?P<y1>{_YEAR})[\s/-]*Q(?P<quarter>[1-4])\b"),
    pattern(rf"\b(?P<nth>first|second|third|fourth|last)\s+quarter{_with_year('y1')}"),
    pattern(rf"\b(?P<half>first|second)\s+half{_with_year('y1')}"),
    pattern(rf"\b(?P<season>spring|summer|autumn|fall)\s+(?:of\s+)?(?P<y1>{_YEAR})"),
    # The first of "spring and autumn of 2025": the year is that of the second.
    pattern(
        rf"\b(?P<season>spring|summer|autumn|fall)(?=\s+(?:and|&)\s+(?:{'|'.join(SEASONS)})\s+(?:of\s+)?{_YEAR})"
    ),
    pattern(rf"\b(?P<part>early|beginning of|mid|late|end of)[\s-]+(?P<y1>{_YEAR})"),
    pattern(rf"(?P<m1>{MONTH}){_with_year('y1')}"),
    # 2018-2019; 2018/19; from 2018 to 2019
    pattern(rf"(?P<y1>{_YEAR})(?:{_TO}|/)(?P<y2>{_YEAR}|\d\d(?!\d))"),
    pattern(rf"\b(?:in|by|since|during|throughout|until)\s+(?P<y1>{_YEAR})"),
    # (Baku, 2024)
    pattern(rf"(?<=[a-z],\s)(?P<y1>{_YEAR})(?=\))"),
)

_ANY = pattern(rf"\d|{MONTH}|\bquarter\b|\bhalf\b|\b(?:{'|'.join(SEASONS)})\b")


def may_hold_date(text: str) -> bool:
    """Return whether a text has anything that dates are made of."""
    return bool(_ANY.search(text))
