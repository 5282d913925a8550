"""The book's contents beside each page: worked out once, then marked for the page.

For each page Sphinx goes through the contents of the whole book again, headings included, so that a page
takes longer the more pages there are. Yet it comes to the same list of links, but for the place they start
from and for the one that leads to the page itself. That holds for contents of one level; others are left to
Sphinx.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

__all__ = ["add_navigation"]

_OTHER = '<li class="toctree-l1"><a class="reference internal" href="{}">'
_OWN = '<li class="toctree-l1 current"><a class="current reference internal" href="#">'
_LIST, _OWN_LIST = "<ul>", '<ul class="current">'
_LINK = re.compile("|".join((_OTHER.format('([^"]*)'), re.escape(_OWN))))
_DEEPER = re.compile(r'class="[^"]*\b(?:current|toctree-l(?!1"))')


@dataclass(frozen=True)
class _Contents:
    """The contents as HTML, cut where a link to a page begins.

    Attributes:
        texts: What stands before the first link, between two, and after the last.
        pages: Where the links lead.
    """

    texts: tuple[str, ...]
    pages: tuple[str, ...]

    @classmethod
    def of(cls, html: str, page: str, builder: Builder) -> _Contents | None:
        """Return contents as Sphinx wrote them for a page; None when there is more to them than links."""
        names = {escape(builder.get_relative_uri(page, name)): name for name in builder.env.found_docs}
        html = html.replace(_OWN_LIST, _LIST)
        places = list(_LINK.finditer(html))
        pages = [page if place[1] is None else names.get(place[1]) for place in places]
        starts, ends = [0, *(place.end() for place in places)], [*(place.start() for place in places), None]
        texts = tuple(html[start:end] for start, end in zip(starts, ends, strict=True))
        found = tuple(name for name in pages if name is not None)
        if len(found) < len(pages) or any(_DEEPER.search(text) for text in texts):
            return None
        return cls(texts, found)

    def marked(self, page: str, builder: Builder) -> str:
        """Return the contents as they stand beside a page."""
        links = [_OTHER.format(escape(builder.get_relative_uri(page, name))) for name in self.pages]
        texts = list(self.texts)
        if page in self.pages:
            own = self.pages.index(page)
            links[own] = _OWN
            start = max(number for number, text in enumerate(texts[: own + 1]) if _LIST in text)
            texts[start] = _OWN_LIST.join(texts[start].rsplit(_LIST, 1))
        return "".join(part for pair in zip(texts, [*links, ""], strict=True) for part in pair)


class _Navigation:
    """The contents of a book that is being written."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[str, Any], ...], _Contents | None] = {}

    def offer(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Give a page's template the contents in place of Sphinx's own function for them."""
        asked: Callable[..., str] = context["toctree"]

        def toctree(**how: Any) -> str:
            key = tuple(sorted(how.items()))
            if key not in self._known:
                html = asked(**how)
                self._known[key] = _Contents.of(html, pagename, app.builder)
                return html
            known = self._known[key]
            return asked(**how) if known is None else known.marked(pagename, app.builder)

        context["toctree"] = toctree


def add_navigation(app: Sphinx) -> None:
    """Have the contents worked out once for all pages."""
    # Before the theme (500) renders them.
    app.connect("html-page-context", _Navigation().offer, priority=400)
