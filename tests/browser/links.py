"""Where the links of a compiled book lead, as far as they stay in it."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_TARGET = re.compile(r"""\s(?:href|src)=["']([^"']*)["']""")
_ID = re.compile(r"""\sid=["']([^"']+)["']""")


def dead_links(html: Path) -> list[str]:
    """Return `page: link` for each link to a file or an anchor of the book that is not there."""
    pages = [path for path in sorted(html.rglob("*.html")) if "_static" not in path.parts]
    tags = {page: _TAG.findall(page.read_text("utf-8")) for page in pages}
    anchors = {page: {unescape(name) for tag in tags[page] for name in _ID.findall(tag)} for page in pages}
    return [
        f"{page.relative_to(html).as_posix()}: {link}"
        for page in pages
        for link in sorted({unescape(link) for tag in tags[page] for link in _TARGET.findall(tag)})
        if not _leads_somewhere(page, link, anchors)
    ]


def _leads_somewhere(page: Path, link: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    anchor = unquote(parts.fragment)
    return target.is_file() and (not anchor or target not in anchors or anchor in anchors[target])
