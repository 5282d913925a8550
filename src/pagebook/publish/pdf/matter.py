"""What joins the chapters to a book: cover, imprint, contents, parts, lists, index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx.application import Sphinx

from pagebook.publish.citation import Imprint, imprint
from pagebook.publish.pdf.institutions import institutions
from pagebook.publish.pdf.markup import Raw, call
from pagebook.story.dating import event_date

__all__ = ["IMPRINT", "IMPRINT_SECTION", "joined"]

IMPRINT = "imprint.typ"
"""The file with the words of the front page that a book has in its imprint."""

IMPRINT_SECTION = "how-to-cite"
"""The section of the front page that they are taken from."""

# A part with so many chapters has one for each of the things that the book is about: the cover names them.
_MANY = 10
_TAG = re.compile(r"<[^>]*>")


def joined(app: Sphinx, parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield the markup of the book around its chapters.

    Args:
        app: The application that builds.
        parts: Caption and pages of each part, in order; the front page is no part.
    """
    root = app.config.root_doc
    told = imprint(app)
    yield call("show: book.with", **_facts(told)).removesuffix(";")
    yield call("cover", **_facts(told), names=[_title(app, page) for page in _many(parts)])
    words = Raw(f'include "{IMPRINT}"')
    yield call("imprint", words, **_facts(told), address=told.address, licence=_licence(app))
    yield call("contents", "Contents")
    yield "#show: main-matter"
    yield _chapter(app, root, "", 1)
    for caption, pages in parts:
        chapters = [(_anchor(page), _title(app, page)) for page in pages]
        # A book without parts has no page that opens one.
        if caption:
            yield call("part", caption, chapters=chapters)
        for page in pages:
            yield _chapter(app, page, caption, 2)
    yield from _back(app, [root, *(page for _, pages in parts for page in pages)])


def _back(app: Sphinx, pages: Sequence[str]) -> Iterator[str]:
    chapters = [(_anchor(page), _title(app, page)) for page in pages]
    yield call("list-of-figures", "Figures and tables", chapters)
    if entries := institutions(app).entries:
        yield call("index", "Index of institutions", "throughout", list(entries.items()))


def _facts(told: Imprint) -> dict[str, str]:
    return {"title": told.title, "author": told.author, "edition": told.edition, "date": _day(told)}


def _day(told: Imprint) -> str:
    return event_date(told.date, None, "day") if told.date else ""


def _many(parts: Sequence[tuple[str, Sequence[str]]]) -> Sequence[str]:
    return next((pages for _, pages in parts if len(pages) >= _MANY), ())


def _licence(app: Sphinx) -> str:
    """Return what the foot of each page of the web says of licences, as text."""
    return _TAG.sub("", app.config.html_theme_options.get("extra_footer", "")).strip()


def _chapter(app: Sphinx, page: str, part: str, base: int) -> str:
    told = Raw(f'include "{page}.typ"')
    return call("chapter", told, name=_anchor(page), title=_title(app, page), part=part, base=base)


def _anchor(page: str) -> str:
    return f"{page}:"


def _title(app: Sphinx, page: str) -> str:
    return app.env.titles[page].astext()
