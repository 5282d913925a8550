"""Markup in documents: Markdown and HTML, also mixed in one line, as other programs write it."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["blocks", "plain"]

_TAGS = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_BLOCKS = re.compile(r"</?(?:p|li|ol|ul|div|br|h[1-6]|tr|td|th|table)(?:\s[^<>]*)?/?>|\t", re.I)
_LINK = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|^[#>\s]+|\\(?=[()\[\]*_#])")


def plain(text: str) -> str:
    """Return a line without its markup: tags, emphasis, addresses of links; cells stay apart by tabs."""
    told = unescape(_TAGS.sub("", text))
    told = _LINK.sub(lambda match: match["text"], told)
    told = "\t".join(_MARKS.sub("", cell).strip() for cell in told.split("\t"))
    return re.sub(r" {2,}", " ", told).strip(" ")


def blocks(text: str) -> list[str]:
    """Return the paragraphs, list items and cells of a line, markup within them kept; blank ones left out."""
    return [block.strip() for block in _BLOCKS.split(text) if plain(block).strip("\t -|")]
