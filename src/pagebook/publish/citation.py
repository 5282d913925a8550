"""How a page or a figure is cited: one line of text, and a BibTeX entry; no clock, only the edition's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from sphinx.application import Sphinx

from pagebook.figures import Source
from pagebook.publish.reference import reference
from pagebook.story.dating import event_date

__all__ = ["Citation", "Imprint", "citation_html", "imprint"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"} | {"~": "\\~{}", "^": "\\^{}", "\\": "\\textbackslash{}"}
)


@dataclass(frozen=True)
class Imprint:
    """What the book says about itself.

    Attributes:
        title: Title of the book.
        author: Who edits it.
        edition: Name of the edition, empty when unknown.
        date: Day of the edition, empty when unknown.
        address: Where the book is on the web, with a slash at its end; empty when it is nowhere.
    """

    title: str
    author: str
    edition: str = ""
    date: str = ""
    address: str = ""


@dataclass(frozen=True)
class Citation:
    """How a part of the book is cited.

    Attributes:
        imprint: The book.
        key: Names the part among all parts of the book.
        title: Title of the part.
        within: The page that a figure is on; empty for a page.
        place: Address of the part below that of the book.
        sources: Where the part's data are from, as they must be named too.
    """

    imprint: Imprint
    key: str
    title: str
    within: str = ""
    place: str = ""
    sources: Sequence[Source] = ()

    @property
    def text(self) -> str:
        """Return the citation as one line of text."""
        book = self.imprint
        told = ", ".join(part for part in (book.edition, _day(book.date)) if part)
        parts = [
            f"{book.author}{f' ({book.date[:4]})' if book.date else ''}",
            self._named,
            f"In: {book.title}{f' ({told})' if told else ''}",
            self._data,
            self._url,
        ]
        return ". ".join(part for part in parts if part) + ("" if self._url else ".")

    @property
    def bibtex(self) -> str:
        """Return the citation as an entry of BibTeX."""
        book = self.imprint
        fields = {
            "author": f"{{{_tex(book.author)}}}",
            "title": f"{{{_tex(self._named)}}}",
            "booktitle": f"{{{_tex(book.title)}}}",
            "edition": _tex(book.edition),
            "year": book.date[:4],
            "note": _tex(self._data),
            "url": self._url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        if book.date:
            lines.append(f"  month = {_MONTHS[int(book.date[5:7]) - 1]},")
        return "\n".join([f"@incollection{{{self._key},", *lines, "}"])

    @property
    def _named(self) -> str:
        return f"{self.title}, in {self.within}" if self.within else self.title

    @property
    def _data(self) -> str:
        credits = dict.fromkeys(source.credit for source in self.sources)
        return f"Data: {'; '.join(credits)}" if credits else ""

    @property
    def _url(self) -> str:
        return f"{self.imprint.address}{self.place}" if self.imprint.address else ""

    @property
    def _key(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", f"page-{self.imprint.date[:4]}-{self.key}".lower()).strip("-")


def imprint(app: Sphinx) -> Imprint:
    """Return what the book that is being compiled says about itself."""
    edition = reference(app).edition
    told = (edition.title, edition.date) if edition else ("", "")
    address = app.config.pagebook_base_url
    return Imprint(app.config.project, app.config.author, *told, address and address.rstrip("/") + "/")


def citation_html(citation: Citation, summary: str) -> str:
    """Return a folded block with both forms; the book's script adds buttons that copy."""
    return (
        f'<details class="pb-cite"><summary>{escape(summary)}</summary>\n'
        f'<pre class="pb-copy" data-pb-what="citation">{escape(citation.text, quote=False)}</pre>\n'
        f'<pre class="pb-copy" data-pb-what="BibTeX entry">{escape(citation.bibtex, quote=False)}</pre>\n'
        "</details>\n"
    )


def _day(date: str) -> str:
    return event_date(date, None, "day") if date else ""


def _tex(text: str) -> str:
    return text.translate(_TEX)
