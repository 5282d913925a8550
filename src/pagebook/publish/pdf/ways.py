"""Links between two places of the book that lead to each other, such as a note and what it is a note of.

Typst sets all text that links to a label again each time that it sets the book, which makes up a third of the
time for a book with thousands of notes. So the template writes such links as addresses, and here they become
places: each of the two links is where the other one leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

from pagebook.errors import BuildError

__all__ = ["lead"]

_SCHEME, _BETWEEN = b"way:", "\x1f"
# Typst itself leads to a place that is so many points above what is meant.
_ABOVE = 10


class _Way(NamedTuple):
    """A link as an address: its own name, if anything leads to it, and that of the place that it leads to."""

    page: int
    link: pikepdf.Object
    own: str
    to: str
    up: float


def lead(pdf: pikepdf.Pdf) -> None:
    """Have the links of a PDF that stand for ways inside it lead to their places.

    Raises:
        BuildError: A link leads to what is nowhere.
    """
    ways = list(_ways(pdf))
    if not ways:
        return
    # One that is broken into two lines is two links: the place is the first.
    places = {way.own: way for way in reversed(ways) if way.own}
    if lost := sorted({way.to for way in ways} - set(places)):
        raise BuildError(f"links in the PDF lead to what is nowhere in it: {', '.join(lost)}")
    pages = [page.obj for page in pdf.pages]
    labels = {number: pdf.pages[number].label for number in {place.page for place in places.values()}}
    for way in ways:
        place = places[way.to]
        left, top = _corner(place, pages[place.page])
        way.link.Dest = pikepdf.Array([pages[place.page], pikepdf.Name.XYZ, left, top, 0])
        way.link.Contents = pikepdf.String(f"page {labels[place.page]}")
        del way.link.A


def _ways(pdf: pikepdf.Pdf) -> Iterator[_Way]:
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", ()):
            action = link.get("/A")
            address = bytes(action.get("/URI", b"")) if action is not None else b""
            if address.startswith(_SCHEME):
                own, to, up = address.removeprefix(_SCHEME).decode("utf-8").split(_BETWEEN)
                yield _Way(number, link, own, to, float(up))


def _corner(place: _Way, page: pikepdf.Object) -> tuple[float, float]:
    """Return the left and the upper edge of what a link leads to, in points from the foot of its page."""
    left, below, right, above = (float(edge) for edge in place.link.Rect)
    top = float(page.MediaBox[3])
    return round(min(left, right), 2), round(min(max(below, above) + place.up + _ABOVE, top), 2)
