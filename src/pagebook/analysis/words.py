"""Numbers, years and lists as people write them in British English.

Every function returns plain text (no Markdown); `pagebook.figures.markdown.text` escapes it for a page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

__all__ = [
    "capitalise",
    "chemistry",
    "count",
    "in_words",
    "is_missing",
    "join",
    "money",
    "number",
    "paragraph",
    "percent",
    "plural",
    "points",
    "quantity",
    "sentence",
    "significant",
    "unit_title",
    "year_ranges",
    "years",
]

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

# How a unit of the catalogue is written in a sentence: in front of the number and behind it.
_UNITS: dict[str, tuple[str, str]] = {
    "billion international $ (2021)": ("international $ ", " billion"),
    "g CO2e per kWh": ("", " g CO₂e per kWh"),
    "international $ (2021) per person": ("international $ ", ""),
    "kg CO2 per 2021 PPP $": ("", " kg CO₂ per dollar of GDP"),
    "kWh per person": ("", " kWh per person"),
    "m3 per person per year": ("", " m³ per person"),
    "micrograms per m3": ("", " µg/m³"),
    "million US$ (constant 2021)": ("US$ ", " million"),
    "million tonnes CO2": ("", " Mt CO₂"),
    "million tonnes CO2e": ("", " Mt CO₂e"),
    "tonnes CO2 per person": ("", " tonnes of CO₂ per person"),
    "tonnes CO2e per person": ("", " tonnes of CO₂e per person"),
}

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# Units that a number carries alone: what they count is named by the indicator.
_BARE = frozenset({"persons", "number", "ratio", "index 0-1", "0-100"})

_CHEMISTRY = (
    (re.compile(r"\b(CO|CH|N)(\d)(O|e)?\b"), lambda m: m[1] + _subscript(m[2]) + (m[3] or "")),
    (re.compile(r"\bN2O\b"), lambda m: "N₂O"),
    (re.compile(r"\bPM2\.5\b"), lambda m: "PM₂.₅"),
    (re.compile(r"\bm([23])\b"), lambda m: "m" + {"2": "²", "3": "³"}[m[1]]),
)


def is_missing(value: object) -> bool:
    """Return whether a cell is blank: None, not-a-number, or the value that pandas has for it.

    The type of that value is known by its name, as pandas takes long to load.
    """
    unknown = isinstance(value, float) and math.isnan(value)
    return value is None or unknown or type(value).__name__ in ("NAType", "NaTType")


def _subscript(digit: str) -> str:
    return chr(ord("₀") + int(digit))


def chemistry(text: str) -> str:
    """Return the text with CO2, CH4, N2O, PM2.5, m2 and m3 set with small figures: CO₂, m³."""
    for pattern, replacement in _CHEMISTRY:
        text = pattern.sub(replacement, text)
    return text


def significant(value: float, digits: int = 4) -> float:
    """Return the value rounded half up to significant digits; the sources' statistics carry four."""
    if value == 0 or not math.isfinite(value):
        return value
    exponent = math.floor(math.log10(abs(value))) - digits + 1
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP))


def _plain(value: float, digits: int) -> str:
    """Write a number with thousands separators, no digit beyond the significant ones, no zeros at its end."""
    rounded = significant(value, digits)
    if rounded == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(rounded))))
    text = f"{Decimal(repr(rounded)):,.{decimals}f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: float, unit: str = "", digits: int = 3) -> str:
    """Return a number with thousands separators and at most `digits` significant digits: `55.1 Mt`.

    Args:
        value: A finite number.
        unit: What follows the number after a space; nothing when empty.
        digits: Significant digits; whole numbers below 10 to that power stay whole.

    Raises:
        ValueError: The value is missing or infinite: a sentence with a hole must not be written at all.
    """
    if not math.isfinite(value):
        raise ValueError(
            f"{value} cannot be written in a sentence; leave the sentence out where a value is missing"
        )
    scale, name = next(((s, n) for s, n in _SCALES if abs(significant(value, digits)) >= s), (1.0, ""))
    whole = scale == 1 and float(value).is_integer() and abs(value) < 10**digits
    text = f"{int(value):,}".replace("-", "−") if whole else _plain(value / scale, digits)
    return " ".join(part for part in (text, name, unit) if part)


