"""The end of a brief: where its page is, how it is cited, under which licence, and what names do not say."""

from __future__ import annotations

import io
from pathlib import Path

import segno
from sphinx.builders import Builder

from pagebook.publish.citation import Citation, Imprint, imprint
from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf.markup import Value
from pagebook.publish.reference import reference
from pagebook.story.dating import event_date

__all__ = ["colophon", "edition"]

_CODES = "briefs/codes"


def edition(book: Imprint) -> str:
    """Return the name of the edition and its day, as far as they are known."""
    day = event_date(book.date, None, "day") if book.date else ""
    return ", ".join(part for part in (book.edition, day) if part)


def colophon(builder: Builder, docname: str, title: str) -> dict[str, Value]:
    """Return what the end of a brief says.

    Args:
        builder: The builder that asks.
        docname: Name of the page.
        title: Its title.
    """
    book = imprint(builder.app)
    place = f"{docname}.html"
    address = f"{book.address}{place}" if book.address else ""
    package = reference(builder.app).package
    return {
        "address": address,
        "code": _code(builder, docname, address) if address else "",
        "book": book.title,
        "within": _part_of(builder, docname),
        "chapter": title,
        "citation": Citation(book, key=docname.rpartition("/")[2], title=title, place=place).text,
        "licences": [licence["title"] for licence in package.licenses] if package else [],
        "edition": edition(book),
    }


def _code(builder: Builder, docname: str, address: str) -> str:
    """Write an address as a square that telephones read; return where it lies."""
    picture = io.BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="svg", border=0, xmldecl=False, svgns=True)
    path = f"{_CODES}/{docname.rpartition('/')[2]}.svg"
    write_if_changed(Path(builder.outdir) / path, picture.getvalue())
    return f"/{path}"


def _part_of(builder: Builder, docname: str) -> str:
    """Return the caption of the part of the book that a page is in."""
    trees = builder.app.config.external_site_map.root.subtrees
    return next((tree.caption or "" for tree in trees if docname in map(str, tree.items)), "")
