"""Which characters the fonts of the package can print."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from pagebook.publish.pdf.drawing import FONTS

__all__ = ["characters", "missing", "named", "printable", "said"]

# They turn the order of what is printed around, so that it reads otherwise than it is written.
_TURNING = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# An SVG holds no sign of ASCII that cannot be printed.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SPACE = frozenset("\n\t ")
_BY_SEGMENTS, _BY_GROUPS = 4, 12


def missing(text: str) -> list[str]:
    """Return the characters of a text that cannot be printed, each once, in order."""
    known = printable()
    return [] if known.issuperset(text) else [sign for sign in dict.fromkeys(text) if sign not in known]


def said(picture: str) -> str:
    """Return what an SVG prints as text; nothing, without a closer look, if its every sign can be printed."""
    if printable().issuperset(_BEYOND_ASCII.findall(picture)) and "&#" not in picture:
        return ""
    texts = (part for part in ElementTree.fromstring(picture).iter() if part.tag.endswith("}text"))
    return "".join(word for part in texts for word in part.itertext())


def named(signs: list[str]) -> str:
    """Return characters as their code points: they may be invisible."""
    return ", ".join(
        f"{sign} (U+{ord(sign):04X})" if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs
    )


@cache
def characters(font: Path) -> frozenset[str]:
    """Return the characters that a font has a glyph for."""
    data = font.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    parts = {start + struct.unpack_from(">4xI", data, start + 4 + 8 * number)[0] for number in range(count)}
    return frozenset(chr(code) for part in parts for code in _codes(data, part))


@cache
def printable() -> frozenset[str]:
    """Return all characters that can be printed."""
    fonts = [path for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf")]
    return frozenset().union(_SPACE, *map(characters, fonts)) - _TURNING


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = dict(struct.unpack_from(">4s4xI4x", data, 12 + 16 * number) for number in range(count))
    return int(tables[tag])


def _codes(data: bytes, start: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data, start)
    if form == _BY_SEGMENTS:
        yield from _by_segments(data, start)
    elif form == _BY_GROUPS:
        (count,) = struct.unpack_from(">I", data, start + 12)
        for number in range(count):
            first, last = struct.unpack_from(">II", data, start + 16 + 12 * number)
            yield from range(first, last + 1)


def _by_segments(data: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", data, start + 6)
    count = twice // 2
    # The ends, an unused number, the starts, what is added, and where glyphs are listed.
    ends, starts, added, listed = (start + 14 + twice * part + (2 if part else 0) for part in range(4))
    for number in range(count):
        at = 2 * number
        first, last = _short(data, starts + at), _short(data, ends + at)
        shift, offset = _short(data, added + at), _short(data, listed + at)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = _short(data, listed + at + offset + 2 * (code - first)) if offset else code
            if glyph and (glyph + shift) % 0x10000:
                yield code


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
