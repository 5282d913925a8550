"""What an assistive program finds in a PDF: its tree of structure, and what of the pages stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

# What paints: text, strokes and fills, pictures, shadings.
_PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}


@dataclass
class Element:
    """An element of the tree.

    Attributes:
        role: Its standard kind, such as `H1` or `TD`.
        parent: The element that holds it.
        told: The dictionary in the file.
        children: What it holds, in reading order: elements, pieces of content (page, number), annotations.
    """

    role: str
    parent: Element | None
    told: pikepdf.Object
    children: list[Element | tuple[int, int] | pikepdf.Object] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield the pieces of content below it, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.pieces()
            elif isinstance(child, tuple):
                yield child

    def within(self, *roles: str) -> bool:
        """Return whether an element above it is one of these."""
        above = self.parent
        while above is not None and above.role not in roles:
            above = above.parent
        return above is not None

    def attribute(self, name: str) -> object:
        """Return an attribute of any owner."""
        told = self.told.get("/A", [])
        for one in told if isinstance(told, pikepdf.Array) else [told]:
            if name in one:
                return one[name]
        return None


def tree(pdf: pikepdf.Pdf) -> Element:
    """Return the root of the tree."""
    told = pdf.Root.StructTreeRoot
    roles = {str(key): str(value) for key, value in told.get("/RoleMap", {}).items()}
    pages = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    root = Element("Root", None, told)
    _fill(root, None, roles, pages)
    return root


def _fill(element: Element, page: int | None, roles: dict[str, str], pages: dict[object, int]) -> None:
    if "/Pg" in element.told:
        page = pages[element.told.Pg.objgen]
    kids = element.told.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            assert page is not None
            element.children.append((page, kid))
        elif "/MCID" in kid:
            element.children.append((pages[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)))
        elif "/Obj" in kid:
            element.children.append(kid.Obj)
        else:
            role = str(kid.S)
            child = Element(roles.get(role, role).removeprefix("/"), element, kid)
            _fill(child, page, roles, pages)
            element.children.append(child)


def painted(page: pikepdf.Page) -> tuple[list[int], int]:
    """Return the numbers of a page's pieces in the order of painting, and how much stands in none of them.

    Decoration, which is marked as such, is neither.
    """
    pieces, untold, marks = [], 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            told = operands[1] if len(operands) > 1 else {}
            number = told.get("/MCID") if isinstance(told, pikepdf.Dictionary) else None
            marks.append("decoration" if str(operands[0]) == "/Artifact" else number)
            pieces += [int(number)] if number is not None else []
        elif name == "EMC":
            marks.pop()
        elif name in _PAINTING and not any(mark is not None for mark in marks):
            untold += 1
    return pieces, untold


def fonts(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return all fonts by name."""
    found = {}
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and "/BaseFont" in one:
            found[f"{one.BaseFont} {one.Subtype}"] = one
    return found


def opened(path: Path) -> pikepdf.Pdf:
    """Return a PDF to look at."""
    return pikepdf.open(path)