def percent(value: float) -> str:
    """Return a share in per cent with at most one decimal: `18.4%`, `100%`.

    A share that is there but rounds to zero is `under 0.1%`, so that little is never told as nothing.
    """
    if 0 < value < 0.05:
        return "under 0.1%"
    return number(_half_up(value, 1), digits=9) + "%"


def points(value: float) -> str:
    """Return a difference of shares, without its sign: `1 percentage point`, `3.2 percentage points`."""
    size = number(abs(_half_up(value, 1)), digits=9)
    return f"{size} percentage {plural('point', 1 if size == '1' else 2)}"


def _half_up(value: float, decimals: int) -> float:
    if not math.isfinite(value):
        raise ValueError(
            f"{value} cannot be written in a sentence; leave the sentence out where a value is missing"
        )
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def money(value: float, currency: str = "US$") -> str:
    """Return an amount: `US$ 1.2 billion`, `US$ 250,000`."""
    sign = "−" if value < 0 else ""
    return f"{sign}{currency} {number(abs(value))}"


def quantity(value: float, unit: str) -> str:
    """Return a value with a unit of the catalogue: `1.85 tonnes CO₂ per person`, `18.4%`, `62.3 Mt CO₂`.

    What a share is a share of, and what an index measures, is left to the sentence.
    """
    if unit.startswith("%"):
        return percent(value)
    if unit == "index 0-1":
        return f"{_half_up(value, 3):.3f}"
    if unit == "years":
        return f"{number(_half_up(value, 1), digits=9)} {plural('year', _half_up(value, 1))}"
    if unit in _BARE:
        return number(value)
    before, after = _UNITS.get(unit, ("", f" {chemistry(unit)}"))
    sign = "−" if value < 0 and before else ""
    return f"{sign}{before}{number(abs(value) if before else value)}{after}"


def unit_title(unit: str) -> str:
    """Return the catalogue's unit as an axis or a column names it, with its first letter as it was."""
    return {"number": "", "0-100": "index, 0 to 100", "index 0-1": "index, 0 to 1"}.get(unit, chemistry(unit))


def plural(noun: str, n: float) -> str:
    """Return the noun for that many: `milestone`, `milestones`, `countries`, `studies`, `boxes`."""
    if n == 1:
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def count(noun: str, n: int, nouns: str | None = None) -> str:
    """Return a counted noun: `1 milestone`, `2 milestones`, `0 people`; `nouns` gives an irregular plural."""
    return f"{n:,} {noun if n == 1 else nouns or plural(noun, n)}"


def in_words(n: float) -> str:
    """Return a whole number up to ten in words, any other in figures: `four`, `26`."""
    return _SMALL[int(n)] if n in range(len(_SMALL)) else number(n, digits=9)


def join(items: Iterable[object], word: str = "and") -> str:
    """Return a list in words without the comma before the last: `a`, `a and b`, `a, b and c`."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"


def years(first: int, last: int) -> str:
    """Return a span of years: `2019`, `1990–2024`."""
    return str(first) if first == last else f"{first}–{last}"


def year_ranges(values: Iterable[int]) -> str:
    """Return years with runs drawn together, in order and each once: `2000–2002, 2005`."""
    runs: list[list[int]] = []
    for year in sorted({int(value) for value in values}):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(years(first, last) for first, last in runs)


def capitalise(text: str) -> str:
    """Return the text with its first letter large and all others as they are (`CO₂` stays `CO₂`)."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return the text as one sentence: first letter large, single spaces, one full stop."""
    tidy = " ".join(text.split()).rstrip(" .")
    return f"{capitalise(tidy)}." if tidy else ""


def paragraph(sentences: Sequence[str | None]) -> str:
    """Return the sentences that there are, each ended, in one line; a missing one leaves no hole."""
    return " ".join(sentence(text) for text in sentences if text)
