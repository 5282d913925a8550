"""Data as Markdown that shows exactly the data: escaped text, safe links, prose."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from pagebook.analysis.words import is_missing

__all__ = ["Prose", "link", "text"]

# CommonMark allows a backslash before any ASCII punctuation. These five are never syntax in MyST.
_SYNTAX = re.compile("([" + re.escape("".join(sorted(set(string.punctuation) - set(",;'?/")))) + "])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
_SCHEMES = frozenset({"http", "https"})
_URL_SAFE = "%/:?#@!$&*+,;=~-._'()"


def text(value: object) -> str:
    """Return a value as Markdown that renders as that very text, on one line.

    All punctuation that Markdown, MyST, Jinja or HTML could read as syntax is escaped, control and
    direction-changing characters go, white space becomes single spaces; a missing value gives an empty text.
    """
    if is_missing(value):
        return ""
    return _SYNTAX.sub(r"\\\1", " ".join(_CONTROL.sub("", str(value)).split()))


def link(label: object, url: object) -> str:
    """Return a Markdown link, or the escaped label alone where the address is not plain http or https."""
    address = str(url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return text(label)
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname or re.search(r"[\s<>\"`\\]", address):
        return text(label)
    # Percent signs stay: the address is already encoded. Angle brackets let it hold round ones.
    return f"[{text(label)}](<{quote(address, safe=_URL_SAFE)}>)"


@dataclass(frozen=True)
class Prose:
    """A run of Markdown that a notebook shows; false when empty, so that a page can leave its cell out.

    Attributes:
        markdown: Markdown, its data already escaped by `text`.
    """

    markdown: str = ""

    def __bool__(self) -> bool:
        return bool(self.markdown.strip())

    def __str__(self) -> str:
        return self.markdown

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Return the bundle that notebooks store."""
        return {"text/markdown": self.markdown, "text/plain": self.markdown}
