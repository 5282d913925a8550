"""Links of a document: where they lead, what is written on them, and which work they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from pagebook.ingest.markup import plain

__all__ = ["ANCHORS", "Link", "find_links", "link_kind"]


@dataclass(frozen=True)
class Link:
    """A link to a page.

    Attributes:
        url: Where it leads.
        label: What is written on it or before it; empty where nothing is.
        of_work: Whether the text says that the work named before it is to be found there.
        language: The language that the text says it is in, as an ISO 639-1 code; empty where it says none.
    """

    url: str
    label: str
    of_work: bool
    language: str


ANCHORS = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\\]|\\.)+)\]\((?P<url>[^()\s]*)\)|<a\s[^<>]{0,300}?href=\"(?P<href>[^\"<>]{0,2000})\"[^<>]{0,300}>(?P<words>.{0,600}?)</a>",
    re.I | re.S,
)
"""A link in Markdown or HTML: what is written on it, and where it leads."""

_URL = re.compile(r"https?://[^\s<>\"”’)\]]+(?<![.,;:])")
_OF_WORK = re.compile(
    r"(?:available|found|downloaded|read)\b[^.]{0,80}$|(?:report|study|paper|note|publication)\s*:\s*$", re.I
)
_LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "french": "fr",
    "portuguese": "pt",
    "russian": "ru",
    "mongolian": "mn",
}
_LANGUAGE = re.compile(rf"\bin ({'|'.join(_LANGUAGES)})\b", re.I)


def find_links(raw: str) -> list[Link]:
    """Return the links of a paragraph with its markup; those that lead nowhere are none."""
    found: dict[str, Link] = {}
    anchors = {
        _untracked(unescape(match["url"] or match["href"] or "")): match for match in ANCHORS.finditer(raw)
    }
    for match in _URL.finditer(raw):
        url = _untracked(unescape(match.group()))
        anchor = anchors.get(url)
        before = plain(raw[: (anchor or match).start()])
        label = plain((anchor["text"] or anchor["words"] or "") if anchor else "")
        if not label or label.startswith("http"):
            label = _label(before)
        language = _LANGUAGE.search(before[-120:])
        code = _LANGUAGES[language.group(1).lower()] if language else ""
        found.setdefault(url, Link(url, label, bool(_OF_WORK.search(before[-120:])), code))
    return list(found.values())


def _untracked(url: str) -> str:
    """Return an address without what tells who sent its reader."""
    return re.sub(r"\?(?:utm_|fbclid|gclid).*$", "", url)


def link_kind(url: str) -> str:
    """Return what sort of page an address leads to."""
    host = re.sub(r"^https?://(?:www\.)?", "", url).split("/")[0].lower()
    if re.search(r"(?:^|\.)(?:linkedin|twitter|x|facebook|instagram)\.com$", host):
        return "social media post"
    if re.search(r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com)$", host):
        return "video"
    return "report" if url.lower().endswith(".pdf") else "web page"


def _label(before: str) -> str:
    """Return the words before an address that say what it is: "ILO article:"."""
    match = re.search(r"(?:^|[.•]\s)\s*[-•]?\s*([^.:•]{3,80}):\s*<?$", before)
    return match.group(1).strip() if match and not _OF_WORK.search(before[-120:]) else ""
