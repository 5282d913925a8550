"""Where things stand on the pages of a PDF, and what stands where it must not."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

# Points: margins of the page, as the template has them, and what rounding may add.
MM = 72 / 25.4
SIDE, TOP, BOTTOM = 22 * MM, 27 * MM, 24 * MM
SLACK = 1.5
NOTE = 7.55  # notes at the foot of a page are set no larger; the findings of an annex are, by a little
HEADING = 9.9
"""No text of the body is as large as this; every heading in the contents is."""


@dataclass(frozen=True)
class Line:
    """A line of text: its box, from the lower left corner, its size of type, and whether it is bold."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    text: str


@dataclass(frozen=True)
class Page:
    """A page: its number in the file, its lines, and the boxes of pictures and rules."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    boxes: tuple[tuple[float, float, float, float], ...]

    @property
    def body(self) -> list[Line]:
        """Return the lines between running head and foot."""
        low, high = BOTTOM - SLACK, self.height - TOP + SLACK
        return [line for line in self.lines if line.bottom >= low and line.top <= high + line.size]


def pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            yield _page(document, number)
    finally:
        document.close()


def beyond(page: Page) -> list[str]:
    """Return what stands beyond the margins at the sides, or off the page."""
    told = []
    for line in page.lines:
        if line.left < SIDE - SLACK or line.right > page.width - SIDE + SLACK:
            told.append(f"page {page.number}: {line.text!r} beyond the margin")
    for left, bottom, right, top in page.boxes:
        # A rule may be as thick as this beyond its end.
        if (
            left < SIDE - 2 * SLACK
            or right > page.width - SIDE + 2 * SLACK
            or bottom < 0
            or top > page.height
        ):
            told.append(f"page {page.number}: a box at {left:.0f}, {bottom:.0f}, {right:.0f}, {top:.0f}")
    return told


def collisions(page: Page) -> list[str]:
    """Return the lines that stand on one another."""
    told = []
    # In a formula signs stand above and below one another.
    lines = sorted((line for line in page.lines if not _of_formula(line)), key=lambda line: -line.top)
    for place, one in enumerate(lines):
        for other in lines[place + 1 :]:
            if other.top < one.bottom:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.top, other.top) - max(one.bottom, other.bottom)
            if across > 1 and down > 0.45 * min(one.top - one.bottom, other.top - other.bottom):
                told.append(f"page {page.number}: {one.text!r} over {other.text!r}")
    return told


def _of_formula(line: Line) -> bool:
    return any("\U0001d400" <= sign <= "\U0001d7ff" for sign in line.text)


def lone_headings(page: Page) -> list[str]:
    """Return a heading that is the last line of a page."""
    body = [line for line in page.body if line.size > NOTE]
    if not body:
        return []
    last = min(body, key=lambda line: (line.bottom, line.left))
    # A picture below it has no lines of its own.
    below = any(bottom < last.bottom and top - bottom > 20 for _, bottom, _, top in page.boxes)
    lone = last.bold and last.size >= HEADING and not below
    return [f"page {page.number}: {last.text!r} is the last line"] if lone else []


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    width, height = page.get_size()
    lines = tuple(_lines(page, text, height))
    boxes = tuple(
        bounds
        for item in page.get_objects(
            filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM), max_depth=1
        )
        if (bounds := tuple(item.get_bounds()))
    )
    text.close()
    page.close()
    return Page(number + 1, width, height, lines, boxes)


def _lines(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, height: float) -> Iterator[Line]:
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=1):
        length = raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(
            item.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
        )
        told = buffer.raw.decode("utf-16-le").rstrip("\0").strip()
        if told:
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(item.raw, size)
            left, bottom, right, top = item.get_bounds()
            yield Line(left, bottom, right, top, size.value, _bold(item), told)


def _bold(item: pypdfium2.PdfObject) -> bool:
    return raw.FPDFFont_GetWeight(raw.FPDFTextObj_GetFont(item.raw)) >= 600
