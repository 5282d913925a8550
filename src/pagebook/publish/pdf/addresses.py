"""Addresses on paper: how they are shortened, and which note of a chapter says which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docutils import nodes

from pagebook.publish.pdf.markup import Value

__all__ = ["IN_PLACE", "LONGEST", "Notes", "shortened"]

LONGEST = 60
"""Letters that an address may have on paper."""

IN_PLACE = 100
"""A chapter with more addresses than this prints each where it is used first: notes would fill its pages."""

_SCHEME = re.compile(r"^[a-z]+:(//)?(www\.)?", re.IGNORECASE)


def shortened(address: str) -> str:
    """Return an address as it is printed: host and path, without its middle when it is long."""
    told = _SCHEME.sub("", address).rstrip("/")
    if len(told) <= LONGEST:
        return told
    host, _, path = told.partition("/")
    # Some of what follows the host tells more than its end does, but the end is what tells two apart.
    kept = max(LONGEST - 1 - min(len(host) + 12, LONGEST // 2 + 10), 8)
    return f"{told[: LONGEST - 1 - kept]}…{path[-kept:]}"


@dataclass
class Notes:
    """The notes of a chapter, which stand at its end: each address has one.

    Attributes:
        chapter: Names the chapter among all chapters.
        in_place: Whether addresses are printed where they are used, not as notes.
        addresses: The addresses that have a note, in the order of the notes.
    """

    chapter: str
    in_place: bool = False
    addresses: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: nodes.document, chapter: str) -> Notes:
        """Return the notes of a document, before any of them is written."""
        told = {link.get("refuri", "") for link in document.findall(nodes.reference)}
        return cls(chapter, in_place=sum("://" in address for address in told) > IN_PLACE)

    def mention(self, address: str, words: str) -> dict[str, Value]:
        """Return what a link tells the template about the note of its address.

        Args:
            address: Where the link leads.
            words: The words that are linked; an address that is printed already needs no note.
        """
        told = shortened(address)
        if _SCHEME.sub("", words).rstrip("/") == _SCHEME.sub("", address).rstrip("/"):
            return {}
        first = address not in self.addresses
        number = self.addresses.setdefault(address, len(self.addresses) + 1)
        if self.in_place:
            return {"shown": told} if first else {}
        return {"note": self.name, "number": number, **({"first": True} if first else {})}

    @property
    def name(self) -> str:
        """What the labels of the notes begin with."""
        return f"note:{self.chapter}:"

    @property
    def told(self) -> list[Value]:
        """What stands at the end of the chapter: each address, and how it is printed."""
        return [] if self.in_place else [[address, shortened(address)] for address in self.addresses]
